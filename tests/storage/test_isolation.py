"""Whatever one client's work is, the others' rows stay byte for byte the same, and all of it can be undone."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from sqlalchemy import Select
from sqlalchemy.exc import IntegrityError

from officedesk.domain.entities import Document, Nouns, Row, Task
from officedesk.domain.errors import ConflictError, NotInWorkspaceError
from officedesk.storage import search, workspace
from officedesk.storage.portfolio import Portfolio
from officedesk.storage.step import Step
from officedesk.storage.workspace import Workspace
from tests.storage.desks import Desk, rows_of, sample

NOUNS = st.sampled_from(sorted(Nouns.OWNED))
WORDS = st.text(min_size=1, max_size=12).filter(lambda text: text.strip() and "\0" not in text)
TEXTS = {
    "task": "title",
    "check_item": "text",
    "deadline": "title",
    "event": "title",
    "decision": "question",
    "engagement": "notes",
    "document": "name",
    "own_rule": "title",
    "supplier_contract": "subject",
    "time_entry": "note",
}
LINKED_TO_TASK = ("wait", "time_entry", "check_item", "task_document")


class OneClientAtWork(RuleBasedStateMachine):
    """Alpha's work, watched from beta and from her own business."""

    template: Desk

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="officedesk-isolation-"))
        self.portfolio = self.template.copy(self.folder / "desk").open()
        self.alpha = self.portfolio.workspace("alpha")
        self.beta = self.portfolio.workspace("beta")
        self.others = [self.beta.client_id, self.portfolio.own().client_id]
        self.undisturbed = self._watched()
        self.first = self._alpha_rows()
        self.undo_floor = self._undoable()

    def _watched(self) -> list[dict[str, list[tuple[Any, ...]]]]:
        return [rows_of(self.portfolio, client_id) for client_id in self.others]

    def _alpha_rows(self) -> dict[str, list[tuple[Any, ...]]]:
        found = rows_of(self.portfolio, self.alpha.client_id)
        return {name: found[name] for name in (*Nouns.OWNED, "client")}

    def _undoable(self) -> int | None:
        found = self.portfolio.undoable()
        return None if found is None else found[0]

    def _has_what_it_is_linked_to(self, name: str) -> bool:
        if name == "task_document" and not self.alpha.ids(Document):
            return False
        return name not in LINKED_TO_TASK or bool(self.alpha.ids(Task))

    def _draft(self, name: str, word: str) -> Any:
        task = next(iter(self.alpha.ids(Task)), None)
        document = next(iter(self.alpha.ids(Document)), None) if name == "task_document" else None
        draft = sample(Nouns.OWNED[name], word, supplier=1, task=task or 1, document=document)
        # No two obligations of one rule, subject and period.
        return draft.model_copy(update={"rule": None}) if name == "deadline" else draft

    @rule(name=NOUNS, word=WORDS)
    def add(self, name: str, word: str) -> None:
        if self._has_what_it_is_linked_to(name):
            with self.alpha.step("Ajouter") as step:
                step.add(Nouns.OWNED[name], self._draft(name, word))

    @rule(name=NOUNS, words=st.lists(WORDS, min_size=2, max_size=20))
    def add_many(self, name: str, words: list[str]) -> None:
        if self._has_what_it_is_linked_to(name):
            with self.alpha.step("Importer") as step:
                step.add_all(Nouns.OWNED[name], [self._draft(name, word) for word in words])

    @rule(name=st.sampled_from(sorted(TEXTS)), word=WORDS, data=st.data())
    def change(self, name: str, word: str, data: st.DataObject) -> None:
        rows = self.alpha.select(Nouns.OWNED[name])
        if rows:
            with self.alpha.step("Changer") as step:
                step.change(data.draw(st.sampled_from(rows)), **{TEXTS[name]: word})

    @rule(name=NOUNS, data=st.data())
    def delete(self, name: str, data: st.DataObject) -> None:
        rows = self.alpha.select(Nouns.OWNED[name])
        if rows:
            chosen = data.draw(st.lists(st.sampled_from(rows), unique_by=lambda row: row.id, min_size=1, max_size=3))
            try:
                with self.alpha.step("Supprimer") as step:
                    for row in chosen:
                        step.delete(row)
            except IntegrityError:
                assert name in ("task", "decision", "document")  # something of hers still points at it

    @rule(name=NOUNS)
    def trespass(self, name: str) -> None:
        foreign = self.beta.select(Nouns.OWNED[name])[0]
        with pytest.raises(NotInWorkspaceError):
            self.alpha.get(Nouns.OWNED[name], foreign.id or 0)
        with pytest.raises(NotInWorkspaceError), self.alpha.step("Tricher") as step:
            step.delete(_disguised(foreign, self.alpha.client_id))

    @precondition(lambda self: self._undoable() != self.undo_floor)
    @rule()
    def undo(self) -> None:
        self.portfolio.undo(self._undoable() or 0)

    @rule()
    def redo(self) -> None:
        found = self.portfolio.redoable()
        if found is not None:
            self.portfolio.redo(found[0])

    @rule()
    def undo_out_of_turn(self) -> None:
        """Undo an older step, if nothing it wrote has moved since, and redo it at once: all is as it was."""
        with self.portfolio.store.reading() as connection:
            query = "SELECT min(id) FROM journal_step WHERE client_id = ? AND state = 'done' AND id > ?"
            oldest = connection.exec_driver_sql(query, (self.alpha.client_id, self.undo_floor or 0)).scalar()
        before = self._alpha_rows()
        if oldest is not None:
            try:
                self.portfolio.undo(oldest)
            except ConflictError:
                pass
            else:
                self.portfolio.redo(oldest)
            assert self._alpha_rows() == before

    @invariant()
    def the_others_are_undisturbed(self) -> None:
        assert self._watched() == self.undisturbed

    @invariant()
    def alpha_sees_its_own_rows_only(self) -> None:
        for noun in Nouns.OWNED.values():
            assert {row.client_id for row in self.alpha.select(noun)} <= {self.alpha.client_id}

    @invariant()
    def alpha_finds_its_own_rows_only(self) -> None:
        assert self.alpha.search("beta") == {}
        assert {hit.client_id for hits in self.alpha.search("alpha").values() for hit in hits} <= {
            *(self.alpha.client_id, None)
        }

    @invariant()
    def what_is_found_is_what_is_there(self) -> None:
        for name, noun in TEXTS.items():
            if name in search.NOUNS:
                rows = {row.id for row in self.alpha.select(Nouns.OWNED[name]) if getattr(row, noun) == "alpha"}
                assert rows <= {hit.id for hit in self.alpha.search("alpha", each=search.MOST).get(name, [])}

    def teardown(self) -> None:
        try:
            while self._undoable() != self.undo_floor:
                self.portfolio.undo(self._undoable() or 0)
            assert self._alpha_rows() == self.first
            self.the_others_are_undisturbed()
            with self.portfolio.store.reading() as connection:
                assert connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall() == []
        finally:
            self.portfolio.close()
            shutil.rmtree(self.folder)


def _disguised(row: Row, client_id: int) -> Row:
    return type(row)(**{**row.model_dump(), "client_id": client_id})


def test_one_client_s_work_leaves_the_others_byte_for_byte_the_same(template: Desk) -> None:
    OneClientAtWork.template = template
    checks = list(HealthCheck)
    run_state_machine_as_test(
        OneClientAtWork,
        settings=settings(max_examples=40, stateful_step_count=15, deadline=None, suppress_health_check=checks),
    )


# --- the tests above can fail: without a wall, they do ---------------------------------------------------------------


def _leaks(portfolio: Portfolio) -> bool:
    """Tell whether what alpha's workspace reads holds a row or a word of beta."""
    alpha = portfolio.workspace("alpha")
    read = [row for noun in Nouns.OWNED.values() for row in alpha.select(noun)]
    found = [hit for hits in alpha.search("beta").values() for hit in hits]
    return any(row.client_id != alpha.client_id for row in read) or "beta" in repr(read) or bool(found)


@contextmanager
def without_the_filter() -> Iterator[None]:
    def identity(_: Workspace, query: Select[Any]) -> Select[Any]:
        return query

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Workspace, "_scoped", identity)
        yield


def test_nothing_leaks_through_the_workspace(portfolio: Portfolio) -> None:
    assert not _leaks(portfolio)


def test_without_the_workspace_s_filter_the_leak_is_seen(portfolio: Portfolio) -> None:
    with without_the_filter():
        assert _leaks(portfolio)


def test_without_the_client_of_the_search_the_leak_is_seen(
    portfolio: Portfolio, monkeypatch: pytest.MonkeyPatch
) -> None:
    def everywhere(connection: Any, text: str, _client_id: int, **more: Any) -> dict[str, list[search.Hit]]:
        return search.find(connection, text, **more)

    monkeypatch.setattr(workspace, "find", everywhere)

    assert _leaks(portfolio)


def test_without_the_workspace_s_filter_the_machine_fails(template: Desk) -> None:
    OneClientAtWork.template = template
    with without_the_filter(), pytest.raises(AssertionError):
        run_state_machine_as_test(
            OneClientAtWork,
            settings=settings(
                max_examples=3, deadline=None, database=None, print_blob=False, suppress_health_check=list(HealthCheck)
            ),
        )


def test_a_step_that_forgets_the_owner_is_stopped_by_the_image_of_the_row(
    portfolio: Portfolio, monkeypatch: pytest.MonkeyPatch
) -> None:
    alpha, beta = portfolio.workspace("alpha"), portfolio.workspace("beta")
    foreign = beta.select(Task)[0]
    before = rows_of(portfolio, beta.client_id)
    monkeypatch.setattr(Step, "_id", lambda _, row: row.id)

    with pytest.raises(NotInWorkspaceError), alpha.step("Tricher") as step:
        step.change(foreign, title="à moi")
    with pytest.raises(NotInWorkspaceError), alpha.step("Tricher") as step:
        step.delete(foreign)

    assert rows_of(portfolio, beta.client_id) == before
