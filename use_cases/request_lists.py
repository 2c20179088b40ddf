"""Requests for projects as people look at them: one with all that was asked, or theirs in a list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.identity import UserId
from domain.projects import Project
from domain.refusals import Refused
from domain.requests import ProjectRequest
from domain.states import State
from domain.workspaces import Workspace
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.requests import answerers

REQUESTS_SHOWN = 8


@dataclass(frozen=True)
class ShowRequest:
    """What was asked for, and what became of it? By its number, as people type it, or by its id."""

    actor: Actor
    number: int = 0
    request_id: str = ""


@dataclass(frozen=True)
class MadeProject:
    """As much as anybody may know of the project that was made of a request."""

    key: str
    name: str
    state: State
    completion_date: date | None


@dataclass(frozen=True)
class RequestSight:
    """A request in full: who has it, where its project stands, and what whoever looks may do."""

    request: ProjectRequest
    answerers: tuple[UserId, ...]
    project: MadeProject | None
    may_correct: bool
    may_answer: bool


@dataclass(frozen=True)
class ShowRequests:
    """Which requests are there? `beginning` is how many were shown before."""

    actor: Actor
    beginning: int = 0


@dataclass(frozen=True)
class RequestList:
    """A page of requests, the newest first: everybody's for those who answer them, for others their own."""

    lines: tuple[ProjectRequest, ...]
    answerers: tuple[UserId, ...]
    beginning: int
    following: int | None
    is_everybodys: bool


@read_only
def show_request(order: ShowRequest, tx: Transaction, now: datetime) -> Named[RequestSight]:
    """One request in full; of a private project that somebody is not in they read nothing."""
    workspace = tx.workspaces.get()
    request = tx.requests.get(order.request_id) if order.request_id else _numbered(order, workspace, tx)
    permissions.require(order.actor, Action.SEE_REQUEST, request, workspace)
    made = tx.projects.get(request.project_id) if request.project_id else None
    is_open = request.answered_by is None
    sight = RequestSight(
        request,
        answerers(tx),
        _seen(made) if made and not made.is_hidden_from(order.actor) else None,
        is_open and permissions.allowed(order.actor, Action.CORRECT_REQUEST, request),
        is_open and permissions.allowed(order.actor, Action.ANSWER_REQUEST, workspace),
    )
    return tx.people.named(sight)


def _numbered(order: ShowRequest, workspace: Workspace, tx: Transaction) -> ProjectRequest:
    """The request of a number; whoever must not see it learns neither that it is there nor who asked for it."""
    permissions.require(order.actor, Action.REQUEST_PROJECT)
    request = tx.requests.by_number(order.number)
    if request is None or not permissions.allowed(order.actor, Action.SEE_REQUEST, request, workspace):
        raise Refused(f"There is no request {order.number} that you may see. See yours:", to_type="requests")
    return request


def _seen(project: Project) -> MadeProject:
    return MadeProject(project.key, project.name, project.state, project.scope.completion_date)


@read_only
def show_requests(order: ShowRequests, tx: Transaction, now: datetime) -> Named[RequestList]:
    """A page of everybody's requests for those who may answer them, and of their own for everybody else."""
    permissions.require(order.actor, Action.REQUEST_PROJECT)
    answers = permissions.allowed(order.actor, Action.ANSWER_REQUEST, tx.workspaces.get())
    whose = None if answers else order.actor.user_id
    found = tx.requests.newest(order.beginning, REQUESTS_SHOWN + 1, whose)
    following = order.beginning + REQUESTS_SHOWN if len(found) > REQUESTS_SHOWN else None
    page = RequestList(tuple(found[:REQUESTS_SHOWN]), answerers(tx), order.beginning, following, answers)
    return tx.people.named(page)
