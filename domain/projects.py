"""An IT-services project: its roles, its scope, its channel, and the state its facts have reached."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from domain.actors import Actor
from domain.gate import QUESTIONS, Fact, furthest
from domain.holders import Holder, Staffed
from domain.identity import ChannelId, UserId
from domain.progress import Progress
from domain.refusals import Refused
from domain.roles import LEADING_ROLES, Role
from domain.scope import Scope
from domain.states import State


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
ENDED_WELL = (Lifecycle.COMPLETED, Lifecycle.CLOSED)
"""In these a project has delivered what it was for."""
PUT_AWAY = (Lifecycle.CLOSED, Lifecycle.CANCELLED)
"""In these nothing is settled, dropped or explained in a project any more."""
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
class Project(Staffed):
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
    has_stages: bool = field(default=False, compare=False)
    """Whether any stage of it is planned: one without has no days to be read."""

    @property
    def project_id(self) -> str:
        """Its own id: a project belongs to itself, as everything in it does."""
        return self.id

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
        """A project in a private channel shows itself only to the people on it, and to who stands in for one."""
        is_private = self.channel.kind is ChannelKind.PRIVATE and not actor.is_clock
        return is_private and actor.user_id not in (*self.people, *self.deputies)

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
