"""What the values of a report say of themselves: periods, standings, the text proposed."""

import datetime as dt
from dataclasses import replace

import pytest

from officedesk.domain.activity import LegalDeadline, PendingDecision, Standing, engagement_label
from officedesk.domain.activity_essential import propose_essential
from tests.reports.activity_samples import EMPTY, USUAL, nov

YEAR_END = dt.date(2026, 12, 31)


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("start", "end", "name"),
    [
        (nov(1), nov(30), "novembre 2026"),
        (dt.date(2028, 2, 1), dt.date(2028, 2, 29), "février 2028"),
        (dt.date(2028, 2, 1), dt.date(2028, 2, 28), "du 1er au 28 février 2028"),
        (dt.date(2026, 10, 1), YEAR_END, "4e trimestre 2026"),
        (dt.date(2026, 1, 1), dt.date(2026, 3, 31), "1er trimestre 2026"),
        (dt.date(2026, 2, 1), dt.date(2026, 4, 30), "du 1er février au 30 avril 2026"),
        (dt.date(2026, 1, 1), YEAR_END, "année 2026"),
        (nov(3), nov(3), "le 3 novembre 2026"),
        (dt.date(2026, 12, 15), dt.date(2027, 1, 14), "du 15 décembre 2026 au 14 janvier 2027"),
    ],
)
def test_a_period_has_the_shortest_name_that_fits(start: dt.date, end: dt.date, name: str) -> None:
    assert replace(EMPTY, start=start, end=end).title == f"Rapport d’activité, {name}"


@pytest.mark.parametrize(
    ("written_on", "covered", "is_over"),
    [
        (nov(30), "du 1er au 30 novembre", True),
        (dt.date(2026, 12, 4), "du 1er au 30 novembre", True),
        (nov(23), "du 1er au 23 novembre", False),
        (nov(1), "le 1er novembre", False),
        (dt.date(2026, 10, 31), "du 1er au 30 novembre, à venir", False),
    ],
)
def test_a_report_covers_the_days_up_to_its_own(written_on: dt.date, covered: str, is_over: bool) -> None:
    summary = replace(EMPTY, written_on=written_on)

    assert summary.covered == covered
    assert summary.is_over is is_over


@pytest.mark.parametrize(
    ("start", "end", "written_on", "title"),
    [
        (nov(1), nov(30), nov(30), "En décembre"),
        (dt.date(2026, 12, 1), YEAR_END, YEAR_END, "En janvier"),
        (nov(1), nov(30), nov(23), "À venir"),
        (nov(2), nov(15), nov(15), "La suite"),
    ],
)
def test_what_follows_is_named_after_the_period(start: dt.date, end: dt.date, written_on: dt.date, title: str) -> None:
    assert replace(EMPTY, start=start, end=end, written_on=written_on).next_title == title


@pytest.mark.parametrize(
    ("due", "done_on", "standing"),
    [
        (nov(16), nov(16), Standing.KEPT),
        (nov(16), nov(17), Standing.LATE),
        (nov(16), None, Standing.LATE),
        (nov(23), None, Standing.AHEAD),
        (nov(24), None, Standing.AHEAD),
        (None, None, Standing.LATE),
        (None, nov(20), Standing.KEPT),
    ],
)
def test_a_deadline_may_be_met_until_its_last_day(
    due: dt.date | None, done_on: dt.date | None, standing: Standing
) -> None:
    assert LegalDeadline("DSN", due, done_on).standing(on=nov(23)) is standing


@pytest.mark.parametrize(
    ("kind", "minutes", "label"),
    [
        ("forfait", 1200, "forfait de 20 heures"),
        ("plafond", 720, "plafond de 12 heures"),
        ("forfait", 60, "forfait de 1 heure"),
        ("forfait", 1350, "forfait de 22 h 30"),
        ("carte", 600, "à la carte"),
        ("carte", None, "à la carte"),
        ("forfait", 0, "à la carte"),
    ],
)
def test_an_engagement_is_told_in_hours(kind: str, minutes: int | None, label: str) -> None:
    assert plain(engagement_label(kind, minutes)) == label


def test_the_usual_month_is_told_in_facts() -> None:
    assert plain(propose_essential(USUAL)) == (
        "En novembre, 22 h 15 ont été réalisées sur 24 h ; le premier poste est « RH et paie » (8 h 30). "
        "Cinq tâches ont été terminées. "
        "Les quatre échéances légales ont été tenues à temps. "
        "Deux points attendent votre accord : « Mutuelle : offre B recommandée, garanties égales » et "
        "« Avenant au bail, surface du deuxième étage »."
    )


def test_hours_beyond_the_forfait_are_told() -> None:
    over = replace(EMPTY, used_minutes=26 * 60 + 30, written_on=nov(23))

    assert (
        plain(propose_essential(over))
        == "Au 23 novembre, 26 h 30 ont été réalisées sur 24 h, soit 2 h 30 de plus que prévu."
    )


def test_late_obligations_are_told_apart_from_those_met_late() -> None:
    late = replace(
        EMPTY,
        used_minutes=60,
        included_minutes=None,
        deadlines=(LegalDeadline("DUERP", dt.date(2026, 10, 14)), LegalDeadline("DSN", nov(16), nov(18))),
    )

    assert plain(propose_essential(late)) == (
        "En novembre, 1 h a été réalisée. "
        "Une échéance légale est en retard : « DUERP ». "
        "Une échéance légale a été tenue après sa date : « DSN »."
    )


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (1, "Un point attend votre accord : « Q1 »."),
        (3, "Trois points attendent votre accord : « Q1 », « Q2 » et « Q3 »."),
        (4, "Quatre points attendent votre accord : « Q1 », « Q2 », « Q3 » et un autre."),
        (12, "12 points attendent votre accord : « Q1 », « Q2 », « Q3 » et neuf autres."),
    ],
)
def test_the_first_questions_are_named_and_the_others_counted(count: int, told: str) -> None:
    questions = tuple(PendingDecision(f"Q{rank}") for rank in range(1, count + 1))

    assert plain(propose_essential(replace(EMPTY, to_decide=questions))).endswith(told)


def test_a_month_without_anything_says_so() -> None:
    assert propose_essential(EMPTY) == "Aucune activité n’a été enregistrée sur cette période."
