"""Which task waits for which other tasks of its project."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from domain.tasks import Task
from storage.statements import MINE, Gateway
from storage.tables.tasks import OPEN_TASK, task_blocks, tasks
from storage.tasks import task_from

OURS = task_blocks.c.workspace_id == MINE
IS_OPEN = sa.text(OPEN_TASK)
THESE: sa.BindParameter[Any] = sa.bindparam("ids", expanding=True)
OPEN_BLOCKERS = (
    sa.select(task_blocks.c.task_id.label("of"), tasks)
    .join(tasks, tasks.c.id == task_blocks.c.blocked_by)
    .where(OURS, task_blocks.c.task_id.in_(THESE), IS_OPEN)
    .order_by(tasks.c.due, tasks.c.number)
)
WAITING = (
    sa.select(task_blocks.c.blocked_by.label("of"), tasks)
    .join(tasks, tasks.c.id == task_blocks.c.task_id)
    .where(OURS, task_blocks.c.blocked_by.in_(THESE), IS_OPEN)
    .order_by(tasks.c.due, tasks.c.number)
)
IN_PROJECT = (
    sa.select(task_blocks.c.task_id, task_blocks.c.blocked_by)
    .join(tasks, tasks.c.id == task_blocks.c.task_id)
    .where(OURS, tasks.c.project_id == sa.bindparam("project"))
)
RELEASE = sa.delete(task_blocks).where(
    OURS, task_blocks.c.task_id == sa.bindparam("task"), task_blocks.c.blocked_by.in_(THESE)
)


class Blocks(Gateway):
    """Reads and keeps what the tasks of one workspace wait for."""

    def open_blockers(self, waiting: Iterable[str]) -> dict[str, tuple[Task, ...]]:
        """What each of these tasks still waits for, earliest due first; a task that waits for nothing is left out."""
        return self._grouped(OPEN_BLOCKERS, waiting)

    def waiting_for(self, blockers: Iterable[str]) -> dict[str, tuple[Task, ...]]:
        """The open tasks that wait for each of these; a task that holds up nothing is left out."""
        return self._grouped(WAITING, blockers)

    def in_project(self, project: str) -> dict[str, tuple[str, ...]]:
        """What each task of a project waits for, by ids, whether that is done or not."""
        found: dict[str, tuple[str, ...]] = {}
        for row in self.run(IN_PROJECT, project=project):
            found[row.task_id] = (*found.get(row.task_id, ()), row.blocked_by)
        return found

    def change(self, task: str, before: Iterable[str], after: Iterable[str]) -> None:
        """Let a task wait for these tasks instead of those before; what it waits for besides stays."""
        old, new = set(before), set(after)
        if old - new:
            self.run(RELEASE, task=task, ids=sorted(old - new))
        for blocker in sorted(new - old):
            self.insert(task_blocks, task_id=task, blocked_by=blocker)

    def _grouped(self, statement: Any, of: Iterable[str]) -> dict[str, tuple[Task, ...]]:
        wanted, found = list(of), dict[str, tuple[Task, ...]]()
        for row in self.run(statement, ids=wanted) if wanted else ():
            found[row.of] = (*found.get(row.of, ()), task_from(row))
        return found
