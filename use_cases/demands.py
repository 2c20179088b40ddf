"""What a project still needs, and who and what is there for it: read once, judged by the domain."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain.calendars import local_date, zone_of
from domain.candidates import TimeLeft, best_first, candidate_for
from domain.capacity import monday_of
from domain.demands import open_stages, skill_demands, thing_demands
from domain.feasibility import AvailablePerson, Shortage, SkillDemand, missing_minutes
from domain.identity import UserId
from domain.projects import Project
from domain.roles import Role
from domain.skills import LOWEST
from domain.stages import Stage, StageState
from domain.stock import Pieces, Thing
from domain.thing_shortages import ThingDemand, thing_shortages
from storage.transactions import Transaction
from use_cases.capacity import weeks_of
from use_cases.finding import gone_among

AHEAD = timedelta(weeks=26)
"""How much later than its last stage a project could end: so far the weeks of people are looked at for repairs."""
FARTHEST = timedelta(weeks=260)
OTHERS_LOOKED_AT = 50
AT_WORK = (Role.PROJECT_MANAGER, Role.RESPONSIBLE, Role.TEAM_MEMBER)
"""Whose time counts for a project: who only oversees it works in it when they are booked for it."""


@dataclass(frozen=True)
class Demands:
    """What the open stages of a project need from today on, and the things that there are for them."""

    today: date
    horizon: date
    """The last day whose free minutes are looked at."""
    stages: tuple[Stage, ...]
    skills: tuple[SkillDemand, ...]
    things: tuple[ThingDemand, ...]
    pieces: dict[str, Pieces]
    stock: dict[str, Thing]

    @property
    def after(self) -> dict[str, tuple[str, ...]]:
        """The stages that must end before each stage."""
        return {one.id: one.after for one in self.stages}

    @property
    def beyond(self) -> tuple[Stage, ...]:
        """The stages that begin so late that nobody's weeks are looked at."""
        return tuple(one for one in self.stages if one.starts_on > self.horizon)


def demands_of(project: Project, tx: Transaction, now: datetime, ahead: timedelta = AHEAD) -> Demands:
    """What a project needs, of its own stages and of others' that hold the same things."""
    today = local_date(now, zone_of(project.zone))
    every = tx.stages.in_project(project.id)
    stages = open_stages(every)
    things = thing_demands(stages, today)
    stock = tx.stock.several(sorted({one.thing for one in things}))
    end = max((one.ends_on for one in stages), default=today)
    return Demands(
        today,
        min(max(end, today) + ahead, today + FARTHEST),
        stages,
        skill_demands(stages, _left(project, stages, tx), today),
        things + _of_others(project, stock, today, tx),
        {id: one.pieces(today) for id, one in stock.items()},
        stock,
    )


def _left(project: Project, stages: tuple[Stage, ...], tx: Transaction) -> dict[str, int]:
    """The minutes left of each running stage: what was estimated last, or planned, less what was worked since."""
    running = [one for one in stages if one.state is StageState.RUNNING]
    if not running:
        return {}
    estimated = {one.stage_id: one.minutes_left for one in tx.estimates.in_project(project.id)}
    at_all = (one for one in tx.work.sums(project.id) if one.stage_id not in estimated)
    worked: Counter[str | None] = Counter()
    for one in (*tx.work.since_estimates(project.id), *at_all):
        worked[one.stage_id] += one.minutes
    return {one.id: max(0, estimated.get(one.id, one.minutes) - worked[one.id]) for one in running}


def _of_others(project: Project, stock: dict[str, Thing], today: date, tx: Transaction) -> tuple[ThingDemand, ...]:
    return tuple(
        ThingDemand(
            max(need.first_day, today), need.thing_id, need.last_day, need.quantity, need.id, project_id, is_ours=False
        )
        for project_id, need in tx.stages.holding(stock, today)
        if project_id != project.id
    )


def crew_of(project: Project, demands: Demands, tx: Transaction, now: datetime) -> tuple[AvailablePerson, ...]:
    """Who works in a project, with their levels and free days; what is booked for it counts as free for it."""
    if not demands.skills:
        return ()
    people = {*project.holders(*AT_WORK), *tx.capacity.booked_in(project.id, monday_of(demands.today))}
    return _available(people, project, demands, tx, now)


def others_of(
    short: Sequence[Shortage],
    crew: Iterable[AvailablePerson],
    project: Project,
    demands: Demands,
    tx: Transaction,
    now: datetime,
) -> tuple[AvailablePerson, ...]:
    """Who else of the workspace masters what is short, the best candidate first."""
    wanted = tuple(need for one in short for need in one.demands)
    missing = sum(one.short for one in short)
    best: dict[UserId, int] = {}
    for one in tx.skills.holders({need.skill for need in wanted}):
        level = one.level_at(now) or 0
        if any(need.skill == one.skill_id and need.level <= level for need in wanted):
            best[one.person] = max(level, best.get(one.person, 0))
    ours = {one.person for one in crew}
    most_able = sorted(best.keys() - ours, key=lambda person: (-best[person], person))[:OTHERS_LOOKED_AT]
    others = {one.person: one for one in _available(most_able, project, demands, tx, now)}
    ranked = best_first(
        candidate_for(person, best[person], TimeLeft(_useful(one, wanted)), person in project.people, LOWEST, missing)
        for person, one in others.items()
    )
    return tuple(others[one.person] for one in ranked)


def _useful(one: AvailablePerson, wanted: Iterable[SkillDemand]) -> int:
    """The minutes that somebody has on days on which something is needed that they can do."""
    able = [need for need in wanted if one.can_do(need)]
    return sum(
        minutes for day, minutes in one.free.items() if any(need.first_day <= day <= need.last_day for need in able)
    )


def _available(
    people: Iterable[UserId], project: Project, demands: Demands, tx: Transaction, now: datetime
) -> tuple[AvailablePerson, ...]:
    wanted = frozenset(people)
    able = sorted(wanted - gone_among(wanted, tx))
    levels = _levels(demands, tx, now)
    weeks = weeks_of(able, demands.today, demands.horizon, tx, besides=project.id)
    return tuple(
        AvailablePerson(
            one,
            levels.get(one, {}),
            {day: free for week in weeks[one] for day, free in week.free_days() if day >= demands.today},
        )
        for one in able
    )


def _levels(demands: Demands, tx: Transaction, now: datetime) -> dict[UserId, dict[str, int]]:
    found: dict[UserId, dict[str, int]] = defaultdict(dict)
    for one in tx.skills.holders({need.skill for need in demands.skills}):
        if level := one.level_at(now):
            found[one.person][one.skill_id] = level
    return found


def is_feasible(project: Project, tx: Transaction, now: datetime) -> bool:
    """Whether everything that is planned in a project can be done by the people and with the things that are there."""
    demands = demands_of(project, tx, now, ahead=timedelta())
    if not demands.stages or thing_shortages(demands.things, demands.pieces, demands.horizon):
        return False
    return not missing_minutes(demands.skills, crew_of(project, demands, tx, now))
