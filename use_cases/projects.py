"""Creating a project, and drawing its card."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.calendars import local_date, zone_names, zone_of
from domain.channels import Channel
from domain.differences import project_changes
from domain.follow_ups import ALWAYS_BEHIND
from domain.history import Act
from domain.identity import ChannelId, UserId, new_id
from domain.living import Home
from domain.project_names import channel_name_for, following_key, following_name, key_proposed_from, naming_problems
from domain.projects import ChannelKind, Project, ProjectChannel
from domain.refusals import Problem, Refused, refuse_if_any
from domain.schedules import Schedule
from domain.scope import Scope
from domain.scope_limits import scope_problems, services_from
from domain.staffing import Staffing, restaffed
from domain.workspaces import Workspace
from storage.transactions import Transaction, read_only
from use_cases.briefings import brief_people
from use_cases.channel_choice import existing_channel, existing_channel_problems
from use_cases.channels import set_up_channel
from use_cases.creators import require_creator
from use_cases.finding import find_project
from use_cases.heads import ask_for_confirmation
from use_cases.moved_places import follow_places
from use_cases.past_projects import chosen_kind, effort_factor, kind_begun, kinds_to_choose, offer_of, staff_after
from use_cases.project_facts import ProjectFacts, project_facts
from use_cases.project_templates import OfferedTemplate
from use_cases.reading import Read
from use_cases.roles import staff_problems
from use_cases.template_filling import Filling, fill_in

STEP_BEFORE = "Press Back: that stands in the first step, as you left it."


@dataclass(frozen=True)
class PrepareProject:
    """Open the first step; `name` comes from the command, or stands in the form."""

    actor: Actor
    name: str = ""
    after: str | None = None
    """The key of a finished project that this one is to be like; empty for the one that lives in `channel`."""
    channel: str | None = None


@dataclass(frozen=True)
class ProjectForm:
    """The first contents of the first step."""

    name: str
    key: str
    templates: tuple[OfferedTemplate, ...]
    customer: str = ""
    like: str = ""
    calibrated: str = ""
    """By how many percent the hours are changed, as finished projects of the kind came out."""
    project_key: str = ""
    """Of the finished project; `behind` is what of it does not go along."""
    behind: tuple[str, ...] = ()


@dataclass(frozen=True)
class Naming:
    """What the first step asks: what it is called, for whom, of what kind, where it lives and until when."""

    name: str
    key: str
    customer: str
    channel_kind: ChannelKind
    completion_date: date | None = None
    existing_channel: ChannelId | None = None
    template: str = ""
    """The kind of project that fills in what is empty."""


@dataclass(frozen=True)
class NameProject:
    """Everything that was typed into the first step; `met` is the existing channel as Slack shows it now."""

    actor: Actor
    naming: Naming
    met: Channel | None = None


@dataclass(frozen=True)
class StaffForm:
    """What the second step begins with: what the first one said, and who is proposed for which role."""

    naming: Naming
    staffing: Staffing


@dataclass(frozen=True)
class CreateProject:
    """Everything that was typed into the steps; what is not decided of the scope stays open until it is."""

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
    users_count: int | None = None
    services: str = ""
    existing_channel: ChannelId | None = None
    team_members: tuple[UserId, ...] = ()
    observers: tuple[UserId, ...] = ()
    zone: str | None = None
    met: Channel | None = None
    """The existing channel as Slack shows it now, when Slack says."""
    template: str = ""
    """The kind of project that fills in what is empty."""

    @property
    def naming(self) -> Naming:
        return Naming(
            self.name,
            self.key,
            self.customer,
            self.channel_kind,
            self.completion_date,
            self.existing_channel,
            self.template,
        )


@read_only
def prepare_project(order: PrepareProject, tx: Transaction, now: datetime) -> ProjectForm:
    """The first step's contents, with a free key proposed from the name."""
    require_creator(order.actor, tx.workspaces.get())
    if order.after is not None:
        return following(order, tx)
    key = key_proposed_from(order.name, tx.projects.keys()) if order.name else ""
    return ProjectForm(order.name[:80], key, kinds_to_choose(order.actor, tx))


def following(order: PrepareProject, tx: Transaction) -> ProjectForm:
    """The first step for the project after a finished one: its customer, and everything that it was planned with."""
    actor, workspace = order.actor, tx.workspaces.get()
    before, offered = find_project(actor, order.after or None, order.channel, tx), kinds_to_choose(actor, tx)
    permissions.require(actor, Action.SAVE_TEMPLATE, before, workspace)
    if not before.is_over:
        words = f"{before.key} is {before.state}. What comes next is planned from a project that is over."
        raise Refused(f"{words} Yours are here:", to_type="list")
    if before.channel.kind is ChannelKind.PRIVATE:
        raise Refused(
            f"{before.key} is private, so nothing of it goes into another project. Create one:", None, "create"
        )
    offered = tuple(dict.fromkeys((*offered, offer_of(before))))
    name, key = order.name or following_name(before.name), following_key(before.key, tx.projects.keys())
    factor = effort_factor(kind_begun(before, tx).id, before, tx)
    words = f"{factor.percent:+d} % in {factor.count}" if factor else ""
    follow_up = chosen_kind(before.id, actor, before.customer, tx).follow_up
    lost = follow_up.paid_in(workspace.currency).behind if follow_up else ()
    behind = (*ALWAYS_BEHIND, *lost)
    return ProjectForm(name[:80], key, offered, before.customer, before.id, words, before.key, behind)


@read_only
def name_project(order: NameProject, tx: Transaction, now: datetime) -> StaffForm:
    """Judge the first step before anybody is chosen; nothing is made, because a project always has its leading roles.

    The date is judged by the clock of whoever creates it, until its project manager is known.
    """
    workspace = tx.workspaces.get()
    require_creator(order.actor, workspace)
    if order.naming.template:
        chosen_kind(order.naming.template, order.actor, order.naming.customer, tx)
    person = tx.people.get(order.actor.user_id)
    today = local_date(now, zone_of(person.zone if person else workspace.zone))
    refuse_if_any(_naming_problems(order, today, tx))
    return StaffForm(order.naming, staff_after(order.naming.template, order.actor, tx))


def create_project(order: CreateProject, tx: Transaction, now: datetime) -> str:
    """Create a project with its roles, then its channel, then what its kind fills in; returns its key."""
    workspace = tx.workspaces.get()
    require_creator(order.actor, workspace)
    chosen = chosen_kind(order.template, order.actor, order.customer, tx) if order.template else None
    manager = tx.people.get(order.project_manager)
    zone = order.zone or (manager.zone if manager else workspace.zone)
    refuse_if_any(_problems(order, zone, tx, now))
    project = _project(order, workspace, zone, tx, now)
    tx.projects.add(project)
    tx.schedules.keep(Schedule(project.id, zone))
    tx.history.add(order.actor.user_id, now, Act.CREATED, project.id, project.key, project_changes(None, project))
    set_up_channel(project, tx, now)
    _tell_the_staff(project, order.actor.user_id, tx, now)
    follow_places(project, project.people, tx, now)
    if chosen is not None:
        fill_in(Filling(tx.projects.for_change(project.id), chosen, order.actor.user_id), tx, now)
    return project.key


def _staffing(order: CreateProject) -> Staffing:
    return Staffing(
        order.project_manager,
        order.it_manager,
        order.department_head,
        order.responsible,
        order.team_members,
        order.observers,
    )


def _problems(order: CreateProject, zone: str, tx: Transaction, now: datetime) -> list[Problem]:
    if zone not in zone_names():
        return [Problem("Use the name of a time zone, such as Europe/Berlin.", "zone")]
    today = local_date(now, zone_of(zone))
    named = _naming_problems(NameProject(order.actor, order.naming, order.met), today, tx)
    problems = [replace(one, message=f"{one.message} {STEP_BEFORE}") for one in named]
    problems += scope_problems(replace(_scope(order), completion_date=None), today, may_be_open=True)
    return problems + staff_problems(_staffing(order), tx)


def _naming_problems(order: NameProject, today: date, tx: Transaction) -> list[Problem]:
    naming = order.naming
    problems = naming_problems(naming.name, naming.key, naming.customer)
    problems += scope_problems(Scope(completion_date=naming.completion_date), today, may_be_open=True)
    if naming.key in tx.projects.keys():
        problems.append(Problem(f"The key {naming.key} is taken. Choose another one.", "key"))
    return problems + _channel_problems(order, tx)


def _channel_problems(order: NameProject, tx: Transaction) -> list[Problem]:
    naming = order.naming
    if naming.channel_kind is ChannelKind.EXISTING:
        return existing_channel_problems(order.actor, naming.existing_channel, order.met, tx)
    name = channel_name_for(naming.key, naming.name)
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
