"""Runs a typer application in French: its help, its refusals in one sentence, its lists in columns."""

import sys
from collections.abc import Sequence
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
        print(refusal(error, full_name(command, noun, words)), file=sys.stderr)
        return 2
    return answer if isinstance(answer, int) else 0


def columns(rows: Sequence[Sequence[object]]) -> list[str]:
    """Return the rows as lines whose columns stand below each other; figures stand at the right of theirs."""
    widths = [max(len(shown(cell)) for cell in column) for column in zip(*rows, strict=True)]
    return ["  ".join(map(placed, row, widths)).rstrip() for row in rows]


def placed(cell: object, width: int) -> str:
    """Return a cell as wide as its column."""
    return shown(cell).rjust(width) if isinstance(cell, int) else shown(cell).ljust(width)


def shown(cell: object) -> str:
    """Return the text of a cell, nothing for None."""
    return "" if cell is None else str(cell)


def full_name(command: Any, noun: str, words: list[str]) -> str:
    """Return the noun and, where it has several commands, the one that is asked."""
    several = getattr(command, "commands", {})
    return f"{noun} {words[0]}" if words and words[0] in several else noun


def refusal(error: Any, name_of_command: str) -> str:
    """Return one French sentence for a usage error."""
    kind, name = type(error).__name__, parameter(error)
    more = f"« officedesk {name_of_command} --help » montre comment l’écrire."
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
    chosen = several[words[0]] if several else command
    options = [found for found in chosen.params if found.param_type_name == "option"]
    usage = " ".join([f"officedesk {full_name(command, noun, words)}", *written_parameters(chosen.params)])
    lines = [f"  {line}" for line in columns([(written(found), told(found)) for found in options])]
    return "\n".join([usage, "", summary(chosen), *(["", "Options :", *lines] if lines else []), "", COMMON])


def written_parameters(parameters: Sequence[Any]) -> list[str]:
    """Return what the line must hold, then what it may hold, between brackets."""
    arguments = [found.metavar or found.name.upper() for found in parameters if found.param_type_name == "argument"]
    options = [found for found in parameters if found.param_type_name == "option"]
    needed = [written(found) for found in options if found.required]
    return [*arguments, *needed, *(f"[{written(found)}]" for found in options if not found.required)]


def written(option: Any) -> str:
    """Return an option as it is typed."""
    return option.opts[0] if option.is_flag else f"{option.opts[0]} {option.metavar}"


def told(option: Any) -> str:
    """Return what an option does, and whether it must be given."""
    if option.required:
        return f"{option.help} (obligatoire)"
    return f"{option.help} (« {option.default} » sinon)" if option.default else str(option.help)


def summary(command: Any) -> str:
    """Return the sentence of a command's docstring."""
    return " ".join((command.help or "").split())
