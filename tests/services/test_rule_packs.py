"""Newer rules from a file: taken with the dates that follow, or refused with everything as it was."""

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from officedesk.domain.compliance import load_rules, rule_packs, stamp
from officedesk.domain.compliance.rule_files import rule_texts
from officedesk.domain.compliance.rule_packs import code_of, write_pack
from officedesk.domain.entities import Deadline, DeadlineStatus
from officedesk.domain.errors import InvalidInputError
from officedesk.services import compliance, rules
from officedesk.services.clients import add_client
from officedesk.services.rule_packs import PackImport, import_pack, previous_pack, restore_previous
from officedesk.services.rules import rules_in_place
from officedesk.storage.portfolio import Portfolio
from officedesk.storage.workspace import Workspace
from tests.packs import DSN, SOONER, pack, texts
from tests.storage.desks import DAY, rows_of

LATER = DAY + dt.timedelta(days=30)


@pytest.fixture
def desk(portfolio: Portfolio) -> Portfolio:
    """Give a desk of one employer, one of whose declarations is met."""
    facts = {"name": "Gamma", "has_employees": True, "effectif_css": {"2025": 8}, "pay_practice": "same_month"}
    add_client(portfolio, facts, today=DAY)
    first = declarations(portfolio.workspace("gamma"))[0]
    compliance.complete_deadline(portfolio.workspace("gamma"), first.id or 0, DAY, "certificat 12")
    compliance.refresh_all(portfolio, DAY)
    return portfolio


def declarations(workspace: Workspace) -> list[Deadline]:
    return [each for each in compliance.deadlines(workspace) if each.rule == DSN]


def taken(desk: Portfolio, path: Path, today: dt.date = LATER, **options: Any) -> PackImport:
    return import_pack(desk, path, code_of(path.read_bytes()), today, **options)


def everything(desk: Portfolio) -> tuple[object, ...]:
    with desk.store.reading() as connection:
        settings = connection.exec_driver_sql("SELECT * FROM setting ORDER BY name").fetchall()
    return rows_of(desk, desk.client("gamma").id), [tuple(each) for each in settings]


def test_the_dates_follow_the_new_rules_and_what_was_met_stays(desk: Portfolio, tmp_path: Path) -> None:
    workspace = desk.workspace("gamma")
    met, *others = declarations(workspace)

    found = taken(desk, pack(tmp_path, SOONER))

    assert found.written > 0
    assert found.difference.changed == ("DSN et paiement des cotisations, le 15",)
    assert found.difference.added == found.difference.closed == ()
    after = {each.period: each for each in declarations(workspace)}
    kept = after[met.period]
    assert (kept.id, kept.due, kept.status, kept.evidence) == (met.id, met.due, DeadlineStatus.DONE, "certificat 12")
    # 10 January 2027 is a Sunday, 10 February a Wednesday.
    assert [after[each.period].due for each in others[:2]] == [dt.date(2027, 1, 11), dt.date(2027, 2, 10)]
    assert after[others[0].period].verified_on == dt.date(2026, 12, 1)
    assert compliance.refresh_all(desk, LATER) == 0


def test_the_rules_of_the_file_outlive_the_program(desk: Portfolio, tmp_path: Path) -> None:
    taken(desk, pack(tmp_path, SOONER))
    rules._parsed.cache_clear()

    place = rules_in_place(desk.workspace("gamma").desk_setting)

    assert (place.title, place.version) == ("Règles d’essai", dt.date(2026, 12, 1))
    assert len(place.rules) == len(load_rules())


def test_a_look_at_a_file_writes_nothing(desk: Portfolio, tmp_path: Path) -> None:
    before = everything(desk)

    found = taken(desk, pack(tmp_path, SOONER), dry_run=True)

    assert found.difference.changed
    assert found.written == 0
    assert everything(desk) == before


def test_the_previous_rules_come_back_and_so_do_those_they_replace(desk: Portfolio, tmp_path: Path) -> None:
    workspace = desk.workspace("gamma")
    compliance.refresh_all(desk, LATER)
    before = [each.due for each in declarations(workspace)]
    assert previous_pack(desk) is None
    taken(desk, pack(tmp_path, SOONER))
    sooner = [each.due for each in declarations(workspace)]

    back = restore_previous(desk, LATER)

    assert back.code == stamp()
    assert [each.due for each in declarations(workspace)] == before != sooner
    again = restore_previous(desk, LATER)
    assert again.version == dt.date(2026, 12, 1)
    assert [each.due for each in declarations(workspace)] == sooner


def test_the_pack_before_the_last_is_forgotten(desk: Portfolio, tmp_path: Path) -> None:
    found = [taken(desk, pack(tmp_path, SOONER, day=day)).pack for day in ("2026-12-01", "2026-12-02", "2026-12-03")]

    previous = previous_pack(desk)
    assert previous is not None
    assert previous.version == dt.date(2026, 12, 2)
    assert [desk.setting(rules.text_setting(each.code)) is None for each in found] == [True, False, False]


def test_without_an_import_there_is_nothing_to_go_back_to(desk: Portfolio) -> None:
    with pytest.raises(InvalidInputError, match="précédentes"):
        restore_previous(desk, DAY)


def test_rules_shipped_later_win_over_an_older_pack(
    desk: Portfolio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken(desk, pack(tmp_path, SOONER))
    newer = rule_packs.read_pack(write_pack("Livrées plus tard", texts(("day = 15", "day = 12"), day="2026-12-15")))
    monkeypatch.setattr(rules, "shipped_pack", lambda: newer)

    assert rules_in_place(desk.setting).code == newer.code
    assert compliance.refresh_all(desk, LATER) > 0
    # 12 January 2027 is a Tuesday.
    assert declarations(desk.workspace("gamma"))[1].due == dt.date(2027, 1, 12)
    assert previous_pack(desk) is None
    with pytest.raises(InvalidInputError, match="pas plus récentes"):
        taken(desk, pack(tmp_path, SOONER))
    # The shipped rules are those before: the pack that they had overtaken is not.
    taken(desk, pack(tmp_path, SOONER, day="2026-12-16"))
    assert restore_previous(desk, LATER).code == newer.code


def test_a_pack_that_this_program_cannot_read_any_more_gives_way_to_the_shipped_rules(
    desk: Portfolio, tmp_path: Path
) -> None:
    code = taken(desk, pack(tmp_path, SOONER)).pack.code
    desk.set_setting(rules.text_setting(code), "format = 2\n")

    assert rules_in_place(desk.setting).code == stamp()
    assert compliance.refresh_all(desk, LATER + dt.timedelta(days=1)) > 0


def test_every_page_is_told_of_other_rules(desk: Portfolio, tmp_path: Path) -> None:
    heard: list[frozenset[str]] = []
    desk.store.on_change.append(lambda change: heard.append(change.tables))

    taken(desk, pack(tmp_path))

    assert frozenset({"setting"}) in heard


def without(slug: str) -> Callable[[dict[str, str]], dict[str, str]]:
    """Return what takes a rule out of the files."""
    rule = re.compile(rf'\[\[rule\]\]\nslug = "{slug}"\n.*?(?=\[\[rule\]\]|\Z)', re.S)
    return lambda found: {name: rule.sub("", text) for name, text in found.items()}


def content(folder: Path, change: Callable[[dict[str, str]], dict[str, str]]) -> bytes:
    """Return a pack, even one that `write_pack` would refuse to make."""
    parts = [f"\"{name}\" = '''\n{text}'''" for name, text in change(texts()).items()]
    return "\n".join(["format = 1", "title = 'Essai'", "[files]", *parts]).encode()


def looped(found: dict[str, str]) -> dict[str, str]:
    pairs = (('slug = "dsn-mensuelle-15"\n', "dsn-mensuelle-05"), ('slug = "dsn-mensuelle-05"\n', "dsn-mensuelle-15"))
    text = found["urssaf.toml"]
    for slug, other in pairs:
        text = text.replace(slug, f'{slug}replaced_by = "{other}"\n')
    return {**found, "urssaf.toml": text}


def replaced(old: str, new: str, name: str = "urssaf.toml") -> Callable[[dict[str, str]], dict[str, str]]:
    def change(found: dict[str, str]) -> dict[str, str]:
        assert old in found[name]
        return {**found, name: found[name].replace(old, new, 1)}

    return change


REFUSED: dict[str, tuple[Callable[[dict[str, str]], dict[str, str]], str]] = {
    "a loop": (looped, "urssaf.toml, ligne .*boucle"),
    "a vanished rule": (without("cfe"), "«\u202fcfe\u202f» en a disparu"),
    "a missing file": (lambda found: {n: t for n, t in found.items() if n != "rgpd.toml"}, "en a disparu"),
    "the same day": (lambda _: rule_texts(), "du 23/11/2026, ne sont pas plus récentes"),
    "an older day": (
        lambda _: {n: re.sub(r"verified_on = .*", "verified_on = 2026-11-01", t) for n, t in rule_texts().items()},
        "du 01/11/2026, ne sont pas plus récentes",
    ),
    "a day to come": (replaced("verified_on = 2026-12-01", "verified_on = 2027-12-01"), "01/12/2027, qui n’est pas"),
    "an unknown key": (replaced("lead_times", "lead_time"), "urssaf.toml, ligne .*lead_time"),
    "a foreign file": (lambda found: {**found, "../rh.toml": ""}, r"«\u202f\.\./rh\.toml\u202f» n’est pas"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_refused_file_is_named_and_everything_stays(desk: Portfolio, tmp_path: Path, case: str) -> None:
    change, why = REFUSED[case]
    path = tmp_path / "regles.toml"
    path.write_bytes(content(tmp_path, change))
    before = everything(desk)

    with pytest.raises(InvalidInputError, match=why) as refused:
        taken(desk, path)

    sentence = str(refused.value)
    assert str(path) in sentence
    assert "\n" not in sentence
    assert sentence.endswith(".")
    assert everything(desk) == before
    assert rules_in_place(desk.setting).code == stamp()


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda found: found[: len(found) // 2], "modifié ou tronqué"),
        (lambda found: found.replace(b"day = 15", b"day = 16", 1), "modifié ou tronqué"),
        (lambda found: found + b"\n", "modifié ou tronqué"),
        (lambda _: b"", "modifié ou tronqué"),
        (lambda _: b"\0" * 3_000_000, "dépasse 2\u202fMo"),
    ],
)
def test_a_file_that_its_code_does_not_vouch_for_is_refused(
    desk: Portfolio, tmp_path: Path, spoil: Callable[[bytes], bytes], why: str
) -> None:
    path = pack(tmp_path, SOONER)
    code = code_of(path.read_bytes())
    path.write_bytes(spoil(path.read_bytes()))
    before = everything(desk)

    with pytest.raises(InvalidInputError, match=why) as refused:
        import_pack(desk, path, code, LATER)

    assert str(path) in str(refused.value)
    assert everything(desk) == before


@pytest.mark.parametrize("name", ["absent.toml", "", "dossier\0"])
def test_a_file_that_cannot_be_opened_is_refused(desk: Portfolio, tmp_path: Path, name: str) -> None:
    with pytest.raises(InvalidInputError, match="ne peut pas être lu"):
        import_pack(desk, tmp_path / name, "0" * 32, LATER)


def test_rules_that_would_stop_a_client_s_calendar_are_refused(desk: Portfolio, tmp_path: Path) -> None:
    # 80,000 years after a hire: no calendar goes so far.
    add_client(desk, {"name": "Delta", "employees": [{"ref": "E1", "hired": "2026-11-02"}]}, today=DAY)
    found = texts()
    rh = found["rh.toml"]
    assert rh.count("months = 3,") > 0
    path = tmp_path / "regles.toml"
    path.write_bytes(write_pack("Essai", {**found, "rh.toml": rh.replace("months = 3,", "months = 960000,")}))
    before = everything(desk)

    with pytest.raises(InvalidInputError, match="dates impossibles"):
        taken(desk, path)

    assert everything(desk) == before


def test_an_import_cut_while_it_writes_leaves_the_rules_in_place(
    desk: Portfolio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken(desk, pack(tmp_path, SOONER))
    path = pack(tmp_path, SOONER, day="2026-12-02")
    before = everything(desk)
    # The setting that says which pack is in place is already gone when the file refuses one without a name.
    monkeypatch.setattr("officedesk.services.rule_packs.text_setting", lambda _code: None)

    with pytest.raises(IntegrityError):
        taken(desk, path)

    assert everything(desk) == before


def test_dates_that_an_interrupted_import_left_behind_follow_at_the_next_start(
    desk: Portfolio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(_portfolio: Portfolio, _today: dt.date) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("officedesk.services.rule_packs.refresh_all", cut)
    with pytest.raises(KeyboardInterrupt):
        taken(desk, pack(tmp_path, SOONER), today=LATER)

    assert compliance.refresh_all(desk, LATER) > 0
    assert declarations(desk.workspace("gamma"))[1].due == dt.date(2027, 1, 11)
