"""Reminding people of what is overdue or due today: one message a day, inside their working hours."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.calendars import end_of_day, local_date, zone_of
from domain.identity import UserId
from domain.lessons import Lesson
from domain.living import TaskReminder
from domain.people import Person
from domain.reminders import MOST_REMEMBERED, may_be_reminded
from domain.tasks import Task, TaskState
from storage.transactions import Transaction, read_only
from use_cases.reading import Read

LINES_SHOWN = 10
LESSONS_SHOWN = 3


@dataclass(frozen=True)
class SendReminder:
    """The time to remind this person may have come."""

    actor: Actor
    person: UserId


@dataclass(frozen=True)
class RemindedTask:
    """One task of a reminder, and how it stands by now; `days_late` is above 0 once its day has passed."""

    id: str
    key: str
    title: str
    due: date
    days_late: int
    percent: int
    state: TaskState


@dataclass(frozen=True)
class OwedLesson:
    """A lesson whose action the person owes by now."""

    id: str
    key: str
    next_time: str
    days_late: int


@dataclass(frozen=True)
class ReminderFacts:
    """What a day's reminder shows now; `left` counts what of it is still to be done."""

    person: UserId
    day: date
    lines: tuple[RemindedTask, ...]
    more: int
    left: int
    lessons: tuple[OwedLesson, ...] = ()


def send_reminder(order: SendReminder, tx: Transaction, now: datetime) -> None:
    """Remind a person once on their local date, if anything is due and they are at work; and plan the next time."""
    permissions.require(order.actor, Action.RUN_SCHEDULE)
    reminder, person = tx.reminders.for_change(order.person), tx.people.get(order.person)
    if reminder.next_at is None or reminder.next_at > now:
        return
    # Of an account that nobody knows yet the next time is planned all the same, or it would be due for ever.
    zone, calendar = zone_of(person.zone if person else "UTC"), tx.workspaces.get().calendar
    today = local_date(now, zone)
    is_at_work = person is not None and _is_at_work(person, today, tx)
    due = tx.tasks.due_of(order.person, today, MOST_REMEMBERED) if is_at_work else []
    learned = tx.lessons.due_of(order.person, today, 1) if is_at_work else []
    is_time = may_be_reminded(now, zone, calendar) and reminder.last_day != today
    if (due or learned) and is_time:
        reminder = reminder.sent(today, tuple(one.id for one in due))
        tx.outbox.add(TaskReminder.of(order.person, today), now, useless_after=end_of_day(today, zone))
    tx.reminders.keep(reminder.planned(_earliest_due(order.person, tx), now, zone, calendar))


def _earliest_due(person: UserId, tx: Transaction) -> date | None:
    every = (tx.tasks.earliest_due_of(person), tx.lessons.earliest_due_of(person))
    return min((one for one in every if one is not None), default=None)


def _is_at_work(person: Person, today: date, tx: Transaction) -> bool:
    prompt = tx.prompts.of_day(person.id, today)
    is_away = prompt is not None and prompt.is_away
    return person.can_work and not is_away and not tx.capacity.leave([person.id], today, today)


def follow_due_date(before: Task | None, after: Task, tx: Transaction, now: datetime) -> None:
    """See that whoever has a task is reminded when it is due, and that a reminder of today shows how it stands."""
    has_new_date = before is None or (before.due, before.assignee, before.state) != (
        after.due,
        after.assignee,
        after.state,
    )
    if after.is_worked_on and has_new_date:
        _plan(after.assignee, after.due, tx, now)
        remind_again(after.helpers, tx, now)
    for person in dict.fromkeys(((before or after).assignee, after.assignee, *after.helpers)):
        _redraw(person, tx, now)


def remind_again(people: Iterable[UserId], tx: Transaction, now: datetime) -> None:
    """See that these people are reminded of what they have: while its project was over nobody was."""
    for person in people:
        due = _earliest_due(person, tx)
        if due is not None:
            _plan(person, due, tx, now)


def follow_lesson(lesson: Lesson, tx: Transaction, now: datetime) -> None:
    """See that a reminder of today shows what became of a lesson's action."""
    _redraw(lesson.owner, tx, now)


def _plan(assignee: UserId, due: date, tx: Transaction, now: datetime) -> None:
    person = tx.people.get(assignee)
    if person is None:
        return
    before = tx.reminders.for_change(person.id)
    after = before.brought_forward(due, now, zone_of(person.zone), tx.workspaces.get().calendar)
    if after != before:
        tx.reminders.keep(after)


def _redraw(person: UserId, tx: Transaction, now: datetime) -> None:
    last = tx.reminders.get(person).last_day
    # Which date it is where they are is only asked when it can matter.
    if last is not None and abs(last - now.date()) <= timedelta(days=1):
        tx.outbox.add(TaskReminder.of(person, last, edit_only=True), now)


@read_only
def read_task_reminder(order: Read, tx: Transaction, now: datetime) -> ReminderFacts | None:
    """How the tasks of a day's reminder stand now; what has gone to somebody else, or was dropped, is left out."""
    permissions.require(order.actor, Action.DELIVER)
    person, _, on = order.about.partition("/")
    day = date.fromisoformat(on)
    reminder = tx.reminders.get(person)
    if reminder.last_day != day:
        return None
    lent = {line.task_id for line in tx.deputies.of_deputy(person) if line.acting == person}
    found = [
        one for one in tx.tasks.of_ids(reminder.tasks) if (one.assignee == person or one.id in lent) and _is_shown(one)
    ]
    found.sort(key=lambda one: (one.state is TaskState.DONE, one.due, one.number))
    lines = tuple(
        RemindedTask(one.id, one.key, one.title, one.due, (day - one.due).days, one.percent, one.state) for one in found
    )
    left = sum(one.is_worked_on for one in found)
    more, owed = max(0, len(lines) - LINES_SHOWN), _owed(person, day, tx)
    return ReminderFacts(UserId(person), day, lines[:LINES_SHOWN], more, left, owed)


def _owed(person: str, day: date, tx: Transaction) -> tuple[OwedLesson, ...]:
    found = tx.lessons.due_of(person, day, LESSONS_SHOWN)
    return tuple(OwedLesson(one.id, one.key, one.next_time, (day - one.due).days) for one in found)


def _is_shown(task: Task) -> bool:
    return task.is_worked_on or task.state is TaskState.DONE
