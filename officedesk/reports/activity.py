"""The activity report as a document: PDF to send, page images to look at before."""

import datetime as dt
from pathlib import Path

from officedesk.domain.activity import ActivitySummary
from officedesk.domain.errors import DeskError
from officedesk.paths import write_atomically
from officedesk.reports import typesetting
from officedesk.reports.activity_page import page_texts

TEMPLATE = "activity.typ"


class ReportNotSavedError(DeskError):
    """The chosen file cannot be written; whatever stood there still stands."""


def pdf(summary: ActivitySummary, *, timestamp: dt.datetime) -> bytes:
    """Return the report as a tagged PDF; the same summary and aware moment give the same bytes."""
    return typesetting.pdf(TEMPLATE, page_texts(summary), timestamp)


def page_images(summary: ActivitySummary, ppi: float = 110) -> list[bytes]:
    """Return the pages as PNG files, the very ones of the PDF, at a resolution in pixels per inch."""
    return typesetting.page_images(TEMPLATE, page_texts(summary), ppi)


def page_count(summary: ActivitySummary) -> int:
    """Return the number of pages of the report."""
    return typesetting.page_count(TEMPLATE, page_texts(summary))


def save(summary: ActivitySummary, target: Path, *, timestamp: dt.datetime) -> None:
    """Write the PDF as a whole, in place of a file of that name; ReportNotSavedError leaves nothing behind."""
    content = pdf(summary, timestamp=timestamp)
    try:
        write_atomically(target, content)
    except OSError as error:
        raise ReportNotSavedError(
            f"Le rapport n’a pas pu être enregistré dans {target.parent} : "
            "choisissez un dossier où vous pouvez écrire, puis recommencez."
        ) from error
