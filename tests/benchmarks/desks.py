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
TASK = (
    "INSERT INTO task (id, uid, created_at, updated_at, client_id, title, notes, domain, due, due_time,"
    " estimate_minutes, importance, status, done_on) VALUES (?,?,?,?,?,?,'',?,?,NULL,?,?,?,?)"
)
STAMP = "2026-11-23 08:00:00.000000"


def employer(number: int) -> dict[str, Any]:
    """Return the profile of a SARL of thirteen, with what most rules ask for."""
    people = [
        {"ref": f"E{rank}", "hired": f"202{rank % 6}-0{1 + rank % 9}-1{rank % 9}", "born": "1985-04-03"}
        | {"last_vip": "2024-05-05", "last_interview": "2024-01-01"}
        for rank in range(13)
    ]
    contracts = [{"ref": f"S{rank}", "amount_eur": "6000", "signed": "2026-02-03"} for rank in range(4)]
    return {
        "name": f"Client {number}",
        "legal_form": "sarl",
        "tax": "is",
        "fiscal_year_end": "12-31",
        "vat_regime": "ca3_monthly",
        "vat_due_day": 15 + number % 10,
        "is_previous_tax_eur": "5000",
        "cfe_previous_eur": "3500",
        "has_employees": True,
        "effectif_css": dict.fromkeys(("2021", "2022", "2023", "2024", "2025"), 13),
        "effectif_ct": 13,
        "pay_practice": "same_month",
        "urssaf_quarterly": False,
        "manager_status": "tns",
        "tns_payment": "monthly_5",
        "cse_mandate_end": "2028-05-05",
        "duerp_last_version": "2026-03-10",
        "processes_personal_data": True,
        "reviews": {"rgpd_register": "2026-01-30"},
        "employees": people,
        "supplier_contracts": contracts,
    }


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
