"""Makes encrypted desks of a thousand to a million tasks; the same seed gives the same desk."""

import datetime as dt
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from officedesk.storage import cipher
from officedesk.storage.portfolio import Portfolio

DAY = dt.date(2026, 11, 23)
PASSPHRASE = "une phrase de passe d’essai"
VERBS = ("Relancer", "Préparer", "Vérifier", "Classer", "Transmettre", "Renouveler", "Contrôler", "Planifier")
THINGS = ("l’attestation de vigilance", "les variables de paie", "le registre du personnel", "le devis d’assurance")
DOMAINS = ("paie", "rh", "juridique", "rgpd", "duerp", "prestataires", "evenementiel", "administratif")
CLIENT = "INSERT INTO client VALUES (?,?,?,?,?,?,NULL,'','','','','',?,NULL,NULL,'{}',0)"
TASK = "INSERT INTO task VALUES (?,?,?,?,?,?,'',?,?,NULL,?,?,?,?)"
STAMP = "2026-11-23 08:00:00.000000"


def make(home: Path, tasks: int, clients: int) -> bytes:
    """Fill a new desk and return its data key; half the tasks are the first client's, seven in ten are open."""
    portfolio, _ = Portfolio.create(home, PASSPHRASE, lambda: dt.datetime(2026, 11, 23, 8, tzinfo=dt.UTC))
    portfolio.close()
    from officedesk.storage import keys

    key = keys.unlock(home, PASSPHRASE)
    connection = cipher.connect(home, key)
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(CLIENT, _clients(connection, clients))
    connection.executemany(TASK, _tasks(tasks, clients))
    connection.execute("COMMIT")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return key


def _clients(connection: Any, clients: int) -> Iterator[tuple[Any, ...]]:
    names = [found[1] for found in connection.execute("PRAGMA table_info(client)")]
    if len(names) != 17:
        raise RuntimeError(f"the client table has changed: {names}")
    for number in range(1, clients + 1):
        yield (number + 1, f"c{number}", STAMP, STAMP, f"Client {number:02d}", f"client-{number}", number % 8)


def _tasks(tasks: int, clients: int) -> Iterator[tuple[Any, ...]]:
    draw = random.Random(20261123)
    for number in range(1, tasks + 1):
        client = 1 if draw.random() < 0.5 else draw.randint(1, clients)
        due = DAY + dt.timedelta(days=draw.randint(-300, 300))
        done = draw.random() < 0.3
        title = f"{draw.choice(VERBS)} {draw.choice(THINGS)} n° {number}"
        status, done_on = ("done", due.isoformat()) if done else ("open", None)
        minutes, importance = draw.choice((15, 30, 45, 60, 90, None)), draw.choice((1, 2, 3, None))
        yield (
            *(number, f"t{number}", STAMP, STAMP, client + 1, title),
            *(draw.choice(DOMAINS), due.isoformat(), minutes, importance, status, done_on),
        )
