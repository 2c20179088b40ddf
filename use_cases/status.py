"""Reading a project's status, and sharing it with its channel."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.identity import UserId, new_id
from domain.living import SharedStatus
from domain.notices import ToProject
from domain.projects import Lifecycle, Project
from domain.refusals import Refused
from domain.stage_courses import Course, StageDays
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.approved import reader_of
from use_cases.finding import visible
from use_cases.gate import how_decided
from use_cases.member_contacts import find_or_own, own_plan_instead, plans_instead
from use_cases.own_plans import OwnPlan, OwnPlans
from use_cases.project_facts import ProjectFacts, project_facts
from use_cases.reading import Read
from use_cases.stage_courses import courses_of
from use_cases.stage_starts import right_to_start

PROJECTS_SHOWN = 12


@dataclass(frozen=True)
class ShowStatus:
    """The status of the project with this key, or of the one in this channel."""

    actor: Actor
    key: str | None = None
    channel: str | None = None


@dataclass(frozen=True)
class ShowMine:
    """What a bare command shows: the card in a project's channel, elsewhere my projects."""

    actor: Actor
    channel: str | None = None


@dataclass(frozen=True)
class ShareStatus:
    """Post the status where everybody on the project reads it."""

    actor: Actor
    project_id: str


@dataclass(frozen=True)
class ProjectLine:
    """One project in a list."""

    id: str
    key: str
    name: str
    customer: str
    state: str
    percent: int | None
    open_tasks: int
    open_difficulties: int
    course: Course | None


@dataclass(frozen=True)
class MyProjects:
    """The projects a person has a role in, newest first."""

    projects: tuple[ProjectLine, ...]


@dataclass(frozen=True)
class SharedStatusFacts:
    """A status as it was at one moment, and who shared it."""

    status: ProjectFacts
    shared_by: UserId
    as_of: datetime


@read_only
def show_status(order: ShowStatus, tx: Transaction, now: datetime) -> Named[ProjectFacts | OwnPlan | OwnPlans]:
    """One screen about one project, for the person who asked; what its contact who has no role in it was shown."""
    project = find_or_own(order.actor, order.key, order.channel, tx, now)
    if not isinstance(project, Project):
        return tx.people.named(project)
    permissions.require(order.actor, Action.SEE_PROJECT, project)
    return tx.people.named(_shown_to(order.actor, project, tx, now))


@read_only
def show_mine(order: ShowMine, tx: Transaction, now: datetime) -> Named[ProjectFacts | MyProjects | OwnPlan | OwnPlans]:
    """The card of the project that lives here, or the person's projects; for a contact without a role their plans."""
    permissions.require(order.actor, Action.SEE_OWN_WORK)
    here = tx.projects.in_channel(order.channel) if order.channel else None
    own = own_plan_instead(order.actor, here, tx, now) if here is not None else None
    if own is not None:
        return tx.people.named(own)
    if here is not None and not here.is_hidden_from(order.actor):
        return tx.people.named(_shown_to(order.actor, here, tx, now))
    mine = project_lines(tx.projects.of_person(order.actor.user_id, PROJECTS_SHOWN), tx, now)
    return tx.people.named(MyProjects(mine) if mine else plans_instead(order.actor, tx, now) or MyProjects(mine))


def project_lines(projects: list[Project], tx: Transaction, now: datetime) -> tuple[ProjectLine, ...]:
    """These projects as lines, each with the stage that it is at."""
    courses = courses_of(projects, tx, now)
    return tuple(
        ProjectLine(
            one.id,
            one.key,
            one.name,
            one.customer,
            one.state.value,
            None if one.is_over else one.progress.percent,
            one.progress.open,
            one.open_difficulties,
            courses.get(one.id),
        )
        for one in projects
    )


def _shown_to(actor: Actor, project: Project, tx: Transaction, now: datetime) -> ProjectFacts:
    """What this person may know of the project, with the buttons that they may press."""
    sees_costs = permissions.allowed(actor, Action.SEE_COSTS, project)
    facts = project_facts(project, tx, now, reader_of(actor, project), sees_costs=sees_costs)
    may_share = permissions.allowed(actor, Action.SHARE_STATUS, project) and project.channel.id is not None
    return replace(
        facts,
        decided=how_decided(project, actor, tx),
        may_share=may_share,
        may_move=permissions.allowed(actor, Action.MOVE_PROJECT, project),
        may_assign=not project.is_over and permissions.allowed(actor, Action.ASSIGN_ROLES, project),
        may_schedule=permissions.allowed(actor, Action.CHANGE_SCHEDULE, project),
        may_report=permissions.allowed(actor, Action.REPORT_DIFFICULTY, project) and not project.is_over,
        may_delegate=permissions.allowed(actor, Action.DELEGATE, project),
        may_see_plan=permissions.allowed(actor, Action.SEE_PLAN, project),
        may_say_health=permissions.allowed(actor, Action.REPORT_HEALTH, project) and not project.is_over,
        may_see_costs=sees_costs,
        may_repair=project.channel.problem is not None and permissions.allowed(actor, Action.REPAIR_CHANNEL, project),
        to_start=_to_start(facts.course, project, actor),
    )


def _to_start(course: Course | None, project: Project, actor: Actor) -> StageDays | None:
    due = (one.stage for one in course.due) if course else ()
    if project.lifecycle is not Lifecycle.ACTIVE:
        return None
    mine = (one for one in due if permissions.allowed(actor, Action.START_STAGE, *right_to_start(one, project)))
    return next(mine, None)


def share_status(order: ShareStatus, tx: Transaction, now: datetime) -> str:
    """Post the status in the project's channel, as it is when it is posted; returns the key."""
    project = visible(tx.projects.get(order.project_id), order.actor)
    permissions.require(order.actor, Action.SHARE_STATUS, project)
    if project.channel.id is None:
        raise Refused(f"{project.key} has no channel yet. It can be shared once the channel is there.")
    tx.outbox.add(SharedStatus(ToProject(project.id), f"{project.id}/{order.actor.user_id}/{new_id()}"), now)
    return project.key


@read_only
def read_shared_status(order: Read, tx: Transaction, now: datetime) -> SharedStatusFacts:
    """The status that somebody shared."""
    permissions.require(order.actor, Action.DELIVER)
    project_id, person, _ = order.about.split("/")
    return SharedStatusFacts(project_facts(tx.projects.get(project_id), tx, now), UserId(person), now)
