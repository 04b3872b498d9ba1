"""The activity report as its reader gets it."""

import datetime as dt
import re
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from officedesk.domain.activity import ActivitySummary, DomainTime, DoneTask, LegalDeadline
from officedesk.paths import resources
from officedesk.reports import activity
from tests.reports.activity_samples import EMPTY, HOSTILE, USUAL, WRITTEN_AT, hostile, many_tasks, nov
from tests.reports.pdf_reading import facts_of, fonts_of, pages_of, text_of, tool

Make = Callable[[ActivitySummary], Path]
GOLDEN = Path(__file__).with_name("data") / "activity_usual.txt"
ODD = "\u200d\ufe0f\u0301é\u05d0\u05b0\u0644\u064b\u0e330 \u202e\u20e3😀ﬁ"
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def make(tmp_path: Path) -> Make:
    def made(summary: ActivitySummary) -> Path:
        path = tmp_path / "rapport.pdf"
        path.write_bytes(activity.pdf(summary, timestamp=WRITTEN_AT))
        return path

    return made


def test_the_usual_report_reads_as_its_golden_text(make: Make) -> None:
    pages = pages_of(make(USUAL), "-layout")

    lines = [re.sub(" {2,}", "  ", line.strip()) for page in pages for line in page.splitlines() if line.strip()]
    assert lines == GOLDEN.read_text(encoding="utf-8").splitlines()


def test_the_document_is_tagged_titled_and_signed(make: Make) -> None:
    facts = facts_of(make(USUAL))

    assert facts["Tagged"] == "yes"
    assert facts["Title"] == "Rapport d’activité, novembre 2026, Kéops Conseil"
    assert facts["Author"] == "Votre enseigne"
    assert facts["Page size"].endswith("(A4)")


def test_the_catalogue_says_french_and_pdf_ua(make: Make) -> None:
    from pypdf import PdfReader

    reader = PdfReader(make(USUAL))

    catalogue = reader.trailer["/Root"].get_object()
    metadata = reader.xmp_metadata
    assert str(catalogue["/Lang"]).startswith("fr")  # type: ignore[index]
    assert metadata is not None
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata.stream.get_data().decode("utf-8")


def test_the_chart_has_an_alternative_text(make: Make) -> None:
    from pypdf import PdfReader
    from pypdf.generic import DictionaryObject

    objects = PdfReader(make(USUAL))
    told = [
        str(found["/Alt"])
        for number in range(1, int(objects.trailer["/Size"]))  # type: ignore[call-overload]
        if isinstance(found := objects.get_object(number), DictionaryObject) and "/Alt" in found
    ]

    assert [text.replace("\u00a0", " ") for text in told] == [
        "RH et paie : 8 h 30 ; Prestataires : 5 h ; Événements : 4 h 30 ; Juridique : 3 h 15 ; Communication : 1 h"
    ]


def test_every_font_is_inter_and_embedded(make: Make) -> None:
    fonts = fonts_of(make(many_tasks(60)))

    assert fonts
    assert all(name.startswith("Inter-") and embedded for name, embedded in fonts)


def test_the_same_moment_gives_the_same_bytes_and_another_does_not() -> None:
    first = activity.pdf(USUAL, timestamp=WRITTEN_AT)

    assert activity.pdf(USUAL, timestamp=WRITTEN_AT) == first
    assert activity.pdf(USUAL, timestamp=WRITTEN_AT + dt.timedelta(hours=1)) != first


def test_a_period_that_is_not_over_stops_on_the_day_of_writing(make: Make) -> None:
    text = text_of(make(replace(USUAL, written_on=nov(23))))

    assert "Du 1er au 23 novembre, forfait de 24 heures" in text
    assert "30 novembre" not in text


def test_a_month_without_work_says_so_and_shows_no_table(make: Make) -> None:
    path = make(EMPTY)

    text = text_of(path)
    assert "Aucune activité n’a été enregistrée sur cette période." in text
    assert not re.search("Obligation|Décision |Tâche|Événement|Où est passé|En décembre", text)
    assert activity.page_count(EMPTY) == 1


def test_obligations_late_met_late_and_ahead_are_said_in_words(make: Make) -> None:
    deadlines = (
        LegalDeadline("Réception des factures", dt.date(2026, 9, 1)),
        LegalDeadline("DSN d’octobre", nov(16), nov(18), "certificat"),
        LegalDeadline("Registre du personnel", nov(30)),
        LegalDeadline("Document unique", None),
        LegalDeadline("Affichages", nov(20), nov(20), "photo"),
    )

    text = text_of(make(replace(USUAL, deadlines=deadlines, written_on=nov(23))))

    assert "Réception des factures 1er sept. 2026 en retard" in text
    assert "DSN d’octobre 16 nov. 2026 18 nov. 2026, en retard" in text
    assert "Registre du personnel 30 nov. 2026 à faire" in text
    assert "Document unique sans délai en retard" in text
    # One kept of the four that are no longer ahead; poppler may close up the spaces of a short word.
    assert re.search("1 ?/ ?4 ", text)


def test_outside_text_is_printed_as_it_was_typed(make: Make) -> None:
    path = make(hostile())

    text = text_of(path)
    assert text.count(HOSTILE) >= 10
    assert "A" * 300 in text.replace(" ", "")
    assert ("Très long titre " * 20)[:300].strip() in text
    assert "a□b□c" in text
    assert "□□" in text
    assert "שלום" in text or "םולש" in text


def test_hostile_text_stays_within_the_margins(make: Make) -> None:
    boxes = tool("pdftotext", "-bbox", str(make(hostile())), "-")

    # A4 is 595.3 points wide, with margins of 45: a word may end on the margin, a point of rounding allowed.
    edges = [(float(left), float(right)) for left, right in re.findall(r'xMin="([\d.-]+)".*? xMax="([\d.-]+)"', boxes)]
    assert len(edges) > 200
    assert min(left for left, _ in edges) >= 44
    assert max(right for _, right in edges) <= 551.3


@pytest.mark.parametrize("count", [200, 2000])
def test_headers_come_back_on_each_page_of_a_long_table(make: Make, count: int) -> None:
    pages = pages_of(make(many_tasks(count)), "-layout")

    with_rows = [page for page in pages if "Tâche numéro" in page]
    assert len(with_rows) >= count // 40
    assert all(re.search(r"^Tâche +Terminée le +Temps$", page, re.MULTILINE) for page in with_rows)
    assert all(re.search(r"^\S.* +\d+ tâches +\d+ h", page, re.MULTILINE) for page in with_rows)
    ranks = [int(rank) for page in pages for rank in re.findall(r"Tâche numéro (\d+) ", page)]
    assert ranks == list(range(count))


def test_each_page_says_for_whom_it_is_and_its_rank(make: Make) -> None:
    pages = pages_of(make(many_tasks(60)))

    assert len(pages) > 2
    for rank, page in enumerate(pages, start=1):
        assert "Confidentiel, destiné à Kéops Conseil" in page
        assert f"{rank}/{len(pages)}" in page.replace(" ", "")


@pytest.mark.parametrize("summary", [EMPTY, USUAL, many_tasks(60)], ids=["empty", "usual", "long"])
def test_images_and_count_agree_with_the_document(make: Make, summary: ActivitySummary) -> None:
    pages = int(facts_of(make(summary))["Pages"])

    images = activity.page_images(summary, ppi=72)

    assert activity.page_count(summary) == pages
    assert len(images) == pages
    assert all(image.startswith(PNG) for image in images)


def test_a_page_image_has_the_size_of_its_resolution() -> None:
    image = activity.page_images(EMPTY, ppi=72)[0]

    # PNG: width and height follow the IHDR chunk's name. A4 is 595.3 × 841.9 points.
    assert abs(int.from_bytes(image[16:20], "big") - 595) <= 1
    assert abs(int.from_bytes(image[20:24], "big") - 842) <= 1


def test_no_name_is_ever_hyphenated(make: Make) -> None:
    client = "Clinique vétérinaire du Quai Boréal, anticonstitutionnellement internationalisée"
    cramped = replace(
        USUAL,
        client=client,
        addressee=f"À l’attention de la direction administrative de la {client}",
        time=(DomainTime(client, 60),),
        deadlines=(LegalDeadline(client, nov(3), nov(2), client),),
    )

    pages = pages_of(make(cramped))

    assert not re.search(r"[-\u00ad\u2010]$", "\n".join(pages).replace("8F2-41", ""), re.MULTILINE)
    words = set("\n".join(pages).split())
    assert {"vétérinaire", "anticonstitutionnellement", "internationalisée", "administrative"} <= words


def test_a_report_of_200_rows_is_light_enough_for_a_mail() -> None:
    assert len(activity.pdf(many_tasks(200), timestamp=WRITTEN_AT)) < 400_000


def test_the_template_asks_nothing_of_the_network_or_of_other_files() -> None:
    for template in (resources() / "reports").glob("*.typ"):
        text = template.read_text(encoding="utf-8")
        assert not re.search(r"#?\b(import|include|read|image)\b\s*[(\"@]", text), template.name


def test_every_character_said_to_be_displayable_is() -> None:
    lines = (resources() / "reports" / "displayable.txt").read_text(encoding="ascii").split()
    bounds = [(int(line.partition("-")[0], 16), int(line.rpartition("-")[2], 16)) for line in lines]
    paragraphs = "\n".join(" ".join(map(chr, range(first, last + 1))) for first, last in bounds)

    # PDF/UA-1 refuses a missing glyph: an export is the proof.
    assert activity.pdf(replace(EMPTY, essential=paragraphs), timestamp=WRITTEN_AT).startswith(b"%PDF-")
    assert sum(last - first + 1 for first, last in bounds) > 5000


def test_reports_are_imported_without_typst() -> None:
    told = "import sys, officedesk.reports.activity; print('typst' in sys.modules)"

    assert tool(sys.executable, "-c", told).strip() == "False"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=120), st.text(ODD, max_size=20))
def test_no_text_costs_the_report(name: str, odd: str) -> None:
    summary = replace(EMPTY, client=name, essential=odd, done=(DoneTask(odd, nov(1), name),))

    assert activity.pdf(summary, timestamp=WRITTEN_AT).startswith(b"%PDF-")
