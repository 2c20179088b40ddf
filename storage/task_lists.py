"""Pages of a project's tasks, each read from where the last one ended, at the same cost however many there are."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import sqlalchemy as sa

from domain.actors import Standing
from domain.task_lists import Place, TaskFilter, Which
from domain.tasks import Task, TaskState
from storage.statements import ESCAPE, MINE, Gateway, pattern_of
from storage.tables.directory import people
from storage.tables.tasks import ENDED_TASK, OPEN_TASK, tasks
from storage.tasks import task_from

CANNOT_WORK = sa.select(people.c.id).where(people.c.workspace_id == MINE, people.c.standing != Standing.MEMBER.value)
IS_OPEN, IS_ENDED = sa.text(OPEN_TASK), sa.text(ENDED_TASK)


class TaskLists(Gateway):
    """Reads the tasks of one workspace's projects page by page."""

    def page(self, project: str, wanted: TaskFilter, today: date, most: int, after: Place | None = None) -> list[Task]:
        """A project's tasks, the open ones earliest due first, those that ended newest first; after a place, if any."""
        names: dict[str, Any] = {"project": project, "most": most}
        if wanted.which is Which.OVERDUE:
            names["today"] = today
        if wanted.person:
            names["person"] = wanted.person
        if wanted.text:
            names |= {"key": wanted.text} if wanted.which is Which.NAMED else {"pattern": pattern_of(wanted.text)}
        if after:
            names |= {"place": after.at, "number": after.number}
        query = _page(wanted.which, bool(wanted.person), wanted.is_unheld, bool(wanted.text), after is not None)
        return [task_from(row) for row in self.run(query, **names)]


@cache
def _page(which: Which, of_person: bool, is_unheld: bool, with_text: bool, goes_on: bool) -> sa.Select[Any]:
    query = sa.select(tasks).where(tasks.c.workspace_id == MINE, tasks.c.project_id == sa.bindparam("project"))
    query = _of_state(query, which)
    if of_person:
        query = query.where(tasks.c.assignee == sa.bindparam("person"))
    if is_unheld:
        query = query.where(sa.or_(tasks.c.state == TaskState.DECLINED.value, tasks.c.assignee.in_(CANNOT_WORK)))
    if with_text and which is Which.NAMED:
        query = query.where(tasks.c.key == sa.bindparam("key"))
    elif with_text:
        query = query.where((tasks.c.key + " " + tasks.c.title).ilike(sa.bindparam("pattern"), escape=ESCAPE))
    return _in_order(query, which not in (Which.DONE, Which.DROPPED), goes_on).limit(sa.bindparam("most"))


def _of_state(query: sa.Select[Any], which: Which) -> sa.Select[Any]:
    if which is Which.NAMED:
        return query
    if which is Which.OPEN:
        return query.where(IS_OPEN)
    if which is Which.OVERDUE:
        return query.where(IS_OPEN, tasks.c.due < sa.bindparam("today"))
    return query.where(IS_ENDED, tasks.c.state == which.value)


def _in_order(query: sa.Select[Any], earliest_first: bool, goes_on: bool) -> sa.Select[Any]:
    column, number = (tasks.c.due if earliest_first else tasks.c.done_at), tasks.c.number
    if goes_on:
        place: sa.BindParameter[Any] = sa.bindparam("place", type_=column.type)
        last: sa.BindParameter[int] = sa.bindparam("number")
        beyond = column > place if earliest_first else column < place
        further = number > last if earliest_first else number < last
        query = query.where(sa.or_(beyond, sa.and_(column == place, further)))
    return query.order_by(column, number) if earliest_first else query.order_by(column.desc(), number.desc())
