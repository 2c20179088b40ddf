"""The grammar of the tables: what a field may hold."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any

from sandbox.block_kit.findings import Findings

Rule = Callable[[Any, str, Findings], None]
Check = Callable[[dict[str, Any], str, Findings], None]


@dataclass(frozen=True)
class Shape:
    """An object: the fields it must have, the fields it may have, and what must hold between them."""

    required: dict[str, Rule] = field(default_factory=dict)
    optional: dict[str, Rule] = field(default_factory=dict)
    checks: tuple[Check, ...] = ()

    def __call__(self, value: Any, pointer: str, findings: Findings) -> None:
        if not isinstance(value, dict):
            findings.note(pointer, "must provide an object")
            return
        before = len(findings.messages)
        for name in sorted(self.required.keys() - value.keys()):
            findings.note(pointer, f"missing required field: {name}")
        for name, held in value.items():
            rule = self.required.get(name) or self.optional.get(name)
            if rule is not None:
                rule(held, f"{pointer}/{name}", findings)
            elif name != "type":
                findings.note(pointer, f"invalid additional property: {name}")
        if len(findings.messages) == before:
            for check in self.checks:
                check(value, pointer, findings)


def string(most: int, least: int = 1) -> Rule:
    def rule(value: Any, pointer: str, findings: Findings) -> None:
        if not isinstance(value, str):
            findings.note(pointer, "must provide a string")
        elif len(value) > most:
            findings.note(pointer, f"must be less than {most + 1} characters")
        elif len(value) < least:
            findings.note(pointer, f"must be more than {least - 1} characters")

    return rule


def boolean(value: Any, pointer: str, findings: Findings) -> None:
    if not isinstance(value, bool):
        findings.note(pointer, "must provide a boolean")


def integer(least: int, most: int) -> Rule:
    def rule(value: Any, pointer: str, findings: Findings) -> None:
        if not isinstance(value, int) or isinstance(value, bool):
            findings.note(pointer, "must provide an integer")
        elif not least <= value <= most:
            findings.note(pointer, f"must be between {least} and {most}")

    return rule


def choice(*allowed: str) -> Rule:
    def rule(value: Any, pointer: str, findings: Findings) -> None:
        if value not in allowed:
            findings.note(pointer, f"must be one of: {', '.join(allowed)}")

    return rule


def matching(test: Callable[[str], bool], words: str) -> Rule:
    def rule(value: Any, pointer: str, findings: Findings) -> None:
        if not isinstance(value, str) or not test(value):
            findings.note(pointer, words)

    return rule


def list_of(rule: Rule, most: int, least: int = 1) -> Rule:
    def whole(value: Any, pointer: str, findings: Findings) -> None:
        if not isinstance(value, list):
            findings.note(pointer, "must provide an array")
            return
        if len(value) > most:
            findings.note(pointer, f"no more than {most} items allowed")
        if len(value) < least:
            findings.note(pointer, f"no fewer than {least} items allowed")
        for number, item in enumerate(value):
            rule(item, f"{pointer}/{number}", findings)

    return whole


def _stands_on(surface: str, kind: str, surfaces: dict[str, str] | None) -> bool:
    """Tell whether something may stand on a surface; what no table names may stand everywhere."""
    return surfaces is None or kind not in surfaces or surface in surfaces[kind].split()


def typed(shapes: dict[str, Shape], allowed: Collection[str], surfaces: dict[str, str] | None = None) -> Rule:
    """Return a rule for an object whose `type` chooses its shape."""

    def rule(value: Any, pointer: str, findings: Findings) -> None:
        if not isinstance(value, dict):
            findings.note(pointer, "must provide an object")
            return
        kind = value.get("type")
        if not isinstance(kind, str):
            findings.note(pointer, "missing required field: type")
        elif kind not in allowed or kind not in shapes or not _stands_on(findings.surface, kind, surfaces):
            findings.note(f"{pointer}/type", f"unsupported type: {kind}")
        else:
            shapes[kind](value, pointer, findings)

    return rule
