"""What is looked at in a whole desk: pages, links, the index of words, sealed files, the log of decisions."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from officedesk.domain.errors import DeskError
from officedesk.storage import chain, documents
from officedesk.storage.failures import sentences
from officedesk.storage.search import NOUNS
from officedesk.storage.store import Store

MOST_TOLD = 20  # of a kind: a file that is badly hurt would say the same thing ten thousand times


def problems(store: Store) -> list[str]:
    """Return a sentence for each thing that is not as it should be; an empty list when all is well."""
    found: list[str] = []
    try:
        with store.reading() as connection:
            plain = connection.connection.driver_connection
            for look in (_pages, _links, _missing_words, chain.breaks):
                found += _told(look, plain)
            found += _told(lambda opened: _sealed_files(opened, store.home), plain)
    except DeskError as error:
        # A connection that met a page of another key refuses everything from then on, its own end too.
        found.append(str(error))
    if not found:
        # Only the index itself can say whether it is sound, and only to someone who may write.
        with store.writing() as connection:
            found += _told(_index, connection.connection.driver_connection)
    return list(dict.fromkeys(found))


def _told(look: Callable[[Any], Iterator[str]], connection: Any) -> list[str]:
    """Return what a look finds; one that cannot go to its end says so, and the others are still made."""
    found: list[str] = []
    try:
        with sentences():
            for problem in look(connection):
                if len(found) == MOST_TOLD:
                    return [*found, "Et d’autres du même genre."]
                found.append(problem)
    except DeskError as error:
        found.append(str(error))
    return found


def _pages(connection: Any) -> Iterator[str]:
    for noun in NOUNS:
        # A connection that looked before, and whose index was written by another since, would check what it remembers
        # of it (SQLite 3.53.4), and find corruption where there is none: a search makes it read the index again.
        query = f"SELECT rowid FROM search_{noun} WHERE search_{noun} MATCH '\"a\"' LIMIT 1"  # noqa: S608
        connection.execute(query).fetchall()
    # The first authenticates each page as it is on the disk, the second reads what the pages hold.
    for pragma in ("cipher_integrity_check", "integrity_check"):
        for (answer,) in connection.execute(f"PRAGMA {pragma}").fetchall():
            if answer != "ok":
                yield f"Le fichier du bureau est abîmé : {answer}."


def _links(connection: Any) -> Iterator[str]:
    for table, row_id, parent, _ in connection.execute("PRAGMA foreign_key_check").fetchall():
        yield f"La ligne {row_id} de « {table} » renvoie à une ligne de « {parent} » qui n’existe pas."


def _missing_words(connection: Any) -> Iterator[str]:
    """Yield the nouns whose index does not hold the very rows of their table."""
    for noun in NOUNS:
        differ = f"""
            SELECT count(*) FROM (SELECT id FROM {noun} EXCEPT SELECT id FROM search_{noun}_docsize) UNION ALL
            SELECT count(*) FROM (SELECT id FROM search_{noun}_docsize EXCEPT SELECT id FROM {noun})
        """  # noqa: S608
        (missing,), (extra,) = connection.execute(differ).fetchall()
        if missing or extra:
            yield f"L’index de recherche de « {noun} » a {missing} lignes de moins et {extra} de trop."


def _index(connection: Any) -> Iterator[str]:
    import sqlcipher3.dbapi2 as sqlcipher

    for noun in NOUNS:
        try:
            connection.execute(f"INSERT INTO search_{noun} (search_{noun}) VALUES ('integrity-check')")  # noqa: S608
        except sqlcipher.DatabaseError:
            yield f"L’index de recherche de « {noun} » est abîmé."


def _sealed_files(connection: Any, home: Path) -> Iterator[str]:
    for row in connection.execute("SELECT name, size, sha256, key FROM document ORDER BY id").fetchall():
        try:
            documents.verify(home, documents.Sealed(*row))
        except DeskError as error:
            yield str(error)
