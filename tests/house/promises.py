"""Rules that compare what one file promises with what another one keeps."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.tree import files, functions, parsed, place

# What stands in a "type" and is drawn as part of something else.
ENVELOPES = {"modal", "home", "plain_text", "mrkdwn"}
# Names that mean nothing else, wherever a template hands one to a macro.
UNMISTAKABLE = re.compile(
    r"""["'](rich_text\w*|\w+_select|\w+_text_input|number_input|file_input|datepicker|timepicker|datetimepicker|"""
    r"""checkboxes|radio_buttons|workflow_button|icon_button|context_actions|feedback_buttons|task_card)["']"""
)
TYPE = re.compile(r"""["']type["']\s*:\s*["'](\w+)["']""")
TEST_NAMED = re.compile(r"(tests/[\w/]+\.py)::(\w+)")


def features_without_tests(root: Path) -> list[str]:
    """Every feature in docs/features.md names a test that exists."""
    rows = list(_features(root / "docs" / "features.md"))
    broken = [f"{feature} names no test" for feature, tests in rows if not tests]
    broken += [
        f"{feature}: there is no {where}::{name}"
        for feature, tests in rows
        for where, name in tests
        if not _is_test(root / where, name)
    ]
    return broken if rows else ["docs/features.md has no row: | Feature | What | Command or button | Test |"]


def types_not_drawn(root: Path) -> list[str]:
    """Whatever the templates say, the page of the sandbox can draw."""
    if not (root / "sandbox" / "page").exists():
        return []
    drawn = _drawn(root / "sandbox" / "page" / "drawn.js")
    return [
        f"{where} uses {kind}, which sandbox/page/drawn.js does not list"
        for where, kinds in _spoken(root)
        for kind in sorted(kinds - drawn - ENVELOPES)
    ]


def _features(path: Path) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        is_row = line.lstrip().startswith("|") and not set(line) <= set("|-: ")
        if is_row and cells[0].lower() != "feature":
            yield cells[0], TEST_NAMED.findall(cells[-1])


def _is_test(path: Path, name: str) -> bool:
    if not (name.startswith("test_") and path.is_file()):
        return False
    return any(isinstance(node, ast.FunctionDef) and node.name == name for _, node in functions(parsed(path)))


def _spoken(root: Path) -> Iterator[tuple[str, set[str]]]:
    folder = root / "message_templates"
    for path in files(folder, ".j2", ".py"):
        text = path.read_text(encoding="utf-8")
        yield place(root, path), set(TYPE.findall(text)) | set(UNMISTAKABLE.findall(text))


def _drawn(path: Path) -> set[str]:
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    lists = text.partition("DRAWN =")[2].partition("};")[0].partition("});")[0]
    return set(re.findall(r"""["'](\w+)["']""", re.sub(r"//.*", "", lists)))
