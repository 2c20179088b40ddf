"""Rules that compare what one file promises with what another one keeps."""

import ast
import re
import tomllib
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
LIBRARY = re.compile(r"^([\w.-]+)[^\n]*==", re.MULTILINE)
PICTURE_SHOWN = re.compile(r"\(tour/([\w-]+)\.png\)")
LOOKED_AT = re.compile(r"""\.look\("([\w-]+)"\)""")
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


def locks_that_fell_behind(root: Path) -> list[str]:
    """Every library that the project asks for is locked, and what the tests run on is what runs."""
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    runtime = (root / "requirements.txt").read_text(encoding="utf-8")
    everything = (root / "requirements-dev.txt").read_text(encoding="utf-8")
    wanted = {"requirements.txt": (settings["project"]["dependencies"], runtime)}
    wanted["requirements-dev.txt"] = (settings["dependency-groups"]["dev"], everything)
    broken = [
        f"{lock} does not lock {name}: make locks"
        for lock, (asked, text) in wanted.items()
        for name in _asked(asked)
        if name not in LIBRARY.findall(text)
    ]
    only_runtime = sorted(_pins(runtime) - _pins(everything))
    return broken + [f"requirements-dev.txt differs from requirements.txt in {pin}: make locks" for pin in only_runtime]


def libraries_without_reasons(root: Path) -> list[str]:
    """Every library has its line in docs/decisions/libraries.md: what it saves, what it costs."""
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    reasons = (root / "docs" / "decisions" / "libraries.md").read_text(encoding="utf-8")
    named = {
        word for row in re.findall(r"^\| ([^|]+) \|", reasons, re.MULTILINE) for word in re.findall(r"[\w-]+", row)
    }
    asked = _asked([*settings["project"]["dependencies"], *settings["dependency-groups"]["dev"]])
    return [f"{name} has no line in docs/decisions/libraries.md" for name in asked if name not in named]


def tour_that_shows_nothing(root: Path) -> list[str]:
    """Every picture of the tour is there and is taken by a story at the page, and every picture there is shown."""
    shown = PICTURE_SHOWN.findall((root / "docs" / "tour.md").read_text(encoding="utf-8"))
    there = [path.stem for path in sorted((root / "docs" / "tour").glob("*.png"))]
    stories = (path.read_text(encoding="utf-8") for path in sorted((root / "tests" / "browser").glob("test_*.py")))
    looked_at = [name for story in stories for name in LOOKED_AT.findall(story)]
    return [
        *(f"docs/tour/{name}.png is not there: python -m tests.browser.tour" for name in shown if name not in there),
        *(
            f"docs/tour/{name}.png is taken by {looked_at.count(name)} stories, not one"
            for name in shown
            if looked_at.count(name) != 1
        ),
        *(f"docs/tour.md does not show docs/tour/{name}.png" for name in there if name not in shown),
    ]


def _asked(requirements: list[str]) -> list[str]:
    return [re.split(r"[\[<>=!~; ]", requirement)[0].lower() for requirement in requirements]


def _pins(lock: str) -> set[str]:
    return {line.rstrip("\\ ") for line in lock.splitlines() if "==" in line and line[0] not in "# "}


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
