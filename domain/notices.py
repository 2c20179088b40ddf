"""What Steward says once: announcements that keep their facts as they were."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar

from domain.difficulties import DifficultyState
from domain.handovers import ClosedOver
from domain.history import Change
from domain.identity import ChannelId, UserId
from domain.moves import Move
from domain.overrides import Override
from domain.projects import Project
from domain.roles import Role
from domain.staffing import RoleChange
from domain.states import State


@dataclass(frozen=True)
class ToProject:
    """Into the project's channel."""

    project_id: str

    @property
    def lane(self) -> str:
        return f"project:{self.project_id}"


@dataclass(frozen=True)
class ToPerson:
    """Into a person's direct messages with Steward."""

    person: UserId

    @property
    def lane(self) -> str:
        return f"person:{self.person}"


@dataclass(frozen=True)
class ToChannel:
    """Into a channel that no project lives in any more."""

    channel: ChannelId

    @property
    def lane(self) -> str:
        return f"channel:{self.channel}"


@dataclass(frozen=True)
class ToThread:
    """Into the thread of a message that somebody made something of, in whatever channel it stands."""

    of_channel: ChannelId
    ts: str

    @property
    def lane(self) -> str:
        return f"thread:{self.of_channel}:{self.ts}"


@dataclass(frozen=True)
class ToPair:
    """Into the one conversation that Steward has with two people together."""

    first: UserId
    second: UserId

    @property
    def lane(self) -> str:
        return f"pair:{self.first}+{self.second}"


Target = ToProject | ToChannel | ToThread | ToPair | ToPerson


@dataclass(frozen=True)
class Announcement:
    """Said once, with the facts as they were; `template` is its file under messages/."""

    template: ClassVar[str]
    is_decision: ClassVar[bool] = True
    to: Target
    stood_for: UserId | None = field(default=None, kw_only=True)
    """In whose place it was done, where that was a deputy."""


@dataclass(frozen=True)
class ChannelMoved(Announcement):
    """To the channel that a project has left, and to the one it lives in from now on."""

    template = "channel_moved"
    project_key: str
    project_name: str
    before_name: str
    channel: ChannelId | None
    channel_name: str
    moved_by: UserId


@dataclass(frozen=True)
class RolesChanged(Announcement):
    """To the project's channel: who holds which role from now on, from whom, and why."""

    template = "roles_changed"
    project_key: str
    project_name: str
    changes: tuple[RoleChange, ...]
    why: str
    changed_by: UserId


@dataclass(frozen=True)
class RolesEnded(Announcement):
    """To somebody who holds roles no longer: which, and who holds them now."""

    template = "roles_ended"
    project_key: str
    project_name: str
    ended: tuple[RoleChange, ...]
    why: str
    ended_by: UserId


@dataclass(frozen=True)
class RoleNeeds(Announcement):
    """To whoever gave a role, and to the project manager: what its holder needs before accepting."""

    template = "role_needs"
    project_key: str
    project_name: str
    roles: tuple[Role, ...]
    person: UserId
    words: str
    need_id: str = ""


@dataclass(frozen=True)
class NeedAnswered(Announcement):
    """To the holder of a role: what they need is answered."""

    template = "need_answered"
    briefing_id: str
    project_key: str
    project_name: str
    roles: tuple[Role, ...]
    answered_by: UserId
    needs: str
    answer: str


@dataclass(frozen=True)
class RoleAccepted(Announcement):
    """To whoever heard what the holder of a role needs: they accept it now."""

    template = "role_accepted"
    project_key: str
    project_name: str
    roles: tuple[Role, ...]
    person: UserId
    needs: str


@dataclass(frozen=True)
class HeadConfirmed(Announcement):
    """To the project's channel and its manager: the head counts from now on; by nobody when the list alone did it."""

    template = "head_confirmed"
    project_key: str
    head: UserId
    confirmed_by: UserId | None
    can_start: bool = False


@dataclass(frozen=True)
class ProjectMoved(Announcement):
    """To the project's channel: its life goes another way; of its end before its time also to its people."""

    template = "project_moved"
    project_key: str
    project_name: str
    move: Move
    state: State
    moved_by: UserId
    completion_date: date | None
    next_checkin: datetime | None
    reason: str = ""
    open_tasks: int = 0
    open_facts: int = 0
    """How many things were not decided when it was started all the same, for the reason given."""
    not_handed_over: tuple[str, ...] = ()
    """What nobody maintains although it was closed, for the reason given."""

    @classmethod
    def about(
        cls,
        project: Project,
        move: Move,
        by: UserId,
        next_checkin: datetime | None,
        to: Target,
        override: Override | None = None,
        over: ClosedOver | None = None,
    ) -> ProjectMoved:
        """The announcement of a move that was made with this project.

        `override` when it starts over what is open, `over` when it is closed over what is not handed over.
        """
        due, left = project.scope.completion_date, project.progress.open
        done_over = override or over
        state, why = project.state, done_over.grounds if done_over else project.end_reason
        undecided, without = len(override.facts) if override else 0, over.services if over else ()
        return cls(to, project.key, project.name, move, state, by, due, next_checkin, why, left, undecided, without)


@dataclass(frozen=True)
class ErrandAnswered(Announcement):
    """To the asker: what they asked for was done, or declined with a reason; by nobody when it is so by now."""

    template = "errand_answered"
    what: str
    said: str
    answered_by: UserId | None
    is_done: bool
    reason: str = ""


@dataclass(frozen=True)
class DifficultyAnswered(Announcement):
    """To whoever reported a difficulty, or looked after it: somebody else acknowledged, resolved or reopened it."""

    template = "difficulty_answered"
    difficulty_key: str
    what: str
    project_name: str
    stands: DifficultyState
    answered_by: UserId
    words: str = ""
    difficulty_id: str = ""
    may_open: bool = False
    may_reopen: bool = False


@dataclass(frozen=True)
class LevelJudged(Announcement):
    """To somebody whose level in a skill was confirmed, set, or declined with the reason; `level` counts now."""

    template = "level_judged"
    skill: str
    level: int | None
    proposed: int | None
    judged_by: UserId
    is_declined: bool
    reason: str = ""


@dataclass(frozen=True)
class PersonBooked(Announcement):
    """To somebody who was booked for a project by somebody else; 0 minutes take a booking back."""

    template = "person_booked"
    project_key: str
    project_name: str
    first_week: date
    last_week: date
    minutes: int
    booked_by: UserId


@dataclass(frozen=True)
class ScheduleChanged(Announcement):
    """To the project's channel: it checks in at another time, on other days or with other questions."""

    template = "schedule_changed"
    project_key: str
    project_name: str
    changed_by: UserId
    changes: tuple[Change, ...]
    next_checkin: datetime | None


@dataclass(frozen=True)
class CheckInSkipped(Announcement):
    """To the project's channel: a round that came too late was not held."""

    template = "checkin_skipped"
    is_decision = False
    project_name: str
    day: date
    was_due: datetime
