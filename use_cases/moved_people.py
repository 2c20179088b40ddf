"""Who does and who helps with a task that goes on in another project, from when, and what speaks against it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from domain.calendars import day_words
from domain.identity import UserId
from domain.projects import Project
from domain.staffing import workers
from domain.tasks import Task
from storage.transactions import Transaction
from use_cases.finding import gone_among


def helpers_there(task: Task, who: UserId, tx: Transaction) -> tuple[UserId, ...]:
    """Who helps with it there: whoever helps here and not only while its assignee is away."""
    gone, lines = gone_among(task.helpers, tx), tx.deputies.of_person(task.assignee)
    lent = {one.acting or one.acted for one in lines if one.task_id == task.id and not one.helped_before}
    return tuple(one for one in task.helpers if one != who and one not in gone and one not in lent)


def due_there(due: date, today: date, tx: Transaction) -> date:
    """The day by which it is to be done there: as here, but the next working day of what would be overdue by then."""
    return due if due > today else tx.workspaces.get().calendar.working_days_later(today, 1)


def away_until(person: UserId, today: date, due: date, tx: Transaction) -> date | None:
    """The last day of a leave of this person before a task is due; None while they are here."""
    found = tx.capacity.leave([person], today, max(today, due))
    return max((one.last_day for one in found), default=None)


def is_not_in(person: UserId, targets: Iterable[Project]) -> tuple[str, ...]:
    """The keys of those of these projects in which this person has no work."""
    return tuple(one.key for one in targets if person not in workers(one))


def against(person: UserId, due: date, target: Project, today: date, tx: Transaction) -> str:
    """What speaks against this person for a task there, in a sentence each; nothing where nothing does."""
    known, until = tx.people.get(person), away_until(person, today, due, tx)
    name = known.name if known else "Whoever is to do it"
    found = []
    if is_not_in(person, (target,)):
        found.append(f"{name} has no role in {target.key} yet.")
    if until:
        found.append(f"{name} is on leave until {day_words(until)}.")
    return " ".join(found)
