"""Who counts on the same people: projects that need somebody's hours and have booked fewer than they need."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from domain.capacity import Booking, monday_of
from domain.feasibility import AvailablePerson, SkillDemand
from domain.identity import UserId


@dataclass(frozen=True, order=True)
class Claim:
    """A stage of a project counts on somebody who works in it for minutes of a skill, at this level or better."""

    person: UserId
    project_id: str
    stage_id: str
    need_id: str
    skill: str
    level: int
    first_day: date
    last_day: date
    minutes: int

    def takes(self, booking: Booking) -> bool:
        """Whether this is booked for its project, of whomever, in one of its weeks."""
        return booking.project_id == self.project_id and monday_of(self.first_day) <= booking.week <= self.last_day


def rival_claims(
    claims: Iterable[Claim],
    demands: Iterable[SkillDemand],
    people: Iterable[AvailablePerson],
    booked: Iterable[Booking],
) -> dict[UserId, tuple[str, ...]]:
    """By person the projects that count on them for something that they can do, when they are needed here as well.

    What is booked is no rival: its hours do not count as free here. A stage for whose weeks its project has booked as
    many minutes as it needs, whoever works them, counts on nobody for more.
    """
    every, known, wanted = sorted(claims), {one.person: one for one in people}, tuple(demands)
    covered = _covered(every, tuple(booked))
    found: dict[UserId, list[str]] = {}
    for claim in every:
        person = known.get(claim.person)
        if person is None or person.levels.get(claim.skill, 0) < claim.level or claim.stage_id in covered:
            continue
        if any(person.can_do(need) and _meet(need, claim) for need in wanted if need.minutes):
            found.setdefault(claim.person, []).append(claim.project_id)
    return {person: tuple(dict.fromkeys(projects)) for person, projects in found.items()}


def _covered(claims: Iterable[Claim], booked: tuple[Booking, ...]) -> set[str]:
    # The same need is claimed of each person who may work it, and is needed once.
    needs = {one.need_id: one for one in claims}.values()
    needed: Counter[str] = Counter()
    for one in needs:
        needed[one.stage_id] += one.minutes
    had = {one.stage_id: sum(each.minutes for each in booked if one.takes(each)) for one in needs}
    return {stage for stage, minutes in needed.items() if had[stage] >= minutes}


def _meet(need: SkillDemand, claim: Claim) -> bool:
    return need.first_day <= claim.last_day and claim.first_day <= need.last_day
