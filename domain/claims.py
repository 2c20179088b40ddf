"""Who counts on the same people: projects that need somebody's hours and have booked none of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from domain.capacity import monday_of
from domain.feasibility import AvailablePerson, SkillDemand
from domain.identity import UserId


@dataclass(frozen=True, order=True)
class Claim:
    """A project counts on somebody who works in it for hours of a skill, at this level or better, between two days."""

    person: UserId
    project_id: str
    skill: str
    level: int
    first_day: date
    last_day: date

    def is_covered_by(self, booked: Mapping[tuple[UserId, str], Iterable[date]]) -> bool:
        """Whether the project has booked them in one of its weeks; `booked` are Mondays by person and project."""
        weeks = booked.get((self.person, self.project_id), ())
        return any(monday_of(self.first_day) <= week <= self.last_day for week in weeks)


def rival_claims(
    claims: Iterable[Claim],
    demands: Iterable[SkillDemand],
    people: Iterable[AvailablePerson],
    booked: Mapping[tuple[UserId, str], Iterable[date]],
) -> dict[UserId, tuple[str, ...]]:
    """By person the projects that count on them for something that they can do, when they are needed here as well.

    What is booked is no rival: its hours do not count as free here. A project with a booking in those weeks has said
    what it wants of the person.
    """
    known, wanted = {one.person: one for one in people}, tuple(demands)
    found: dict[UserId, list[str]] = {}
    for claim in sorted(claims):
        person = known.get(claim.person)
        if person is None or person.levels.get(claim.skill, 0) < claim.level or claim.is_covered_by(booked):
            continue
        if any(person.can_do(need) and _meet(need, claim) for need in wanted if need.minutes):
            found.setdefault(claim.person, []).append(claim.project_id)
    return {person: tuple(dict.fromkeys(projects)) for person, projects in found.items()}


def _meet(need: SkillDemand, claim: Claim) -> bool:
    return need.first_day <= claim.last_day and claim.first_day <= need.last_day
