"""Two people changing one thing: who sends second keeps what the first changed elsewhere, and is told of the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from hashlib import blake2s
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from domain.briefs import Brief
from domain.refusals import Problem, refuse_if_any

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")
FIELDS = tuple(field.name for field in fields(Brief))
SIGN_BYTES = 4


@dataclass(frozen=True)
class Merged(Generic[T]):
    """What a thing becomes, the fields that two people changed to different things, and what to compare with next."""

    value: T
    changed_by_both: tuple[str, ...]
    seen: str


def seen_of(shown: DataclassInstance) -> str:
    """A form's memory of what it showed: a short sign for each field, in their order."""
    return ".".join(_sign(getattr(shown, name)) for name in _names(shown))


def merged(typed: T, current: T, seen: str) -> Merged[T]:
    """What was typed, over what the thing is by now; `seen` is what the form showed when it was opened.

    A field that nobody touched in the form stays as it is now. One that both touched, differently, is in
    `changed_by_both`; the signs in the result let the same form be sent again, now knowing of that.
    """
    names = _names(typed)
    signs = dict(zip(names, seen.split("."), strict=False))
    untouched = {name for name in names if _sign(getattr(typed, name)) == signs.get(name)}
    both = tuple(
        name
        for name in names
        if name not in untouched
        and getattr(typed, name) != getattr(current, name)
        and _sign(getattr(current, name)) != signs.get(name)
    )
    value = replace(typed, **{name: getattr(current, name) for name in untouched})
    told = signs | {name: _sign(getattr(current, name)) for name in both}
    return Merged(value, both, ".".join(told.get(name, "") for name in names))


def changed_since(current: DataclassInstance, seen: str) -> tuple[str, ...]:
    """The names of the fields that hold something else by now than what a form showed; none if it remembers nothing."""
    signs = zip(_names(current), seen.split(".") if seen else (), strict=False)
    return tuple(name for name, sign in signs if sign != _sign(getattr(current, name)))


def merged_or_refused(
    typed: T, current: T, seen: str, now: Mapping[str, str], called: Mapping[str, str] | None = None
) -> T:
    """What was typed, over what the thing is by now; refuses beside each field what two people changed differently.

    `now` says how each field reads by now, `called` what a form calls it otherwise than the thing does. A form that
    remembers nothing is taken as it is.
    """
    if not seen:
        return typed
    result = merged(typed, current, seen)
    refuse_if_any(_overtaken(now.get(name, ""), (called or {}).get(name, name)) for name in result.changed_by_both)
    return result.value


def _overtaken(now: str, field: str) -> Problem:
    became = f"changed this to “{now}”" if now else "emptied this"
    return Problem(f"Somebody else {became} meanwhile. Enter the same, or open the form again to change it.", field)


def was_touched(name: str, value: Any, seen: str) -> bool:
    """Whether a field of a task's form holds something else than what it showed."""
    return _sign(value) != dict(zip(FIELDS, seen.split("."), strict=False)).get(name)


def _names(one: DataclassInstance) -> tuple[str, ...]:
    return tuple(field.name for field in fields(one))


def _sign(value: Any) -> str:
    words = sorted(value, key=repr) if isinstance(value, tuple) else value
    if isinstance(value, Decimal):
        # Typed 90 and kept as 90.0000 it is the same amount.
        words = value.normalize()
    return blake2s(repr(words).encode("utf-8", "backslashreplace"), digest_size=SIGN_BYTES).hexdigest()
