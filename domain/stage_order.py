"""Stages in the order in which people read them, and which of them are due to begin."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar

from domain.stages import StageState


class Ordered(Protocol):
    """Whatever is known of a stage, as long as its days are: when it begins, and what must end before it."""

    @property
    def id(self) -> str: ...
    @property
    def number(self) -> int: ...
    @property
    def starts_on(self) -> date: ...
    @property
    def after(self) -> tuple[str, ...]: ...
    @property
    def state(self) -> StageState: ...


Planned = TypeVar("Planned", bound=Ordered)


def due_to_begin(stages: Iterable[Planned], day: date) -> list[Planned]:
    """The stages whose first day has come by this date and that can begin: what they come after has ended."""
    every = list(stages)
    open_ids = {one.id for one in every if one.state is not StageState.ENDED}
    due = (one for one in every if one.state is StageState.PLANNED and one.starts_on <= day)
    return in_order(one for one in due if open_ids.isdisjoint(one.after))


def in_order(stages: Iterable[Planned]) -> list[Planned]:
    """The stages as people read them: by their first day, then by number."""
    return sorted(stages, key=lambda one: (one.starts_on, one.number))
