"""What the stages of a project show of themselves: all in a list with its total, and one in full."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.demands import stage_label
from domain.identity import UserId
from domain.lessons import Occasion
from domain.measures import is_measured
from domain.money import cost_of
from domain.projects import Lifecycle, Project
from domain.stage_costs import StageFigures
from domain.stage_order import in_order
from domain.stages import CostKind, Stage, StageState
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.approved import unplanned_minutes
from use_cases.calibration import Learned, learned_for
from use_cases.costing import Figures, figures_of, minutes_without, rates_of, rates_to_set
from use_cases.estimates import right_to_estimate
from use_cases.finding import find_project
from use_cases.past_estimates import PastEstimates, past_estimates
from use_cases.past_lessons import LessonsHere, lessons_at
from use_cases.scaling import ScalingQuestion, scaling_question
from use_cases.stage_starts import right_to_start
from use_cases.stages import names_in, seen_stage
from use_cases.vote_questions import undecided


@dataclass(frozen=True)
class ShowStages:
    """The stages of the project with this key, or of the one in this channel."""

    actor: Actor
    key: str | None = None
    channel: str | None = None


@dataclass(frozen=True)
class StageLine:
    """One stage in a list; amounts are words, and empty for who must not see them."""

    id: str
    number: int
    name: str
    starts_on: date
    ends_on: date
    responsible: UserId | None
    minutes: int
    cost: str
    state: StageState
    is_estimated: bool
    is_unpriced: bool
    """Whether some of its hours have no rate, which the reader may know."""
    is_late: bool
    scaled_minutes: int | None = None
    """What it would take for the scope's number of users, where it was reckoned for another."""


@dataclass(frozen=True)
class StagesShown:
    """A project's stages with their sum; `without` names the skills that have no rate."""

    project_key: str
    project_name: str
    stages: tuple[StageLine, ...]
    minutes: int
    unplanned_minutes: int
    """What was agreed and stands in none of them."""
    total: str
    without: tuple[str, ...]
    without_minutes: int
    """What is planned of those skills, where a rate is all that lacks."""
    other_currency: str
    may_plan: bool
    may_see_costs: bool
    may_save: bool
    scaling: ScalingQuestion | None
    """Hours that were reckoned for another number of users than the scope has."""
    lessons: LessonsHere | None = None
    """What earlier projects learned about the skills that its stages need."""
    learned: Learned | None = None
    """What finished projects of the kind say of these estimates."""


@dataclass(frozen=True)
class ShowStage:
    """The stage with this id in full."""

    actor: Actor
    stage_id: str


@dataclass(frozen=True)
class NeedLine:
    """Hours of one skill; the cost is empty where there is no rate, or nothing to be seen."""

    skill: str
    level: int
    minutes: int
    cost: str
    has_rate: bool


@dataclass(frozen=True)
class ThingLine:
    """A thing that a stage needs."""

    thing: str
    quantity: int
    first_day: date
    last_day: date


@dataclass(frozen=True)
class CostLine:
    """Something that must be paid besides hours."""

    paid_for: str
    kind: CostKind
    amount: str


@dataclass(frozen=True)
class StageCard:
    """One stage in full, with what its reader may do about it."""

    own: StageLine
    project_key: str
    project_name: str
    comes_after: tuple[str, ...]
    needs: tuple[NeedLine, ...]
    things: tuple[ThingLine, ...]
    costs: tuple[CostLine, ...]
    worked_minutes: int
    spent: str
    left: str
    left_minutes: int | None
    left_by: UserId | None
    left_at: datetime | None
    still_left: int
    """The minutes that are left by that, less those logged since."""
    is_unanswered: bool
    """Whether it has ended and nobody has said since what is left."""
    estimates: PastEstimates
    undecided: tuple[str, ...]
    """The ended stages after which the department head has not said yet how the project goes on."""
    is_measured: bool
    """Whether the project is measured by it, so that it cannot be taken out."""
    may_find: bool
    """Whether to look for who could do it: it needs skills, is to be done, and the reader may know who has time."""
    may_plan: bool
    may_start: bool
    may_end: bool
    may_estimate: bool
    may_see_costs: bool


@read_only
def show_stages(order: ShowStages, tx: Transaction, now: datetime) -> Named[StagesShown]:
    """A project's stages for the person who asked; what they cost only for who may see that."""
    project = find_project(order.actor, order.key, order.channel, tx)
    permissions.require(order.actor, Action.SEE_PROJECT, project)
    figures = figures_of(project, tx, now)
    may_see = permissions.allowed(order.actor, Action.SEE_COSTS, project)
    skills = tx.skills.catalogue() if figures.without else {}
    scaling = scaling_question(project, (one.stage for one in figures.stages), order.actor, tx)
    scaled = {one.stage_id: one.after for one in scaling.lines} if scaling else {}
    lines = tuple(
        replace(_line(one, figures, may_see), scaled_minutes=scaled.get(one.stage.id)) for one in figures.stages
    )
    workspace = tx.workspaces.get()
    currency = workspace.currency
    shown = StagesShown(
        project.key,
        project.name,
        lines,
        figures.whole.planned.minutes,
        0 if project.is_over else unplanned_minutes(project, figures.whole.planned.minutes, tx),
        figures.words(figures.whole.planned.total) if may_see else "",
        tuple(skills[one].name if one in skills else one for one in figures.without) if may_see else (),
        minutes_without(figures, rates_to_set(figures, project, tx)) if may_see else 0,
        currency if currency != project.currency else "",
        permissions.allowed(order.actor, Action.PLAN_STAGES, project) and not project.is_over,
        may_see,
        permissions.allowed(order.actor, Action.SAVE_TEMPLATE, project, workspace),
        scaling,
        lessons_at(Occasion.STAGES, project, order.actor, tx),
        learned_for(project, order.actor, tx) if may_see else None,
    )
    return tx.people.named(shown)


@read_only
def show_stage(order: ShowStage, tx: Transaction, now: datetime) -> Named[StageCard]:
    """One stage in full for the person who asked, with the buttons that they may press."""
    stage, project = seen_stage(order.stage_id, order.actor, tx)
    permissions.require(order.actor, Action.SEE_PROJECT, project)
    return tx.people.named(_card(stage, project, order.actor, tx, now))


def _line(one: StageFigures, figures: Figures, may_see: bool) -> StageLine:
    stage = one.stage
    return StageLine(
        stage.id,
        stage.number,
        stage.name,
        stage.starts_on,
        stage.ends_on,
        stage.responsible,
        stage.minutes,
        figures.known(one.planned) if may_see else "",
        stage.state,
        stage.is_estimated,
        may_see and bool(one.planned.without),
        stage.state is not StageState.ENDED and stage.ends_on < figures.today,
    )


def _card(stage: Stage, project: Project, actor: Actor, tx: Transaction, now: datetime) -> StageCard:
    figures = figures_of(project, tx, now)
    found = next(one for one in figures.stages if one.stage.id == stage.id)
    may_see = permissions.allowed(actor, Action.SEE_COSTS, project)
    right, about = right_to_estimate(actor, stage, project)
    may_estimate = permissions.allowed(actor, right, *about)
    is_open = not project.is_over and stage.state is not StageState.ENDED
    others = in_order(one.stage for one in figures.stages)
    last = found.estimate
    return StageCard(
        _line(found, figures, may_see),
        project.key,
        project.name,
        tuple(f"{one.number} {one.name}" for one in others if one.id in stage.after),
        _needs(stage, project, figures, may_see, tx),
        _things(stage, tx),
        tuple(CostLine(one.what, one.kind, figures.words(one.amount)) for one in stage.costs if may_see),
        found.actual.minutes,
        figures.words(found.actual.total) if may_see else "",
        figures.words(last.cost_left) if last and may_see else "",
        last.minutes_left if last else None,
        last.by if last else None,
        last.at if last else None,
        found.minutes_left,
        found.is_unanswered,
        past_estimates(stage, figures, may_see, tx),
        _undecided(figures, project, tx),
        is_measured(stage),
        permissions.allowed(actor, Action.SEE_FEASIBILITY, project) and is_open and bool(stage.needs),
        permissions.allowed(actor, Action.PLAN_STAGES, project) and is_open,
        *_may_run(stage, project, actor),
        may_estimate and not project.is_over and stage.state is not StageState.PLANNED,
        may_see,
    )


def _may_run(stage: Stage, project: Project, actor: Actor) -> tuple[bool, bool]:
    """Whether this reader may start the stage now, and whether they may end it."""
    is_active = project.lifecycle is Lifecycle.ACTIVE
    may_start = permissions.allowed(actor, Action.START_STAGE, *right_to_start(stage, project))
    may_end = permissions.allowed(actor, Action.RUN_STAGES, project)
    return (
        is_active and may_start and stage.state is StageState.PLANNED,
        is_active and may_end and stage.state is StageState.RUNNING,
    )


def _undecided(figures: Figures, project: Project, tx: Transaction) -> tuple[str, ...]:
    asked = () if project.is_over else undecided(project, tx)
    return tuple(stage_label(one.stage) for one in figures.stages if one.stage.id in asked)


def _needs(stage: Stage, project: Project, figures: Figures, may_see: bool, tx: Transaction) -> tuple[NeedLine, ...]:
    rates, names = rates_of(project, tx), names_in((stage,), tx)
    return tuple(
        NeedLine(
            names.get(one.skill_id, one.skill_id),
            one.level,
            one.minutes,
            figures.words(cost_of(one.minutes, rates[one.skill_id], figures.currency))
            if may_see and one.skill_id in rates
            else "",
            one.skill_id in rates,
        )
        for one in stage.needs
    )


def _things(stage: Stage, tx: Transaction) -> tuple[ThingLine, ...]:
    names = names_in((stage,), tx)
    return tuple(
        ThingLine(names.get(one.thing_id, one.thing_id), one.quantity, one.first_day, one.last_day)
        for one in stage.things
    )
