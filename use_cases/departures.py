"""Somebody cannot work here any more, or can again: nobody waits for them, and who looks after the work is told."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor, Standing
from domain.history import Act, Change
from domain.identity import UserId
from domain.living import Home, ProjectCard
from domain.people import Departure, Person
from domain.projects import Project
from domain.tasks import TaskState
from storage.transactions import Transaction
from use_cases.channels import tell_caretakers
from use_cases.finding import caretakers_of
from use_cases.gate import settle_gate
from use_cases.left_work import show_left_work
from use_cases.lesson_cards import pass_on_lessons
from use_cases.maintainers import follow_maintained
from use_cases.missed_offers import tell_not_shown
from use_cases.places_lost import follow_account
from use_cases.rounds import excuse
from use_cases.tasks import change_task

PROJECTS_LOOKED_AT = 500
TASKS_LOOKED_AT = 500


@dataclass(frozen=True)
class FollowInProject:
    """This project has its turn to follow whoever came or went."""

    actor: Actor
    project_id: str


def note_departures(before: Collection[Person], after: Collection[Person], tx: Transaction, now: datetime) -> None:
    """Note for the projects of everybody who could work here before and cannot now, or the other way round.

    Each project follows in a transaction of its own, which holds that one project and no other.
    """
    _miss_contacts(before, after, tx)
    could = {one.id: one.can_work for one in before}
    for person in after:
        could_work = could.get(person.id, person.can_work)
        if could_work != person.can_work:
            if not person.can_work:
                follow_account(person.id, tx, now)
            for project_id in _projects_with(person.id, tx, now):
                tx.departures.note(project_id, Departure(person.id, could_work), now)


def _miss_contacts(before: Collection[Person], after: Collection[Person], tx: Transaction) -> None:
    """Tell who waits for an answer of a customer contact whose account was deactivated just now."""
    were_gone = {one.id: one.standing is Standing.DEACTIVATED for one in before}
    for person in after:
        if person.standing is Standing.DEACTIVATED and not were_gone.get(person.id, True):
            for version in tx.plans.of_contact(person.id, PROJECTS_LOOKED_AT):
                tell_not_shown(version.id, "user_disabled", tx, was_shown=True)


def _projects_with(person: UserId, tx: Transaction, now: datetime) -> list[str]:
    """Every project in which somebody has a role, a part in an open task, a lesson, or a service to maintain."""
    held = (one.id for one in tx.projects.of_person(person, PROJECTS_LOOKED_AT) if not one.is_over)
    besides = (*tx.lessons.projects_waiting_for(person), *tx.handovers.projects_of(person, now))
    return sorted({*held, *tx.tasks.projects_waiting_for(person), *besides})


def follow_in_project(order: FollowInProject, tx: Transaction, now: datetime) -> None:
    """Let nobody wait in a project for whoever has gone, and tell who looks after it; once, whoever asks how often."""
    permissions.require(order.actor, Action.RUN_SCHEDULE)
    project = tx.projects.for_change(order.project_id)
    for one in tx.departures.take(project.id):
        person = tx.people.get(one.person)
        # Who went and came back meanwhile is missed by nobody.
        if person is None or person.can_work == one.could_work:
            continue
        if not person.can_work:
            pass_on_lessons(person.id, project, tx, now)
        follow_maintained(person, project, tx, now)
        if not project.is_over:
            _follow(person, project, tx, now)
    # Whoever has gone has no time for it any more.
    settle_gate(project.id, tx, now)


def _follow(person: Person, project: Project, tx: Transaction, now: datetime) -> None:
    noted = (Change("person", people_after=(person.id,)),)
    act = Act.RETURNED if person.can_work else Act.DEPARTED
    tx.history.add(None, now, act, project.id, changes=noted)
    if not person.can_work:
        _take_back_offers(person.id, project, tx, now)
        excuse(project, (person.id,), tx, now)
    show_left_work(project, () if person.can_work else (person.id,), tx, now)
    if project.channel.problem is not None:
        tell_caretakers(project, tx, now)
    tx.outbox.add(ProjectCard.of(project.id), now)
    for one in dict.fromkeys((*project.people, *caretakers_of(project, tx))):
        tx.outbox.add(Home.of(one), now)


def _take_back_offers(person: UserId, project: Project, tx: Transaction, now: datetime) -> None:
    """What somebody who has gone was offered and never answered needs somebody else."""
    for task in tx.tasks.open_of(person, TASKS_LOOKED_AT, project.id):
        if task.state is TaskState.OFFERED:
            held = tx.projects.get(project.id)
            change_task(task, task.taken_back(), held, UserId(""), tx, now)
