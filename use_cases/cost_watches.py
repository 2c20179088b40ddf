"""Watching what a running project costs: at every figure that changes and every morning, because time goes by."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.calendars import instant_of, local_date, zone_of
from domain.cost_alerts import Crossing
from domain.cost_notices import CostAlert
from domain.identity import UserId
from domain.measures import Moved, agreed_anew, placed, room_of
from domain.notices import ToPerson
from domain.projects import RUNNING, Lifecycle, Project
from domain.roles import Role
from domain.stage_costs import planned_cost
from domain.stages import Budget, Stage
from storage.transactions import Transaction
from use_cases.approved import approved_terms
from use_cases.costing import Figures, currency_of, figures_of, rates_of
from use_cases.stage_courses import redraw_late
from use_cases.stage_starts import ask_to_begin
from use_cases.vote_questions import redraw_votes

GRAVE = 2
"""At this level whoever decides about the project hears of it, too."""


@dataclass(frozen=True)
class WatchCosts:
    """It is time to look at what this project costs."""

    actor: Actor
    project_id: str


def watch_costs(order: WatchCosts, tx: Transaction, now: datetime) -> None:
    """Look at a project's cost again, tell whoever answers for it what got worse, and ask for stages that are due."""
    permissions.require(order.actor, Action.RUN_SCHEDULE)
    project = tx.projects.for_change(order.project_id)
    watch = tx.cost_watches.get(project.id)
    if watch.next_at is None or watch.next_at > now:
        return
    if project.lifecycle in RUNNING:
        look_at_costs(project, tx, now)
        ask_to_begin(project, tx, now)
        redraw_late(project, tx, now)
    else:
        tx.cost_watches.keep(replace(watch, next_at=None))


def begin_counting(project: Project, tx: Transaction, now: datetime) -> None:
    """When a project starts, keep what each stage was planned to take: the measure of everything it then takes."""
    rates, currency = rates_of(project, tx), currency_of(project, tx)
    for stage in tx.stages.in_project(project.id):
        cost = planned_cost(stage, rates, currency).total
        tx.stages.change(budgeted(stage, cost))
    look_at_costs(project, tx, now)
    ask_to_begin(project, tx, now)


def budgeted(stage: Stage, cost: Decimal) -> Stage:
    """The stage with what it is planned to take as its budget."""
    return replace(stage, budget=Budget(cost, stage.minutes, stage.starts_on, stage.ends_on))


def measure_by(moved: Moved, project: Project, tx: Transaction, now: datetime) -> None:
    """From an agreed change on, measure what of a started project has not ended by what is agreed now."""
    if project.lifecycle is Lifecycle.PLANNING:
        return
    rates, currency = rates_of(project, tx), currency_of(project, tx)
    stages = tx.stages.in_project(project.id)
    for stage in agreed_anew(stages, lambda one: planned_cost(one, rates, currency), moved, currency):
        tx.stages.change(stage)
    look_at_costs(project, tx, now)


def with_agreed_room(after: Stage, project: Project, tx: Transaction) -> Stage:
    """A stage as it is planned by now, its budget grown by what a change agreed on and no stage had yet."""
    if after.budget is None or not project.is_approved:
        return after
    newest, *earlier = tx.baselines.of_project(project.id)
    terms = approved_terms(project, tx)
    if not earlier or terms is None:
        return after
    currency = currency_of(project, tx)
    room = room_of(tx.stages.in_project(project.id), terms.minutes, newest, earlier[0])
    return placed(after, planned_cost(after, rates_of(project, tx), currency), room, currency)


def look_at_costs(project: Project, tx: Transaction, now: datetime) -> None:
    """Compare what a project costs with what it should, tell each new crossing once, and look again tomorrow.

    What is asked about its figures shows them as they are now. The project is held for change; one that is on hold or
    not started is only looked at again later.
    """
    watch = replace(tx.cost_watches.get(project.id), next_at=_next_look(project, tx, now))
    if project.lifecycle is Lifecycle.ACTIVE and tx.stages.in_project(project.id):
        figures = figures_of(project, tx, now)
        watch, crossings = watch.looking_at(figures.whole.value)
        for person in _concerned(project, crossings):
            tx.outbox.add(CostAlert.to_person(person, _alert(project, crossings, figures)), now)
    if watch != tx.cost_watches.get(project.id):
        tx.cost_watches.keep(watch)
    redraw_votes(project, tx, now)


def _next_look(project: Project, tx: Transaction, now: datetime) -> datetime:
    zone, calendar = zone_of(project.zone), tx.workspaces.get().calendar
    tomorrow = local_date(now, zone) + timedelta(days=1)
    day = next(calendar.working_days_from(tomorrow), tomorrow)
    return instant_of(day, calendar.start, zone)


def _concerned(project: Project, crossings: tuple[Crossing, ...]) -> tuple[UserId, ...]:
    if not crossings:
        return ()
    roles = [Role.PROJECT_MANAGER]
    if any(one.level >= GRAVE for one in crossings):
        roles += [Role.IT_MANAGER, Role.DEPARTMENT_HEAD]
    return tuple(one for one in project.all_acting(*roles) if project.roles_of(one))


def _alert(project: Project, crossings: tuple[Crossing, ...], figures: Figures) -> CostAlert:
    value = figures.whole.value
    return CostAlert(
        ToPerson(UserId("")),
        project.key,
        project.name,
        crossings,
        figures.index(value.cost_index),
        figures.index(value.time_index),
        figures.words(value.spent),
        figures.words(value.budget),
        figures.words(value.estimate_at_completion),
    )
