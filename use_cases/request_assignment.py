"""Making a draft project of a request: who is responsible, who manages it, and what it is called."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.calendars import local_date, zone_of
from domain.history import Act, Change
from domain.identity import UserId
from domain.notices import ToPerson
from domain.project_names import NAME_LENGTH, key_proposed_from
from domain.projects import ChannelKind, Project
from domain.requests import ProjectRequest, RequestState
from domain.roles import Role
from domain.scope_notices import RequestAnswered
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.past_projects import kinds_to_choose
from use_cases.project_templates import OfferedTemplate
from use_cases.projects import CreateProject, NameProject, Naming, create_project, name_project
from use_cases.requests import redraw_request, refuse_if_answered


@dataclass(frozen=True)
class PrepareRequestAssignment:
    """Open the form that makes a project of this request."""

    actor: Actor
    request_id: str


@dataclass(frozen=True)
class RequestAssignmentForm:
    """The request, and what is proposed for its project."""

    request: ProjectRequest
    name: str
    key: str
    customer: str
    templates: tuple[OfferedTemplate, ...]


@dataclass(frozen=True)
class NameDraft:
    """What was typed of the project of this request before anybody is chosen."""

    actor: Actor
    request_id: str
    naming: Naming


@dataclass(frozen=True)
class DraftStaffForm:
    """The request, and what its project is called; its people are chosen next."""

    request: ProjectRequest
    naming: Naming


@dataclass(frozen=True)
class AssignRequest:
    """Everything that was chosen for the project of this request."""

    actor: Actor
    request_id: str
    name: str
    key: str
    customer: str
    responsible: UserId
    project_manager: UserId
    department_head: UserId
    channel_kind: ChannelKind
    template: str = ""


@read_only
def prepare_request_assignment(
    order: PrepareRequestAssignment, tx: Transaction, now: datetime
) -> Named[RequestAssignmentForm]:
    """The form with a name and a free key proposed from what is wanted, while nobody has answered."""
    permissions.require(order.actor, Action.ANSWER_REQUEST, tx.workspaces.get())
    request = tx.requests.get(order.request_id)
    refuse_if_answered(request, order.actor, tx, RequestState.ASSIGNED)
    name = request.what.splitlines()[0][:NAME_LENGTH].strip()
    key = key_proposed_from(name, tx.projects.keys())
    return tx.people.named(
        RequestAssignmentForm(request, name, key, request.customer, kinds_to_choose(order.actor, tx))
    )


@read_only
def name_draft(order: NameDraft, tx: Transaction, now: datetime) -> Named[DraftStaffForm]:
    """Judge what the project of a request is called and where it lives, while nobody has answered."""
    permissions.require(order.actor, Action.ANSWER_REQUEST, tx.workspaces.get())
    request = tx.requests.get(order.request_id)
    refuse_if_answered(request, order.actor, tx, RequestState.ASSIGNED)
    named = name_project(NameProject(order.actor, order.naming), tx, now)
    return tx.people.named(DraftStaffForm(request, named.naming))


def assign_request(order: AssignRequest, tx: Transaction, now: datetime) -> str:
    """Make a draft project of a request, and tell its requester who is responsible; returns the project's key."""
    workspace = tx.workspaces.get()
    permissions.require(order.actor, Action.ANSWER_REQUEST, workspace)
    request, by = tx.requests.for_change(order.request_id), order.actor.user_id
    refuse_if_answered(request, order.actor, tx, RequestState.ASSIGNED)
    key = create_project(_creation(order, request, tx, now), tx, now)
    project = tx.projects.by_key(key)
    assigned = request.assigned(by, order.responsible, project.id, now)
    tx.requests.change(assigned)
    made = Change("project", after=f"{project.key} {project.name}")
    tx.history.add(by, now, Act.ASSIGNED_REQUEST, project.id, request.words, (made, *_asked_by(request)))
    _tell(assigned, project, tx, now)
    redraw_request(assigned, tx, now)
    return key


def _creation(order: AssignRequest, request: ProjectRequest, tx: Transaction, now: datetime) -> CreateProject:
    """The order for the draft; a date that has passed meanwhile is left open, as is all that was not asked for."""
    manager = tx.people.get(order.project_manager)
    today = local_date(now, zone_of(manager.zone if manager else tx.workspaces.get().zone))
    listed = tx.workspaces.get().it_managers
    return CreateProject(
        order.actor,
        order.name,
        order.key,
        order.customer,
        order.channel_kind,
        request.wanted_by if request.wanted_by and request.wanted_by > today else None,
        order.project_manager,
        order.actor.user_id if order.actor.user_id in listed or not listed else listed[0],
        order.department_head,
        order.responsible,
        request.users_count,
        "\n".join(request.services),
        template=order.template,
    )


def _asked_by(request: ProjectRequest) -> tuple[Change, ...]:
    return (Change("asked by", people_after=(request.asked_by,)),)


def _tell(request: ProjectRequest, project: Project, tx: Transaction, now: datetime) -> None:
    hidden = project.is_hidden_from(Actor(tx.workspace, request.asked_by))
    told = RequestAnswered(
        ToPerson(request.asked_by),
        request.number,
        request.what,
        request.state,
        request.answered_by or request.asked_by,
        request.responsible,
        project.acting(Role.PROJECT_MANAGER),
        project_key="" if hidden else project.key,
        project_name="" if hidden else project.name,
    )
    tx.outbox.add(told, now)
