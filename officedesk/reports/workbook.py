"""Tables as a workbook: a bold head that stays in sight, filters, real dates, columns as wide as what they hold."""

import datetime as dt
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from officedesk.domain.legal_calendar import Cell

if TYPE_CHECKING:
    from openpyxl.cell import Cell as Place
    from openpyxl.cell import MergedCell

WIDEST = 60
NARROWEST = 8


def xlsx(title: str, head: Sequence[str], rows: Sequence[Sequence[Cell]], moment: dt.datetime) -> bytes:
    """Return a workbook of one sheet; the same rows at the same aware moment give the same values."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101 - a new workbook has one
    # A sheet's name has 31 characters at most, and none of these.
    sheet.title = "".join(" " if letter in "[]:*?/\\" else letter for letter in title)[:31].strip() or "Feuille"
    book.properties.creator = "OfficeDesk"
    book.properties.title = title
    book.properties.created = book.properties.modified = moment.astimezone(dt.UTC).replace(tzinfo=None)
    sheet.append(list(head))
    for number, row in enumerate(rows, start=2):
        for column, cell in enumerate(row, start=1):
            _write(sheet.cell(number, column), cell)
    for column, name in enumerate(head, start=1):
        sheet.cell(1, column).font = Font(bold=True)
        longest = max([len(name), *(len(_shown(row[column - 1])) for row in rows)])
        sheet.column_dimensions[get_column_letter(column)].width = min(WIDEST, max(NARROWEST, longest + 2))
        if longest > WIDEST:
            for number in range(2, len(rows) + 2):
                sheet.cell(number, column).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _write(place: "Place | MergedCell", cell: Cell) -> None:
    place.value = cell
    if isinstance(cell, str):
        # A text that looks like a formula stays a text: its type is said, not guessed.
        place.data_type = "s"
    elif isinstance(cell, dt.date):
        place.number_format = "dd/mm/yyyy"
    elif isinstance(cell, dt.time):
        place.number_format = "hh:mm"


def _shown(cell: Cell) -> str:
    return f"{cell:%d/%m/%Y}" if isinstance(cell, dt.date) else str(cell or "")
