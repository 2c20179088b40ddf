"""Confirming that the department head of a project is one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.history import Act, Change
from domain.identity import UserId
from domain.living import HeadConfirmation, Home, ProjectCard
from domain.notices import HeadConfirmed, ToPerson, ToProject
from domain.projects import Lifecycle, Project, missing_before_start
from domain.roles import Role
from storage.transactions import Transaction, read_only
from use_cases.finding import visible
from use_cases.gate import settle_gate
from use_cases.reading import Read
from use_cases.successors import ask_successors

CONFIRMED_AT_ONCE = 20
"""So many an answer has time for; the rest get their turn one by one."""
LISTED_AT_ONCE = 200


@dataclass(frozen=True)
class ConfirmHead:
    """The department head named in a project is one."""

    actor: Actor
    project_id: str


@dataclass(frozen=True)
class HeadConfirmationFacts:
    """Who was named department head, by whom, and whether that is confirmed."""

    project_id: str
    project_key: str
    project_name: str
    head: UserId
    manager: UserId | None
    confirmed: bool
    is_named: bool = True
    """Whether this person is still the head of the project; who was named after them is asked about apart."""


def redraw_homes_that_ask(tx: Transaction, now: datetime) -> None:
    """Everybody who may confirm a department head sees on their Home whom."""
    administrators = (admin.id for admin in tx.people.administrators())
    for person in dict.fromkeys((*administrators, *sorted(tx.workspaces.get().heads))):
        tx.outbox.add(Home.of(person), now)


def ask_for_confirmation(project: Project, tx: Transaction, now: datetime) -> None:
    """Ask every administrator, and on their Homes the listed heads, to confirm the head who was named."""
    for admin in tx.people.administrators():
        tx.outbox.add(HeadConfirmation.of(admin.id, project), now)
    redraw_homes_that_ask(tx, now)


def redraw_confirmation(project: Project, tx: Transaction, now: datetime) -> None:
    """Let what was asked about this project's head show what became of it."""
    for admin in tx.people.administrators():
        tx.outbox.add(HeadConfirmation.of(admin.id, project, edit_only=True), now)


def confirm_head(order: ConfirmHead, tx: Transaction, now: datetime) -> None:
    """Let the named department head count; by an administrator or a head on the workspace's list."""
    project, workspace = tx.projects.for_change(order.project_id), tx.workspaces.get()
    if not permissions.allowed(order.actor, Action.CONFIRM_HEAD, workspace):
        visible(project, order.actor)
    permissions.require(order.actor, Action.CONFIRM_HEAD, workspace)
    _confirm(project, order.actor.user_id, tx, now)


def confirm_listed_heads(by: UserId, tx: Transaction, now: datetime) -> None:
    """Let every named head count who is on the workspace's list by now: being listed is being confirmed.

    The first few count at once; the others are noted, and count as soon as they get their turn.
    """
    found = [one.id for one in tx.projects.with_unconfirmed_head(LISTED_AT_ONCE) if _is_listed(one, tx)]
    for project in [tx.projects.for_change(one) for one in sorted(found[:CONFIRMED_AT_ONCE])]:
        _confirm(project, by, tx, now)
    tx.unsettled.note(found[CONFIRMED_AT_ONCE:])


def confirm_if_listed(project: Project, tx: Transaction, now: datetime) -> None:
    """Let the head of a project that is held count when they are on the workspace's list; by nobody in particular."""
    if not project.head_confirmed and _is_listed(project, tx):
        _confirm(project, None, tx, now)


def _is_listed(project: Project, tx: Transaction) -> bool:
    return project.holder(Role.DEPARTMENT_HEAD) in tx.workspaces.get().heads


def _confirm(project: Project, by: UserId | None, tx: Transaction, now: datetime) -> None:
    head = project.holder(Role.DEPARTMENT_HEAD)
    if head is None or project.head_confirmed:
        return
    tx.roles.keep(replace(project, staff=tuple(replace(one, confirmed=True) for one in project.staff)))
    tx.history.add(by, now, Act.CONFIRMED_HEAD, project.id, changes=(Change("head", people_after=(head,)),))
    tx.outbox.add(HeadConfirmed(ToProject(project.id), project.key, head, by), now)
    manager = project.acting(Role.PROJECT_MANAGER)
    if manager is not None and manager != by:
        can_start = project.lifecycle is Lifecycle.PLANNING and len(missing_before_start(project)) == 1
        tx.outbox.add(HeadConfirmed(ToPerson(manager), project.key, head, by, can_start), now)
    tx.outbox.add(ProjectCard.of(project.id), now)
    redraw_confirmation(project, tx, now)
    redraw_homes_that_ask(tx, now)
    for person in project.people:
        tx.outbox.add(Home.of(person), now)
    ask_successors(project, settle_gate(project.id, tx, now), tx, now)


@read_only
def read_head_confirmation(order: Read, tx: Transaction, now: datetime) -> HeadConfirmationFacts | None:
    """What those who may confirm a department head are shown."""
    permissions.require(order.actor, Action.DELIVER)
    project_id, _, asked_about = order.about.partition("/")
    facts = head_confirmation_facts(tx.projects.get(project_id))
    if facts is None or facts.head == asked_about:
        return facts
    return replace(facts, head=UserId(asked_about), is_named=False)


def head_confirmation_facts(project: Project) -> HeadConfirmationFacts | None:
    """Who was named department head in a project, None when nobody was."""
    head = project.holder(Role.DEPARTMENT_HEAD)
    if head is None:
        return None
    manager = project.acting(Role.PROJECT_MANAGER)
    return HeadConfirmationFacts(project.id, project.key, project.name, head, manager, project.head_confirmed)
