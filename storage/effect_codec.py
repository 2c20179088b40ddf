"""Effects as JSON and back, by the types of their fields."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import TypeAdapter

from domain.effects import STEPS, Wanted, announcements
from domain.handouts import Handout, handouts
from domain.living import Living, living
from domain.notices import Announcement

KINDS_OF_STEPS = {step: kind for kind, step in STEPS.items()}


@cache
def _adapters() -> dict[str, TypeAdapter[Any]]:
    kinds: dict[str, type] = {**announcements(), **living(), **handouts(), **STEPS}
    return {kind: TypeAdapter(wanted) for kind, wanted in kinds.items()}


def kind_of(wanted: Wanted) -> str:
    """The word under which an effect is saved."""
    if isinstance(wanted, Announcement):
        return wanted.template
    return wanted.subject if isinstance(wanted, (Living, Handout)) else KINDS_OF_STEPS[type(wanted)]


def facts_of(wanted: Wanted) -> Any:
    """An effect's fields as JSON."""
    return _adapters()[kind_of(wanted)].dump_python(wanted, mode="json")


def wanted_from(kind: str, facts: Any) -> Wanted:
    """The effect that was saved under this word."""
    return _adapters()[kind].validate_python(facts)  # type: ignore[no-any-return]
