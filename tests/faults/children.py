"""What a killed child does: it works on a desk until it dies, and says what is durable.

Run as a program, this is a nursery: it has imported everything, has one thread, and forks a child for
each order it reads. An order is a line of JSON on its input, keys included: nothing is in an argument
or in the environment. A child writes on the nursery's output; a line is short, hence written as a whole.
"""

import datetime as dt
import itertools
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

# Imported lazily by the program: here before the first fork, or a child would die importing.
import cryptography.hazmat.primitives.ciphers.aead
import cryptography.hazmat.primitives.kdf.argon2  # noqa: F401

from officedesk.domain.entities import Task, TaskDraft
from officedesk.storage import keys, schema
from officedesk.storage.portfolio import Portfolio

# So cheap that a kill falls on the writing of the file, and not on the derivation.
CHEAP = {"iterations": 1, "memory_kib": 64, "lanes": 4}


def now() -> dt.datetime:
    """Return the moment."""
    return dt.datetime.now(dt.UTC)


def say(**what: Any) -> None:
    """Write one line to the parent, by one system call."""
    os.write(1, json.dumps(what).encode() + b"\n")


def write_tasks(order: dict[str, Any]) -> None:
    """Add, change and delete tasks, a step at a time; acknowledge each after COMMIT."""
    portfolio = Portfolio.open(Path(order["home"]), bytes.fromhex(order["key"]), now)
    workspace = portfolio.workspace("alpha")
    older: list[Task] = []
    for turn in itertools.count():
        size = 1 + turn % 3
        label = f"{order['round']}-{turn}"
        with workspace.step(f"{label} × {size}") as step:
            added = step.add_all(Task, [TaskDraft(title=label, notes="x" * 200)] * size)
        say(added=[task.id for task in added], title=label)
        if older and turn % 4 == 1:
            with workspace.step("renommer") as step:
                renamed = step.change(older[0], title=f"{label} renommée")
            say(renamed=renamed.id, title=renamed.title)
        if len(older) > 2 and turn % 5 == 2:
            with workspace.step("supprimer") as step:
                step.delete(older[1])
            say(deleted=older.pop(1).id)
        older += added


def change_passphrases(order: dict[str, Any]) -> None:
    """Change the passphrase again and again; acknowledge each after the header was replaced."""
    keys.ARGON2.update(CHEAP)
    home, key = Path(order["home"]), bytes.fromhex(order["key"])
    for number in itertools.count(order["from"] + 1):
        keys.change_passphrase(home, key, f"phrase numéro {number}")
        say(changed=number)


def climb(order: dict[str, Any]) -> None:
    """Open a desk that is one revision behind."""
    schema.MIGRATIONS, schema.CURRENT = Path(order["migrations"]), order["newer"]
    say(climbing=True)
    Portfolio.open(Path(order["home"]), bytes.fromhex(order["key"]), now).close()
    say(climbed=True)
    time.sleep(60)


def create(order: dict[str, Any]) -> None:
    """Make a desk."""
    keys.ARGON2.update(CHEAP)
    say(creating=True)
    Portfolio.create(Path(order["home"]), order["passphrase"], now)
    say(created=True)
    time.sleep(60)


WORKS = {"write": write_tasks, "change": change_passphrases, "climb": climb, "create": create}


def main() -> None:
    """Fork a child for each order; bury it when told to."""
    say(ready=True)
    for line in sys.stdin:
        order = json.loads(line)
        if order["work"] == "bury":
            # Buried on order only: until then its number cannot be another process's.
            _, status = os.waitpid(order["pid"], 0)
            say(buried=order["pid"], signal=os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0)
            continue
        pid = os.fork()
        if pid == 0:
            try:
                say(born=os.getpid())
                WORKS[order["work"]](order)
            except BaseException as error:
                say(failed=repr(error))
            finally:
                os._exit(1)


if __name__ == "__main__":
    main()
