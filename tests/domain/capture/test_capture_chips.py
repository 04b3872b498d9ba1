"""Chips: their words, and what refusing one gives."""

import datetime as dt

import pytest

from officedesk.domain.capture import Chip, Kind, moved, parse

MONDAY = dt.date(2026, 11, 23)
STUDIOS = {"studio-halo": "Studio Halo", "studio-vermandrin": "Studio Vermandrin"}


def only(text: str) -> Chip:
    (chip,) = parse(text, MONDAY, clients=STUDIOS, next_deadline=lambda _rule: dt.date(2026, 12, 15)).chips
    return chip


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("vendredi", "ven. 27 nov."),
        ("le 1er", "mar. 1er déc."),
        ("le 3/2/2027", "mer. 3 févr. 2027"),
        ("14h30", "14\u202fh\u202f30"),
        ("45 min", "45\u202fmin"),
        ("~1h30", "1\u202fh\u202f30"),
        ("TOUS LES LUNDIS", "tous les lundis"),
        ("chaque lundi, mardi et jeudi", "tous les lundis, mardis et jeudis"),
        ("chaque trimestre", "tous les trimestres"),
        ("toutes les deux semaines", "toutes les 2 semaines"),
        ("un lundi sur deux", "un lundi sur 2"),
        ("tous les 25", "le 25 de chaque mois"),
        ("chaque 1er août", "chaque 1er août"),
        ("tous les 3e jeudis", "le 3e jeudi de chaque mois"),
        ("tous les derniers vendredis", "le dernier vendredi de chaque mois"),
        ("1 mois après l'avoir fait", "1 mois après l’avoir fait"),
        ("@halo", "@Studio Halo"),
        ("@stud", "@stud ?"),
        ("#evenementiel", "Événements"),
        ("!2", "!2"),
        ("J-5 avant DSN", "jeu. 10 déc. (J-5 DSN)"),
    ],
)
def test_a_chip_says_in_a_few_words_what_was_understood(text: str, label: str) -> None:
    assert only(text).label == label


def test_a_wrong_weekday_is_said_and_the_date_counts() -> None:
    said = only("mardi 29 novembre 2026").warning

    assert said == "Le 29 novembre 2026 est un dimanche, pas un mardi : la date compte."


def test_an_ambiguous_client_names_those_it_may_be() -> None:
    found = parse("relire @studio", MONDAY, clients=STUDIOS)

    assert found.chips[0].ambiguous
    assert "Studio Halo, Studio Vermandrin" in found.chips[0].warning
    assert found.client is None


def test_a_whole_name_is_not_ambiguous() -> None:
    clients = {"studio": "Studio", "studio-halo": "Studio Halo"}

    assert parse("@studio", MONDAY, clients=clients).client == "studio"


def test_five_hundred_chips_are_one_of_each_kind_and_the_rest_stays_in_the_title() -> None:
    found = parse("lundi 20min #paie !1 " * 125, MONDAY)

    assert [chip.kind for chip in found.chips] == [Kind.DAY, Kind.DURATION, Kind.DOMAIN, Kind.IMPORTANCE]
    assert found.title.count("lundi") == 124


def test_a_refused_chip_lets_the_next_one_be_understood() -> None:
    text = "préparer la réunion de lundi pour vendredi"
    first = parse(text, MONDAY)
    chip = first.chips[0]

    second = parse(text, MONDAY, refused=[(chip.start, chip.end)])

    assert first.values()["due"] == dt.date(2026, 11, 30)
    assert second.values() == {"title": "préparer la réunion de lundi", "due": dt.date(2026, 11, 27)}


def test_a_part_of_a_refused_chip_is_not_read_again() -> None:
    text = "dimanche 29 novembre 2026"

    assert parse(text, MONDAY, refused=[(0, len(text))]).chips == ()


def test_a_word_after_an_at_sign_that_names_nobody_is_told() -> None:
    assert parse("relire @Personne", MONDAY, clients=STUDIOS).stranger == "personne"
    assert parse("relire « @personne »", MONDAY, clients=STUDIOS).stranger == ""
    assert parse("relire @halo @personne", MONDAY, clients=STUDIOS).stranger == ""


def test_her_own_domains_are_understood() -> None:
    found = parse("trier #veille", MONDAY, domains={"veille": "Veille sociale"})

    assert [(chip.kind, chip.label) for chip in found.chips] == [(Kind.DOMAIN, "Veille sociale")]


def test_the_last_days_of_the_calendar_are_read_too() -> None:
    assert parse("payer demain", dt.date(2099, 12, 31)).values() == {"title": "payer demain"}
    assert parse("payer demain", dt.date.max).values() == {"title": "payer demain"}


@pytest.mark.parametrize(
    ("before", "after", "left"),
    [
        ("voir lundi", "voir lundi matin", "lundi"),
        ("voir lundi", "revoir lundi", "lundi"),
        ("voir lundi tôt", "voir lundi très tôt", "lundi"),
        ("voir lundi", "voir lund", None),
        ("voir lundi", "voir lunxdi", None),
        ("voir lundi", "", None),
    ],
)
def test_a_refusal_follows_its_words_until_they_are_edited(before: str, after: str, left: str | None) -> None:
    start = before.index("lundi")

    spans = moved([(start, start + len("lundi"))], before, after)

    assert [after[begin:end] for begin, end in spans] == ([left] if left else [])
