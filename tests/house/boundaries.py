"""Rules about who may do what: read the environment, make clients, own a name."""

import ast
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.house.tree import NOT_SHIPPED, files, modules, nodes, packages, place, top

ENVIRONMENT = {"environ", "environb", "getenv", "putenv"}


def environment_read_elsewhere(root: Path) -> list[str]:
    """Only bot reads the environment."""
    return [
        f"{where}:{line} reads the environment, which only bot may"
        for where, tree in modules(root)
        if top(where) != "bot"
        for line in _environment(tree)
    ]


def clients_made_elsewhere(root: Path) -> list[str]:
    """Only bot makes a Slack client, because only there it gets its timeouts, retries and TLS context."""
    return [
        f"{where}:{node.lineno} makes a WebClient, which only bot may"
        for where, tree in modules(root)
        if top(where) != "bot"
        for node in nodes(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).rsplit(".", 1)[-1] == "WebClient"
    ]


def folders_that_are_no_packages(root: Path) -> list[str]:
    """Every folder of tests is a package, so that two tests may have the same name."""
    folders = {path.parent for path in files(root, ".py") if top(place(root, path)) == "tests"}
    return [
        f"{place(root, folder)} has no __init__.py"
        for folder in sorted(folders)
        if not (folder / "__init__.py").exists()
    ]


def packages_without_walls(root: Path) -> list[str]:
    """Every package stands in the import contracts and in the list of packages."""
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    walled = set(settings["importlinter"]["root_packages"])
    listed = set(settings["setuptools"]["packages"]["find"]["include"])
    ours = [name for name in packages(root) if name not in NOT_SHIPPED]
    return [f"{name} is not in root_packages" for name in ours if name not in walled] + [
        f"{name} is not in the list of packages" for name in ours if name not in listed
    ]


def names_owned_by_others(root: Path, owners: Mapping[str, list[str]]) -> list[str]:
    """No other installed distribution provides one of our top-level names."""
    return [
        f"{name} is also provided by {', '.join(sorted(others))}"
        for name in packages(root)
        if (others := set(owners.get(name, [])) - {"steward"})
    ]


def _environment(tree: ast.Module) -> Iterator[int]:
    for node in nodes(tree):
        if isinstance(node, ast.Attribute) and node.attr in ENVIRONMENT and ast.unparse(node.value) == "os":
            yield node.lineno
        if (
            isinstance(node, ast.ImportFrom)
            and node.module == "os"
            and ENVIRONMENT & {name.name for name in node.names}
        ):
            yield node.lineno
        # Settings classes read the environment by being made.
        if isinstance(node, ast.ClassDef) and any("BaseSettings" in ast.unparse(base) for base in node.bases):
            yield node.lineno
