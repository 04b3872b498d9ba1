"""Runs a typer application in French: its help, and its refusals in one sentence."""

import sys
from typing import TYPE_CHECKING, Any

import typer

from officedesk.cli import COMMON

if TYPE_CHECKING:
    from officedesk.cli.invocation import Invocation

HELP = ("--help", "-h")


def application(*, nouns: bool = False) -> typer.Typer:
    """Return an empty application; each command's docstring is its French help.

    ``nouns`` keeps the command's own name on the line, even when it is the only one: typer drops it otherwise.
    """
    app = typer.Typer(
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": []},
    )
    if nouns:
        app.callback()(lambda: None)
    return app


def invoke(app: typer.Typer, noun: str, words: list[str], invocation: "Invocation") -> int:
    """Run the command and return its exit status."""
    command = typer.main.get_command(app)
    if any(word in HELP for word in words):
        print(help_of(command, noun, [word for word in words if word not in HELP]))
        return 0
    try:
        answer = command.main(words, prog_name=f"officedesk {noun}", standalone_mode=False, obj=invocation)
    except typer.TyperException as error:
        print(refusal(error, noun), file=sys.stderr)
        return 2
    return answer if isinstance(answer, int) else 0


def refusal(error: Any, noun: str) -> str:
    """Return one French sentence for a usage error."""
    kind, name = type(error).__name__, parameter(error)
    more = f"« officedesk {noun} --help » montre comment l’écrire."
    if kind == "NoSuchOption":
        return f"L’option « {error.option_name} » n’existe pas : {more}"
    if kind == "MissingParameter":
        return f"Il manque « {name} » : {more}"
    if kind == "BadParameter":
        return f"La valeur de « {name} » ne convient pas : {more}"
    return f"La commande est incomplète ou mal écrite : {more}"


def parameter(error: Any) -> str:
    """Return the name of the parameter that an error is about, as the help shows it."""
    found = getattr(error, "param", None)
    if found is None:
        return "?"
    return str(found.opts[0] if found.param_type_name == "option" else found.metavar or found.name.upper())


def help_of(command: Any, noun: str, words: list[str]) -> str:
    """Return the French help of a command, or of a noun and its commands."""
    several = getattr(command, "commands", None)
    if several and not (words and words[0] in several):
        lines = [f"  {name:<9} {summary(each)}" for name, each in several.items()]
        return "\n".join([f"officedesk {noun} COMMANDE", "", *lines, "", COMMON])
    chosen, name = (several[words[0]], f"{noun} {words[0]}") if several else (command, noun)
    arguments = [found for found in chosen.params if found.param_type_name == "argument"]
    options = [found for found in chosen.params if found.param_type_name == "option"]
    usage = " ".join([f"officedesk {name}", *((found.metavar or found.name.upper()) for found in arguments)])
    lines = [f"  {', '.join(found.opts):<18} {found.help or ''}" for found in options]
    return "\n".join([usage, "", summary(chosen), *(["", "Options :", *lines] if lines else []), "", COMMON])


def summary(command: Any) -> str:
    """Return the sentence of a command's docstring."""
    return " ".join((command.help or "").split())
