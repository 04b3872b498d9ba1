"""Set up the checkout and run, test or check it: ``python3 packaging/dev.py run`` on a bare Python is enough.

This file must be readable by an old Python, so that it can say that it is too old; everything else is
in the modules beside it, loaded once the version is known to suit.
"""

import sys
from pathlib import Path

OLDEST, NEWEST = (3, 11), (3, 13)
COMMANDS = {
    "setup": "prépare tout : bibliothèques du système, .venv, projet (chaque commande le fait d’elle-même)",
    "run": "ouvre le bureau de démonstration ; sans écran, écrit les rapports et les images dans demo-output/",
    "test": "lance tous les contrôles, puis tous les tests ; la suite de la ligne va à pytest",
    "check": "relit le code : style, mise en forme, types, couches",
    "bench": "mesure la vitesse et la mémoire, écrit un tableau et du JSON",
    "screenshots": "refait les captures d’écran du README",
}
TAKE_ARGUMENTS = ("run", "test", "bench")


def main(arguments: "list[str]") -> int:
    """Run one command and return the exit status: 1 refused or failed, 2 wrong usage."""
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        return refuse(
            "OfficeDesk demande Python 3.11, 3.12 ou 3.13 et celui-ci est un Python {}.{} : "
            "relancez la commande avec un autre, par exemple « python3.11 packaging/dev.py run ».".format(
                *sys.version_info[:2]
            )
        )
    # A terminal that lacks a letter must not stop the set-up.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    if arguments[:1] in (["--help"], ["-h"]):
        print(usage())
        return 0
    if not arguments or arguments[0] not in COMMANDS:
        sys.stderr.write(usage() + "\n")
        return 2
    if arguments[1:] and arguments[0] not in TAKE_ARGUMENTS:
        return refuse(
            f"La commande {arguments[0]} ne prend pas d’autre mot : retirez « {' '.join(arguments[1:])} ».", 2
        )
    return execute(arguments[0], arguments[1:])


def usage() -> str:
    """Return the commands, one line each."""
    lines = [f"  {name:<13}{what}" for name, what in COMMANDS.items()]
    return "\n".join(["Usage : python3 packaging/dev.py COMMANDE", "", *lines])


def execute(name: str, rest: "list[str]") -> int:
    """Hand over to the command's function; a refusal and Ctrl+C end without a traceback."""
    sys.path.insert(0, str(Path(__file__).resolve().parent))
    import dev_commands
    import dev_console

    try:
        return dev_commands.execute(name, rest)
    except dev_console.RefusalError as refusal:
        return refuse(str(refusal))
    except KeyboardInterrupt:
        return refuse("Interrompu : relancez la commande, elle reprendra où il faut.", 130)


def refuse(sentence: str, status: int = 1) -> int:
    """Say one sentence on standard error; return the exit status."""
    sys.stderr.write(sentence + "\n")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
