"""Packs of rules: read word for word with their code, and refused for whatever is off."""

import datetime as dt
import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from officedesk.domain.compliance import (
    PackDifference,
    Rule,
    RulePack,
    RulePackError,
    load_rules,
    pack_difference,
    read_pack,
    shipped_pack,
    stamp,
    successor_refusal,
)
from officedesk.domain.compliance.rule_files import rule_texts
from officedesk.domain.compliance.rule_packs import code_of, write_pack
from tests.domain.compliance.test_rule_files import RULE

DAY = dt.date(2026, 11, 23)
SMALL = write_pack("Essai", {"urssaf.toml": RULE})
SECOND = RULE.replace('slug = "dsn"', 'slug = "b"')


def told(rule: Rule) -> list[object]:
    """Return all that a rule says; two readings of a rule are never the same object."""
    return [getattr(rule, name) for name in rule.__dataclass_fields__]


def a_pack(*texts: str) -> RulePack:
    return read_pack(write_pack("Essai", {f"{place}.toml": text for place, text in enumerate(texts)}))


def refusal(content: bytes, code: str | None = None) -> str:
    with pytest.raises(RulePackError) as refused:
        read_pack(content, code)
    return str(refused.value)


def test_the_shipped_rules_are_the_same_through_a_pack() -> None:
    content = write_pack("Règles", rule_texts())

    found = read_pack(content, code_of(content))

    assert [told(rule) for rule in found.rules] == [told(rule) for rule in load_rules()]
    assert found.title == "Règles"
    for text in rule_texts().values():
        assert text in content.decode()


def test_the_version_is_the_latest_day_of_a_verification() -> None:
    assert shipped_pack().version == dt.date(2026, 11, 23)
    assert shipped_pack().code == stamp()
    assert a_pack(RULE, SECOND.replace("2026-11-22", "2026-10-01")).version == dt.date(2026, 11, 22)


def test_the_code_is_what_other_programs_print_of_the_file() -> None:
    printed = hashlib.sha256(SMALL).hexdigest()

    assert code_of(SMALL).replace("-", "") == printed[:32]
    for given_code in (code_of(SMALL), code_of(SMALL).upper(), f" {code_of(SMALL).replace('-', ' ')}\n", printed):
        assert read_pack(SMALL, given_code).code == code_of(SMALL)


@pytest.mark.parametrize("code", ["", "abc", "g" * 32, code_of(SMALL)[:-1], "é" * 32])
def test_a_code_that_is_none_is_refused_as_such(code: str) -> None:
    assert "recopiez-le en entier" in refusal(SMALL, code)


def test_a_code_of_another_file_is_refused_before_a_word_is_read() -> None:
    assert "ne va pas avec lui" in refusal(b"\xff not a pack at all", code_of(SMALL))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "pas un paquet"),
        (b"x" * 2_000_001, "dépasse 2\u202fMo"),
        (b"format = 1\n\xff", "UTF-8"),
        (SMALL[:-5], "tronqué ou abîmé"),
        (SMALL.replace(b"format = 1", b"format = 2"), "plus récent"),
        (SMALL.replace(b"format = 1", b"format = true"), "pas un paquet"),
        (SMALL.replace(b"format = 1", b"format = 0"), "pas un paquet"),
        (SMALL.replace(b"format = 1", b"format = 1\nversion = 3"), "clé inconnue «\u202fversion\u202f»"),
        (SMALL.replace(b"title = 'Essai'", b""), "titre"),
        (SMALL.replace(b"'Essai'", b"'" + b"x" * 101 + b"'"), "titre"),
        (b"format = 1\ntitle = 'Essai'\n", "aucune règle"),
        (b"format = 1\ntitle = 'Essai'\n[files]\n", "aucune règle"),
        (b"format = 1\ntitle = 'Essai'\nfiles = 3\n", "aucune règle"),
        (SMALL.replace(b'"urssaf.toml"', b'"../urssaf.toml"'), "../urssaf.toml"),
        (SMALL.replace(b'"urssaf.toml"', b'"urssaf.py"'), "urssaf.py"),
        (SMALL.replace(b"\n[files]", b"\n[files]\n'a.toml' = 3"), "a.toml"),
        (SMALL.replace(b'basis = "', b'bases = "'), "urssaf.toml, ligne 15\u00a0: clé inconnue"),
        (SMALL.replace(b'test = "is_true"', b'test = ["is_true"]'), "urssaf.toml, ligne 10\u00a0: test inconnu"),
        (b"format = 1\ntitle = " + b"[" * 100_000, "tronqué ou abîmé"),
        (SMALL.replace(b"conditions = [", b"conditions = " + b"[" * 100_000), "imbriqué"),
    ],
)
def test_a_wrong_pack_is_refused_with_its_reason(content: bytes, why: str) -> None:
    said = refusal(content)

    assert why in said
    assert "\n" not in said


def test_a_circle_of_replacements_is_refused() -> None:
    circle = RULE + 'replaced_by = "b"\n' + SECOND.split("\n", 2)[2] + 'replaced_by = "dsn"\n'

    assert "boucle" in refusal(SMALL.replace(RULE.encode(), circle.encode()))


def test_quotes_that_would_end_a_file_early_are_not_written() -> None:
    with pytest.raises(RulePackError, match="'''"):
        write_pack("Essai", {"urssaf.toml": RULE + "# '''\n"})


@settings(max_examples=300)
@given(place=st.integers(0, len(SMALL) - 1), byte=st.integers(0, 255))
def test_a_changed_byte_is_refused_by_the_code(place: int, byte: int) -> None:
    changed = SMALL[:place] + bytes([byte]) + SMALL[place + 1 :]
    if changed == SMALL:
        return

    assert refusal(changed, code_of(SMALL))


@settings(max_examples=500, deadline=None)
@given(place=st.integers(0, len(SMALL) - 1), cut=st.integers(0, 3), more=st.binary(max_size=3))
def test_whatever_is_changed_gives_rules_or_a_reason(place: int, cut: int, more: bytes) -> None:
    changed = SMALL[:place] + more + SMALL[place + cut :]

    rules, why = tuple[Rule, ...](), ""
    try:
        rules = read_pack(changed, code_of(changed)).rules
    except RulePackError as error:
        why = str(error)

    assert bool(rules) != bool(why)


def test_an_older_pack_or_one_of_the_same_day_does_not_succeed() -> None:
    place = a_pack(RULE)

    assert "pas plus récentes" in successor_refusal(a_pack(RULE), place, DAY)
    assert "du 21/11/2026" in successor_refusal(a_pack(RULE.replace("2026-11-22", "2026-11-21")), place, DAY)
    assert successor_refusal(a_pack(RULE.replace("2026-11-22", "2026-11-23")), place, DAY) == ""
    assert "24/11/2026, qui n’est pas" in successor_refusal(
        a_pack(RULE.replace("2026-11-22", "2026-11-24")), place, DAY
    )


def test_a_rule_is_closed_never_lost() -> None:
    place = a_pack(RULE, SECOND)
    later = SECOND.replace("2026-11-22", "2026-11-23")

    assert "«\u202fdsn\u202f» en a disparu" in successor_refusal(a_pack(later), place, DAY)
    assert successor_refusal(a_pack(later, RULE + 'replaced_by = "b"\n'), place, DAY) == ""


def test_the_difference_is_told_by_title() -> None:
    def titled(text: str, title: str) -> str:
        return text.replace('\ntitle = "DSN"', f'\ntitle = "{title}"')

    third = RULE.replace('slug = "dsn"', 'slug = "c"')
    old = a_pack(titled(RULE, "Un"), titled(SECOND, "Deux"), titled(third, "Trois"))
    new = a_pack(
        titled(RULE, "Un") + "valid_to = 2026-12-31\n",
        titled(SECOND, "Deux").replace("day = 31", "day = 15"),
        titled(third, "Trois").replace("2026-11-22", "2026-11-23"),
        titled(RULE.replace('slug = "dsn"', 'slug = "d"'), "Quatre"),
    )

    # The third was only verified again.
    assert pack_difference(old.rules, new.rules) == PackDifference(("Quatre",), ("Deux",), ("Un",))
    assert pack_difference(new.rules, new.rules) == PackDifference((), (), ())


@pytest.mark.parametrize(
    ("verified", "today", "old"),
    [
        ("2026-11-22", "2027-11-22", False),
        ("2026-11-22", "2027-11-23", True),
        ("2028-02-29", "2029-02-28", False),
        ("2028-02-29", "2029-03-01", True),
        ("2026-11-22", "2026-01-01", False),
    ],
)
def test_a_rule_is_old_once_twelve_months_have_gone_by(verified: str, today: str, old: bool) -> None:
    pack = a_pack(RULE.replace("2026-11-22", verified))

    assert len(pack.old_rules(dt.date.fromisoformat(today))) == old
