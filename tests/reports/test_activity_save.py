"""Saving a report: the whole file, or a sentence and nothing."""

from pathlib import Path

import pytest

from officedesk.domain.errors import DeskError
from officedesk.reports import activity
from tests.reports.activity_samples import EMPTY, USUAL, WRITTEN_AT


def test_a_saved_report_is_the_document_and_nothing_else_is_left(tmp_path: Path) -> None:
    target = tmp_path / "Rapport d’activité.pdf"

    activity.save(USUAL, target, timestamp=WRITTEN_AT)

    assert target.read_bytes() == activity.pdf(USUAL, timestamp=WRITTEN_AT)
    assert list(tmp_path.iterdir()) == [target]


def test_an_older_report_of_that_name_is_replaced(tmp_path: Path) -> None:
    target = tmp_path / "rapport.pdf"
    target.write_bytes(b"old")

    activity.save(EMPTY, target, timestamp=WRITTEN_AT)

    assert target.read_bytes().startswith(b"%PDF-")


def test_an_absent_folder_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(DeskError, match="choisissez un dossier où vous pouvez écrire"):
        activity.save(EMPTY, tmp_path / "absent" / "rapport.pdf", timestamp=WRITTEN_AT)

    assert list(tmp_path.iterdir()) == []


def test_a_file_in_place_of_the_folder_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")

    with pytest.raises(DeskError, match="n’a pas pu être enregistré"):
        activity.save(EMPTY, tmp_path / "file" / "rapport.pdf", timestamp=WRITTEN_AT)


def test_a_failure_at_the_last_moment_leaves_the_older_report_and_no_scrap(tmp_path: Path) -> None:
    target = tmp_path / "rapport.pdf"
    target.mkdir()
    (target / "kept").write_bytes(b"kept")

    with pytest.raises(DeskError):
        activity.save(EMPTY, target, timestamp=WRITTEN_AT)

    assert list(tmp_path.iterdir()) == [target]
    assert (target / "kept").read_bytes() == b"kept"
