"""Seeing to the tools and methods that a project needs in place, one by one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.differences import tool_changes
from domain.editing import merged_or_refused, seen_of
from domain.history import Act
from domain.identity import UserId
from domain.projects import Project, refuse_if_over
from domain.refusals import refuse_if_any
from domain.tools import USUAL_TOOLS, Tool, ToolState, given_together, no_such_tool, tool_problems, tools_from
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.finding import find_project, visible
from use_cases.gate import settle_gate
from use_cases.tool_lists import (
    KEPT_AS_IT_IS,
    ListingForm,
    ToolList,
    listing_form,
    owner_problems,
    tell_owner,
    tool_list,
)


@dataclass(frozen=True)
class PrepareTool:
    """Open the form of this tool."""

    actor: Actor
    tool_id: str


@dataclass(frozen=True)
class PrepareNextTool:
    """Open the form of the first tool of a project that is not settled, among those after a place in its list."""

    actor: Actor
    key: str
    after: int = 0


@dataclass(frozen=True)
class ToolForm:
    """A tool as it stands, and how many after it are not settled."""

    tool_id: str
    project_key: str
    project_name: str
    number: int
    what: str
    owner: UserId | None
    state: ToolState
    why: str
    open_after: int
    seen: str


@dataclass(frozen=True)
class SettleTool:
    """How a tool stands by now, and who sees to it; or that it is to go. `seen` is what the form showed."""

    actor: Actor
    tool_id: str
    what: str
    owner: UserId | None
    state: ToolState
    why: str = ""
    is_removed: bool = False
    seen: str = ""


@dataclass(frozen=True)
class ReadyTool:
    """A tool is in place."""

    actor: Actor
    tool_id: str


@read_only
def prepare_tool(order: PrepareTool, tx: Transaction, now: datetime) -> Named[ToolForm]:
    """The form of one tool, for whoever may settle it."""
    tool = tx.tools.get(order.tool_id)
    project = _project_of(tool, order.actor, tx)
    permissions.require(order.actor, Action.SETTLE_TOOL, project, tool)
    refuse_if_over(project, KEPT_AS_IT_IS)
    return tx.people.named(_form(tool, project, tx.tools.of_project(project.id)))


@read_only
def prepare_next_tool(
    order: PrepareNextTool, tx: Transaction, now: datetime
) -> Named[ToolForm | ListingForm | ToolList]:
    """The form of the first tool that is not settled; that of a new list, or the list when nothing in it is open."""
    project = find_project(order.actor, order.key, None, tx)
    permissions.require(order.actor, Action.LIST_TOOLS, project)
    refuse_if_over(project, KEPT_AS_IT_IS)
    tools = tx.tools.of_project(project.id)
    if not tools:
        return tx.people.named(listing_form(project, USUAL_TOOLS))
    following = next((one for one in tools if one.number > order.after and not one.is_settled), None)
    if following is None:
        return tx.people.named(tool_list(project, order.actor, tx))
    return tx.people.named(_form(following, project, tools))


def _form(tool: Tool, project: Project, tools: list[Tool]) -> ToolForm:
    after = sum(one.number > tool.number and not one.is_settled for one in tools)
    stands = (tool.number, tool.what, tool.owner, tool.state, tool.why)
    return ToolForm(tool.id, project.key, project.name, *stands, after, seen_of(tool))


def _project_of(tool: Tool, actor: Actor, tx: Transaction) -> Project:
    """The project of a tool; for who must not know of the project there is no such tool either."""
    project = tx.projects.get(tool.project_id)
    if project.is_hidden_from(actor):
        raise no_such_tool()
    return project


def settle_tool(order: SettleTool, tx: Transaction, now: datetime) -> str:
    """Save how a tool stands and who sees to it, or take it off the list; returns the project's key."""
    before, project = _held(order.tool_id, order.actor, tx)
    if order.is_removed:
        tx.tools.remove(before.id)
        _told(before, None, project, order.actor.user_id, tx, now)
        return project.key
    others = [one for one in tx.tools.of_project(project.id) if one.id != before.id]
    typed = _typed(order, before, tx)
    refuse_if_any(tool_problems(tools_from(typed.what), others, "what") + owner_problems(typed.owner, tx))
    given = replace(before, what=typed.what).given_to(typed.owner, given_together(typed.owner, others, now))
    after = given.stands(typed.state, typed.why, order.actor.user_id, now)
    if after != before:
        tx.tools.change(after)
        _told(before, after, project, order.actor.user_id, tx, now)
    return project.key


def _typed(order: SettleTool, before: Tool, tx: Transaction) -> Tool:
    """What was typed, and where it was not touched what somebody else made of the tool meanwhile."""
    what = " ".join(order.what.split())
    typed = replace(before, what=what, owner=order.owner, state=order.state, why=order.why)
    owner = tx.people.get(before.owner) if before.owner else None
    words = {"what": before.what, "owner": owner.name if owner else "", "state": before.state.value, "why": before.why}
    return merged_or_refused(typed, before, order.seen, words, {"state": "stands"})


def ready_tool(order: ReadyTool, tx: Transaction, now: datetime) -> str:
    """A tool is in place; said twice it is the same; returns the project's key."""
    before, project = _held(order.tool_id, order.actor, tx)
    after = before.stands(ToolState.READY, "", order.actor.user_id, now)
    if after != before:
        tx.tools.change(after)
        _told(before, after, project, order.actor.user_id, tx, now)
    return project.key


def _held(tool_id: str, actor: Actor, tx: Transaction) -> tuple[Tool, Project]:
    """A tool as it is once its project is held for change."""
    project = visible(tx.projects.for_change(_project_of(tx.tools.get(tool_id), actor, tx).id), actor)
    tool = tx.tools.get(tool_id)
    permissions.require(actor, Action.SETTLE_TOOL, project, tool)
    refuse_if_over(project, KEPT_AS_IT_IS)
    return tool, project


def _told(before: Tool, after: Tool | None, project: Project, by: UserId, tx: Transaction, now: datetime) -> None:
    """Write down what became of a tool, ask who has it now, and redraw it where it stands."""
    tx.history.add(by, now, Act.SETTLED_TOOL, project.id, changes=tool_changes(before, after))
    tell_owner(before, tx, now, edit_only=True)
    if after is not None:
        tell_owner(after, tx, now, edit_only=after.owner in (before.owner, by) or after.state is not ToolState.OPEN)
    settle_gate(project.id, tx, now)
