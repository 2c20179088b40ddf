"""Who could do a piece of work: everybody who masters the skill, the one who fits best first, with the reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from domain.identity import UserId


@dataclass(frozen=True)
class TimeLeft:
    """The minutes that somebody has free between two days, and those that tasks they have already will take of them."""

    free_minutes: int
    delegated_minutes: int = 0

    @property
    def minutes(self) -> int:
        """What is left for one task more."""
        return max(0, self.free_minutes - self.delegated_minutes)


def delegated_minutes(tasks: Mapping[str, int], booked: Mapping[str, int], here: str) -> int:
    """What the open tasks of somebody, minutes by project, take of the time that counts as free for the project `here`.

    What another project has booked does not count as free, so that tasks of it are done in that time first, and only
    what goes beyond it is taken here. What this project has booked does count as free, and its tasks take from it.
    """
    return sum(
        minutes if project == here else max(0, minutes - booked.get(project, 0)) for project, minutes in tasks.items()
    )


@dataclass(frozen=True)
class Candidate:
    """Somebody who masters a skill: their level, their free minutes in the window, and whether they are on the project.

    What tasks they have already will take, `delegated_minutes`, is not among the free minutes. `has_level` and
    `has_time` say whether level and minutes suffice. What an hour costs depends on the skill alone, so it tells no two
    candidates apart.
    """

    person: UserId
    level: int
    free_minutes: int
    is_on_project: bool
    has_level: bool
    has_time: bool
    delegated_minutes: int = 0


def candidate_for(
    person: UserId, level: int, left: TimeLeft, is_on_project: bool, needed_level: int, needed_minutes: int
) -> Candidate:
    """One person judged by what is needed; work without an estimate still asks for some free time."""
    judged = (level >= needed_level, left.minutes >= max(1, needed_minutes))
    return Candidate(person, level, left.minutes, is_on_project, *judged, left.delegated_minutes)


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
