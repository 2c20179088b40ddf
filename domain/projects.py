"""An IT-services project: its roles, its scope, its channel, and the state its facts have reached."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from domain.actors import Actor
from domain.figures import count_words
from domain.gate import QUESTIONS, Fact, furthest
from domain.identity import ChannelId, UserId
from domain.progress import Progress
from domain.refusals import Problem, Refused
from domain.roles import ASKED_ROLES, LEADING_ROLES, Party, Role
from domain.states import State

MOST_USERS = 10_000_000
MOST_SERVICES = 50
SERVICE_LENGTH = 75


class Lifecycle(StrEnum):
    """Where a project is in its life; how far it is before the start is read off its facts."""

    PLANNING = "planning"
    ACTIVE = "active"
    ON_HOLD = "on_hold"
    COMPLETED = "completed"
    CLOSED = "closed"
    CANCELLED = "cancelled"


RUNNING = (Lifecycle.PLANNING, Lifecycle.ACTIVE, Lifecycle.ON_HOLD)
"""In these a project takes work; in any other it is over."""
REMINDING = (Lifecycle.PLANNING, Lifecycle.ACTIVE)
"""In these somebody is reminded of what is due; a project on hold leaves people alone."""


class ChannelKind(StrEnum):
    """Where a project lives in Slack; an existing channel is kept as public or private."""

    PUBLIC = "public"
    PRIVATE = "private"
    EXISTING = "existing"


@dataclass(frozen=True)
class ProjectChannel:
    """The project's channel: wanted by name or id, ready once Slack has answered, with what went wrong."""

    kind: ChannelKind
    name: str = ""
    id: ChannelId | None = None
    problem: str | None = None


@dataclass(frozen=True)
class Holder:
    """One person in one role; a department head counts only once confirmed."""

    role: Role
    person: UserId
    since: datetime
    confirmed: bool = True
    accepted_at: datetime | None = None
    needs: str = ""
    given_by: UserId | None = None
    answer: str = ""
    """What was answered to `needs`, and by whom."""
    answered_by: UserId | None = None

    def parties_of(self, person: UserId) -> frozenset[Party]:
        return frozenset({Party.GIVER} if person == self.given_by else ())

    def holders_of(self, parties: frozenset[Party]) -> tuple[UserId, ...]:
        return (self.given_by,) if self.given_by and Party.GIVER in parties else ()


@dataclass(frozen=True)
class Scope:
    """What was decided before work starts."""

    users_count: int | None = None
    services: tuple[str, ...] = ()
    completion_date: date | None = None


@dataclass(frozen=True)
class Project:
    """A project of one workspace, with the people in its roles and the totals of its tasks."""

    id: str
    workspace: str
    key: str
    name: str
    customer: str
    scope: Scope
    channel: ProjectChannel
    zone: str
    created_at: datetime
    lifecycle: Lifecycle = Lifecycle.PLANNING
    started_at: datetime | None = None
    staff: tuple[Holder, ...] = ()
    progress: Progress = field(default_factory=Progress)
    last_task_number: int = 0
    next_checkin: datetime | None = None
    last_difficulty_number: int = 0
    open_difficulties: int = 0
    ended_at: datetime | None = None
    end_reason: str = ""
    active_since: datetime | None = None
    """When work last began: at the start, and again after each hold and each end that was taken back."""
    currency: str = "EUR"
    """The one in which everything of it is counted: the workspace's when it was created."""
    price: Decimal | None = None
    """What the customer is asked for, in that currency."""
    decided: tuple[Fact, ...] = ()
    """What stood decided when it was last settled, but for what is read off the project itself."""
    reached: State = State.DRAFT
    """The furthest state before the start that its channel was told of."""
    listed_as: State = field(default=State.DRAFT, compare=False)
    """The state before the start in which lists find it: what `standing` was when it was last saved."""
    is_approved: bool = False
    """Whether a customer accepted a plan of it, so that a baseline stands."""
    requested_by: UserId | None = None
    """Who asked for it, where it was made of a request."""
    is_overridden: bool = False
    """Whether it was started over something that was open."""

    def holder(self, role: Role) -> UserId | None:
        """Who holds a role that one person holds."""
        return next((one.person for one in self.staff if one.role is role), None)

    def holders(self, *roles: Role) -> tuple[UserId, ...]:
        """Everybody in any of these roles, once each, in the order they were named."""
        return tuple(dict.fromkeys(one.person for one in self.staff if one.role in roles))

    def roles_of(self, person: UserId) -> frozenset[Role]:
        """The roles of a person; a department head who is not confirmed holds none yet."""
        return frozenset(one.role for one in self.staff if one.person == person and one.confirmed)

    @property
    def project_id(self) -> str:
        """Its own id: a project belongs to itself, as everything in it does."""
        return self.id

    def parties_of(self, person: UserId) -> frozenset[Party]:
        return frozenset(Party(role.value) for role in self.roles_of(person))

    def holders_of(self, parties: frozenset[Party]) -> tuple[UserId, ...]:
        held = (one.person for one in self.staff if one.confirmed and Party(one.role.value) in parties)
        return tuple(dict.fromkeys(held))

    @property
    def people(self) -> tuple[UserId, ...]:
        return tuple(dict.fromkeys(one.person for one in self.staff))

    @property
    def asked(self) -> tuple[UserId, ...]:
        """Who answers check-ins: the team and the responsible staff member."""
        return self.holders(*ASKED_ROLES)

    @property
    def head_confirmed(self) -> bool:
        return all(one.confirmed for one in self.staff if one.role is Role.DEPARTMENT_HEAD)

    @property
    def state(self) -> State:
        """The state that people see: before the start the one that its facts have reached."""
        if self.lifecycle is not Lifecycle.PLANNING:
            return State(self.lifecycle.value.replace("_", " "))
        return self.standing

    @property
    def standing(self) -> State:
        """How far its facts have come before the start; what a customer accepted stays approved."""
        return State.APPROVED if self.is_approved else furthest(self.undecided)

    @property
    def undecided(self) -> tuple[Fact, ...]:
        """What must still be decided before the start, in the order in which people decide it."""
        return tuple(fact for fact in Fact if not _is_decided(fact, self))

    def is_hidden_from(self, actor: Actor) -> bool:
        """A project in a private channel shows itself only to the people on it."""
        return self.channel.kind is ChannelKind.PRIVATE and not actor.is_clock and actor.user_id not in self.people

    @property
    def has_open_work(self) -> bool:
        return bool(self.progress.open or self.open_difficulties)

    @property
    def is_over(self) -> bool:
        return self.lifecycle not in RUNNING


def refuse_if_over(project: Project, so: str) -> None:
    """Let nothing be done in a project that is over; `so` says what does not happen in it any more."""
    if project.is_over:
        instead = "It cannot be reopened" if project.lifecycle is Lifecycle.CLOSED else "Reopen it first"
        raise Refused(f"{project.key} is {project.state}{so}. {instead}.")


def refuse_if_approved(project: Project, what: str, field: str | None = None) -> None:
    """Let what a customer accepted move by a change request alone; `what` names the part of it that was to change."""
    if project.is_approved:
        words = f"The customer has accepted this {what}. Ask for a change:"
        raise Refused(words, field, f"change {project.key}")


READ_OFF: dict[Fact, Callable[[Project], bool]] = {
    Fact.ROLES: lambda project: not vacant_roles(project),
    Fact.HEAD: lambda project: project.head_confirmed,
    Fact.USERS: lambda project: bool(project.scope.users_count),
    Fact.SERVICES: lambda project: bool(project.scope.services),
    Fact.DATE: lambda project: project.scope.completion_date is not None,
}
"""The facts that the project itself shows; whether any other is decided is settled when it changes."""


def _is_decided(fact: Fact, project: Project) -> bool:
    return READ_OFF[fact](project) if fact in READ_OFF else fact in project.decided


def vacant_roles(project: Project) -> tuple[Role, ...]:
    """The leading roles that nobody holds."""
    return tuple(role for role in LEADING_ROLES if project.holder(role) is None)


def missing_words(fact: Fact, project: Project) -> tuple[str, ...]:
    """What is missing in a project for a fact to be decided: each vacant role by itself."""
    if fact is Fact.ROLES:
        return tuple(f"the {role.words}" for role in vacant_roles(project))
    return (QUESTIONS[fact].missing,)


def missing_before_start(project: Project) -> tuple[str, ...]:
    """What must still be decided before the project may start, in the order people would decide it."""
    return tuple(words for fact in project.undecided for words in missing_words(fact, project))


class WhichProject(Refused):
    """The refusal of an order that names no project; `example` is a key that the person may have meant."""

    def __init__(self, example: str, typed: str = "") -> None:
        shown = f"{typed} {example}".strip()
        super().__init__(f"Say which project, for example “{shown}”, or use the command in the project's channel.")
        self.example = example


def no_such_project(key: str | None = None) -> Refused:
    """The refusal of a key, or of an id, that there is not; word for word of one that the person must not know of."""
    if key is None:
        return Refused("That project does not exist any more.")
    return Refused(f"There is no project {key}. What you can do:", to_type="help")


def services_from(text: str) -> tuple[str, ...]:
    """The IT services named in a text, one a line or separated by commas, once each."""
    names = (name.strip() for name in re.split(r"[\n,;]+", text))
    return tuple(dict.fromkeys(name for name in names if name))


def scope_problems(scope: Scope, today: date, may_be_open: bool = False) -> list[Problem]:
    """What is wrong with the numbers, services and date of a scope, beside their fields."""
    problems = []
    if scope.users_count is not None and not 1 <= scope.users_count <= MOST_USERS:
        words = f"Enter a whole number of IT users from 1 to {count_words(MOST_USERS)}."
        problems.append(Problem(words, "users_count"))
    if not scope.services and not may_be_open:
        problems.append(Problem("Name at least one IT service, for example Wi-Fi or service desk.", "services"))
    problems += service_problems(scope.services, "services")
    if scope.completion_date is not None and scope.completion_date <= today:
        problems.append(Problem("Pick a completion date after today.", "completion_date"))
    return problems


def service_problems(services: tuple[str, ...], field_name: str) -> list[Problem]:
    """Too many IT services, or one whose name is too long for a list to choose from, beside the field."""
    if len(services) > MOST_SERVICES:
        words = f"Name at most {MOST_SERVICES} services; there are {len(services)}. Group the smaller ones."
        return [Problem(words, field_name)]
    if too_long := next((name for name in services if len(name) > SERVICE_LENGTH), None):
        has = f"“{too_long[:30]}…” has {count_words(len(too_long))}"
        words = f"Use at most {SERVICE_LENGTH} characters a service; {has}."
        return [Problem(words, field_name)]
    return []


def separation_problems(manager: UserId, head: UserId) -> list[Problem]:
    """Separate duties: the project manager of a project cannot be its department head."""
    if manager != head:
        return []
    words = "The project manager cannot also be the department head of the same project. Choose somebody else."
    return [Problem(words, "department_head")]
