"""Who could do a piece of work: everybody who masters the skill, the one who fits best first, with the reasons."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from domain.identity import UserId


@dataclass(frozen=True)
class Candidate:
    """Somebody who masters a skill: their level, their free minutes in the window, and whether they are on the project.

    `has_level` and `has_time` say whether level and minutes suffice. What an hour costs depends on the skill alone, so
    it tells no two candidates apart.
    """

    person: UserId
    level: int
    free_minutes: int
    is_on_project: bool
    has_level: bool
    has_time: bool


def candidate_for(
    person: UserId, level: int, free_minutes: int, is_on_project: bool, needed_level: int, needed_minutes: int
) -> Candidate:
    """One person judged by what is needed; work without an estimate still asks for some free time."""
    has_time = free_minutes >= max(1, needed_minutes)
    return Candidate(person, level, free_minutes, is_on_project, level >= needed_level, has_time)


def best_first(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Those who can and have time first, then by: on the project already, higher level, more free time, id."""
    return tuple(
        sorted(
            candidates,
            key=lambda one: (
                not one.has_level,
                not one.has_time,
                not one.is_on_project,
                -one.level,
                -one.free_minutes,
                one.person,
            ),
        )
    )
