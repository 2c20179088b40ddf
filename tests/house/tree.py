"""How the rules read a tree: which files belong to it, and what Python makes of them."""

import ast
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOT_OURS = {"node_modules", "build", "dist", "__pycache__", "test-results"}
TEXT = {
    ".py",
    ".j2",
    ".typ",
    ".js",
    ".css",
    ".html",
    ".md",
    ".toml",
    ".txt",
    ".json",
    ".ini",
    ".cfg",
    ".yml",
    ".yaml",
    "",
}
NOT_SHIPPED = {"tests", "bench"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def files(root: Path, *endings: str) -> Iterator[Path]:
    """Every file of the tree with one of these endings, in a stable order."""
    for folder, below, names in os.walk(root):
        below[:] = sorted(name for name in below if name not in NOT_OURS and (name == ".ci" or name[0] != "."))
        for name in sorted(names):
            path = Path(folder, name)
            if path.suffix in endings and path.is_file():
                yield path


def texts(root: Path) -> Iterator[tuple[str, str]]:
    """Every file that people wrote, as (place, words); databases and pictures left behind are none."""
    for path in files(root, *TEXT, ".example"):
        try:
            yield place(root, path), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def modules(root: Path, *, tests: bool = False) -> Iterator[tuple[str, ast.Module]]:
    """Every Python module as (place, syntax tree); with the tests only if asked."""
    for path in files(root, ".py"):
        where = place(root, path)
        if tests or top(where) not in NOT_SHIPPED:
            yield where, parsed(path)


@cache
def nodes(tree: ast.AST) -> tuple[ast.AST, ...]:
    """Everything in a syntax tree: most rules look at all of it."""
    return tuple(ast.walk(tree))


@cache
def functions(tree: ast.AST) -> tuple[tuple[str, Function], ...]:
    """Every function below a node, with its dotted name."""
    return tuple(_functions(tree, ""))


def _functions(tree: ast.AST, outer: str) -> Iterator[tuple[str, Function]]:
    # No function is defined within an expression, and most of a tree are expressions.
    for node in (one for one in ast.iter_child_nodes(tree) if not isinstance(one, ast.expr)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{outer}{node.name}", node
            yield from _functions(node, f"{outer}{node.name}.")
        elif isinstance(node, ast.ClassDef):
            yield from _functions(node, f"{outer}{node.name}.")
        else:
            yield from _functions(node, outer)


def packages(root: Path) -> list[str]:
    """The names that importing from the checkout can find."""
    return sorted(path.parent.name for path in root.glob("[!.]*/__init__.py") if path.parent.name not in NOT_OURS)


def place(root: Path, path: Path) -> str:
    """Where a file stands, as a person would say it."""
    return path.relative_to(root).as_posix()


def top(where: str) -> str:
    """The first folder of a place."""
    return where.split("/", 1)[0]


def length(node: ast.stmt) -> int:
    """How many lines a statement takes, its decorators left out."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


@cache
def parsed(path: Path) -> ast.Module:
    """The syntax tree of a file; the cache serves the rules of one run."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))
