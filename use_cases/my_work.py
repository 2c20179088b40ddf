"""Everything that waits for one person across their projects, most urgent first, with the reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.briefs import Priority
from domain.calendars import local_date, zone_of
from domain.deputies import StandIn
from domain.difficulties import Severity
from domain.identity import UserId
from domain.living import RoleBriefing
from domain.people import Person
from domain.projects import Lifecycle, Project
from domain.roles import DELEGATING_ROLES
from domain.tasks import Task, TaskState
from domain.urgency import Waiting, Why, most_urgent_first, why_task_waits
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.briefings import need_id, who_answers
from use_cases.decisions_owed import decisions_owed
from use_cases.errands import errands_waiting
from use_cases.finding import caretakers_of, gone_among
from use_cases.needs import needs_in
from use_cases.places_waiting import lent_task, offers_to_stand_in
from use_cases.sections import current_day, sections_of

TASKS_READ = 100
LINES_READ = 50
LINES_SHOWN = 10
PROJECTS_READ = 50
PRESSING = {
    Severity.CRITICAL: Priority.URGENT,
    Severity.HIGH: Priority.HIGH,
    Severity.MEDIUM: Priority.NORMAL,
    Severity.LOW: Priority.LOW,
}


@dataclass(frozen=True)
class ShowMyWork:
    """What waits for me? `beginning` is how many things were shown before; `done` the key of what was just finished."""

    actor: Actor
    beginning: int = 0
    done: str = ""


@dataclass(frozen=True)
class MyWork:
    """One page of what waits for a person, and of what is under way after it."""

    waiting: tuple[Waiting, ...]
    in_all: int
    to_do: int
    """How many of them all wait for the person; the others are under way."""
    beginning: int
    following: int | None
    done_key: str


@read_only
def show_my_work(order: ShowMyWork, tx: Transaction, now: datetime) -> Named[MyWork]:
    """One page of everything that waits for whoever asks."""
    permissions.require(order.actor, Action.SEE_OWN_WORK)
    person = tx.people.get(order.actor.user_id) or Person(order.actor.user_id, "")
    every = waiting_for(person, tx, now)
    beginning = order.beginning if 0 <= order.beginning < len(every) else 0
    shown = every[beginning : beginning + LINES_SHOWN]
    following = beginning + LINES_SHOWN if len(every) > beginning + LINES_SHOWN else None
    to_do = sum(not one.is_under_way for one in every)
    return tx.people.named(MyWork(shown, len(every), to_do, beginning, following, order.done))


def waiting_for(person: Person, tx: Transaction, now: datetime) -> tuple[Waiting, ...]:
    """Everything that waits for a person now, most urgent first; dates are judged on their own calendar."""
    today = local_date(now, zone_of(person.zone))
    places = tx.deputies.of_deputy(person.id)
    projects = tx.projects.of_person(person.id, PROJECTS_READ)
    running = [one for one in projects if not one.is_over]
    return most_urgent_first(
        [
            *_tasks(person, today, places, tx),
            *_checkin(person, tx, now),
            *_answers_owed(person.id, today, tx),
            *difficulties_told(person, today, tx),
            *_led(person.id, running, tx),
            *_roles(person.id, running),
            *offers_to_stand_in(places, tx),
            *_needs(person.id, running, tx),
            *_handovers(person.id, tx),
            *_lessons(person.id, today, tx),
            *errands_waiting(person.id, tx),
            *decisions_owed(person, running, tx, now),
        ]
    )


def _lessons(person: UserId, today: date, tx: Transaction) -> Iterator[Waiting]:
    """What a person is to do about what a project learned, from its day on."""
    for one in tx.lessons.due_of(person, today, LINES_READ):
        days = (today - one.due).days
        yield Waiting(Why.LESSON, one.id, one.key, one.next_time, one.due, days, is_late=days > 0)


def _tasks(person: Person, today: date, places: list[StandIn], tx: Transaction) -> Iterator[Waiting]:
    """The tasks that a person has in hand; of those that are lent to them, for whom and how long."""
    lent = {one.task_id: one for one in places if one.acting == person.id}
    mine = tx.tasks.in_hand_of(person.id, TASKS_READ)
    ids = [one.id for one in mine]
    held_up_by, holds_up = tx.blocks.open_blockers(ids), tx.blocks.waiting_for(ids)
    for task in mine:
        behind = tuple(one for one in holds_up.get(task.id, ()) if one.assignee != person.id)
        ahead = held_up_by.get(task.id, ())
        why = why_task_waits(task, today, bool(behind), bool(ahead))
        others = ahead if why is Why.HELD_UP else behind
        waiting = _of_task(why, task, today, others)
        yield waiting if task.assignee == person.id else lent_task(waiting, lent[task.id])


def _of_task(why: Why, task: Task, today: date, others: tuple[Task, ...] = ()) -> Waiting:
    return Waiting(
        why,
        task.id,
        task.key,
        task.title,
        task.due,
        abs((today - task.due).days),
        task.priority,
        task.percent,
        task.state is TaskState.OFFERED,
        tuple(dict.fromkeys(one.assignee for one in others)),
        tuple(one.key for one in others),
        is_late=task.due < today,
    )


def _checkin(person: Person, tx: Transaction, now: datetime) -> Iterator[Waiting]:
    """The day's check-in as one thing, however many projects ask; it is open until the first of them closes."""
    prompt = tx.prompts.of_day(person.id, current_day(person.id, tx, now))
    asked = [one for one in sections_of(person.id, prompt, tx, now) if one.is_open and not one.answered]
    if asked:
        keys, name = tuple(one.project_key for one in asked), asked[0].project_name
        until = min((one.closes_at for one in asked if one.closes_at), default=None)
        yield Waiting(Why.CHECK_IN, prompt.id if prompt else "", keys[0], name, others=keys, until=until)


def _answers_owed(person: UserId, today: date, tx: Transaction) -> Iterator[Waiting]:
    """Questions about tasks that the person delegated, and declined tasks that need somebody else."""
    for task in tx.tasks.asking(person, LINES_READ):
        yield replace(_of_task(Why.ASKED, task, today), people=(task.assignee,), words=task.question)
    for task in tx.tasks.needing_somebody(person, LINES_READ):
        yield replace(_of_task(Why.NEEDS_SOMEBODY, task, today), people=(task.assignee,), words=task.decline_reason)


def difficulties_told(person: Person, today: date, tx: Transaction) -> Iterator[Waiting]:
    """Difficulties that nobody took on, the worst and oldest first; only severe ones come before the day's work."""
    zone = zone_of(person.zone)
    for one in tx.difficulties.not_taken_on(person.id, LINES_READ):
        yield Waiting(
            Why.DIFFICULT if one.severity.is_alarming else Why.UNACKNOWLEDGED,
            one.id,
            one.key,
            one.what,
            local_date(one.reported_at, zone),
            one.days_open(today, zone),
            PRESSING[one.severity],
            people=(one.reported_by,),
            severity=one.severity,
            since=one.reopened_at or one.reported_at,
        )


def _led(person: UserId, running: list[Project], tx: Transaction) -> Iterator[Waiting]:
    """What is wrong with the projects that a person leads: a channel out of reach, roles of people who have gone."""
    for one in running:
        if one.channel.problem and one.roles_of(person) & set(DELEGATING_ROLES):
            caretakers = caretakers_of(one, tx)
            yield Waiting(Why.BROKEN, one.id, one.key, one.name, people=caretakers, can_act=person in caretakers)
    gone = gone_among({holder for one in running for holder in one.people}, tx)
    for one in running:
        left = tuple(holder for holder in one.people if holder in gone)
        if left and person in caretakers_of(one, tx):
            yield Waiting(Why.ABANDONED, one.key, one.key, one.name, people=left)


def _roles(person: UserId, running: list[Project]) -> Iterator[Waiting]:
    """Roles that were given and not accepted yet; one thing for everything that was given together."""
    seen = set()
    for project in running:
        for one in project.staff:
            briefing = RoleBriefing.of(project.id, one).about
            if one.person == person and one.accepted_at is None and briefing not in seen:
                seen.add(briefing)
                yield Waiting(Why.ROLE, briefing, project.key, project.name, role=one.role)


def _needs(person: UserId, running: list[Project], tx: Transaction) -> Iterator[Waiting]:
    """What people need before they accept a role, for the one who answers: whoever gave it, or the project manager."""
    every = {one.id: one for one in (*tx.projects.asking(person, LINES_READ), *running)}
    for project in every.values():
        for need in needs_in(project):
            if person == who_answers(project, need, tx):
                about = RoleBriefing.of(project.id, need).about
                yield Waiting(
                    Why.NEEDED,
                    need_id(about, need.person),
                    project.key,
                    project.name,
                    people=(need.person,),
                    words=need.needs,
                    role=need.role,
                )


def _handovers(person: UserId, tx: Transaction) -> Iterator[Waiting]:
    """Services that the person was asked to maintain and has not answered, whatever became of their projects."""
    asked = tx.handovers.offered_to(person, LINES_READ)
    projects = {one.id: one for one in tx.projects.several({one.project_id for one in asked})}
    for one in asked:
        project, said = projects[one.project_id], f"{one.support.hours}; {one.support.response}"
        if project.lifecycle is not Lifecycle.CANCELLED:
            by = (one.offered_by,)
            yield Waiting(Why.HANDOVER, one.id, project.key, one.service, one.starts_on, people=by, words=said)
