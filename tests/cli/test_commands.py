"""The contract of the command line: shapes, statuses, one sentence per refusal."""

import json
from pathlib import Path

import pytest

from officedesk.domain.compliance.rule_packs import code_of
from tests.cli.conftest import Run, one_sentence
from tests.packs import SOONER, pack

PROFILE = {
    "name": "Atelier Lumen",
    "siren": "000101014",
    "has_employees": True,
    "effectif_css": {str(year): 13 for year in range(2021, 2026)},
    "effectif_ct": 13,
    "duerp_last_version": "2025-10-14",
}


def written(path: Path, profile: object) -> Path:
    path.write_text(json.dumps(profile), encoding="utf-8")
    return path


def test_clients_are_listed_without_her_own_office(run: Run) -> None:
    answer = run("client", "list", "--json")

    assert answer.status == 0
    assert [client["slug"] for client in answer.json] == ["alpha", "beta"]
    assert set(answer.json[0]) == {"slug", "name", "siren", "archived", "open_tasks", "late_deadlines"}


def test_a_task_is_added_listed_and_done(run: Run) -> None:
    before = len(run("task", "list", "--client", "alpha", "--open", "--json").json)

    added = run("task", "add", "alpha", "  Relancer l’assureur  ", "--json").json

    assert added["title"] == "Relancer l’assureur"
    assert added["client"] == "alpha"
    assert added["waits_for"] == []
    assert set(added) == {
        *("id", "client", "title", "due", "due_time", "estimate_minutes", "domain", "importance", "status", "waits_for")
    }
    assert len(run("task", "list", "--client", "alpha", "--open", "--json").json) == before + 1
    assert run("task", "done", added["id"], "--json").json["status"] == "done"
    assert len(run("task", "list", "--client", "alpha", "--open", "--json").json) == before
    assert added["id"] not in [task["id"] for task in run("task", "list", "--client", "beta", "--json").json]


def test_a_line_of_french_becomes_a_dated_task(run: Run) -> None:
    added = run("task", "add", "alpha", "relancer le devis vendredi 14h 45min !1 #prestataires", "--json").json

    said = {key: added[key] for key in ("title", "due", "due_time", "estimate_minutes", "domain", "importance")}
    assert said == {
        "title": "relancer le devis",
        "due": "2026-11-27",
        "due_time": "14:00",
        "estimate_minutes": 45,
        "domain": "prestataires",
        "importance": 1,
    }


def test_what_was_understood_is_said(run: Run) -> None:
    assert "ven. 27 nov. · !1" in run("task", "add", "alpha", "relancer vendredi !1").out

    warned = run("task", "add", "alpha", "relancer mardi 29 novembre", "--json")
    assert warned.json["due"] == "2026-11-29"
    assert "dimanche" in warned.err


def test_a_line_never_goes_to_another_client_than_the_one_asked(run: Run) -> None:
    refused = run("task", "add", "alpha", "relancer @beta")

    assert refused.status == 1
    assert "beta" in refused.err
    assert run("task", "add", "alpha", "relancer @alpha", "--json").json["title"] == "relancer"
    assert run("task", "add", "alpha", "relancer « @beta »", "--json").json["title"] == "relancer « @beta »"


def test_her_own_tasks_are_named_own(run: Run) -> None:
    assert run("task", "add", "own", "Facturer octobre", "--json").json["client"] == "own"


def test_text_after_two_dashes_is_never_an_option(run: Run) -> None:
    assert run("task", "add", "--json", "--", "alpha", "--home").json["title"] == "--home"


def test_common_options_stand_before_or_after_the_command(run: Run, home: Path) -> None:
    first = run("--json", "--home", home, "client", "list")
    last = run("client", "list", f"--home={home}", "--json")

    assert first.json == last.json


def test_a_client_comes_back_as_it_was_given_with_its_legal_dates(run: Run, tmp_path: Path) -> None:
    slug = run("client", "add", written(tmp_path / "p.json", PROFILE), "--json").json["slug"]

    shown = run("client", "show", slug, "--json").json
    dates = run("deadline", "list", "--client", slug, "--json").json

    assert slug == "atelier-lumen"
    assert {key: shown[key] for key in PROFILE} == PROFILE
    late = [date for date in dates if date["rule"] == "duerp-annuel"]
    assert [(date["due"], date["status"], date["evidence"]) for date in late] == [("2026-10-14", "open", None)]
    assert "13 salariés" in late[0]["why"]
    assert ("dsn-mensuelle-15", "2026-12-15", "12:00") in [(d["rule"], d["due"], d["due_time"]) for d in dates]


def test_an_update_replaces_the_given_fields_only(run: Run, tmp_path: Path) -> None:
    slug = run("client", "add", written(tmp_path / "p.json", PROFILE), "--json").json["slug"]

    run("client", "update", slug, written(tmp_path / "u.json", {"duerp_last_version": "2026-11-20"}))

    assert run("client", "show", slug, "--json").json["siren"] == PROFILE["siren"]
    due = [d["due"] for d in run("deadline", "list", "--client", slug, "--json").json if d["rule"] == "duerp-annuel"]
    assert due == ["2027-11-20"]


def test_an_archived_client_is_listed_as_such(run: Run) -> None:
    assert run("client", "archive", "beta").status == 0
    assert [client["archived"] for client in run("client", "list", "--json").json] == [False, True]


def test_a_real_calendar_and_a_real_card_are_imported_once(run: Run, tmp_path: Path) -> None:
    data = Path(__file__).resolve().parents[1] / "data"
    calendar = data / "ics" / "node-ical__test_date_duration.ics"
    card = data / "vcf" / "ez-vcard__John_Doe_EVOLUTION.vcf"

    tried = run("import", calendar, card, "--client", "alpha", "--dry-run", "--json").json
    taken = run("import", calendar, card, "--client", "alpha", "--json").json
    again = run("import", calendar, card, "--client", "alpha", "--json").json

    assert [report["created"] for report in tried] == [report["created"] for report in taken]
    assert taken[1]["format"] == "vcf"
    assert sum(taken[0]["created"].values()) >= 1
    assert sum(taken[1]["created"].values()) >= 1
    assert [report["created"] for report in again] == [{}, {}]
    told = run("import", calendar, card, "--client", "alpha").out.splitlines()
    assert told == [f"{file.name} : rien de nouveau, tout est déjà là" for file in (calendar, card)]


CALENDAR = (
    "BEGIN:VCALENDAR\n{}END:VCALENDAR\n",
    "BEGIN:VEVENT\nUID:{}\nSUMMARY:Réunion\nDTSTART:20261201T090000Z\nEND:VEVENT\n",
    "BEGIN:VEVENT\nUID:{}\nSUMMARY:Sans date\nEND:VEVENT\n",
)


@pytest.mark.parametrize(
    ("taken", "left", "said"),
    [
        (0, 1, "agenda.ics : 0 ajouté, 0 mis à jour, 1 laissé de côté"),
        (1, 0, "agenda.ics : 1 ajouté, 0 mis à jour, 0 laissé de côté"),
        (2, 2, "agenda.ics : 2 ajoutés, 0 mis à jour, 2 laissés de côté"),
    ],
)
def test_what_was_imported_is_counted_in_french(run: Run, tmp_path: Path, taken: int, left: int, said: str) -> None:
    whole, event, dateless = CALENDAR
    parts = [event.format(number) for number in range(taken)] + [dateless.format(f"x{each}") for each in range(left)]
    agenda = tmp_path / "agenda.ics"
    agenda.write_text(whole.format("".join(parts)), encoding="utf-8")

    lines = run("import", agenda, "--client", "alpha").out.splitlines()

    assert lines[0] == said
    assert [line.split(" :")[0] for line in lines[1:]] == [
        f"  ligne {2 + 5 * taken + 4 * each}" for each in range(left)
    ]


def test_a_file_that_cannot_be_read_is_told_as_a_whole_beside_the_others(run: Run, tmp_path: Path) -> None:
    card = Path(__file__).resolve().parents[1] / "data" / "vcf" / "ez-vcard__John_Doe_EVOLUTION.vcf"

    answer = run("import", tmp_path / "absent.ics", card, "--client", "alpha")

    assert answer.status == 1
    assert answer.err == "Le fichier «\u202fabsent.ics\u202f» n’existe pas : vérifiez son nom.\n"
    assert "ligne 1" not in answer.out
    assert f"{card.name} : 1 ajouté" in answer.out


def test_the_key_that_opens_a_lost_desk_has_one_name(run: Run) -> None:
    root = Path(__file__).resolve().parents[2]
    texts = [root / "README.md", *(root / "officedesk").rglob("*.py")]

    assert [path.name for path in texts if "clé de secours" in path.read_text(encoding="utf-8").lower()] == []
    assert "clé de récupération" in run("init", "--help").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("client", "show", "alfa"), "alpha"),
        (("task", "add", "nobody", "x"), "nobody"),
        (("task", "add", "alpha", "   "), "titre"),
        (("task", "done", "999999"), "n’existe"),
        (("deadline", "list", "--from", "demain"), "2026-11-23"),
        (("report", "alpha", "--period", "novembre", "--output", "x.pdf"), "2026-11"),
        (("import", "/nowhere.ics", "--client", "alpha"), "nowhere"),
        (("client", "add", "/nowhere.json"), "nowhere"),
    ],
)
def test_a_refusal_is_one_french_sentence(run: Run, words: tuple[str, ...], said: str) -> None:
    answer = run(*words)

    assert answer.status == 1
    assert said in answer.err + answer.out
    assert "Traceback" not in answer.err


@pytest.mark.parametrize(
    "wrong",
    [
        {**PROFILE, "siren": "000101015"},
        {**PROFILE, "name": " "},
        {**PROFILE, "effectif_ct": "beaucoup"},
        {**PROFILE, "couleur": "bleu"},
        [PROFILE],
    ],
)
def test_a_wrong_profile_leaves_nothing_behind(run: Run, tmp_path: Path, wrong: object) -> None:
    answer = run("client", "add", written(tmp_path / "p.json", wrong))

    assert (answer.status, one_sentence(answer.err)) == (1, True)
    assert len(run("client", "list", "--json").json) == 2


@pytest.mark.parametrize(
    "words",
    [
        ("clients",),
        ("client",),
        ("client", "nope"),
        ("task", "add", "alpha"),
        ("task", "list", "--nope"),
        ("task", "done", "x"),
        ("--home",),
        ("client", "list", "--today", "23/11/2026"),
        ("client", "list", "--demo"),
    ],
)
def test_wrong_usage_is_one_french_sentence_and_status_2(run: Run, words: tuple[str, ...]) -> None:
    answer = run(*words)

    assert (answer.status, one_sentence(answer.err), answer.out) == (2, True, "")


def test_a_wrong_passphrase_opens_nothing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OFFICEDESK_PASSPHRASE", "une autre phrase")

    answer = run("client", "list", "--json")

    assert (answer.status, answer.out, one_sentence(answer.err)) == (1, "", True)
    assert "phrase de passe" in answer.err


def test_the_passphrase_may_stand_in_a_file(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("OFFICEDESK_PASSPHRASE_FILE", str(tmp_path / "phrase"))
    assert run("client", "list").status == 1

    (tmp_path / "phrase").write_text(f"{PASS}\nune autre ligne\n", encoding="utf-8")
    assert run("client", "list").status == 0


def test_a_folder_without_a_desk_is_said(run: Run, tmp_path: Path) -> None:
    answer = run("client", "list", "--home", tmp_path / "vide")

    assert (answer.status, one_sentence(answer.err)) == (1, True)
    assert "init" in answer.err


def test_a_desk_is_made_once_in_an_empty_folder(run: Run, tmp_path: Path) -> None:
    made = run("init", "--home", tmp_path / "neuf", "--json")

    assert made.json["home"] == str(tmp_path / "neuf")
    assert len(made.json["recovery_key"].replace("-", "")) == 32
    assert run("client", "list", "--home", tmp_path / "neuf", "--json").json == []
    again = run("init", "--home", tmp_path / "neuf")
    assert (again.status, one_sentence(again.err)) == (1, True)


def test_a_preview_needs_no_desk(run: Run, tmp_path: Path) -> None:
    profile = written(tmp_path / "p.json", PROFILE)

    found = run("compliance", "preview", profile, "--from", "2026-12-01", "--to", "2026-12-31", "--json").json

    assert [(due["rule"], due["due"], due["due_time"], due["why"]) for due in found] == [
        ("dsn-mensuelle-15", "2026-12-15", "12:00", "13 salariés (moins de 50)")
    ]


def test_the_rules_name_their_source(run: Run) -> None:
    rules = run("compliance", "rules", "--json").json

    assert {
        *("dsn-mensuelle-15", "dsn-mensuelle-05", "duerp-annuel", "duerp-initial"),
        *("efact-reception", "vigilance-fournisseur"),
    } <= {rule["rule"] for rule in rules}
    assert all(rule["source"] and rule["verified_on"] and rule["confidence"] for rule in rules)


def test_a_rule_verified_more_than_a_year_ago_says_so(run: Run) -> None:
    # 59 rules were verified on 22 November 2026, the 33 others the day after.
    old = [
        line for line in run("compliance", "rules", "--today", "2027-11-23").out.splitlines() if "à vérifier" in line
    ]

    assert len(old) == 59
    assert all(line.endswith("vérifié le 22/11/2026, il y a plus de 12 mois : à vérifier)") for line in old)
    assert "à vérifier" not in run("compliance", "rules", "--today", "2027-11-22").out


def test_newer_rules_are_looked_at_imported_and_left_again(run: Run, tmp_path: Path) -> None:
    path, desk = pack(tmp_path, SOONER), ("--today", "2026-12-05", "--home", tmp_path / "neuf")
    words = ("compliance", "import", path, "--code", code_of(path.read_bytes()), *desk)
    run("init", *desk)
    assert run("client", "add", written(tmp_path / "p.json", PROFILE), *desk).status == 0

    looked = run(*words, "--dry-run")
    taken = run(*words, "--json").json
    again = run(*words)
    back = run("compliance", "restore", *desk, "--json").json

    assert looked.out.splitlines() == [
        "Les 92 règles du 01/12/2026 seraient mises en place : Règles d’essai",
        "  modifiée : DSN et paiement des cotisations, le 15",
    ]
    # The declarations due on the 10th, from December 2026 to December 2027; her own business is refreshed as well.
    assert taken.pop("deadlines_written") >= 13
    assert taken == {
        "version": "2026-12-01",
        "title": "Règles d’essai",
        "rules": 92,
        "added": [],
        "changed": ["DSN et paiement des cotisations, le 15"],
        "closed": [],
    }
    assert (again.status, one_sentence(again.err)) == (1, True)
    assert "pas plus récentes" in again.err
    assert (back["version"], back["rules"]) == ("2026-11-23", 92)


@pytest.mark.parametrize(
    ("code", "why"), [("0000-" * 8, "modifié ou tronqué"), ("12", "32 chiffres ou lettres")], ids=["other", "short"]
)
def test_rules_whose_code_is_wrong_are_refused_with_their_path(run: Run, tmp_path: Path, code: str, why: str) -> None:
    path = pack(tmp_path)

    answer = run("compliance", "import", path, "--code", code, "--today", "2026-12-05", "--json")

    assert (answer.status, answer.out, one_sentence(answer.err)) == (1, "", True)
    assert str(path) in answer.err
    assert why in answer.err
    assert run("compliance", "restore").status == 1


@pytest.mark.parametrize(
    "noun", ["init", "demo", "client", "task", "deadline", "event", "compliance", "import", "report", "export"]
)
def test_each_command_explains_itself_in_french(run: Run, noun: str) -> None:
    answer = run(noun, "--help")

    assert answer.status == 0
    assert f"officedesk {noun}" in answer.out
    assert "Usage" not in answer.out


PASS = "une phrase de passe d’essai"
