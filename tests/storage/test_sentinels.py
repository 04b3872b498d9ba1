"""A stolen folder says nothing: no word of any client is readable in any byte of it."""

import base64
from pathlib import Path

import pytest

from officedesk.domain.entities import Client, Nouns, Stored, SupplierDraft, Task
from officedesk.storage import keys
from officedesk.storage.portfolio import Portfolio
from officedesk.storage.step import table_of
from tests.storage.desks import Desk, fill, full, images

WORD = "qzxvk7"  # short, so that it fits a SIREN; lower case, so that it is a slug


def forms(word: str) -> dict[str, bytes]:
    """Return what to look for: each encoding, and the three ways in which base64 cuts a text."""
    clear = word.encode()
    found = {"utf-8": clear, "utf-16-le": word.encode("utf-16-le"), "utf-16-be": word.encode("utf-16-be")}
    for shift in range(3):
        # The letters that depend on the neighbours are left out.
        letters = base64.b64encode(b"\0" * shift + clear)
        found[f"base64 + {shift}"] = letters[-(-shift * 8 // 6) : len(b"\0" * shift + clear) * 8 // 6]
    return found | {"hex": clear.hex().encode()}


def traces(folder: Path, word: str) -> list[str]:
    """Return where a word can be read, names of files included; letters of any case."""
    found = []
    for path in folder.rglob("*"):
        if word in path.name.casefold():
            found.append(f"name of {path}")
        if path.is_file():
            content = path.read_bytes()
            small = content.lower()
            found += [
                f"{path.name}: {name}"
                for name, form in forms(word).items()
                if form in (content if name.startswith("base64") else small)
            ]
    return found


def plant(portfolio: Portfolio) -> None:
    """Write the word in every text of every noun, then change, delete and undo some."""
    workspace = fill(portfolio, WORD)
    portfolio.set_setting("letterhead", {"name": WORD, "tagline": WORD, "siren": WORD})
    with workspace.step(f"Renommer {WORD}") as step:
        step.change(workspace.select(Task)[0], title=f"encore {WORD}")
    with workspace.step(f"Supprimer {WORD}") as step:
        step.delete(workspace.select(Nouns.OWNED["decision"])[0])
    portfolio.undo((portfolio.undoable() or (0, ""))[0])


def test_every_text_of_every_noun_holds_the_word(portfolio: Portfolio) -> None:
    """The planting is whole: a text field added one day is planted too, or this fails."""
    plant(portfolio)
    client = portfolio.client(WORD)
    with portfolio.store.reading() as connection:
        stored = images(connection.connection.driver_connection, client.id or 0)
    free = {"uid", "kind", "status", "state", "created_at", "updated_at"}
    blank = []
    nouns: dict[str, type[Stored]] = {**Nouns.OWNED, "client": Client}
    for name, noun in nouns.items():
        for column, value in zip(table_of(noun).columns, stored[name][0], strict=True):
            if column.type.python_type is str and column.name not in free and WORD not in str(value):
                blank.append(f"{name}.{column.name}")

    assert blank == []


def test_no_word_is_readable_in_any_byte_of_the_folder(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    portfolio = desk.open()
    plant(portfolio)
    while_open = traces(desk.home, WORD)
    wal = (desk.home / "desk.db-wal").stat().st_size
    portfolio.close()
    keys.mark_cached(desk.home, True)

    closed = traces(desk.home, WORD)

    files = [path for path in desk.home.rglob("*") if path.is_file()]
    with capsys.disabled():
        print(f"\n{len(files)} files, {len(while_open + closed)} sentinels read in clear")
    assert wal > 100_000
    assert (while_open, closed) == ([], [])


def test_the_program_itself_still_reads_it(desk: Desk) -> None:
    portfolio = desk.open()
    plant(portfolio)
    portfolio.close()
    portfolio = desk.open()

    assert portfolio.workspace(WORD).select(Task)[0].title == f"encore {WORD}"
    portfolio.close()


@pytest.mark.parametrize("form", sorted(forms(WORD)))
def test_the_search_finds_what_is_in_clear(tmp_path: Path, form: str) -> None:
    text = f"Société {WORD} et fils"
    contents = {"hex": text.encode().hex().encode(), "utf-8": text.encode()}
    contents |= {name: text.encode(name) for name in ("utf-16-le", "utf-16-be")}
    for shift in range(3):
        contents[f"base64 + {shift}"] = base64.b64encode(b"x" * shift + f"abc{WORD}def".encode())
    (tmp_path / "file").write_bytes(contents[form])

    assert f"file: {form}" in traces(tmp_path, WORD)


def test_the_search_finds_a_word_in_a_clear_database(tmp_path: Path) -> None:
    import sqlite3

    clear = sqlite3.connect(tmp_path / "clear.db")
    clear.execute("CREATE TABLE client (name TEXT)")
    clear.execute("INSERT INTO client VALUES (?)", (WORD.upper(),))
    clear.commit()
    clear.close()

    assert traces(tmp_path, WORD) == ["clear.db: utf-8"]


def test_a_supplier_is_planted_whole() -> None:
    draft = full(SupplierDraft, WORD)

    assert isinstance(draft, SupplierDraft)
    assert {name for name, value in draft.model_dump().items() if WORD in str(value)} == set(SupplierDraft.model_fields)
