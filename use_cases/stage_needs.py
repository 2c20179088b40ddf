"""What a stage needs of skills, things and money: three short steps, each adding a line at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.calendars import day_words
from domain.figures import count_words
from domain.history import Act
from domain.hours import hours_words, minutes_from_hours
from domain.identity import new_id
from domain.money import typed_money
from domain.projects import Project, refuse_if_over
from domain.refusals import Problem, Refused, refuse_if_any
from domain.skills import LEVELS, no_such_skill, offered_skills
from domain.stages import CostKind, OtherCost, SkillNeed, Stage, ThingNeed
from storage.transactions import Transaction, read_only
from use_cases.cost_watches import with_agreed_room
from use_cases.costing import currency_of
from use_cases.stages import OVER, Choice, held_stage, names_in, note_change, seen_stage


class NeedStep(StrEnum):
    """What is asked for, one after the other."""

    SKILLS = "skills"
    THINGS = "things"
    MONEY = "money"


@dataclass(frozen=True)
class PrepareNeeds:
    """Open a step of the form for the stage with this id; one that has nothing to offer is passed over."""

    actor: Actor
    stage_id: str
    step: NeedStep = NeedStep.SKILLS


@dataclass(frozen=True)
class NeedsForm:
    """One step: what the stage needs already, each line with the id by which it is taken out, and what can be added."""

    stage_id: str
    step: NeedStep
    number: int
    name: str
    lines: tuple[Choice, ...]
    choices: tuple[Choice, ...]
    levels: tuple[Choice, ...]
    first_day: date
    last_day: date
    currency: str


@dataclass(frozen=True)
class NeedSkill:
    """The stage needs so many hours of this skill, as they were typed."""

    actor: Actor
    stage_id: str
    skill: str = ""
    level: str = ""
    hours: str = ""


@dataclass(frozen=True)
class NeedThing:
    """The stage needs so many of this thing, on these days."""

    actor: Actor
    stage_id: str
    thing: str = ""
    quantity: int | None = None
    first_day: date | None = None
    last_day: date | None = None


@dataclass(frozen=True)
class NeedMoney:
    """Something must be paid for in this stage, the amount as it was typed."""

    actor: Actor
    stage_id: str
    what: str = ""
    kind: CostKind = CostKind.OTHER
    amount: str = ""


@dataclass(frozen=True)
class DropNeed:
    """The stage does not need this line any more."""

    actor: Actor
    stage_id: str
    part_id: str


@read_only
def prepare_needs(order: PrepareNeeds, tx: Transaction, now: datetime) -> NeedsForm:
    """One step of what a stage needs, for whoever may plan it."""
    stage, project = seen_stage(order.stage_id, order.actor, tx)
    _require(order.actor, stage, project)
    step, choices = order.step, _choices(order.step, tx)
    if step is NeedStep.THINGS and not choices and not stage.things:
        step, choices = NeedStep.MONEY, _choices(NeedStep.MONEY, tx)
    return NeedsForm(
        stage.id,
        step,
        stage.number,
        stage.name,
        _lines(stage, step, project, tx),
        choices,
        tuple(Choice(str(level), f"{level} · {words}") for level, words in LEVELS.items()),
        stage.starts_on,
        stage.ends_on,
        project.currency,
    )


def _require(actor: Actor, stage: Stage, project: Project) -> None:
    permissions.require(actor, Action.PLAN_STAGES, project)
    refuse_if_over(project, OVER)
    stage.refuse_unless_open()


def _choices(step: NeedStep, tx: Transaction) -> tuple[Choice, ...]:
    if step is NeedStep.SKILLS:
        return tuple(Choice(one.id, one.name) for one in offered_skills(tx.skills.catalogue().values()))
    if step is NeedStep.THINGS:
        return tuple(Choice(one.id, one.name) for one in tx.stock.every())
    return tuple(Choice(one.value, one.value.capitalize()) for one in CostKind)


def _lines(stage: Stage, step: NeedStep, project: Project, tx: Transaction) -> tuple[Choice, ...]:
    names, currency = names_in((stage,), tx), currency_of(project, tx)
    if step is NeedStep.SKILLS:
        return tuple(
            Choice(one.id, f"{names.get(one.skill_id, one.skill_id)} {one.level}: {hours_words(one.minutes)}")
            for one in stage.needs
        )
    if step is NeedStep.THINGS:
        return tuple(Choice(one.id, _thing_words(one, names)) for one in stage.things)
    return tuple(Choice(one.id, f"{one.what} ({one.kind}): {currency.words(one.amount)}") for one in stage.costs)


def _thing_words(one: ThingNeed, names: dict[str, str]) -> str:
    days = f"{day_words(one.first_day)} – {day_words(one.last_day)}"
    return f"{count_words(one.quantity)} × {names.get(one.thing_id, one.thing_id)}, {days}"


def need_skill(order: NeedSkill, tx: Transaction, now: datetime) -> None:
    """Let a stage need hours of a skill at a level."""
    stage, project = held_stage(order.stage_id, order.actor, tx)
    _require(order.actor, stage, project)
    problems = []
    if not order.skill:
        problems.append(Problem("Choose the skill.", "skill"))
    if order.level not in map(str, LEVELS):
        problems.append(Problem("Choose the level that it takes at least.", "level"))
    minutes = 0
    try:
        minutes = minutes_from_hours(order.hours, "hours") or 0
    except Refused as refused:
        problems += refused.problems
    if not minutes and not any(one.field == "hours" for one in problems):
        problems.append(Problem("Enter the hours that it takes, for example 40 or 1h30.", "hours"))
    refuse_if_any(problems)
    if order.skill not in tx.skills.catalogue():
        raise no_such_skill()
    _save(stage, stage.needing(SkillNeed(new_id(), order.skill, int(order.level), minutes)), project, order, tx, now)


def need_thing(order: NeedThing, tx: Transaction, now: datetime) -> None:
    """Let a stage need a thing, on all its days unless others were chosen."""
    stage, project = held_stage(order.stage_id, order.actor, tx)
    _require(order.actor, stage, project)
    problems = []
    if not order.thing:
        problems.append(Problem("Choose the thing.", "thing"))
    if order.quantity is None:
        problems.append(Problem("Enter how many.", "quantity"))
    first, last = order.first_day or stage.starts_on, order.last_day or stage.ends_on
    need = ThingNeed(new_id(), order.thing, order.quantity or 0, first, last)
    refuse_if_any(problems or need.problems())
    tx.stock.get(order.thing)
    _save(stage, stage.holding(need), project, order, tx, now)


def need_money(order: NeedMoney, tx: Transaction, now: datetime) -> None:
    """Let a stage cost something besides hours."""
    stage, project = held_stage(order.stage_id, order.actor, tx)
    _require(order.actor, stage, project)
    problems: list[Problem] = []
    amount: Decimal | None = None
    try:
        amount = typed_money(order.amount, currency_of(project, tx), "amount", "above 0")
    except Refused as refused:
        problems += refused.problems
    cost = OtherCost(new_id(), order.what.strip(), order.kind, amount or Decimal(0))
    refuse_if_any([*problems, *(one for one in cost.problems() if not problems or one.field != "amount")])
    _save(stage, stage.costing(cost), project, order, tx, now)


def drop_need(order: DropNeed, tx: Transaction, now: datetime) -> None:
    """Take one line out of what a stage needs; nothing happens when it has gone already."""
    stage, project = held_stage(order.stage_id, order.actor, tx)
    _require(order.actor, stage, project)
    after = stage.without(order.part_id)
    if after != stage:
        _save(stage, after, project, order, tx, now)


def _save(
    before: Stage,
    after: Stage,
    project: Project,
    order: NeedSkill | NeedThing | NeedMoney | DropNeed,
    tx: Transaction,
    now: datetime,
) -> None:
    after = with_agreed_room(after, project, tx)
    tx.stages.change(after)
    note_change(Act.CHANGED_STAGE, before, after, project, order.actor, tx, now)
