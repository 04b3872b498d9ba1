"""Starts the window or a command."""

import datetime as dt
import os
import sys
from dataclasses import dataclass, field
from pathlib import Path

from officedesk import app
from officedesk.domain.errors import DeskError

FLAGS = {"--json": "json", "--demo": "demo", "--version": "version"}
VALUES = {"--home": "home", "--today": "today", "--headless": "headless", "--screenshots": "screenshots"}
WINDOW_ONLY = ("--demo", "--headless", "--screenshots")


class UsageError(DeskError):
    """The words of the command line are off: exit status 2."""


@dataclass
class Words:
    """The command line, its common options taken out: they may stand before and after the command."""

    home: str | None = None
    today: str | None = None
    headless: str | None = None
    screenshots: str | None = None
    json: bool = False
    demo: bool = False
    version: bool = False
    command: list[str] = field(default_factory=list)


def main(arguments: list[str] | None = None) -> int:
    """Run the program; return its exit status: 0 done, 1 refused, 2 wrong usage."""
    home: Path | None = None
    try:
        words = read_words(sys.argv[1:] if arguments is None else arguments)
        day = chosen_day(words.today)
        home = Path(words.home).absolute() if words.home else None
        if words.version:
            print(version())
            return 0
        if not words.command:
            return open_desk(words, home, day)
        from officedesk import cli

        return cli.run(words.command, home=home, day=day or app.today(), now=app.now, as_json=words.json)
    except UsageError as error:
        print(error, file=sys.stderr)
        return 2
    except DeskError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Interrompu : rien n’est laissé à moitié.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # The reader of a pipe has left; Python would complain once more when it flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        print(told(error, home), file=sys.stderr)
        return 1


def version() -> str:
    """Return the name and the version of the program."""
    from importlib.metadata import version as installed

    return f"OfficeDesk {installed('officedesk')}"


def told(error: Exception, home: Path | None) -> str:
    """Return the sentence for a bug; where it happened goes to the desk's logs, without a name or a title."""
    import tempfile

    from officedesk import paths
    from officedesk.storage.crash import LOGS, write_crash

    desk = home or paths.default_home()
    # A desk is made in an empty folder only: what is not one yet gets no file.
    folder = desk if (desk / LOGS).is_dir() else Path(tempfile.gettempdir()) / "officedesk"
    path = write_crash(folder, error, app.now())
    details = f" Détails : {path}" if path else ""
    return f"Une erreur du programme a interrompu la commande ; ce qui était enregistré est intact.{details}"


def read_words(arguments: list[str]) -> Words:
    """Separate the common options from the command; what follows « -- » is text, never an option."""
    words, waiting = Words(), list(arguments)
    while waiting:
        word = waiting.pop(0)
        name, equals, value = word.partition("=")
        if word == "--":
            words.command += [word, *waiting]
            break
        if word in FLAGS:
            setattr(words, FLAGS[word], True)
        elif name in VALUES:
            if not equals and not waiting:
                raise UsageError(f"Il manque une valeur après « {name} ».")
            setattr(words, VALUES[name], value if equals else waiting.pop(0))
        else:
            words.command.append(word)
    used = [option for option in WINDOW_ONLY if getattr(words, option.strip("-"))]
    if words.command and used:
        raise UsageError(f"« {used[0]} » ouvre la fenêtre : il ne va pas avec une commande.")
    return words


def chosen_day(text: str | None) -> dt.date | None:
    """Return the day that was fixed by an option or by OFFICEDESK_TODAY, or None."""
    asked = text or os.environ.get("OFFICEDESK_TODAY")
    if not asked:
        return None
    try:
        return dt.date.fromisoformat(asked)
    except ValueError as error:
        raise UsageError(f"« {asked} » n’est pas une date : écrivez par exemple 2026-11-23.") from error


def open_desk(words: Words, home: Path | None, day: dt.date | None) -> int:
    """Open the window, or do its work without a screen."""
    if words.json:
        raise UsageError("« --json » va avec une commande : « officedesk --help » les montre.")
    if words.headless:
        return app.headless(home, Path(words.headless), demo=words.demo, day=day, reports=True)
    if words.screenshots:
        return app.headless(home, Path(words.screenshots), demo=words.demo, day=day, reports=False)
    return app.open_window(home, demo=words.demo, day=day)


if __name__ == "__main__":
    sys.exit(main())
