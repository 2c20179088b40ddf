"""Asking for a project: kept, shown to those who may answer, then declined; its requester hears of each step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.calendars import local_date, zone_of
from domain.history import Act, Change
from domain.identity import UserId, new_id
from domain.living import Home
from domain.notices import ToPerson
from domain.projects import Project
from domain.refusals import refuse_if_any
from domain.requests import ProjectRequest, RequestState, request_problems
from domain.scope_living import RequestCard
from domain.scope_notices import RequestAnswered, RequestMoved
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.finding import gone_among
from use_cases.reading import Read
from use_cases.services import chosen_services


@dataclass(frozen=True)
class PrepareRequest:
    """Open the form; `words` were typed after the command."""

    actor: Actor
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class RequestForm:
    """What stands in the form before anything is typed, and who will be asked."""

    what: str
    answerers: tuple[UserId, ...]


@dataclass(frozen=True)
class RequestProject:
    """Everything that was typed: what is wanted and why, for whom, for how many, which services, by when."""

    actor: Actor
    what: str
    why: str = ""
    customer: str = ""
    users_count: int | None = None
    services: tuple[str, ...] = ()
    other_services: str = ""
    wanted_by: date | None = None


@dataclass(frozen=True)
class PrepareDecline:
    """Open the form that asks why a request is declined."""

    actor: Actor
    request_id: str


@dataclass(frozen=True)
class DeclineForm:
    """The request that would be declined."""

    request: ProjectRequest


@dataclass(frozen=True)
class DeclineRequest:
    """No project is made of it, and why."""

    actor: Actor
    request_id: str
    reason: str


@dataclass(frozen=True)
class RequestFacts:
    """A request as those see it who may answer; the project made of it by its key."""

    request: ProjectRequest
    project_key: str


@read_only
def prepare_request(order: PrepareRequest, tx: Transaction, now: datetime) -> Named[RequestForm]:
    """The form's first contents."""
    permissions.require(order.actor, Action.REQUEST_PROJECT)
    return tx.people.named(RequestForm(" ".join(order.words), answerers(tx)))


def request_project(order: RequestProject, tx: Transaction, now: datetime) -> int:
    """Keep what somebody wants, and show it to everybody who may make a project of it; returns its number."""
    permissions.require(order.actor, Action.REQUEST_PROJECT)
    by = order.actor.user_id
    request = ProjectRequest(
        new_id(),
        tx.workspace,
        tx.requests.next_number(),
        by,
        now,
        order.what.strip(),
        order.why.strip(),
        order.customer.strip(),
        order.users_count,
        chosen_services(order.services, order.other_services),
        order.wanted_by,
    )
    refuse_if_any(request_problems(request, requesters_date(by, tx, now)))
    tx.requests.add(request)
    tx.history.add(by, now, Act.REQUESTED, None, request.words, (Change("what", after=request.what),))
    redraw_request(request, tx, now)
    return request.number


def requesters_date(requester: UserId, tx: Transaction, now: datetime) -> date:
    """The day it is for whoever asks."""
    person = tx.people.get(requester)
    return local_date(now, zone_of(person.zone if person else "UTC"))


def answerers(tx: Transaction) -> tuple[UserId, ...]:
    """Who is shown requests: the listed IT managers who can work here, or else the administrators."""
    listed = tx.workspaces.get().it_managers
    gone = gone_among(listed, tx)
    here = tuple(one for one in listed if one not in gone)
    return here or tuple(admin.id for admin in tx.people.administrators())


def redraw_request(request: ProjectRequest, tx: Transaction, now: datetime) -> None:
    """Let everybody who may answer see the request as it stands, who answered it too, and whoever asked on Home."""
    also = (request.answered_by,) if request.answered_by and not request.is_withdrawn else ()
    shown = dict.fromkeys((*answerers(tx), *also))
    for person in shown:
        tx.outbox.add(RequestCard(ToPerson(person), request.id), now)
    for person in dict.fromkeys((*shown, request.asked_by)):
        tx.outbox.add(Home.of(person), now)


@read_only
def prepare_request_decline(order: PrepareDecline, tx: Transaction, now: datetime) -> Named[DeclineForm]:
    """The form that asks why, while nobody has answered."""
    permissions.require(order.actor, Action.ANSWER_REQUEST, tx.workspaces.get())
    request = tx.requests.get(order.request_id)
    refuse_if_answered(request, order.actor, tx, RequestState.DECLINED)
    request.refuse_if_own(order.actor.user_id)
    return tx.people.named(DeclineForm(request))


def decline_request(order: DeclineRequest, tx: Transaction, now: datetime) -> str:
    """Say no with a reason, which the requester is told; returns what the request is called."""
    permissions.require(order.actor, Action.ANSWER_REQUEST, tx.workspaces.get())
    request, by = tx.requests.for_change(order.request_id), order.actor.user_id
    refuse_if_answered(request, order.actor, tx, RequestState.DECLINED)
    request.refuse_if_own(by)
    declined = request.declined(by, order.reason, now)
    tx.requests.change(declined)
    tx.history.add(by, now, Act.DECLINED_REQUEST, None, request.words, (Change("reason", after=declined.reason),))
    told = RequestAnswered(
        ToPerson(request.asked_by), request.number, request.what, declined.state, by, reason=declined.reason
    )
    tx.outbox.add(told, now)
    redraw_request(declined, tx, now)
    return request.words


def refuse_if_answered(
    request: ProjectRequest, actor: Actor, tx: Transaction, wanted: RequestState | None = None
) -> None:
    """Let a second decision go nowhere, and say by whom and what was decided first; `wanted` is what it would be."""
    if request.answered_by is None:
        return
    known = tx.people.get(request.answered_by)
    who = "You have" if request.answered_by == actor.user_id else f"{known.name if known else 'Somebody'} has"
    request.refuse_if_answered(who, _key_for(request, actor, tx), wanted)


def _key_for(request: ProjectRequest, actor: Actor, tx: Transaction) -> str:
    """The key of the project made of a request; nothing of one that this person must not know of."""
    made = tx.projects.get(request.project_id) if request.project_id else None
    return "" if made is None or made.is_hidden_from(actor) else made.key


@read_only
def read_request_card(order: Read, tx: Transaction, now: datetime) -> RequestFacts:
    """What those who may answer are shown now."""
    permissions.require(order.actor, Action.DELIVER)
    request = tx.requests.get(order.about)
    reader = order.to.person if isinstance(order.to, ToPerson) else UserId("")
    return RequestFacts(request, _key_for(request, Actor(tx.workspace, reader), tx))


def tell_requester(project: Project, tx: Transaction, now: datetime, state: str = "") -> None:
    """Let whoever asked for a project hear how far it is; who works on it reads that in its channel.

    `state` is the word for what happened, where it is none of the project's states.
    """
    request = tx.requests.of_project(project.id)
    if request is None or request.asked_by in project.people:
        return
    hidden = project.is_hidden_from(Actor(tx.workspace, request.asked_by))
    key, name = ("", "") if hidden else (project.key, project.name)
    said = (state or project.state.value, project.end_reason)
    tx.outbox.add(RequestMoved(ToPerson(request.asked_by), request.number, request.what, *said, key, name), now)
