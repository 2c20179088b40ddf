"""Rules about size and names: what fits on a screen, and what says what it is."""

import ast
import re
from pathlib import Path

from tests.house.tree import Function, files, functions, length, modules, nodes, place, top

MOST_LINES_OF_A_FUNCTION = 40
USUAL_LINES_OF_A_FUNCTION = 20
LONGER_IN_TEN = 1
MOST_LINES_OF_A_FILE = 300
WRITTEN_BY_ALEMBIC = "storage/migrations/versions/"
EMPTY_NAMES = {"util", "utils", "helper", "helpers", "manager", "service", "data", "info"}


def long_functions(root: Path, excepted: frozenset[str] = frozenset()) -> list[str]:
    """No function is longer than 40 lines."""
    return [
        f"{name} is {length(node)} lines long, at most {MOST_LINES_OF_A_FUNCTION}"
        for name, node in _named_functions(root, tests=True)
        if length(node) > MOST_LINES_OF_A_FUNCTION and name not in excepted
    ]


def too_few_short_functions(root: Path) -> list[str]:
    """Nine functions in ten have at most 20 lines."""
    lengths = {name: length(node) for name, node in _named_functions(root)}
    longer = sorted((name for name in lengths if lengths[name] > USUAL_LINES_OF_A_FUNCTION), key=lengths.__getitem__)
    if len(longer) * 10 <= len(lengths) * LONGER_IN_TEN:
        return []
    return [
        f"{len(longer)} of {len(lengths)} functions have more than {USUAL_LINES_OF_A_FUNCTION} lines",
        *longer[::-1],
    ]


def long_files(root: Path, excepted: frozenset[str] = frozenset()) -> list[str]:
    """No file of code, templates or page has more than 300 lines."""
    return [
        f"{where} has {lines} lines, at most {MOST_LINES_OF_A_FILE}"
        for where, lines in _measured_files(root)
        if lines > MOST_LINES_OF_A_FILE and where not in excepted
    ]


def empty_names(root: Path) -> list[str]:
    """No module and no class is called something that could hold anything."""
    broken = []
    for where, tree in modules(root, tests=True):
        if EMPTY_NAMES & {word for part in Path(where).with_suffix("").parts for word in part.split("_")}:
            broken.append(f"{where} has a name that could hold anything")
        broken += [
            f"{where}:{node.lineno} class {node.name} has a name that could hold anything"
            for node in nodes(tree)
            if isinstance(node, ast.ClassDef) and EMPTY_NAMES & _words(node.name)
        ]
    return broken


def silent_functions(root: Path) -> list[str]:
    """Every public function of the domain and of the use cases has a docstring that is a sentence."""
    return [
        f"{where}:{node.lineno} {node.name} needs a docstring: a sentence a colleague could read aloud"
        for where, tree in modules(root)
        if top(where) in {"domain", "use_cases"}
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name[0] != "_" and not _speaks(node)
    ]


def hollow_functions(root: Path) -> list[str]:
    """Nothing stands for code that is still to be written."""
    return [
        f"{where}:{node.lineno} {node.name} has no body"
        for where, tree in modules(root)
        for node in _outside_protocols(tree)
        if _is_hollow(node) and not _is_declared_only(node)
    ]


def unneeded_exceptions(root: Path, excepted: frozenset[str]) -> list[str]:
    """An exception that nothing needs any more is taken out."""
    needed = {name for name, node in _named_functions(root, tests=True) if length(node) > MOST_LINES_OF_A_FUNCTION}
    needed |= {where for where, lines in _measured_files(root) if lines > MOST_LINES_OF_A_FILE}
    return [f"{name} is within the rules: take its exception out" for name in sorted(excepted - needed)]


def _named_functions(root: Path, *, tests: bool = False) -> list[tuple[str, Function]]:
    return [
        (f"{where}::{name}", node)
        for where, tree in modules(root, tests=tests)
        if not where.startswith(WRITTEN_BY_ALEMBIC)
        for name, node in functions(tree)
    ]


def _measured_files(root: Path) -> list[tuple[str, int]]:
    found = [(place(root, path), path) for path in files(root, ".py", ".j2", ".typ", ".js", ".css", ".html")]
    written = [(where, path) for where, path in found if not where.startswith(WRITTEN_BY_ALEMBIC)]
    return [(where, len(path.read_text().splitlines())) for where, path in written if top(where) != "tests"]


def _words(name: str) -> set[str]:
    return {word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+", name)}


def _speaks(node: Function) -> bool:
    sentence = (ast.get_docstring(node) or "").split("\n\n")[0]
    return sentence.endswith((".", "!", "?"))


def _outside_protocols(tree: ast.Module) -> list[Function]:
    promised = {
        id(node)
        for owner in nodes(tree)
        if isinstance(owner, ast.ClassDef) and "Protocol" in "".join(map(ast.unparse, owner.bases))
        for _, node in functions(owner)
    }
    return [node for _, node in functions(tree) if id(node) not in promised]


def _is_hollow(node: Function) -> bool:
    return any(isinstance(line, ast.Expr) and getattr(line.value, "value", None) is Ellipsis for line in node.body)


def _is_declared_only(node: Function) -> bool:
    marks = {ast.unparse(mark).rsplit(".", 1)[-1] for mark in node.decorator_list}
    return bool(marks & {"overload", "abstractmethod"})
