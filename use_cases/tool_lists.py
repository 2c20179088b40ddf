"""Showing what a project needs in place before it starts, and listing it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.gate import Fact
from domain.history import Act, Change
from domain.identity import UserId, new_id
from domain.living import Home, ToolsGiven
from domain.projects import Project, refuse_if_over
from domain.refusals import Problem, refuse_if_any
from domain.roles import Role
from domain.tools import USUAL_TOOLS, Tool, ToolState, given_together, tool_problems, tools_from
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.finding import account_problems, find_project
from use_cases.gate import OpenFact, settle_gate, step_after

KEPT_AS_IT_IS = ", and its tools and methods stay as they were"


@dataclass(frozen=True)
class ShowTools:
    """What does the project of this key, or of this channel, need in place?"""

    actor: Actor
    key: str | None = None
    channel: str | None = None


@dataclass(frozen=True)
class ToolLine:
    """One tool or method of a list."""

    id: str
    tool: str
    owner: UserId | None
    state: ToolState
    why: str
    may_settle: bool


@dataclass(frozen=True)
class ToolList:
    """What a project needs in place, for one reader."""

    project_key: str
    project_name: str
    tools: tuple[ToolLine, ...]
    settled: int
    may_list: bool
    following: OpenFact | None
    """What is decided next before the start, where it is something else."""


@dataclass(frozen=True)
class PrepareListing:
    """Open the form that adds to the list of the project of this key, or of this channel."""

    actor: Actor
    key: str | None = None
    channel: str | None = None


@dataclass(frozen=True)
class ListingForm:
    """What is usual, while nothing is listed yet, and who would see to it."""

    project_key: str
    project_name: str
    usual: tuple[str, ...]
    owner: UserId | None


@dataclass(frozen=True)
class ListTools:
    """Put these on a project's list: the usual ones that were chosen, and more, one a line, for one owner."""

    actor: Actor
    key: str
    usual: tuple[str, ...] = ()
    more: str = ""
    owner: UserId | None = None


@read_only
def show_tools(order: ShowTools, tx: Transaction, now: datetime) -> Named[ToolList]:
    """What a project needs in place, how each stands, and what this person may settle of it."""
    project = find_project(order.actor, order.key, order.channel, tx)
    permissions.require(order.actor, Action.SEE_PROJECT, project)
    return tx.people.named(tool_list(project, order.actor, tx))


def tool_list(project: Project, actor: Actor, tx: Transaction) -> ToolList:
    """The list of a project as one person sees it; in a project that is over nobody changes it."""
    tools = tx.tools.of_project(project.id)
    lines = tuple(_line(one, project, actor) for one in tools)
    may_list = not project.is_over and permissions.allowed(actor, Action.LIST_TOOLS, project)
    following = step_after(Fact.TOOLS, project, actor, tx)
    return ToolList(project.key, project.name, lines, sum(one.is_settled for one in tools), may_list, following)


def _line(tool: Tool, project: Project, actor: Actor) -> ToolLine:
    may_settle = not project.is_over and permissions.allowed(actor, Action.SETTLE_TOOL, project, tool)
    return ToolLine(tool.id, tool.what, tool.owner, tool.state, tool.why, may_settle)


@read_only
def prepare_listing(order: PrepareListing, tx: Transaction, now: datetime) -> Named[ListingForm]:
    """The form that adds to a list; the first time it offers what is usual, seen to by the responsible staff member."""
    project = find_project(order.actor, order.key, order.channel, tx)
    permissions.require(order.actor, Action.LIST_TOOLS, project)
    refuse_if_over(project, KEPT_AS_IT_IS)
    usual = () if tx.tools.of_project(project.id) else USUAL_TOOLS
    return tx.people.named(listing_form(project, usual))


def listing_form(project: Project, usual: tuple[str, ...]) -> ListingForm:
    """The form that adds to a list, with what is usual to choose from."""
    return ListingForm(project.key, project.name, usual, project.holder(Role.RESPONSIBLE))


def list_tools(order: ListTools, tx: Transaction, now: datetime) -> str:
    """Put tools and methods on a project's list, and ask whoever is to see to them; returns the project's key."""
    project = tx.projects.for_change(find_project(order.actor, order.key, None, tx).id)
    permissions.require(order.actor, Action.LIST_TOOLS, project)
    refuse_if_over(project, KEPT_AS_IT_IS)
    names = _named(order)
    problems = tool_problems(names, tx.tools.of_project(project.id), "more")
    refuse_if_any(problems + owner_problems(order.owner, tx))
    lay_out_tools(project, names, order.owner, order.actor.user_id, tx, now)
    return project.key


def _named(order: ListTools) -> tuple[str, ...]:
    """What was chosen, then what was typed besides."""
    chosen = {one.casefold() for one in order.usual}
    return (*order.usual, *(one for one in tools_from(order.more) if one.casefold() not in chosen))


def owner_problems(owner: UserId | None, tx: Transaction) -> list[Problem]:
    """What keeps this account from seeing to anything, beside the field."""
    return account_problems("owner", [owner], tx) if owner else []


def lay_out_tools(
    project: Project, names: Iterable[str], owner: UserId | None, by: UserId, tx: Transaction, now: datetime
) -> None:
    """Add these to a project's list, all seen to by one person, who is asked unless it is whoever lists them."""
    listed = tx.tools.of_project(project.id)
    last = max((one.number for one in listed), default=0)
    given_at = given_together(owner, listed, now) if owner else None
    added = [
        Tool(new_id(), project.id, number, what, owner, given_at) for number, what in enumerate(names, start=last + 1)
    ]
    tx.tools.add(added)
    changes = tuple(Change("added", after=one.what) for one in added)
    tx.history.add(by, now, Act.LISTED_TOOLS, project.id, changes=changes)
    if added and owner != by:
        tell_owner(added[0], tx, now)
    elif added and owner:
        tx.outbox.add(Home.of(owner), now)
    settle_gate(project.id, tx, now)


def tell_owner(tool: Tool, tx: Transaction, now: datetime, edit_only: bool = False) -> None:
    """Show a tool to whoever sees to it, or draw again where it stands already."""
    if (given := ToolsGiven.of(tool, edit_only)) is not None:
        tx.outbox.add(given, now)
    if tool.owner is not None:
        tx.outbox.add(Home.of(tool.owner), now)
