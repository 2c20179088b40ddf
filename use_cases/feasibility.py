"""Whether a project can be done with the people and the things that are there, what is short, and what repairs it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.delays import ends_later
from domain.demands import stage_label
from domain.feasibility import AvailablePerson, Shortage, SkillDemand, joined_by_skill, shortages
from domain.gate import Fact
from domain.identity import UserId
from domain.projects import Project, refuse_if_over
from domain.repairs import LaterDate, Things, repairs
from domain.thing_shortages import ThingShortage, thing_shortages
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.claims import AlsoCounted, also_counted
from use_cases.demands import Demands, crew_of, demands_of, others_of
from use_cases.finding import find_project
from use_cases.gate import OpenFact, step_after
from use_cases.scaling import ScalingQuestion, scaling_question
from use_cases.skill_gaps import SkillGaps, gaps_of
from use_cases.time_taken import Busy, TimeTaken, time_taken


@dataclass(frozen=True)
class ShowFeasibility:
    """Can the project with this key be done, or the one in this channel?"""

    actor: Actor
    key: str | None = None
    channel: str | None = None


@dataclass(frozen=True)
class NeedLine:
    """Minutes of a skill that one stage needs between two days."""

    skill: str
    level: int
    minutes: int
    first_day: date
    last_day: date
    stage: str
    stage_id: str


@dataclass(frozen=True)
class AskedLine:
    """Everything that is short of one skill at one level, until the last day on which it can be worked."""

    skill: str
    level: int
    minutes: int
    last_day: date


@dataclass(frozen=True)
class FreeLine:
    """The minutes that somebody who can do it has on its days."""

    person: UserId
    minutes: int


@dataclass(frozen=True)
class SkillShortage:
    """Needs that share people who have too little time; `able` could do it and have no time at all."""

    asked: tuple[AskedLine, ...]
    needs: tuple[NeedLine, ...]
    free: tuple[FreeLine, ...]
    able: tuple[Busy, ...]
    short: int


@dataclass(frozen=True)
class PiecesShort:
    """A thing of which too few are there on its worst day; so many days later there would be enough.

    `late` are pieces on order that should have come by `late_since`.
    """

    thing_id: str
    name: str
    day: date
    needed: int
    stages: tuple[str, ...]
    there: int
    taken: int
    short: int
    late: int
    late_since: date | None
    later_days: int | None


@dataclass(frozen=True)
class Later:
    """The stages that would last longer, by how much, and when the whole would end then."""

    stages: tuple[str, ...]
    first_stage_id: str
    until: date
    days: int
    others_move: bool
    whole_until: date
    is_too_late: bool


@dataclass(frozen=True)
class MasteredLine:
    """A skill and how well somebody masters it."""

    skill: str
    level: int


@dataclass(frozen=True)
class Recruit:
    """Somebody besides who would be enough, with what they can do of what is short."""

    person: UserId
    skills: tuple[MasteredLine, ...]


@dataclass(frozen=True)
class Feasibility:
    """The verdict on a project as it is planned now, what is short, and what would repair it."""

    project_key: str
    project_name: str
    is_feasible: bool
    stages: int
    without_needs: tuple[str, ...]
    beyond: tuple[str, ...]
    needed: int
    counted: tuple[UserId, ...]
    shared: tuple[AlsoCounted, ...]
    gaps: SkillGaps
    short_skills: tuple[SkillShortage, ...]
    short_things: tuple[PiecesShort, ...]
    later: Later | None
    another: Recruit | None
    less: tuple[NeedLine, ...]
    someone: tuple[AskedLine, ...]
    completion_date: date | None
    may_plan: bool
    may_book: bool
    may_stock: bool
    scaling: ScalingQuestion | None
    """Hours that were reckoned for another number of users than the scope has."""
    following: OpenFact | None
    """What is decided next before the start, where it is something else."""


@read_only
def show_feasibility(order: ShowFeasibility, tx: Transaction, now: datetime) -> Named[Feasibility]:
    """Whether a project can be done as it is planned, for those who answer for it."""
    project = find_project(order.actor, order.key, order.channel, tx)
    permissions.require(order.actor, Action.SEE_FEASIBILITY, project)
    refuse_if_over(project, " and nothing of it is left to do")
    demands = demands_of(project, tx, now)
    crew = crew_of(project, demands, tx, now)
    short = shortages(demands.skills, crew)
    too_few = thing_shortages(demands.things, demands.pieces, demands.horizon)
    names = {one.id: one.name for one in tx.skills.catalogue().values()}
    later, another, less = _repairs(project, demands, crew, short, names, tx, now)
    facts = Feasibility(
        project.key,
        project.name,
        bool(demands.stages) and not short and not too_few,
        len(demands.stages),
        tuple(stage_label(one) for one in demands.stages if not one.is_estimated and not one.things),
        tuple(stage_label(one) for one in demands.beyond),
        sum(one.minutes for one in demands.skills),
        tuple(one.person for one in crew),
        also_counted(project, demands, crew, order.actor, tx),
        gaps_of(short, names, project, order.actor, tx, now),
        _skill_shortages(joined_by_skill(short), crew, names, project, order.actor, tx),
        tuple(_pieces_short(one, demands) for one in too_few),
        later,
        another,
        less,
        _asked(less),
        project.scope.completion_date,
        permissions.allowed(order.actor, Action.PLAN_STAGES, project),
        permissions.allowed(order.actor, Action.BOOK_PEOPLE, project),
        bool(too_few) and permissions.allowed(order.actor, Action.KEEP_STOCK, tx.workspaces.get()),
        scaling_question(project, demands.stages, order.actor, tx),
        step_after(Fact.FEASIBLE, project, order.actor, tx),
    )
    return tx.people.named(facts)


def _skill_shortages(
    short: Sequence[Shortage],
    crew: tuple[AvailablePerson, ...],
    names: dict[str, str],
    project: Project,
    reader: Actor,
    tx: Transaction,
) -> tuple[SkillShortage, ...]:
    needs = tuple(need for one in short for need in one.demands)
    taken = time_taken([one.person for one in crew], needs, project, reader, tx) if needs else None
    return tuple(_skill_shortage(one, crew, names, taken) for one in short if taken)


def _skill_shortage(
    one: Shortage, crew: Iterable[AvailablePerson], names: dict[str, str], taken: TimeTaken
) -> SkillShortage:
    able = (each.person for each in crew if any(each.can_do(need) for need in one.demands))
    busy = tuple(taken.of(person, one.demands) for person in able if person not in dict(one.free))
    needs = tuple(_need(need, names) for need in one.demands)
    return SkillShortage(_asked(needs), needs, tuple(FreeLine(*each) for each in one.free), busy, one.short)


def _asked(needs: Iterable[NeedLine]) -> tuple[AskedLine, ...]:
    """The needs of one skill at one level together, as the sentence says them."""
    found: dict[tuple[str, int], AskedLine] = {}
    for one in needs:
        before = found.get((one.skill, one.level), AskedLine(one.skill, one.level, 0, one.last_day))
        last = max(before.last_day, one.last_day)
        found[one.skill, one.level] = AskedLine(one.skill, one.level, before.minutes + one.minutes, last)
    return tuple(found.values())


def _need(one: SkillDemand, names: dict[str, str], minutes: int | None = None) -> NeedLine:
    asked = one.minutes if minutes is None else minutes
    return NeedLine(
        names.get(one.skill, one.skill), one.level, asked, one.first_day, one.last_day, one.label, one.stage
    )


def _pieces_short(one: ThingShortage, demands: Demands) -> PiecesShort:
    thing = demands.stock[one.thing]
    is_late = thing.is_late(demands.today)
    return PiecesShort(
        one.thing,
        thing.name,
        one.day,
        one.needed,
        tuple(dict.fromkeys(need.label for need in one.demands)),
        one.there,
        one.taken,
        one.short,
        thing.on_order if is_late else 0,
        thing.arrives_on if is_late else None,
        one.later_days,
    )


def _repairs(
    project: Project,
    demands: Demands,
    crew: tuple[AvailablePerson, ...],
    short: tuple[Shortage, ...],
    names: dict[str, str],
    tx: Transaction,
    now: datetime,
) -> tuple[Later | None, Recruit | None, tuple[NeedLine, ...]]:
    if not short:
        return None, None, ()
    wanted = [need for one in short for need in one.demands]
    others = others_of(short, crew, project, demands, tx, now)
    things = Things(demands.things, demands.pieces)
    found = repairs(demands.skills, crew, others, demands.horizon, demands.after, things)
    recruit = next((one for one in others if found.another and one.person == found.another.person), None)
    return (
        _later(found.later, project, demands) if found.later else None,
        Recruit(recruit.person, _mastered(recruit, wanted, names)) if recruit else None,
        tuple(_need(one.demand, names, one.minutes) for one in found.less),
    )


def _mastered(
    recruit: AvailablePerson, wanted: Iterable[SkillDemand], names: dict[str, str]
) -> tuple[MasteredLine, ...]:
    able = dict.fromkeys(need.skill for need in wanted if recruit.can_do(need))
    return tuple(MasteredLine(names.get(skill, skill), recruit.levels[skill]) for skill in able)


def _later(found: LaterDate, project: Project, demands: Demands) -> Later:
    moved = {one.id: ends_later(one.id, found.stages, found.days, demands.after) for one in demands.stages}
    whole = max(one.ends_on + timedelta(days=moved[one.id]) for one in demands.stages)
    completion = project.scope.completion_date
    longer = [one for one in demands.stages if one.id in found.stages]
    return Later(
        tuple(map(stage_label, longer)),
        longer[0].id,
        found.until,
        found.days,
        any(days and id not in found.stages for id, days in moved.items()),
        whole,
        completion is not None and whole > completion,
    )
