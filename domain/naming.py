"""Which people a message speaks of, read off the types of its facts."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date, time
from functools import cache
from typing import Any, get_args, get_type_hints

from domain.identity import UserId

SPEAKS_OF_NOBODY = (str, int, float, date, time, type(None))


@cache
def _fields_with_people(kind: type) -> tuple[tuple[str, bool], ...]:
    """The fields that may speak of people, and whether they hold them: worked out once for each type."""
    hints = get_type_hints(kind)
    return tuple(
        (one.name, _holds_people(hints[one.name])) for one in fields(kind) if _may_speak_of_people(hints[one.name])
    )


def people_in(facts: Any) -> set[UserId]:
    """The people whose names are needed to draw these facts: every field typed as UserId, however deep."""
    if isinstance(facts, (list, tuple)):
        return set().union(*map(people_in, facts)) if facts else set()
    if not is_dataclass(facts) or isinstance(facts, type):
        return set()
    found: set[UserId] = set()
    for name, is_people in _fields_with_people(type(facts)):
        held = getattr(facts, name)
        found |= _as_people(held) if is_people else people_in(held)
    return found


def _may_speak_of_people(hint: Any) -> bool:
    parts = get_args(hint)
    if parts:
        return any(map(_may_speak_of_people, parts))
    return not (isinstance(hint, type) and issubclass(hint, SPEAKS_OF_NOBODY))


def _holds_people(hint: Any) -> bool:
    return hint is UserId or any(_holds_people(part) for part in get_args(hint))


def _as_people(held: Any) -> set[UserId]:
    if isinstance(held, (tuple, list, frozenset)):
        return {one for one in held if one}
    return {held} if held else set()
