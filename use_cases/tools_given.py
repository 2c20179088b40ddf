"""What somebody who sees to tools and methods of a project is shown: each that was given at the same moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain import permissions
from domain.actions import Action
from domain.identity import UserId
from domain.projects import Lifecycle
from domain.roles import Role
from domain.tools import Tool, ToolState
from storage.transactions import Transaction, read_only
from use_cases.reading import Read


@dataclass(frozen=True)
class GivenTool:
    """One tool or method and how it stands."""

    id: str
    tool: str
    state: ToolState


@dataclass(frozen=True)
class ToolsGivenFacts:
    """What a person was asked to see to in a project; nothing when somebody else has it by now."""

    person: UserId
    project_key: str
    project_name: str
    manager: UserId | None
    tools: tuple[GivenTool, ...]
    left: int
    is_over: bool
    is_planning: bool


@read_only
def read_tools_given(order: Read, tx: Transaction, now: datetime) -> ToolsGivenFacts:
    """What of a project one person was given at one moment and still has."""
    permissions.require(order.actor, Action.DELIVER)
    project_id, person, moment = order.about.split("/")
    project = tx.projects.get(project_id)
    theirs = [one for one in tx.tools.of_project(project_id) if _is(one, person, moment)]
    return ToolsGivenFacts(
        UserId(person),
        project.key,
        project.name,
        project.acting(Role.PROJECT_MANAGER),
        tuple(GivenTool(one.id, one.what, one.state) for one in theirs),
        sum(one.state is ToolState.OPEN for one in theirs),
        project.is_over,
        project.lifecycle is Lifecycle.PLANNING,
    )


def _is(tool: Tool, person: str, moment: str) -> bool:
    return tool.owner == person and tool.given_at is not None and tool.given_at.isoformat() == moment
