"""Delegated tasks, with the project's counters changed in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from domain.briefs import Priority
from domain.identity import UserId
from domain.progress import median_estimate
from domain.projects import Project
from domain.refusals import Refused
from domain.tasks import Task, TaskState, no_such_task
from storage.projects import Projects
from storage.statements import Gateway, as_new
from storage.tables.tasks import tasks
from storage.task_statements import (
    ALL_IN_PROJECT,
    ASKING,
    BY_ID,
    BY_ID_LOCKED,
    BY_KEY,
    CHANGE,
    DUE_OF_PERSON,
    EARLIEST_DUE,
    ESTIMATES,
    IN_HAND_OF_PERSON,
    IN_HAND_OF_PERSON_IN,
    LEFT_OF_PEOPLE,
    NEEDING_SOMEBODY,
    OF_DIFFICULTY,
    OF_IDS,
    OPEN_IN_PROJECT,
    OPEN_OF_PERSON,
    OPEN_OF_PERSON_IN,
    OVERDUE_IN,
    PROJECTS_WAITING,
    WAITING_IN,
    WITH_OPEN_TASKS_IN,
)


@dataclass(frozen=True)
class OpenTasks:
    """The open tasks of a project that a screen shows, what they wait for by key, and how many are overdue in all."""

    first: tuple[Task, ...]
    overdue: int
    waits_for: dict[str, tuple[str, ...]] = field(default_factory=dict)


class Tasks(Gateway):
    """Reads and keeps the tasks of one workspace."""

    def get(self, task: str) -> Task:
        """The task with this id; refuses an id of nowhere or of another workspace."""
        return self._one(BY_ID, no_such_task().message, task=task)

    def for_change(self, task: str) -> Task:
        """The same, held against everybody else until the transaction ends."""
        return self._one(BY_ID_LOCKED, no_such_task().message, task=task)

    def by_key(self, key: str) -> Task:
        """The task with a key such as NET-12; refuses a key nobody uses."""
        return self._one(BY_KEY, no_such_task(key).message, key=key)

    def open_in(self, project: str, today: date, most: int) -> OpenTasks:
        """A project's open tasks, earliest due first, and the number overdue on this local date."""
        rows = self.run(OPEN_IN_PROJECT, project=project, most=most, today=today).all()
        waits_for = {row.id: tuple(sorted(row.waits_for.split())) for row in rows if row.waits_for}
        return OpenTasks(tuple(task_from(row) for row in rows), rows[0].overdue if rows else 0, waits_for)

    def open_of(self, person: str, most: int, project: str | None = None) -> list[Task]:
        """The open tasks that a person has and did not decline, earliest due first, in one project or in all."""
        if project is None:
            return [task_from(row) for row in self.run(OPEN_OF_PERSON, person=person, most=most)]
        return [task_from(row) for row in self.run(OPEN_OF_PERSON_IN, person=person, most=most, project=project)]

    def in_hand_of(self, person: str, most: int, project: str | None = None) -> list[Task]:
        """The open tasks that a person sees to now: their own, but for what is lent while they are away, and what is
        lent to them; earliest due first, in one project or in all."""
        if project is None:
            return [task_from(row) for row in self.run(IN_HAND_OF_PERSON, person=person, most=most)]
        return [task_from(row) for row in self.run(IN_HAND_OF_PERSON_IN, person=person, most=most, project=project)]

    def overdue_in(self, projects: Iterable[str], today: date) -> dict[str, int]:
        """How many tasks are overdue on this local date in each of these projects that has any."""
        wanted = list(projects)
        found = self.run(OVERDUE_IN, projects=wanted, today=today) if wanted else ()
        return {row.project_id: row.overdue for row in found}

    def with_open_tasks_in(self, project: str) -> list[UserId]:
        """Everybody who has a task of this project that is not over."""
        return [UserId(one) for one in self.run(WITH_OPEN_TASKS_IN, project=project).scalars()]

    def due_of(self, person: str, day: date, most: int) -> list[Task]:
        """What a person has in hand that is due by this day, earliest first, but for projects on hold."""
        return [task_from(row) for row in self.run(DUE_OF_PERSON, person=person, day=day, most=most)]

    def minutes_left(self, people: Iterable[str], day: date, besides: str = "") -> dict[UserId, dict[str, int]]:
        """What is left of the estimates of each person's tasks that are due by this day, minutes by project.

        Tasks that were declined, of projects on hold, and the one `besides` which it is all for do not count.
        """
        left: dict[UserId, dict[str, int]] = {}
        for row in self.run(LEFT_OF_PEOPLE, people=list(people), day=day, besides=besides):
            left.setdefault(UserId(row.assignee), {})[row.project_id] = -(-int(row.hundredths) // 100)
        return left

    def earliest_due_of(self, person: str) -> date | None:
        """The earliest due date among the open tasks that a person has in hand."""
        due: date | None = self.run(EARLIEST_DUE, person=person).scalar_one()
        return due

    def needing_somebody(self, person: str, most: int) -> list[Task]:
        """The declined tasks that a person delegated, or may delegate again, earliest due first."""
        return [task_from(row) for row in self.run(NEEDING_SOMEBODY, person=person, most=most)]

    def of_difficulty(self, difficulty: str) -> list[Task]:
        """The steps of a difficulty: the tasks that were made to resolve it, but for those that were dropped."""
        return [task_from(row) for row in self.run(OF_DIFFICULTY, difficulty=difficulty)]

    def asking(self, person: str, most: int) -> list[Task]:
        """The tasks that a person delegated and whose assignee waits for an answer, earliest due first."""
        return [task_from(row) for row in self.run(ASKING, person=person, most=most)]

    def of_ids(self, ids: Iterable[str]) -> list[Task]:
        """The tasks with these ids, by project and number; an id of nowhere or of another workspace gives none."""
        wanted = list(ids)
        return [task_from(row) for row in self.run(OF_IDS, ids=wanted)] if wanted else []

    def waiting_for(self, person: str, project: str, most: int) -> list[Task]:
        """The open tasks of a project that need this person: theirs, helped by them, or asking them something."""
        found = self.run(WAITING_IN, person=person, quoted=f'"{person}"', project=project, most=most)
        return [task_from(row) for row in found]

    def projects_waiting_for(self, person: str) -> list[str]:
        """The projects that have such tasks."""
        return list(self.run(PROJECTS_WAITING, person=person, quoted=f'"{person}"').scalars())

    def all_in(self, project: str) -> list[Task]:
        """Every task of a project, in the order of their numbers."""
        return [task_from(row) for row in self.run(ALL_IN_PROJECT, project=project)]

    def add(self, task: Task, project: Project) -> None:
        """Save a new task and count it; `project` is held for change."""
        self.insert(tasks, id=task.id, **_columns(task))
        self._count(replace(project, last_task_number=task.number), None, task)

    def change(self, before: Task, after: Task, project: Project) -> None:
        """Save a changed task and move the counters by the difference."""
        self.run(CHANGE, task=after.id, **as_new(_columns(after)))
        self._count(project, before, after)

    def _count(self, project: Project, before: Task | None, after: Task) -> None:
        counters = project.progress.replaced(before, after)
        if before is None or (before.estimate_minutes, before.counts) != (after.estimate_minutes, after.counts):
            estimates = list(self.run(ESTIMATES, project=project.id).scalars())
            counters = replace(counters, median_minutes=median_estimate(estimates))
        Projects(self.connection, self.workspace).change(replace(project, progress=counters))

    def _one(self, statement: Any, refusal: str, **names: Any) -> Task:
        row = self.run(statement, **names).one_or_none()
        if row is None:
            raise Refused(refusal)
        return task_from(row)


def task_from(row: Any) -> Task:
    """A row of the tasks as the domain knows it."""
    return Task(
        row.id,
        row.project_id,
        row.key,
        row.number,
        row.title,
        row.why,
        row.done_means,
        UserId(row.assignee),
        tuple(UserId(one) for one in row.helpers),
        row.due,
        row.estimate_minutes,
        Priority(row.priority),
        UserId(row.delegated_by),
        row.delegated_at,
        TaskState(row.state),
        row.percent,
        row.answered_at,
        row.question,
        row.decline_reason,
        UserId(row.done_by) if row.done_by else None,
        row.done_at,
        row.difficulty_id,
        row.source,
        row.answer,
        row.drop_reason,
        row.percent_before,
        row.times_reoffered,
        row.skill_id,
        row.skill_level,
        row.stage_id,
    )


def _columns(one: Task) -> dict[str, Any]:
    return {
        "project_id": one.project_id,
        "key": one.key,
        "number": one.number,
        "title": one.title,
        "why": one.why,
        "done_means": one.done_means,
        "assignee": one.assignee,
        "helpers": list(one.helpers),
        "due": one.due,
        "estimate_minutes": one.estimate_minutes,
        "priority": one.priority.value,
        "delegated_by": one.delegated_by,
        "delegated_at": one.delegated_at,
        "state": one.state.value,
        "percent": one.percent,
        "answered_at": one.answered_at,
        "question": one.question,
        "decline_reason": one.decline_reason,
        "done_by": one.done_by,
        "done_at": one.done_at,
        "difficulty_id": one.difficulty_id,
        "source": one.source,
        "answer": one.answer,
        "drop_reason": one.drop_reason,
        "percent_before": one.percent_before,
        "times_reoffered": one.times_reoffered,
        "skill_id": one.skill_id,
        "skill_level": one.skill_level,
        "stage_id": one.stage_id,
    }
