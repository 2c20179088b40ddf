"""A leave begins or ends in a project: what waits goes to the deputy, and comes back with what was decided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.deputies import StandIn, StandInState
from domain.deputy_choice import standing
from domain.deputy_living import BackAtWork, DeputyOffer
from domain.errands import Errand
from domain.history import Act, Change
from domain.identity import UserId
from domain.living import Home, ProjectCard
from domain.projects import Project
from domain.tasks import Task
from storage.transactions import Transaction
from use_cases.back_at_work import lines_of_spell
from use_cases.lent_errands import lend_errands
from use_cases.reminders import remind_again
from use_cases.rounds import excuse
from use_cases.successors import ask_successors
from use_cases.tasks import change_task


@dataclass(frozen=True)
class FollowStandIns:
    """In this project somebody begins or ends to act in another's place."""

    actor: Actor
    project_id: str


def follow_stand_ins(order: FollowStandIns, tx: Transaction, now: datetime) -> None:
    """Let those who stand in act from the first day of a leave on, and give all back after it; once, whenever it runs.

    What waits for a role is asked of whoever acts in it by then, as when a role changes hands.
    """
    permissions.require(order.actor, Action.RUN_SCHEDULE)
    # Whoever does an errand holds it before its project.
    errands = {one.id: one for one in tx.errands.open_in(order.project_id)}
    project = tx.projects.for_change(order.project_id)
    lines = tx.deputies.coming_in(project.id, now)
    before = project
    for line in lines:
        if line.role is not None and line.acted is not None:
            before = standing(before, line.role, line.person, line.acted, line.until)
    followed = [(line, _follow(line, project, errands, tx, now)) for line in lines]
    after = tx.projects.get(project.id)
    _write_down(followed, project, tx, now)
    ask_successors(before, after, tx, now)
    excuse(after, [one for one in before.asked if one not in after.asked], tx, now)
    _tell(followed, project, tx, now)


def _follow(line: StandIn, project: Project, errands: dict[str, Errand], tx: Transaction, now: datetime) -> StandIn:
    after = (line.ended(now) if project.is_over else line).followed(now)
    if line.task_id is None:
        tx.deputies.change(after)
        lend_errands(line, after, errands, tx, now)
        return after
    task = tx.tasks.for_change(line.task_id)
    if not task.is_open or task.assignee != line.person:
        after = replace(after, acting=None)
    helpers, after = _helping(task, line, after)
    tx.deputies.change(after)
    if line.passed_to(after):
        _hand_over(task, helpers, project, tx, now)
    return after


def _helping(task: Task, line: StandIn, after: StandIn) -> tuple[tuple[UserId, ...], StandIn]:
    """Who helps with a task now, and the line that knows whether its deputy did so before."""
    was, comes = line.acting or line.acted, after.acting
    if was == comes:
        return task.helpers, after
    left = task.helpers if line.helped_before else tuple(one for one in task.helpers if one != was)
    is_new = comes is not None and comes not in left
    helpers = (*left, comes) if comes is not None and is_new else left
    return helpers, replace(after, helped_before=comes is not None and not is_new)


def _hand_over(task: Task, helpers: tuple[UserId, ...], project: Project, tx: Transaction, now: datetime) -> None:
    """Make the deputy a helper of a task while its person is away, and remind whoever has it in hand by now."""
    if task.is_open and helpers != task.helpers and not project.is_over:
        change_task(task, replace(task, helpers=helpers), tx.projects.get(project.id), UserId(""), tx, now)
    remind_again((task.assignee, *helpers), tx, now)


def _write_down(followed: Iterable[tuple[StandIn, StandIn]], project: Project, tx: Transaction, now: datetime) -> None:
    for line, after in followed:
        was, comes = line.acting or line.acted, after.acting
        if line.role is None or not line.passed_to(after):
            continue
        act = Act.STOOD_IN if comes else Act.STOOD_BACK
        people = Change("acting", people_before=(was or line.person,), people_after=(comes or line.person,))
        tx.history.add(None, now, act, project.id, line.role.words, (people,))


def _tell(followed: Iterable[tuple[StandIn, StandIn]], project: Project, tx: Transaction, now: datetime) -> None:
    for line, after in followed:
        people = [one for one in (line.person, line.acting, line.acted, after.acting) if one]
        for person in dict.fromkeys(people):
            tx.outbox.add(Home.of(person), now)
        if line.deputy is not None:
            tx.outbox.add(DeputyOffer.of(line.leave_id, line.deputy, edit_only=True), now)
        _tell_who_is_back(line, after, tx, now)
    tx.outbox.add(ProjectCard.of(project.id), now)


def _tell_who_is_back(line: StandIn, after: StandIn, tx: Transaction, now: datetime) -> None:
    """Say what was decided once their time away is over: not while another leave follows without a day at work, and
    not of leave that was taken out, or to whoever has gone.
    """
    window = line.window
    if after.state is not StandInState.OVER or now < window.ends_at:
        return
    leave = tx.capacity.leave((line.person,), window.first_day, window.back_on)
    is_there = any(one.id == line.leave_id for one in leave)
    is_away = any(one.covers(window.back_on) for one in leave if one.id != line.leave_id)
    known = tx.people.get(line.person)
    if not is_there or is_away or known is None or not known.can_work:
        return
    spell = lines_of_spell(line.leave_id, tx)
    if any(one.deputy is not None for one in spell):
        tx.outbox.add(BackAtWork.of(line.leave_id, line.person), now)
