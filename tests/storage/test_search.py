"""What is written is found, in the order of what is newest, whatever is typed, and never another client's."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from officedesk.domain.entities import (
    Client,
    ClientDraft,
    Deadline,
    DeadlineDraft,
    DeadlineStatus,
    Decision,
    DecisionDraft,
    Document,
    DocumentDraft,
    Event,
    EventDraft,
    Row,
    Supplier,
    SupplierContract,
    SupplierContractDraft,
    SupplierDraft,
    Task,
    TaskDraft,
    TaskStatus,
)
from officedesk.domain.errors import NotInWorkspaceError
from officedesk.storage import search
from officedesk.storage.portfolio import Portfolio
from officedesk.storage.workspace import Workspace
from tests.storage.desks import DAY, Desk

MORNING = dt.datetime(2026, 11, 23, 9)  # noqa: DTZ001


def add(workspace: Workspace, *titles: str, notes: str = "") -> list[int]:
    with workspace.step("Ajouter") as step:
        return [row.id or 0 for row in step.add_all(Task, [TaskDraft(title=each, notes=notes) for each in titles])]


def titles(found: dict[str, list[search.Hit]]) -> list[str]:
    return [hit.title for hits in found.values() for hit in hits]


# --- what is found ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "typed"),
    [
        ("Mettre l’œuvre à l’abri", "oeuvre"),
        ("Mettre l’œuvre à l’abri", "ŒUVRE"),
        ("Oeuvres complètes", "œuvres"),
        ("Curriculum vitæ", "vitae"),
        ("ÆGIR", "aeg"),
        ("L’échéance d’été", "echeance"),
        ("Echeance d'ete", "ÉTÉ"),
        ("Relancer l’assureur", "l'assur"),
        ("Relancer l'assureur", "l’assur"),
        ("Payer 1\u202f500\u00a0€ à Clarté", "500 clarte"),
        ("Réponse au contrôle", "contr rep"),
        ("Re\u0301glage", "réglage"),
        ("Straße", "stra"),
        ("Facture n° 4321", "4321"),
        ("à b", "b"),
    ],
)
def test_a_word_is_found_however_it_is_written(alpha: Workspace, title: str, typed: str) -> None:
    add(alpha, title, "Tout autre chose")

    assert titles(alpha.search(typed)) == [title]


@pytest.mark.parametrize(
    "typed", ["", "   ", "xyzzy", "« »", "\0", "\ue0002", "client_id", "title:oeuvre", "alpha OR x"]
)
def test_what_is_nowhere_is_not_found(alpha: Workspace, typed: str) -> None:
    add(alpha, "Mettre l’œuvre à l’abri")

    assert alpha.search(typed) == {}


def test_every_noun_is_found_by_its_texts(portfolio: Portfolio, alpha: Workspace) -> None:
    with alpha.step("Remplir") as step:
        supplier = step.add(Supplier, SupplierDraft(name="Clarté", trade="zinzolin nettoyage"))
        step.add(SupplierContract, SupplierContractDraft(supplier_id=supplier.id or 0))
        step.add(Task, TaskDraft(title="Tâche", notes="à peindre en zinzolin", due=DAY))
        step.add(Deadline, DeadlineDraft(title="Échéance zinzolin", due=DAY))
        step.add(Event, EventDraft(title="Vernissage", place="salle Zinzolin", start=MORNING, end=MORNING))
        step.add(Decision, DecisionDraft(question="Quelle couleur ?", context="le zinzolin plaît", limit=DAY))
        step.add(Document, DocumentDraft(name="zinzolin.pdf", size=1, sha256="", key=""))
        step.change(portfolio.client("alpha"), city="Zinzolin-sur-Mer")

    found = alpha.search("zinzolin")

    assert list(found) == ["client", "task", "deadline", "supplier", "event", "decision", "document"]
    assert {kind: hits[0].snippet for kind, hits in found.items()} == {
        "client": "Zinzolin-sur-Mer",
        "task": "à peindre en zinzolin",
        "deadline": "",
        "supplier": "zinzolin nettoyage",
        "event": "salle Zinzolin",
        "decision": "le zinzolin plaît",
        "document": "",
    }
    assert {kind: hits[0].on for kind, hits in found.items() if hits[0].on} == dict.fromkeys(
        ("task", "deadline", "event", "decision"), DAY
    )
    assert found["supplier"][0].client_id is None
    assert portfolio.search("zinzolin") == found


def test_the_newest_come_first_and_titles_before_notes(alpha: Workspace) -> None:
    add(alpha, "Trier le cèdre", "Vendre le cèdre")
    add(alpha, "Le bois", notes="du cèdre")

    assert titles(alpha.search("cèdre")) == ["Vendre le cèdre", "Trier le cèdre", "Le bois"]
    assert [hit.title for hit in search.newest(alpha.search("cèdre"), 2)] == ["Le bois", "Vendre le cèdre"]
    assert titles(alpha.search("cèdre", each=1)) == ["Vendre le cèdre"]


def test_what_is_open_comes_before_what_is_over_and_legal_dates_in_their_order(alpha: Workspace) -> None:
    due = [DAY + dt.timedelta(days=number) for number in (30, -3, 60)]
    with alpha.step("Ajouter") as step:
        step.add_all(Deadline, [DeadlineDraft(title=f"Cèdre du {day}", due=day) for day in due])
        step.add(Deadline, DeadlineDraft(title="Cèdre sans date"))
        step.add(Deadline, DeadlineDraft(title="Cèdre réglé", due=DAY, status=DeadlineStatus.DONE))
        step.add(Task, TaskDraft(title="Cèdre à voir"))
        step.add(Task, TaskDraft(title="Cèdre vu", status=TaskStatus.DONE))

    found = alpha.search("cèdre")

    assert [hit.title for hit in found["task"]] == ["Cèdre à voir", "Cèdre vu"]
    assert [hit.title for hit in found["deadline"]] == [
        *("Cèdre du 2026-11-20", "Cèdre du 2026-12-23", "Cèdre du 2027-01-22", "Cèdre sans date", "Cèdre réglé")
    ]


def test_only_the_newest_hits_are_ranked(alpha: Workspace) -> None:
    add(alpha, "Le cèdre en titre")
    add(alpha, *(f"Tâche {number}" for number in range(search.NEWEST)), notes="cèdre")

    assert "Le cèdre en titre" not in titles(alpha.search("cèdre"))
    assert titles(alpha.search("cèdre", each=search.NEWEST + 1))[0] == "Le cèdre en titre"


def test_more_than_the_newest_are_found_when_asked(alpha: Workspace) -> None:
    ids = add(alpha, *(f"Cèdre {number}" for number in range(search.MOST)))

    assert [hit.id for hit in alpha.search("cèdre", each=search.MOST)["task"]] == ids[::-1]


def test_a_snippet_is_a_line_around_the_word(alpha: Workspace) -> None:
    add(alpha, "Titre", notes="mot " * 100 + "\nl’Œuvre   cachée " + "mot " * 100)

    snippet = alpha.search("oeuvre cachee")["task"][0].snippet

    assert "mot l’Œuvre cachée mot" in snippet
    assert (snippet[:2], snippet[-2:]) == ("… ", " …")
    assert len(snippet) <= search.LONG + 4


# --- the index follows the rows --------------------------------------------------------------------------------------


def test_the_index_follows_changes_deletions_and_their_undoing(portfolio: Portfolio, alpha: Workspace) -> None:
    (row_id,) = add(alpha, "Planter un cèdre")
    with alpha.step("Renommer") as step:
        step.change(alpha.get(Task, row_id), title="Planter un tilleul")
    assert (titles(alpha.search("cèdre")), titles(alpha.search("tilleul"))) == ([], ["Planter un tilleul"])

    with alpha.step("Supprimer") as step:
        step.delete(alpha.get(Task, row_id))
    assert alpha.search("tilleul") == {}

    portfolio.undo((portfolio.undoable() or (0, ""))[0])
    assert titles(alpha.search("tilleul")) == ["Planter un tilleul"]
    portfolio.undo((portfolio.undoable() or (0, ""))[0])
    assert titles(alpha.search("cèdre")) == ["Planter un cèdre"]
    portfolio.redo((portfolio.redoable() or (0, ""))[0])
    assert titles(alpha.search("tilleul")) == ["Planter un tilleul"]


def test_a_step_that_fails_leaves_the_index_as_it_was(alpha: Workspace) -> None:
    with pytest.raises(NotInWorkspaceError), alpha.step("Échouer") as step:
        step.delete(step.add(Task, TaskDraft(title="Planter un cèdre")).model_copy(update={"client_id": 99}))

    assert alpha.search("cèdre") == {}


def test_the_words_of_a_deleted_row_leave_the_file(desk: Desk) -> None:
    portfolio = desk.open()
    (row_id,) = add(portfolio.workspace("alpha"), "zinzolin")
    with portfolio.workspace("alpha").step("Supprimer") as step:
        step.delete(portfolio.workspace("alpha").get(Task, row_id))
    portfolio.close()

    connection = desk.connect()
    blocks = [bytes(block) for (block,) in connection.execute("SELECT block FROM search_task_data")]
    connection.close()

    # The last letters: an index writes only what a word has more than the one before it.
    assert [block for block in blocks if b"nzolin" in block] == []


# --- domains, and what was opened lately ------------------------------------------------------------------------------


def test_a_domain_is_searched_alone_or_with_words(portfolio: Portfolio, alpha: Workspace) -> None:
    with alpha.step("Ajouter") as step:
        task = step.add(Task, TaskDraft(title="Vérifier le bulletin", domain="paie"))
        step.add(Task, TaskDraft(title="Vérifier le bail paie", domain="juridique"))
        step.add(Task, TaskDraft(title="Envoyer les variables", domain="paie"))
        step.add(Deadline, DeadlineDraft(title="DSN à vérifier", domain="paie"))
        step.add(Task, TaskDraft(title="Ranger", domain='à "moi" seule'))

    assert titles(portfolio.search("", domain="paie")) == [
        *("Envoyer les variables", "Vérifier le bulletin", "DSN à vérifier")
    ]
    assert titles(portfolio.search("verif", domain="paie")) == ["Vérifier le bulletin", "DSN à vérifier"]
    assert titles(portfolio.search("", domain='à "moi" seule')) == ["Ranger"]
    assert portfolio.search("", domain="xyz") == {}

    with alpha.step("Changer de domaine") as step:
        step.change(task, domain="rh")
    assert titles(portfolio.search("", domain="rh")) == ["Vérifier le bulletin"]
    assert "Vérifier le bulletin" not in titles(portfolio.search("", domain="paie"))


def test_what_was_opened_lately_is_recalled_in_order(portfolio: Portfolio, alpha: Workspace) -> None:
    first, second = add(alpha, "Première", "Seconde")
    supplier = portfolio.suppliers()[0].id or 0
    keys = [("task", second), ("nothing", 1), ("supplier", supplier), ("task", 10**9), ("task", first)]

    assert [(hit.kind, hit.id) for hit in portfolio.recall(keys)] == [
        *(("task", second), ("supplier", supplier), ("task", first))
    ]
    with portfolio.step("Archiver") as step:
        step.change(portfolio.client("alpha"), archived_on=DAY)
    assert [hit.kind for hit in portfolio.recall([*keys, ("client", alpha.client_id)])] == ["supplier"]


# --- what the index holds, against the file that it came from --------------------------------------------------------


def test_a_desk_that_climbs_is_indexed_like_a_new_one(desk: Desk) -> None:
    """The index of rows that were there before it is the one that their writing makes."""
    connection = desk.connect()
    query = "SELECT term, doc, cnt FROM temp.words ORDER BY term"

    def words() -> dict[str, list[tuple[Any, ...]]]:
        found = {}
        for noun in search.NOUNS:
            connection.execute(f"CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, search_{noun}, row)")
            found[noun] = connection.execute(query).fetchall()
            connection.execute("DROP TABLE temp.words")
        return found

    written = words()
    undo_and_climb(connection)

    assert words() == written
    assert all(written.values())
    connection.close()


def undo_and_climb(connection: Any) -> None:
    """Take the index away as an older file has none, and climb again."""
    import alembic.command
    from alembic.config import Config

    from officedesk.storage import schema

    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    config.attributes["connection"] = connection
    alembic.command.downgrade(config, "0003")
    assert connection.execute("SELECT count(*) FROM sqlite_master WHERE name LIKE 'search%'").fetchone() == (0,)
    schema.migrate(connection, Path(schema.MIGRATIONS))


@pytest.mark.parametrize("noun", [Client, Task, Deadline, Supplier, Event, Decision, Document])
def test_the_texts_that_are_shown_are_those_that_are_indexed(desk: Desk, noun: type[Row]) -> None:
    name = str(noun.__tablename__)
    connection = desk.connect()
    (sql,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (f"search_{name}_changed",)).fetchone()
    connection.close()
    columns = sql.partition(" UPDATE OF ")[2].partition(" ON ")[0].split(", ")

    domain = ["domain"] if name in search.WITH_DOMAIN else []
    assert columns == [search.NOUNS[name].title, *search.NOUNS[name].texts, *domain]


def test_a_new_client_is_found_by_her_city(portfolio: Portfolio) -> None:
    with portfolio.step("Ajouter") as step:
        step.add(Client, ClientDraft(name="Gamma", slug="gamma", city="Zinzolin"))

    assert titles(portfolio.search("zinz")) == ["Gamma"]
