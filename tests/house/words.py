"""Rules about words that may not stand in the repository; built from parts, so that they do not find themselves."""

import re
from pathlib import Path

from tests.house.tree import texts

UNFINISHED = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"]) + r")\b")
UNWRITTEN = re.compile("NotImplemented" + "Error")
HOSTS = re.compile(
    "|".join(
        r"\.".join(parts)
        for parts in [
            ("python" + "hosted", "org"),
            ("py" + "pi", "org"),
            ("npm" + "js", "(org|com)"),
            ("debian", "org"),
        ]
    )
)
MACHINE = re.compile(r"(?<![\w/.~-])/(" + "|".join(["wo" + "rk", "fa" + "rm", "ro" + "ot"]) + r")/[\w.]")
BRIEFING = re.compile(r"\.\./" + "sha" + r"red\b")
LOCKED_INDEX = re.compile(r"^\s*(--?(extra-)?index-url|-i |--find-links|-f |--trusted-host)", re.MULTILINE)


def unfinished_work(root: Path) -> list[str]:
    """Nothing is left for later in a comment or an error."""
    return _found(root, UNFINISHED, "leaves work for later") + _found(root, UNWRITTEN, "is not written")


def registries(root: Path) -> list[str]:
    """No file names the host of a package registry, and no lock chooses one."""
    locks = [
        f"{where} chooses an index"
        for where, text in texts(root)
        if where.startswith("requirements") and LOCKED_INDEX.search(text)
    ]
    return _found(root, HOSTS, "names a registry") + locks


def machine_paths(root: Path) -> list[str]:
    """No file knows the machine that it was written on, or papers that are not in the repository."""
    return _found(root, MACHINE, "knows a machine") + _found(root, BRIEFING, "points outside the repository")


def _found(root: Path, pattern: re.Pattern[str], what: str) -> list[str]:
    return [
        f"{where}:{number} {what}: {line.strip()[:80]}"
        for where, text in texts(root)
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]
