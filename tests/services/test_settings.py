"""Her settings: what is kept is what is shown, and what the first screen and the reports read."""

import datetime as dt

import pytest

from officedesk.domain.activity import Issuer
from officedesk.domain.errors import InvalidInputError
from officedesk.services.settings import Absence, absences, keep_settings, letterhead, working_minutes
from officedesk.storage.glance import WEEKDAYS
from officedesk.storage.portfolio import Portfolio
from tests.storage.desks import DAY

SIX_HOURS = dict.fromkeys(WEEKDAYS, 360)
NOBODY = Issuer("")


def test_a_new_desk_works_seven_hours_on_five_days(portfolio: Portfolio) -> None:
    assert list(working_minutes(portfolio).values()) == [420] * 5 + [0, 0]
    assert absences(portfolio) == []
    assert letterhead(portfolio) == NOBODY


def test_what_is_kept_comes_back_and_counts(portfolio: Portfolio) -> None:
    head = Issuer("L’Atelier", "office management", "000 707 075")
    away = [Absence(dt.date(2026, 12, 28), dt.date(2026, 12, 31), "congé"), Absence(DAY, DAY)]

    keep_settings(portfolio, {**SIX_HOURS, "tuesday": 95}, away, head, theme="dark", text_size=150)

    assert working_minutes(portfolio) == {**SIX_HOURS, "tuesday": 95}
    assert portfolio.glance(DAY).text_size == 150
    assert absences(portfolio) == away[::-1]
    assert letterhead(portfolio) == Issuer("L’Atelier", "office management", "000707075")
    # 23 November is away; the 24th is a Tuesday.
    assert portfolio.glance(DAY).available_minutes == 0
    assert portfolio.glance(DAY + dt.timedelta(days=1)).available_minutes == 95
    assert portfolio.glance(dt.date(2026, 12, 31)).available_minutes == 0
    assert portfolio.glance(DAY).theme == "dark"


@pytest.mark.parametrize(
    ("minutes", "away", "head", "why"),
    [
        ({**SIX_HOURS, "sunday": 24 * 60 + 1}, [], NOBODY, "24 heures"),
        (SIX_HOURS, [Absence(DAY, DAY - dt.timedelta(days=1))], NOBODY, "finit avant"),
        (SIX_HOURS, [Absence(DAY + dt.timedelta(days=each), dt.date.max) for each in range(401)], NOBODY, "400"),
        (SIX_HOURS, [], Issuer("x" * 121), "120 lettres"),
        (SIX_HOURS, [], Issuer("L’Atelier", "", "123456789"), "SIREN"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(
    portfolio: Portfolio, minutes: dict[str, int], away: list[Absence], head: Issuer, why: str
) -> None:
    with pytest.raises(InvalidInputError, match=why):
        keep_settings(portfolio, minutes, away, head, theme="dark", text_size=150)

    assert working_minutes(portfolio)["monday"] == 420
    assert absences(portfolio) == []
    assert portfolio.glance(DAY).theme == "auto"
    assert portfolio.glance(DAY).text_size == 100
