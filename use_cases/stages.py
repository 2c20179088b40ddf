"""The stages of a project: the list with its total, one stage in full, and planning it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.calendars import day_words, local_date, zone_of
from domain.cost_history import stage_changes
from domain.editing import merged_or_refused, seen_of
from domain.history import Act
from domain.identity import UserId
from domain.living import ProjectCard
from domain.measures import refuse_if_measured, unmeasured
from domain.projects import Lifecycle, Project, refuse_if_over
from domain.refusals import Problem, Refused, refuse_if_any
from domain.roles import Role
from domain.stage_problems import plan_problems
from domain.stages import MOST_STAGES, Stage, StagePlan, StageState, no_such_stage
from storage.transactions import Transaction, read_only
from use_cases.cost_watches import with_agreed_room
from use_cases.costing import currency_of
from use_cases.finding import account_problems, find_project, visible
from use_cases.gate import settle_gate
from use_cases.stage_starts import redraw_beginning

OVER = " and nothing is planned in it any more"


@dataclass(frozen=True)
class PrepareStage:
    """Open the form for a new stage of the project, or for the stage with this id."""

    actor: Actor
    key: str | None = None
    channel: str | None = None
    stage_id: str | None = None


@dataclass(frozen=True)
class Choice:
    """Something that can be chosen, and how it is called."""

    id: str
    label: str


@dataclass(frozen=True)
class StageForm:
    """What stands in the form: of a new stage what is sensible, of an old one what it is."""

    project_id: str
    project_key: str
    project_name: str
    stage_id: str | None
    name: str
    starts_on: date | None
    ends_on: date | None
    responsible: UserId | None
    after: tuple[str, ...]
    others: tuple[Choice, ...]
    completion_date: date | None
    seen: str = ""


@dataclass(frozen=True)
class SaveStage:
    """What was typed about a stage; without an id it is a new one. `seen` is what the form showed."""

    actor: Actor
    project_id: str
    name: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    responsible: UserId | None = None
    after: tuple[str, ...] = ()
    stage_id: str | None = None
    seen: str = ""


@dataclass(frozen=True)
class RemoveStage:
    """Take this stage out of the plan."""

    actor: Actor
    stage_id: str


@read_only
def prepare_stage(order: PrepareStage, tx: Transaction, now: datetime) -> StageForm:
    """The form for a stage, for whoever may plan it."""
    if order.stage_id is None:
        project = find_project(order.actor, order.key, order.channel, tx)
        stage = None
    else:
        stage, project = seen_stage(order.stage_id, order.actor, tx)
    permissions.require(order.actor, Action.PLAN_STAGES, project)
    refuse_if_over(project, OVER)
    every = tx.stages.in_project(project.id)
    if stage is not None:
        stage.refuse_unless_open()
        plan = stage.plan
    else:
        _refuse_too_many(every)
        plan = _proposed(project, every, tx, now)
    others = tuple(Choice(one.id, f"{one.number} {one.name}") for one in every if one.id != order.stage_id)
    return StageForm(
        project.id,
        project.key,
        project.name,
        order.stage_id,
        plan.name,
        plan.starts_on,
        plan.ends_on,
        plan.responsible,
        plan.after,
        others,
        project.scope.completion_date,
        seen_of(plan) if stage is not None else "",
    )


def _proposed(project: Project, every: list[Stage], tx: Transaction, now: datetime) -> StagePlan:
    """A new stage comes after the one that ends last, on the next working day, and the same person answers for it."""
    calendar = tx.workspaces.get().calendar
    last = max(every, key=lambda one: one.ends_on, default=None)
    first = last.ends_on if last else local_date(now, zone_of(project.zone))
    begins = next(calendar.working_days_from(first + timedelta(days=1)), None)
    whole = project.scope.completion_date
    is_possible = begins is not None and (whole is None or begins <= whole)
    owner = last.responsible if last else project.holder(Role.RESPONSIBLE)
    return StagePlan("", begins if is_possible else None, None, owner, (last.id,) if last and is_possible else ())


def _refuse_too_many(every: list[Stage]) -> None:
    if len(every) >= MOST_STAGES:
        raise Refused(f"A project has at most {MOST_STAGES} stages. Put small ones together.")


def save_stage(order: SaveStage, tx: Transaction, now: datetime) -> str:
    """Save a new or changed stage; returns its id."""
    project = visible(tx.projects.for_change(order.project_id), order.actor)
    permissions.require(order.actor, Action.PLAN_STAGES, project)
    refuse_if_over(project, OVER)
    every = tx.stages.in_project(project.id)
    before = next((one for one in every if one.id == order.stage_id), None)
    if order.stage_id is not None and before is None:
        raise no_such_stage()
    plan = _typed(order, before, every, tx)
    refuse_if_any(_problems(plan, before, every, project, tx))
    if before is None:
        _refuse_too_many(every)
        after = unmeasured(Stage.planned(project.id, max((one.number for one in every), default=0) + 1, plan), every)
        tx.stages.add(after)
    else:
        before.refuse_unless_open()
        after = with_agreed_room(before.replanned(plan), project, tx)
        tx.stages.change(after)
    act = Act.PLANNED_STAGE if before is None else Act.CHANGED_STAGE
    note_change(act, before, after, project, order.actor, tx, now)
    return after.id


def _typed(order: SaveStage, before: Stage | None, every: list[Stage], tx: Transaction) -> StagePlan:
    """What was typed, and where it was not touched what somebody else made of the stage meanwhile."""
    typed = StagePlan(order.name, order.starts_on, order.ends_on, order.responsible, order.after)
    if before is None:
        return typed
    owner = tx.people.get(before.responsible) if before.responsible else None
    now = {
        "name": before.name,
        "starts_on": day_words(before.starts_on),
        "ends_on": day_words(before.ends_on),
        "responsible": owner.name if owner else "",
        "after": ", ".join(f"{one.number} {one.name}" for one in every if one.id in before.after),
    }
    return merged_or_refused(typed, before.plan, order.seen, now)


def _problems(
    plan: StagePlan, before: Stage | None, every: list[Stage], project: Project, tx: Transaction
) -> list[Problem]:
    first = min([local_date(project.created_at, zone_of(project.zone)), *([before.starts_on] if before else [])])
    problems = plan_problems(plan, before.id if before else None, every, first, project.scope.completion_date)
    kept = before.responsible if before else None
    chosen = [plan.responsible] if plan.responsible and plan.responsible != kept else []
    return problems + account_problems("responsible", chosen, tx)


def remove_stage(order: RemoveStage, tx: Transaction, now: datetime) -> str:
    """Take out a stage in which nothing was done yet; what came after it no longer does, and its tasks belong to none.

    Returns its project's key.
    """
    stage, project = held_stage(order.stage_id, order.actor, tx)
    permissions.require(order.actor, Action.PLAN_STAGES, project)
    refuse_if_over(project, OVER)
    touched = {one.stage_id for one in tx.work.sums(project.id)} | {
        one.stage_id for one in tx.spending.sums(project.id)
    }
    if stage.state is not StageState.PLANNED or stage.id in touched:
        raise Refused(f"Work was done in stage {stage.number} {stage.name}, so it stays. End it instead.")
    refuse_if_measured(stage, project.key)
    for later in tx.stages.in_project(project.id):
        if stage.id in later.after:
            left = tuple(one for one in later.after if one != stage.id)
            tx.stages.change(replace(later, after=left))
    tx.stages.remove(stage.id)
    note_change(Act.REMOVED_STAGE, stage, None, project, order.actor, tx, now)
    return project.key


def seen_stage(stage_id: str, actor: Actor, tx: Transaction) -> tuple[Stage, Project]:
    """A stage and its project; for who must not know of the project there is no such stage either."""
    stage = tx.stages.get(stage_id)
    return stage, _visible(tx.projects.get(stage.project_id), actor)


def held_stage(stage_id: str, actor: Actor, tx: Transaction) -> tuple[Stage, Project]:
    """A stage and its project, which is held for change: whoever changes a stage holds its project."""
    project = _visible(tx.projects.for_change(tx.stages.get(stage_id).project_id), actor)
    return tx.stages.get(stage_id), project


def owner_of(stage: Stage, project: Project) -> UserId | None:
    """Who answers for a stage: its own person, or else the responsible staff member, or the project manager."""
    return stage.responsible or leader_of(project)


def leader_of(project: Project) -> UserId | None:
    """Who answers for the stages that nobody is named for: the responsible staff member, or the project manager."""
    return project.acting(Role.RESPONSIBLE) or project.acting(Role.PROJECT_MANAGER)


def _visible(project: Project, actor: Actor) -> Project:
    if project.is_hidden_from(actor):
        raise no_such_stage()
    return project


def note_change(
    act: Act, before: Stage | None, after: Stage | None, project: Project, actor: Actor, tx: Transaction, now: datetime
) -> None:
    """Write a changed stage into the history, and see what of the project's start is decided now."""
    shown = after or before
    assert shown is not None
    changes = stage_changes(before, after, names_in((before, after), tx), currency_of(project, tx))
    tx.history.add(actor.user_id, now, act, project.id, f"{shown.number} {shown.name}", changes)
    settle_gate(project.id, tx, now)
    if after is not None and project.lifecycle is not Lifecycle.PLANNING:
        redraw_beginning(before, project, tx, now)
        tx.outbox.add(ProjectCard.of(project.id), now)


def names_in(stages: Iterable[Stage | None], tx: Transaction) -> dict[str, str]:
    """The names of the skills and things that these stages need, by their ids."""
    every = [one for one in stages if one is not None]
    names = {one.id: one.name for one in tx.skills.catalogue().values()} if any(one.needs for one in every) else {}
    things = sorted({thing.thing_id for one in every for thing in one.things})
    return names | {one.id: one.name for one in tx.stock.several(things).values()}
