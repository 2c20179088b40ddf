"""The work of a stage: when it begins and ends, and what those who do it think is left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.calendars import local_date, zone_of
from domain.cost_history import FIGURES
from domain.cost_notices import StageMoved
from domain.figures import count_words
from domain.history import Act, Change
from domain.hours import hours_words, minutes_left
from domain.identity import UserId, new_id
from domain.living import Home, StageQuestion
from domain.money import typed_money
from domain.notices import ToPerson
from domain.permissions import PEOPLE_MAY
from domain.projects import Lifecycle, Project, refuse_if_over
from domain.refusals import Problem, Refused, refuse_if_any
from domain.stages import Stage, StageState
from domain.work import Estimate
from storage.transactions import Transaction, read_only
from use_cases.closing import redraw_closing
from use_cases.cost_watches import look_at_costs
from use_cases.costing import currency_of, figures_of
from use_cases.reading import Read
from use_cases.stage_starts import right_to_start
from use_cases.stages import held_stage, note_change, owner_of, seen_stage
from use_cases.votes import ask_for_vote

NOTE_LENGTH = 1000
OVER = ", so no stage of it is worked on"


@dataclass(frozen=True)
class StartStage:
    """The work of this stage begins."""

    actor: Actor
    stage_id: str


@dataclass(frozen=True)
class EndStage:
    """The work of this stage is over."""

    actor: Actor
    stage_id: str


@dataclass(frozen=True)
class PrepareEstimate:
    """Open the form that asks what is left of this stage."""

    actor: Actor
    stage_id: str


@dataclass(frozen=True)
class EstimateForm:
    """The stage, what it has taken so far, what it was planned to take, and what was thought to be left last."""

    stage_id: str
    number: int
    name: str
    project_key: str
    currency: str
    planned_minutes: int
    worked_minutes: int
    left_minutes: int | None
    left_cost: str
    has_ended: bool


@dataclass(frozen=True)
class EstimateStage:
    """So much is left of this stage, as it was typed; nothing at all is 0."""

    actor: Actor
    stage_id: str
    hours_left: str
    cost_left: str
    note: str = ""


@dataclass(frozen=True)
class StageQuestionFacts:
    """A stage whose responsible person is asked, and what they said."""

    stage_id: str
    number: int
    name: str
    project_key: str
    project_name: str
    is_end: bool
    is_beginning: bool
    """Whether it is asked to start it, rather than what is left of it."""
    stands: StageState
    starts_on: date
    ends_on: date
    days_late: int
    responsible: UserId | None
    planned_minutes: int
    worked_minutes: int
    left_minutes: int | None
    left_cost: str
    note: str
    answered_by: UserId | None
    answered_at: datetime | None
    is_over: bool
    may_plan: bool
    """Whether whoever is asked may give the stage other days."""


def start_stage(order: StartStage, tx: Transaction, now: datetime) -> None:
    """Begin the work of a stage, tell the channel, and ask whoever answers for it what it will take."""
    before, project = held_stage(order.stage_id, order.actor, tx)
    permissions.require(order.actor, Action.START_STAGE, *right_to_start(before, project))
    _refuse_unless_active(project)
    after = before.started(tx.stages.in_project(project.id), now)
    _save(Act.STARTED_STAGE, before, after, project, order.actor, tx, now)


def end_stage(order: EndStage, tx: Transaction, now: datetime) -> None:
    """End the work of a stage, tell the channel, ask what is left of it, and let the head decide how it goes on."""
    before, project = held_stage(order.stage_id, order.actor, tx)
    permissions.require(order.actor, Action.RUN_STAGES, project)
    _refuse_unless_active(project)
    after = before.ended(now)
    _save(Act.ENDED_STAGE, before, after, project, order.actor, tx, now)
    ask_for_vote(after, project, tx, now)


def _refuse_unless_active(project: Project) -> None:
    refuse_if_over(project, OVER)
    if project.lifecycle is Lifecycle.PLANNING:
        raise Refused(f"{project.key} has not started yet. Start the project first, then its first stage.")
    if project.lifecycle is Lifecycle.ON_HOLD:
        raise Refused(f"{project.key} is on hold. Resume it first.")


def _save(
    act: Act, before: Stage, after: Stage, project: Project, actor: Actor, tx: Transaction, now: datetime
) -> None:
    tx.stages.change(after)
    note_change(act, before, after, project, actor, tx, now)
    today = local_date(now, zone_of(project.zone))
    tx.outbox.add(StageMoved.about(after, project, actor.user_id, today), now)
    if owner := owner_of(after, project):
        tx.outbox.add(StageQuestion.of(after, owner), now)
    for person in {*project.people, *([owner] if owner else [])}:
        tx.outbox.add(Home.of(person), now)
    redraw_closing(project.id, tx, now)
    look_at_costs(project, tx, now)


@read_only
def prepare_estimate(order: PrepareEstimate, tx: Transaction, now: datetime) -> EstimateForm:
    """The form that asks what is left of a stage, for whoever answers for it."""
    stage, project = seen_stage(order.stage_id, order.actor, tx)
    _require(order.actor, stage, project)
    figures = figures_of(project, tx, now)
    found = next(one for one in figures.stages if one.stage.id == stage.id)
    last = None if found.is_unanswered else found.estimate
    return EstimateForm(
        stage.id,
        stage.number,
        stage.name,
        project.key,
        project.currency,
        stage.minutes,
        found.actual.minutes,
        last.minutes_left if last else None,
        figures.currency.as_typed(last.cost_left) if last else "",
        stage.state is StageState.ENDED,
    )


def right_to_estimate(actor: Actor, stage: Stage, project: Project) -> tuple[Action, tuple[Project | Stage, ...]]:
    """What somebody must be allowed, and to what, to say what is left of a stage.

    Of one that has nobody of its own, whoever is asked in their place must only see the project.
    """
    if stage.responsible is None and actor.user_id == owner_of(stage, project):
        return Action.SEE_PROJECT, (project,)
    return Action.ESTIMATE_STAGE, (project, stage)


def _require(actor: Actor, stage: Stage, project: Project) -> None:
    action, about = right_to_estimate(actor, stage, project)
    permissions.require(actor, action, *about)
    refuse_if_over(project, OVER)
    if stage.state is StageState.PLANNED:
        raise Refused(f"Stage {stage.number} {stage.name} has not started yet; its plan says what it takes.")


def estimate_stage(order: EstimateStage, tx: Transaction, now: datetime) -> None:
    """Keep what is thought to be left of a stage beside all that was thought before."""
    stage, project = held_stage(order.stage_id, order.actor, tx)
    _require(order.actor, stage, project)
    minutes, cost = _read(order, project, tx)
    estimate = Estimate(new_id(), project.id, stage.id, order.actor.user_id, now, minutes, cost, order.note.strip())
    tx.estimates.add(estimate)
    said = (Change("left to do", "", hours_words(minutes)), Change(FIGURES, "", currency_of(project, tx).words(cost)))
    about = f"{stage.number} {stage.name}"
    tx.history.add(order.actor.user_id, now, Act.ESTIMATED_STAGE, project.id, about, said)
    if owner := owner_of(stage, project):
        tx.outbox.add(StageQuestion.of(stage, owner, edit_only=True), now)
        tx.outbox.add(Home.of(owner), now)
    look_at_costs(project, tx, now)


def _read(order: EstimateStage, project: Project, tx: Transaction) -> tuple[int, Decimal]:
    problems: list[Problem] = []
    minutes, cost = 0, Decimal(0)
    try:
        minutes = minutes_left(order.hours_left, "hours_left")
    except Refused as refused:
        problems += refused.problems
    try:
        cost = typed_money(order.cost_left, currency_of(project, tx), "cost_left") or Decimal(0)
    except Refused as refused:
        problems += refused.problems
    if len(order.note) > NOTE_LENGTH:
        problems.append(Problem(f"Use at most {count_words(NOTE_LENGTH)} characters.", "note"))
    refuse_if_any(problems)
    return minutes, cost


@read_only
def read_stage_question(order: Read, tx: Transaction, now: datetime) -> StageQuestionFacts | None:
    """What is asked of whoever answers for a stage, and what they have said since; None once the stage is gone."""
    permissions.require(order.actor, Action.DELIVER)
    stage_id, _, state = order.about.partition("/")
    stage = tx.stages.get(stage_id)
    project = tx.projects.get(stage.project_id)
    is_end = state == StageState.ENDED
    figures = figures_of(project, tx, now)
    found = next(one for one in figures.stages if one.stage.id == stage.id)
    last = None if state == StageState.PLANNED else _answer(stage, is_end, tx)
    return StageQuestionFacts(
        stage.id,
        stage.number,
        stage.name,
        project.key,
        project.name,
        is_end,
        state == StageState.PLANNED,
        stage.state,
        stage.starts_on,
        stage.ends_on,
        (figures.today - stage.starts_on).days,
        owner_of(stage, project),
        stage.minutes,
        found.actual.minutes,
        last.minutes_left if last else None,
        figures.words(last.cost_left) if last else "",
        last.note if last else "",
        last.by if last else None,
        last.at if last else None,
        project.is_over,
        isinstance(order.to, ToPerson) and order.to.person in project.holders_of(PEOPLE_MAY[Action.PLAN_STAGES]),
    )


def _answer(stage: Stage, is_end: bool, tx: Transaction) -> Estimate | None:
    """What was said last since this was asked; what is said after the end answers the question at the end alone."""
    said = [one for one in tx.estimates.in_project(stage.project_id) if one.stage_id == stage.id]
    asked_at, until = (stage.ended_at, None) if is_end else (stage.started_at, stage.ended_at)
    answers = [one for one in said if asked_at and one.at >= asked_at and (until is None or one.at < until)]
    return answers[-1] if answers else None
