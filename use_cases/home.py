"""App Home: what waits for a person, their projects, and the settings for administrators."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from domain import permissions
from domain.actors import Actor
from domain.calendars import local_date, zone_of
from domain.effects import Posted
from domain.identity import ChannelId, UserId
from domain.living import Home, RoleBriefing
from domain.permissions import Action
from domain.projects import Project
from domain.roles import DELEGATING_ROLES, Role
from domain.tasks import TaskState
from storage.transactions import Transaction, read_only
from use_cases.creators import may_create
from use_cases.difficulty_lists import DifficultyLine, difficulty_lines
from use_cases.finding import caretakers_of, gone_among
from use_cases.heads import HeadConfirmationFacts, head_confirmation_facts
from use_cases.project_facts import TaskLine
from use_cases.reading import Read
from use_cases.sections import Section, current_day, sections_of
from use_cases.status import PROJECTS_SHOWN, ProjectLine, project_lines

TASKS_SHOWN = 100
LINES_SHOWN = 8
DIFFICULTIES_SHOWN = 4


@dataclass(frozen=True)
class OpenHome:
    """A person opened their App Home."""

    actor: Actor


@dataclass(frozen=True)
class BrokenChannel:
    """A project whose channel needs a repair, and who repairs it."""

    project_id: str
    project_key: str
    project_name: str
    caretakers: tuple[UserId, ...]


@dataclass(frozen=True)
class AbandonedRoles:
    """A project in which people who cannot work any more still hold roles."""

    project_key: str
    project_name: str
    people: tuple[UserId, ...]


@dataclass(frozen=True)
class RoleToAccept:
    """A role that somebody was given and has not accepted yet; `id` is its briefing's."""

    id: str
    role: Role
    project_key: str
    project_name: str


@dataclass(frozen=True)
class HomeFacts:
    """Everything on a person's App Home, most urgent first."""

    person: UserId
    prompt_id: str | None
    to_answer: tuple[Section, ...]
    difficulties: tuple[DifficultyLine, ...]
    to_accept: tuple[TaskLine, ...]
    overdue: tuple[TaskLine, ...]
    working_on: tuple[TaskLine, ...]
    to_confirm: tuple[HeadConfirmationFacts, ...]
    needing_somebody: tuple[TaskLine, ...]
    broken_channels: tuple[BrokenChannel, ...]
    abandoned: tuple[AbandonedRoles, ...]
    to_take_on: tuple[RoleToAccept, ...]
    projects: tuple[ProjectLine, ...]
    may_create: bool
    is_admin: bool
    settings_saved: bool

    @property
    def nothing_waits(self) -> bool:
        return not (
            self.to_answer or self.to_accept or self.overdue or self.to_confirm or self.to_take_on or self.for_leaders
        )

    @property
    def for_leaders(self) -> bool:
        return bool(self.difficulties or self.needing_somebody or self.broken_channels or self.abandoned)


def open_home(order: OpenHome, tx: Transaction, now: datetime) -> None:
    """Publish a person's Home, and keep it true from now on."""
    permissions.require(order.actor, Action.SEE_OWN_WORK)
    home = Home.of(order.actor.user_id)
    tx.outbox.keep_posted(home.mark, Posted(ChannelId(order.actor.user_id), "0"))
    tx.outbox.add(home, now)


@read_only
def read_home(order: Read, tx: Transaction, now: datetime) -> HomeFacts | None:
    """What a person's Home shows now."""
    permissions.require(order.actor, Action.DELIVER)
    person = tx.people.get(order.about)
    if person is None:
        return None
    workspace = tx.workspaces.get()
    actor = Actor(order.actor.workspace, person.id, person.standing, person.is_admin)
    prompt = tx.prompts.of_day(person.id, current_day(person.id, tx, now))
    asked = sections_of(person.id, prompt, tx, now)
    today = local_date(now, zone_of(person.zone))
    tasks = [TaskLine.of(task, today) for task in tx.tasks.open_of(person.id, TASKS_SHOWN)]
    projects = tx.projects.of_person(person.id, PROJECTS_SHOWN)
    confirming = (
        tx.projects.with_unconfirmed_head(LINES_SHOWN)
        if permissions.allowed(actor, Action.CONFIRM_HEAD, workspace)
        else []
    )
    return HomeFacts(
        person.id,
        prompt.id if prompt else None,
        tuple(one for one in asked if one.is_open and not one.answered),
        difficulty_lines(tx.difficulties.alarming_to(person.id, DIFFICULTIES_SHOWN), zone_of(person.zone), now),
        _first(one for one in tasks if one.state is TaskState.OFFERED),
        _first(one for one in tasks if one.overdue and one.state is TaskState.ACCEPTED),
        _first(one for one in tasks if not one.overdue and one.state is TaskState.ACCEPTED),
        tuple(facts for one in confirming if (facts := head_confirmation_facts(one))),
        _first(TaskLine.of(task, today) for task in tx.tasks.needing_somebody(person.id, LINES_SHOWN)),
        _broken(person.id, projects, tx),
        _abandoned(person.id, projects, tx),
        _to_take_on(person.id, projects),
        project_lines(projects),
        may_create(actor, workspace),
        person.is_admin,
        workspace.settings_saved,
    )


def _broken(person: UserId, projects: list[Project], tx: Transaction) -> tuple[BrokenChannel, ...]:
    return tuple(
        BrokenChannel(one.id, one.key, one.name, caretakers_of(one, tx))
        for one in projects
        if one.channel.problem and one.roles_of(person) & set(DELEGATING_ROLES)
    )


def _abandoned(person: UserId, projects: list[Project], tx: Transaction) -> tuple[AbandonedRoles, ...]:
    running = [one for one in projects if not one.is_over]
    gone = gone_among({holder for one in running for holder in one.people}, tx)
    return tuple(
        AbandonedRoles(one.key, one.name, left)
        for one in running
        if (left := tuple(holder for holder in one.people if holder in gone)) and person in caretakers_of(one, tx)
    )


def _to_take_on(person: UserId, projects: list[Project]) -> tuple[RoleToAccept, ...]:
    given = (
        RoleToAccept(RoleBriefing.of(project.id, one).about, one.role, project.key, project.name)
        for project in projects
        if not project.is_over
        for one in project.staff
        if one.person == person and one.accepted_at is None
    )
    lines: dict[str, RoleToAccept] = {}
    for one in given:
        # One line for everything that was given together, called by the first of it, which leads.
        lines.setdefault(one.id, one)
    return tuple(lines.values())


def _first(lines: Iterable[TaskLine]) -> tuple[TaskLine, ...]:
    return tuple(islice(lines, LINES_SHOWN))
