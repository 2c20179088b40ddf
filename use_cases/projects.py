"""Creating a project, and drawing its card."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from domain import permissions
from domain.actors import Actor
from domain.calendars import local_date, zone_names, zone_of
from domain.channels import Channel
from domain.history import Act, project_changes
from domain.identity import ChannelId, UserId, new_id
from domain.living import Home
from domain.permissions import Action
from domain.project_names import channel_name_for, key_proposed_from, naming_problems
from domain.projects import ChannelKind, Project, ProjectChannel, Scope, scope_problems, services_from
from domain.refusals import Problem, refuse_if_any
from domain.schedules import Schedule
from domain.staffing import Staffing, restaffed
from domain.workspaces import Workspace
from storage.transactions import Transaction, read_only
from use_cases.briefings import brief_people
from use_cases.channel_choice import existing_channel, existing_channel_problems
from use_cases.channels import set_up_channel
from use_cases.creators import require_creator
from use_cases.heads import ask_for_confirmation
from use_cases.project_facts import ProjectFacts, project_facts
from use_cases.project_templates import OfferedTemplate, chosen_template, templates_to_choose
from use_cases.reading import Read
from use_cases.roles import staff_problems
from use_cases.template_filling import Filling, fill_in


@dataclass(frozen=True)
class PrepareProject:
    """What stands in the form; `name` comes from the command, `template` is the kind of project that was chosen."""

    actor: Actor
    name: str = ""
    template: str = ""


@dataclass(frozen=True)
class ProjectForm:
    """The first contents of the form; `zone` is an IANA name, `services` those of the kind of project, one a line."""

    name: str
    key: str
    project_manager: UserId
    zone: str
    services: str
    templates: tuple[OfferedTemplate, ...]


@dataclass(frozen=True)
class CreateProject:
    """Everything that was typed into the form."""

    actor: Actor
    name: str
    key: str
    customer: str
    channel_kind: ChannelKind
    completion_date: date | None
    project_manager: UserId
    it_manager: UserId
    department_head: UserId
    responsible: UserId
    users_count: int | None
    services: str
    existing_channel: ChannelId | None = None
    team_members: tuple[UserId, ...] = ()
    zone: str | None = None
    met: Channel | None = None
    """The existing channel as Slack shows it now, when Slack says."""
    template: str = ""
    """The kind of project that fills in what is empty."""
    may_be_open: bool = False
    """Whether users, services and date may be left open, because nobody who asked for it had to say them."""


@read_only
def prepare_project(order: PrepareProject, tx: Transaction, now: datetime) -> ProjectForm:
    """The form's first contents, with a free key proposed from the name."""
    require_creator(order.actor, tx.workspaces.get())
    person = tx.people.get(order.actor.user_id)
    key = key_proposed_from(order.name, tx.projects.keys()) if order.name else ""
    services = "\n".join(chosen_template(order.template, tx).services) if order.template else ""
    zone = person.zone if person else "UTC"
    return ProjectForm(order.name[:80], key, order.actor.user_id, zone, services, templates_to_choose(tx))


def create_project(order: CreateProject, tx: Transaction, now: datetime) -> str:
    """Create a project with its roles, then its channel, then what its kind fills in; returns its key."""
    workspace = tx.workspaces.get()
    require_creator(order.actor, workspace)
    template = chosen_template(order.template, tx) if order.template else None
    manager = tx.people.get(order.project_manager)
    zone = order.zone or (manager.zone if manager else workspace.zone)
    refuse_if_any(_problems(order, zone, tx, now))
    project = _project(order, workspace, zone, tx, now)
    tx.projects.add(project)
    tx.schedules.keep(Schedule(project.id, zone))
    tx.history.add(order.actor.user_id, now, Act.CREATED, project.id, project.key, project_changes(None, project))
    set_up_channel(project, tx, now)
    _tell_the_staff(project, order.actor.user_id, tx, now)
    if template is not None:
        fill_in(Filling(tx.projects.for_change(project.id), template, order.actor.user_id), tx, now)
    return project.key


def _staffing(order: CreateProject) -> Staffing:
    return Staffing(
        order.project_manager, order.it_manager, order.department_head, order.responsible, order.team_members
    )


def _problems(order: CreateProject, zone: str, tx: Transaction, now: datetime) -> list[Problem]:
    if zone not in zone_names():
        return [Problem("Use the name of a time zone, such as Europe/Berlin.", "zone")]
    problems = naming_problems(order.name, order.key, order.customer)
    problems += scope_problems(_scope(order), local_date(now, zone_of(zone)), order.may_be_open)
    problems += staff_problems(_staffing(order), tx)
    if order.key in tx.projects.keys():
        problems.append(Problem(f"The key {order.key} is taken. Choose another one.", "key"))
    return problems + _channel_problems(order, tx)


def _channel_problems(order: CreateProject, tx: Transaction) -> list[Problem]:
    if order.channel_kind is ChannelKind.EXISTING:
        return existing_channel_problems(order.actor, order.existing_channel, order.met, tx)
    name = channel_name_for(order.key, order.name)
    if name in tx.channels.names_like(name):
        words = f"There already is a channel #{name}. Choose it as existing channel, or change the name or key."
        return [Problem(words, "channel_kind")]
    return []


def _scope(order: CreateProject) -> Scope:
    return Scope(order.users_count, services_from(order.services), order.completion_date)


def _home(order: CreateProject, tx: Transaction) -> ProjectChannel:
    if order.existing_channel is None or order.channel_kind is not ChannelKind.EXISTING:
        return ProjectChannel(order.channel_kind, channel_name_for(order.key, order.name))
    return existing_channel(order.existing_channel, tx)


def _project(order: CreateProject, workspace: Workspace, zone: str, tx: Transaction, now: datetime) -> Project:
    confirmed = order.department_head in workspace.heads or order.actor.is_admin
    project = Project(
        new_id(),
        workspace.id,
        order.key,
        order.name.strip(),
        order.customer.strip(),
        _scope(order),
        _home(order, tx),
        zone,
        now,
        currency=workspace.currency,
    )
    staffed = restaffed(project, _staffing(order), order.actor.user_id, now, confirmed)
    return replace(staffed, reached=staffed.state)


def _tell_the_staff(project: Project, by: UserId, tx: Transaction, now: datetime) -> None:
    brief_people(project, by, tx, now)
    for person in project.people:
        tx.outbox.add(Home.of(person), now)
    if not project.head_confirmed:
        ask_for_confirmation(project, tx, now)


@read_only
def read_project_card(order: Read, tx: Transaction, now: datetime) -> ProjectFacts:
    """What the pinned card shows."""
    permissions.require(order.actor, Action.DELIVER)
    return project_facts(tx.projects.get(order.about), tx, now)
