"""Rules about source code that neither the linter nor the import contracts can say."""

import ast
import re
import sys
from collections.abc import Callable, Iterator

Rule = Callable[[ast.Module], Iterator[str]]

FORBIDDEN_CALLS = {"setHtml", "extractall", "processEvents"}
FORBIDDEN_BUILTINS = {"eval", "exec"}
FORBIDDEN_MODULES = {"pickle", "marshal", "shelve"}
SESSIONS = {"Session", "Engine", "create_engine", "sessionmaker"}
# The window has a session of its own, from the unlocking to the end: only the database's is meant.
TOOLKITS = {"sqlmodel", "sqlalchemy", "orm"}
DATABASES = {"sqlite3", "sqlcipher3"}
CLOCKS = {
    "date": {"today"},
    "datetime": {"now", "today", "utcnow"},
    "QDate": {"currentDate"},
    "QTime": {"currentTime"},
    "QDateTime": {"currentDateTime", "currentDateTimeUtc"},
}
UNBOUNDED_READS = ("count(*)", " offset ", "like '%")
# They cost a quarter of a second to import and are needed by a few functions only.
LAZY_IN_THE_DOMAIN = {"holidays", "dateutil"}


def dangerous_calls(tree: ast.Module) -> Iterator[str]:
    """Yield what would run or unpack what comes from outside, or paint outside text as markup."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in FORBIDDEN_CALLS:
            yield at(node, node.attr)
        if isinstance(node, ast.Call) and name_of(node.func) in FORBIDDEN_BUILTINS and isinstance(node.func, ast.Name):
            yield at(node, node.func.id)
        if isinstance(node, ast.Attribute) and node.attr == "load" and name_of(node.value) == "yaml":
            yield at(node, "yaml.load")
        if isinstance(node, ast.keyword) and node.arg == "shell" and not is_constant(node.value, False):
            yield at(node.value, "shell=")
    yield from (at(node, module) for node, module in imports(tree) if root(module) in FORBIDDEN_MODULES)


def dropped_contexts(tree: ast.Module) -> Iterator[str]:
    """Yield shortcuts whose context is given to their constructor: the binding drops it, they act everywhere."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and name_of(node.func) == "QShortcut" and node.keywords:
            yield at(node, "QShortcut(context=)")


def sessions(tree: ast.Module) -> Iterator[str]:
    """Yield what opens the database or holds it open."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in SESSIONS and name_of(node.value) in TOOLKITS:
            yield at(node, node.attr)
        if isinstance(node, ast.ImportFrom) and root(node.module or "") in TOOLKITS:
            yield from (at(node, alias.name) for alias in node.names if alias.name in SESSIONS)
    yield from (at(node, module) for node, module in imports(tree) if root(module) in DATABASES)


def built_translations(tree: ast.Module) -> Iterator[str]:
    """Yield texts given to a translation that no translator will ever find: they are built when they are shown."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and name_of(node.func) in {"tr", "translate"}):
            continue
        for argument in node.args:
            if isinstance(argument, ast.JoinedStr | ast.BinOp):
                yield at(node, "built text in tr()")
            if isinstance(argument, ast.Call) and name_of(argument.func) == "format":
                yield at(node, "built text in tr()")


FRENCH = re.compile(r"[À-ÖØ-öø-ÿœŒ’«»]|\b(?:le|la|les|un|une|des|du|de|et|ou|pas|pour|votre|vos|ce|cette)\b")


def bare_texts(tree: ast.Module) -> Iterator[str]:
    """Yield French words that no translation is asked for: they would stay French in another language."""
    known = {
        id(part)
        for node in ast.walk(tree)
        if (isinstance(node, ast.Call) and name_of(node.func) in {"tr", "translate"}) or isinstance(node, ast.Expr)
        for part in ([node.value] if isinstance(node, ast.Expr) else ast.walk(node))
    }
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Constant) and isinstance(node.value, str)) or id(node) in known:
            continue
        if FRENCH.search(node.value):
            yield at(node, f"{node.value[:40]!r} outside tr()")


def clocks(tree: ast.Module) -> Iterator[str]:
    """Yield readings of the machine's clock; days and moments are arguments."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in CLOCKS.get(name_of(node.value), ()):
            yield at(node, f"{name_of(node.value)}.{node.attr}")


def unbounded_reads(tree: ast.Module) -> Iterator[str]:
    """Yield SQL whose cost grows with the desk."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = f" {' '.join(node.value.lower().split())} "
            yield from (at(node, sign.strip()) for sign in UNBOUNDED_READS if sign in text)


def sheets(tree: ast.Module) -> Iterator[str]:
    """Yield style sheets put on: a widget with its own is drawn by a style of its own, and so is all that it holds."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr == "setStyleSheet":
            yield at(node, node.attr)


def missing_docstring(tree: ast.Module) -> Iterator[str]:
    """Yield a complaint when a module does not say in a sentence what it is for."""
    if not ast.get_docstring(tree):
        yield "1: no docstring"


def impure_imports(tree: ast.Module) -> Iterator[str]:
    """Yield what the domain may not load: only the standard library and itself, entities apart."""
    at_load = {id(node) for node, _ in imports(tree, inside_functions=False)}
    for node, module in imports(tree):
        own = module.startswith("officedesk.domain") and not module.startswith("officedesk.domain.entities")
        lazy = root(module) in LAZY_IN_THE_DOMAIN and id(node) not in at_load
        if not (own or lazy or root(module) in sys.stdlib_module_names):
            yield at(node, module)


def imports(tree: ast.AST, inside_functions: bool = True) -> Iterator[tuple[ast.stmt, str]]:
    """Yield each import with the module it names; ``from a import b`` names both ``a`` and ``a.b``."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = node.module or "."
            yield node, module
            if module.startswith("officedesk"):
                yield from ((node, f"{module}.{alias.name}") for alias in node.names)
        elif inside_functions or not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from imports(node, inside_functions)


def root(module: str) -> str:
    """Return the package that a module belongs to."""
    return module.partition(".")[0]


def name_of(node: ast.AST) -> str:
    """Return the last part of a dotted name, or nothing for any other expression."""
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else ""


def is_constant(node: ast.expr, value: object) -> bool:
    """Tell whether an expression is written as that very value."""
    return isinstance(node, ast.Constant) and node.value is value


def at(node: ast.expr | ast.stmt, what: str) -> str:
    """Return a finding with its line."""
    return f"{node.lineno}: {what}"
