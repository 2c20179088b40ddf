"""The stage that logged work counts for, and those that it could count for where it counts for none."""

from __future__ import annotations

from dataclasses import dataclass

from domain.projects import Project
from domain.stages import Stage, StageState
from storage.transactions import Transaction
from use_cases.stages import Choice

STAGES_OFFERED = 3


@dataclass(frozen=True)
class Counted:
    """What the stage is called that work counts for; where `is_loose`, those that it could count for."""

    stage: str = ""
    is_loose: bool = False
    offered: tuple[Choice, ...] = ()


def counted_for(stage_id: str | None, project: Project, tx: Transaction) -> Counted:
    """The stage that work counts for; where it is none of them the stages that run now, or else the next to come."""
    stages = tx.stages.in_project(project.id)
    own = next((one for one in stages if one.id == stage_id), None)
    if own is not None or not stages:
        return Counted(stage_words(own) if own else "")
    open_ones = [one for one in stages if one.state is not StageState.ENDED]
    open_ones.sort(key=lambda one: one.state is not StageState.RUNNING)
    return Counted("", True, tuple(Choice(one.id, stage_words(one)) for one in open_ones[:STAGES_OFFERED]))


def stage_words(stage: Stage) -> str:
    """A stage as it is called where work is logged: its number and its name."""
    return f"{stage.number} {stage.name}"
