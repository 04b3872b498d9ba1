"""The activity report as a document: PDF to send, page images to look at before."""

import datetime as dt
from pathlib import Path

from officedesk.domain.activity import ActivitySummary
from officedesk.reports import saving, typesetting
from officedesk.reports.activity_page import page_texts

TEMPLATE = "activity.typ"


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
    """Write the PDF as a whole, in place of a file of that name; NotSavedError leaves nothing behind."""
    saving.save(pdf(summary, timestamp=timestamp), target, "Le rapport")
