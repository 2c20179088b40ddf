"""Two people changing one task: who sends second keeps what the first changed elsewhere, and is told of the rest."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from hashlib import blake2s
from typing import Any

from domain.briefs import Brief

FIELDS = tuple(field.name for field in fields(Brief))
SIGN_BYTES = 4


@dataclass(frozen=True)
class Merged:
    """What a task becomes, the fields that two people changed to different things, and what to compare with next."""

    brief: Brief
    changed_by_both: tuple[str, ...]
    seen: str


def seen_of(brief: Brief) -> str:
    """A form's memory of what it showed: a short sign for each field, in their order."""
    return ".".join(_sign(getattr(brief, name)) for name in FIELDS)


def merged(typed: Brief, current: Brief, seen: str) -> Merged:
    """What was typed, over what the task is by now; `seen` is what the form showed when it was opened.

    A field that nobody touched in the form stays as it is now. One that both touched, differently, is in
    `changed_by_both`; the signs in the result let the same form be sent again, now knowing of that.
    """
    signs = dict(zip(FIELDS, seen.split("."), strict=False))
    untouched = {name for name in FIELDS if _sign(getattr(typed, name)) == signs.get(name)}
    both = tuple(
        name
        for name in FIELDS
        if name not in untouched
        and getattr(typed, name) != getattr(current, name)
        and _sign(getattr(current, name)) != signs.get(name)
    )
    brief = replace(typed, **{name: getattr(current, name) for name in untouched})
    told = signs | {name: _sign(getattr(current, name)) for name in both}
    return Merged(brief, both, ".".join(told.get(name, "") for name in FIELDS))


def was_touched(name: str, value: Any, seen: str) -> bool:
    """Whether a field of the form holds something else than what it showed."""
    return _sign(value) != dict(zip(FIELDS, seen.split("."), strict=False)).get(name)


def _sign(value: Any) -> str:
    words = sorted(value) if isinstance(value, tuple) else value
    return blake2s(repr(words).encode("utf-8", "backslashreplace"), digest_size=SIGN_BYTES).hexdigest()
