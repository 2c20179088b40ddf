"""The stage that a task belongs to: what is done of the stage's tasks is what is earned of it."""

from __future__ import annotations

from domain.history import Change
from domain.projects import Project
from domain.refusals import Problem
from domain.stages import Stage, StageState
from domain.tasks import Task
from storage.transactions import Transaction
from use_cases.blocking import Choice

FIELD, CALLED = "stage_id", "stage"


def stages_to_choose(project: Project, chosen: str | None, tx: Transaction) -> tuple[Choice, ...]:
    """The stages of a project that have not ended, and the one that was chosen; none where it has no stages."""
    every = tx.stages.in_project(project.id)
    return tuple(Choice(one.id, _words(one)) for one in every if one.state is not StageState.ENDED or one.id == chosen)


def stage_problems(task: Task | None, chosen: str | None, project: Project, tx: Transaction) -> list[Problem]:
    """What is wrong with the stage of a task, beside its field: it is of another project, or has ended meanwhile."""
    had = task.stage_id if task else None
    if chosen is None or chosen == had or chosen in {one.id for one in stages_to_choose(project, None, tx)}:
        return []
    return [Problem(f"Choose a stage of {project.key} that has not ended.", FIELD)]


def stage_change(before: str | None, after: str | None, project: Project, tx: Transaction) -> tuple[Change, ...]:
    """What is different about the stage of a task, by the names of the stages."""
    if before == after:
        return ()
    called = {one.id: _words(one) for one in tx.stages.in_project(project.id)}
    return (Change(CALLED, called.get(before or "", ""), called.get(after or "", "")),)


def _words(stage: Stage) -> str:
    return f"{stage.number} {stage.name}"
