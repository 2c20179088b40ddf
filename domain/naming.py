"""Which people a message speaks of, read off the types of its facts."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, get_args, get_type_hints

from domain.identity import UserId


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def people_in(facts: Any) -> set[UserId]:
    """The people whose names are needed to draw these facts: every field typed as UserId, however deep."""
    if isinstance(facts, (list, tuple)):
        return set().union(*map(people_in, facts)) if facts else set()
    if not is_dataclass(facts) or isinstance(facts, type):
        return set()
    found: set[UserId] = set()
    for one in fields(facts):
        held = getattr(facts, one.name)
        found |= _as_people(held) if _holds_people(_hints(type(facts))[one.name]) else people_in(held)
    return found


def _holds_people(hint: Any) -> bool:
    return hint is UserId or any(_holds_people(part) for part in get_args(hint))


def _as_people(held: Any) -> set[UserId]:
    if isinstance(held, (tuple, list, frozenset)):
        return {one for one in held if one}
    return {held} if held else set()
