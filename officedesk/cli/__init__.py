"""The same gestures as the window's, from the command line: one module for each noun, imported when named."""

import datetime as dt
import importlib
import sys
from collections.abc import Callable
from pathlib import Path

NOUNS = {
    "init": "crée un bureau vide et affiche sa clé de récupération, une seule fois",
    "demo": "remplit un bureau vide avec la démonstration",
    "client": "les clients : list, show, add, update, archive",
    "task": "les tâches : add, list, done",
    "deadline": "les échéances enregistrées : list",
    "event": "les événements : list",
    "load": "ce que demandent vos semaines, et ce qu’elles peuvent tenir",
    "forfait": "les heures d’un mois, client par client, face aux heures vendues",
    "check": "vérifie que le bureau est entier : fichier, documents, journal des décisions",
    "search": "trouve des mots dans tout ce qui est écrit",
    "compliance": "les échéances légales d’un profil, et les règles : preview, rules, import, restore",
    "import": "lit des agendas (.ics) et des cartes de visite (.vcf)",
    "report": "écrit le rapport d’activité d’un client",
    "export": "écrit les échéances légales d’un client : agenda, tableau, classeur ou page à imprimer",
}
COMMON = """Options communes, avant ou après la commande :
  --home DOSSIER      le dossier du bureau (ou OFFICEDESK_HOME)
  --today AAAA-MM-JJ  fixe la date (ou OFFICEDESK_TODAY)
  --json              un document JSON sur la sortie, les messages sur la sortie d’erreur

La phrase de passe vient de OFFICEDESK_PASSPHRASE_FILE, de OFFICEDESK_PASSPHRASE, du trousseau du système,
ou d’une question au terminal ; jamais d’un argument."""


def run(words: list[str], *, home: Path | None, day: dt.date, now: Callable[[], dt.datetime], as_json: bool) -> int:
    """Run one command and return its exit status; raises DeskError when it is refused."""
    noun, *rest = words
    if noun in ("--help", "-h"):
        print(overview())
        return 0
    if noun not in NOUNS:
        return unknown(noun)
    from officedesk.cli.invocation import Invocation
    from officedesk.cli.words import invoke

    module = importlib.import_module(f"officedesk.cli.{noun}_command")
    return invoke(module.app, noun, rest, Invocation(home=home, day=day, now=now, as_json=as_json))


def overview() -> str:
    """Return the help of the whole program."""
    lines = [f"  {noun:<11} {sentence}" for noun, sentence in NOUNS.items()]
    return "\n".join(
        [
            "officedesk, sans commande, ouvre la fenêtre ; « --demo » ouvre le bureau de démonstration,",
            "« --version » donne la version.",
            "",
            "Commandes :",
            *lines,
            "",
            "« officedesk COMMANDE --help » dit le reste.",
            "",
            COMMON,
        ]
    )


def unknown(noun: str) -> int:
    """Refuse a command that does not exist, with the nearest one."""
    import difflib

    near = difflib.get_close_matches(noun, NOUNS, n=1)
    hint = f"vouliez-vous dire « {near[0]} » ?" if near else "« officedesk --help » les montre toutes."
    print(f"« {noun} » n’est pas une commande : {hint}", file=sys.stderr)
    return 2
