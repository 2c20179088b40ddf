"""What is asked about tasks, each statement built once."""

from __future__ import annotations

import sqlalchemy as sa

from domain.projects import REMINDING, RUNNING
from domain.roles import DELEGATING_ROLES
from domain.tasks import OPEN_STATES, TaskState
from storage.statements import MINE
from storage.tables.deputies import stand_ins
from storage.tables.projects import project_roles, projects
from storage.tables.tasks import ASKING_TASK, DECLINED_TASK, OPEN_TASK, task_blocks, tasks

OURS = sa.select(tasks).where(tasks.c.workspace_id == MINE)
IS_OPEN, IS_DECLINED = sa.text(OPEN_TASK), sa.text(DECLINED_TASK)
BY_ID = OURS.where(tasks.c.id == sa.bindparam("task"))
BY_ID_LOCKED = BY_ID.with_for_update()
BY_KEY = OURS.where(tasks.c.key == sa.bindparam("key"))
# Counted in the index alone: asking for the workspace here too, which whoever shows it asks for, would read every row.
PAST_DUE = sa.select(sa.func.count()).where(
    tasks.c.project_id == sa.bindparam("project"), tasks.c.due < sa.bindparam("today")
)
OVERDUE = PAST_DUE.where(IS_OPEN).scalar_subquery()
blocker = tasks.alias("blocker")
BLOCKERS = (
    sa.select(sa.func.aggregate_strings(blocker.c.key, " "))
    .join(task_blocks, task_blocks.c.blocked_by == blocker.c.id)
    .where(task_blocks.c.task_id == tasks.c.id, blocker.c.state.in_(OPEN_STATES))
    .scalar_subquery()
)
OPEN_IN_PROJECT = (
    sa.select(tasks, OVERDUE.label("overdue"), BLOCKERS.label("waits_for"))
    .where(tasks.c.workspace_id == MINE, tasks.c.project_id == sa.bindparam("project"), IS_OPEN)
    .order_by(tasks.c.due, tasks.c.number)
    .limit(sa.bindparam("most"))
)
# What is open in a project that is over waits for nobody.
IS_RUNNING = sa.exists(
    sa.select(1)
    .select_from(projects)
    .where(projects.c.id == tasks.c.project_id, projects.c.lifecycle.in_([one.value for one in RUNNING]))
)
OPEN_OF_PERSON = (
    OURS.where(
        IS_RUNNING, tasks.c.assignee == sa.bindparam("person"), IS_OPEN, tasks.c.state != TaskState.DECLINED.value
    )
    .order_by(tasks.c.due, tasks.c.number)
    .limit(sa.bindparam("most"))
)
# A task that is lent while somebody is away is in the hands of whoever acts for them, and in nobody else's.
IS_LENT = sa.and_(stand_ins.c.workspace_id == MINE, stand_ins.c.task_id.is_not(None), stand_ins.c.acting.is_not(None))
LENT_BY = sa.select(stand_ins.c.task_id).where(IS_LENT, stand_ins.c.person_id == sa.bindparam("person"))
LENT_TO = (
    sa.select(stand_ins.c.task_id)
    .join(tasks, sa.and_(tasks.c.id == stand_ins.c.task_id, tasks.c.assignee == stand_ins.c.person_id))
    .where(
        IS_LENT,
        stand_ins.c.deputy_id == sa.bindparam("person"),
        stand_ins.c.acting == sa.bindparam("person"),
    )
)
OWN_OPEN = sa.select(tasks.c.id).where(
    tasks.c.workspace_id == MINE,
    tasks.c.assignee == sa.bindparam("person"),
    IS_OPEN,
    tasks.c.id.not_in(LENT_BY),
)
IN_HAND = sa.and_(
    tasks.c.workspace_id == MINE,
    tasks.c.id.in_(sa.union_all(OWN_OPEN, LENT_TO)),
    IS_RUNNING,
    IS_OPEN,
    tasks.c.state != TaskState.DECLINED.value,
)
IN_HAND_OF_PERSON = sa.select(tasks).where(IN_HAND).order_by(tasks.c.due, tasks.c.number).limit(sa.bindparam("most"))
IN_HAND_OF_PERSON_IN = IN_HAND_OF_PERSON.where(tasks.c.project_id == sa.bindparam("project"))
IS_ASKED = sa.exists(
    sa.select(1)
    .select_from(projects)
    .where(projects.c.id == tasks.c.project_id, projects.c.lifecycle.in_([one.value for one in REMINDING]))
)
DUE_OF_PERSON = IN_HAND_OF_PERSON.where(tasks.c.due <= sa.bindparam("day"), IS_ASKED)
LEFT_OF_PEOPLE = (
    sa.select(
        tasks.c.assignee,
        tasks.c.project_id,
        sa.func.sum(tasks.c.estimate_minutes * (100 - tasks.c.percent)).label("hundredths"),
    )
    .where(
        tasks.c.workspace_id == MINE,
        tasks.c.assignee.in_(sa.bindparam("people", expanding=True)),
        IS_OPEN,
        tasks.c.state != TaskState.DECLINED.value,
        tasks.c.estimate_minutes.is_not(None),
        tasks.c.due <= sa.bindparam("day"),
        tasks.c.id != sa.bindparam("besides"),
        IS_ASKED,
    )
    .group_by(tasks.c.assignee, tasks.c.project_id)
)
EARLIEST_DUE = sa.select(sa.func.min(tasks.c.due)).where(IN_HAND)
OPEN_OF_PERSON_IN = OPEN_OF_PERSON.where(tasks.c.project_id == sa.bindparam("project"))
OVERDUE_IN = (
    sa.select(tasks.c.project_id, sa.func.count().label("overdue"))
    .where(
        tasks.c.workspace_id == MINE,
        tasks.c.project_id.in_(sa.bindparam("projects", expanding=True)),
        tasks.c.due < sa.bindparam("today"),
        IS_OPEN,
    )
    .group_by(tasks.c.project_id)
)
WITH_OPEN_TASKS_IN = (
    sa.select(tasks.c.assignee)
    .where(tasks.c.workspace_id == MINE, tasks.c.project_id == sa.bindparam("project"), IS_OPEN)
    .distinct()
    .order_by(tasks.c.assignee)
)
NEEDING_SOMEBODY = (
    OURS.where(
        IS_RUNNING,
        IS_DECLINED,
        sa.or_(
            tasks.c.delegated_by == sa.bindparam("person"),
            tasks.c.project_id.in_(
                sa.select(project_roles.c.project_id).where(
                    project_roles.c.workspace_id == MINE,
                    project_roles.c.person_id == sa.bindparam("person"),
                    project_roles.c.role.in_([role.value for role in DELEGATING_ROLES]),
                    project_roles.c.confirmed,
                )
            ),
        ),
    )
    .order_by(tasks.c.due, tasks.c.number)
    .limit(sa.bindparam("most"))
)
# Who answers for a task, who helps, and who owes an answer about it.
WAITS_FOR = sa.and_(
    IS_OPEN,
    sa.or_(
        tasks.c.assignee == sa.bindparam("person"),
        sa.cast(tasks.c.helpers, sa.Text).contains(sa.bindparam("quoted")),
        sa.and_(tasks.c.delegated_by == sa.bindparam("person"), tasks.c.question != "", tasks.c.answer == ""),
    ),
)
WAITING_IN = (
    OURS.where(tasks.c.project_id == sa.bindparam("project"), WAITS_FOR)
    .order_by(tasks.c.due, tasks.c.number)
    .limit(sa.bindparam("most"))
)
PROJECTS_WAITING = sa.select(tasks.c.project_id).where(tasks.c.workspace_id == MINE, WAITS_FOR).distinct()
ESTIMATES = sa.select(tasks.c.estimate_minutes).where(
    tasks.c.workspace_id == MINE,
    tasks.c.project_id == sa.bindparam("project"),
    tasks.c.state != TaskState.DROPPED.value,
    tasks.c.estimate_minutes.is_not(None),
)
OF_DIFFICULTY = OURS.where(
    tasks.c.difficulty_id == sa.bindparam("difficulty"), tasks.c.state != TaskState.DROPPED.value
).order_by(tasks.c.number)
OF_IDS = OURS.where(tasks.c.id.in_(sa.bindparam("ids", expanding=True))).order_by(tasks.c.project_id, tasks.c.number)
ASKING = (
    OURS.where(IS_RUNNING, sa.text(ASKING_TASK), tasks.c.delegated_by == sa.bindparam("person"))
    .order_by(tasks.c.due, tasks.c.number)
    .limit(sa.bindparam("most"))
)
ALL_IN_PROJECT = OURS.where(tasks.c.project_id == sa.bindparam("project")).order_by(tasks.c.number)
CHANGE = (
    sa.update(tasks)
    .where(tasks.c.workspace_id == MINE, tasks.c.id == sa.bindparam("task"))
    .values(
        {
            name: sa.bindparam(f"new_{name}")
            for name in map(str, tasks.columns.keys())
            if name not in ("id", "workspace_id")
        }
    )
)
