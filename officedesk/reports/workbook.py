"""Tables as a workbook: a bold head that stays in sight, filters, real dates, columns as wide as what they hold."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from officedesk.domain.legal_calendar import Cell

if TYPE_CHECKING:
    from openpyxl.cell import Cell as Place
    from openpyxl.cell import MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

Value = Cell | float

MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
WIDEST = 60
NARROWEST = 8


class Sheet(NamedTuple):
    """A table with its name; numbers are shown with two decimals."""

    name: str
    head: Sequence[str]
    rows: Sequence[Sequence[Value]]


def xlsx(title: str, head: Sequence[str], rows: Sequence[Sequence[Value]], moment: dt.datetime) -> bytes:
    """Return a workbook of one sheet, which bears its title."""
    return book(title, [Sheet(title, head, rows)], moment)


def book(title: str, sheets: Sequence[Sheet], moment: dt.datetime) -> bytes:
    """Return a workbook; the same sheets at the same aware moment give the same bytes."""
    from openpyxl import Workbook

    made = Workbook()
    made.remove(made.worksheets[0])
    made.properties.creator = "OfficeDesk"
    made.properties.title = title
    made.properties.created = moment.astimezone(dt.UTC).replace(tzinfo=None, microsecond=0)
    for each in sheets:
        # A sheet's name has 31 characters at most, and none of these.
        name = "".join(" " if letter in "[]:*?/\\" else letter for letter in each.name)[:31].strip()
        _fill(made.create_sheet(name or "Feuille"), each)
    file = io.BytesIO()
    made.save(file)
    return _steady(file.getvalue(), moment.astimezone(dt.UTC))


def _fill(sheet: "Worksheet", table: Sheet) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    sheet.append(list(table.head))
    for number, row in enumerate(table.rows, start=2):
        for column, cell in enumerate(row, start=1):
            _write(sheet.cell(number, column), cell)
    for column, name in enumerate(table.head, start=1):
        sheet.cell(1, column).font = Font(bold=True)
        longest = max([len(name), *(len(_shown(row[column - 1])) for row in table.rows)])
        sheet.column_dimensions[get_column_letter(column)].width = min(WIDEST, max(NARROWEST, longest + 2))
        if longest > WIDEST:
            for number in range(2, len(table.rows) + 2):
                sheet.cell(number, column).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions


def _steady(file: bytes, moment: dt.datetime) -> bytes:
    """Return a workbook whose only date is a moment: the library writes that of the machine, in each of its files."""
    stamp = f"{moment:%Y-%m-%dT%H:%M:%SZ}".encode()
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as read, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as written:
        for each in read.infolist():
            content = MODIFIED.sub(rb"\g<1>" + stamp + rb"\g<2>", read.read(each))
            info = zipfile.ZipInfo(each.filename, moment.timetuple()[:6])
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            written.writestr(info, content)
    return made.getvalue()


def _write(place: "Place | MergedCell", cell: Value) -> None:
    place.value = cell
    if isinstance(cell, str):
        # A text that looks like a formula stays a text: its type is said, not guessed.
        place.data_type = "s"
    elif isinstance(cell, dt.date):
        place.number_format = "dd/mm/yyyy"
    elif isinstance(cell, dt.time):
        place.number_format = "hh:mm"
    elif isinstance(cell, float):
        place.number_format = "0.00"


def _shown(cell: Value) -> str:
    if isinstance(cell, float):
        return f"{cell:.2f}"
    return f"{cell:%d/%m/%Y}" if isinstance(cell, dt.date) else str(cell or "")
