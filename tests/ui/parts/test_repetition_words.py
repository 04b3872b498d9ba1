"""What is said of repetitions: every part of a rule, in French."""

import datetime as dt

import pytest

from officedesk.ui.parts.repetition_words import rule_words, series_words

FRIDAY = dt.datetime(2026, 11, 27, 9)  # noqa: DTZ001 - wall time


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("", ""),
        ("FREQ=DAILY", "Chaque jour"),
        ("FREQ=DAILY;INTERVAL=3;COUNT=5", "Tous les 3 jours, 5 fois"),
        ("FREQ=HOURLY;INTERVAL=6", "Toutes les 6 heures"),
        ("FREQ=WEEKLY", "Chaque semaine, le vendredi"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE,TH", "Toutes les 2 semaines, le lundi, le mercredi et le jeudi"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "Chaque semaine, du lundi au vendredi"),
        ("FREQ=MONTHLY", "Chaque mois, le 27"),
        ("FREQ=MONTHLY;BYMONTHDAY=1", "Chaque mois, le 1er"),
        ("FREQ=MONTHLY;BYMONTHDAY=1,15", "Chaque mois, le 1er et le 15"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "Chaque mois, le dernier jour"),
        ("FREQ=MONTHLY;BYMONTHDAY=-3", "Chaque mois, le 3e jour avant la fin du mois"),
        ("FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1", "Chaque mois, le 30"),
        ("FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1", "Chaque mois, le dernier jour"),
        ("FREQ=MONTHLY;INTERVAL=3;BYDAY=3TH", "Tous les 3 mois, le 3e jeudi"),
        ("FREQ=MONTHLY;BYDAY=-1MO", "Chaque mois, le dernier lundi"),
        ("FREQ=MONTHLY;BYDAY=1TU,-2FR", "Chaque mois, le 1er mardi et le 2e avant-dernier vendredi"),
        ("FREQ=MONTHLY;BYMONTH=1,7;BYMONTHDAY=5", "Chaque mois, le 5, en janvier et juillet"),
        ("FREQ=YEARLY", "Chaque année, le 27 novembre"),
        ("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=14", "Chaque année, le 14 mars"),
        ("FREQ=DAILY;UNTIL=20261231", "Chaque jour, jusqu’au 31 déc. 2026"),
        ("FREQ=WEEKLY;UNTIL=20261211T085959", "Chaque semaine, le vendredi, jusqu’au 10 déc. 2026"),
        ("FREQ=DAILY;BYHOUR=9,17", "Chaque jour, selon une règle plus précise d’un autre agenda"),
        ("n’importe quoi", "Selon une règle qui ne peut pas être suivie"),
    ],
)
def test_a_rule_is_told_in_words(rule: str, words: str) -> None:
    assert rule_words(rule, FRIDAY) == words


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=DAILY;INTERVAL=3", "3 jours après l’avoir fait"),
        ("FREQ=DAILY;INTERVAL=1", "1 jour après l’avoir fait"),
        ("FREQ=WEEKLY;INTERVAL=2", "2 semaines après l’avoir fait"),
        ("FREQ=MONTHLY", "1 mois après l’avoir fait"),
        ("FREQ=YEARLY;INTERVAL=2;COUNT=3", "2 ans après l’avoir fait, 3 fois"),
    ],
)
def test_what_is_counted_from_the_day_it_is_done_says_so(rule: str, words: str) -> None:
    assert rule_words(rule, FRIDAY, from_done=True) == words


def test_dates_added_and_taken_out_are_counted() -> None:
    lines = "RRULE:FREQ=WEEKLY\nRDATE:20261201T090000,20261202T090000\nEXDATE;TZID=Europe/Paris:20261211T090000"

    assert series_words(lines, FRIDAY) == "Chaque semaine, le vendredi, et 2 autres dates, sauf 1 date"
    assert series_words("", FRIDAY) == ""
