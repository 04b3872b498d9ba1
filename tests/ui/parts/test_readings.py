"""What is typed in a form, the French way."""

import datetime as dt

import pytest

from officedesk.ui.parts import readings

TODAY = dt.date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("25/11/2026", dt.date(2026, 11, 25)),
        (" 5/1/27 ", dt.date(2027, 1, 5)),
        ("25/11", dt.date(2026, 11, 25)),
        ("25.11.2026", dt.date(2026, 11, 25)),
        ("2026-11-25", dt.date(2026, 11, 25)),
        ("", None),
    ],
)
def test_a_date_is_read(text: str, expected: dt.date | None) -> None:
    assert readings.typed_date(text, TODAY) == expected


@pytest.mark.parametrize("text", ["31/02/2026", "hier", "25/11/26/27", "1/1/0026", "29/2/2027", "²5/11"])
def test_a_date_that_does_not_exist_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match="25/11/2026"):
        readings.typed_date(text, TODAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("14:30", dt.time(14, 30)), ("14h30", dt.time(14, 30)), ("9 h", dt.time(9)), ("midi", dt.time(12)), (" ", None)],
)
def test_an_hour_is_read(text: str, expected: dt.time | None) -> None:
    assert readings.typed_time(text) == expected


@pytest.mark.parametrize("text", ["25:00", "9:75", "le matin"])
def test_an_hour_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="14:30"):
        readings.typed_time(text)


@pytest.mark.parametrize(
    ("text", "cents"), [("900", 90_000), ("1 250,50 €", 125_050), ("0,5", 50), ("1\u202f000", 100_000), ("", None)]
)
def test_money_is_read_in_cents(text: str, cents: int | None) -> None:
    assert readings.typed_cents(text) == cents


@pytest.mark.parametrize("text", ["-3", "12,345", "beaucoup", "1e9"])
def test_an_amount_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="1 250,50"):
        readings.typed_cents(text)


def test_money_is_written_without_useless_decimals() -> None:
    assert readings.written_cents(125_050) == "1 250,50"
    assert readings.euros(90_000) == "900\u202f€"


@pytest.mark.parametrize(("text", "expected"), [("31/12", "12-31"), ("29/02", "02-29"), ("", None)])
def test_a_day_of_every_year_is_read(text: str, expected: str | None) -> None:
    assert readings.typed_month_day(text) == expected


@pytest.mark.parametrize("text", ["-1", "1,5", "douze", "9999999999"])
def test_a_number_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="12"):
        readings.typed_number(text)
