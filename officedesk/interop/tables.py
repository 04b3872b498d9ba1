"""Tables for a spreadsheet: what French Excel and LibreOffice open with two clicks."""

import csv
import datetime as dt
import io
from collections.abc import Sequence

from officedesk.domain.legal_calendar import Cell

# A cell that starts so is a formula to a spreadsheet; a text of ours never is one.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(head: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    """Return a CSV file: UTF-8 with its mark, semicolons, dates as dd/mm/yyyy, formulas made harmless."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([_plain(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def harmless(text: str) -> str:
    """Return a text that no spreadsheet computes: an apostrophe stands before what looks like a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def _plain(cell: Cell) -> str:
    if isinstance(cell, dt.date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, dt.time):
        return f"{cell:%H:%M}"
    return harmless(cell or "")
