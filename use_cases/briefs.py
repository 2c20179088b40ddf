"""What is wrong with what was typed about a task, whoever types it: everything at once, beside its fields."""

from __future__ import annotations

from datetime import date

from domain.briefs import Brief, brief_problems
from domain.projects import Project
from domain.refusals import Problem
from domain.tasks import Task
from storage.transactions import Transaction
from use_cases.blocking import blocking_problems
from use_cases.finding import account_problems
from use_cases.task_stages import stage_problems


def problems_of(brief: Brief, task: Task | None, project: Project, today: date, tx: Transaction) -> list[Problem]:
    """What is wrong with the brief of a new task, None, or of one that is changed; `today` is the project's local date.

    People who had to do with the task already are not judged again, nor is a due date that has passed and stays.
    """
    problems = task.edit_problems(brief, today) if task else brief_problems(brief, today)
    had = {"assignee": {task.assignee}, "helpers": set(task.helpers)} if task else {}
    for field, people in (("assignee", {brief.assignee}), ("helpers", set(brief.helpers))):
        problems += account_problems(field, people - had.get(field, set()), tx)
    problems += blocking_problems(task, brief.blocked_by, project, tx)
    return problems + stage_problems(task, brief.stage_id, project, tx)
