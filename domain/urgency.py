"""What waits for a person, and what of it comes first, with the reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.briefs import Priority
from domain.difficulties import Severity
from domain.gate import Fact, Question
from domain.identity import UserId
from domain.roles import Role
from domain.tasks import Task, TaskState


class Why(StrEnum):
    """Why something waits, the most urgent reason first."""

    OVERDUE = "overdue"
    DIFFICULT = "difficult"
    ASKED = "asked"
    NEEDED = "needed for a role"
    STAND_IN = "to stand in"
    VOTE = "stage end"
    VERDICT = "viability"
    CHANGE = "change"
    BROKEN = "broken"
    BLOCKS = "blocks"
    DUE_TODAY = "due today"
    CHECK_IN = "check-in"
    NEEDS_SOMEBODY = "needs somebody"
    UNACKNOWLEDGED = "unacknowledged"
    OFFERED = "offered"
    BEGINS = "stage begins"
    ESTIMATE = "estimate"
    HANDOVER = "handover"
    ERRAND = "to do for somebody"
    OPINION = "opinion"
    REQUEST = "request"
    TO_DECIDE = "to decide"
    ROLE = "role"
    HEAD = "head"
    LEVEL = "level"
    TOOL = "tool"
    LESSON = "lesson"
    ABANDONED = "abandoned"
    LATER = "later"
    HELD_UP = "held up"
    REQUESTED = "your request"


ORDER = {why: place for place, why in enumerate(Why)}
PRESSING = {priority: place for place, priority in enumerate(reversed(Priority))}
DECISIONS = (
    Why.DIFFICULT,
    Why.VOTE,
    Why.VERDICT,
    Why.CHANGE,
    Why.ERRAND,
    Why.OPINION,
    Why.REQUEST,
    Why.TO_DECIDE,
    Why.HEAD,
    Why.LEVEL,
)
"""What others need somebody's word for: nobody else can go on until it is said."""
WORKING = (Why.LATER, Why.HELD_UP, Why.REQUESTED)
"""What is under way: it waits, but nothing is to be done about it today."""


@dataclass(frozen=True)
class Waiting:
    """One thing that waits for a person; `id` is what its button is about.

    `days` is by how many its day has passed, or how many are left; `people` are those it is about, and `others` the
    keys of tasks that wait for it or that it waits for itself.
    """

    why: Why
    id: str
    key: str
    title: str
    due: date | None = None
    days: int = 0
    priority: Priority = Priority.NORMAL
    percent: int = 0
    is_offer: bool = False
    people: tuple[UserId, ...] = ()
    others: tuple[str, ...] = ()
    words: str = ""
    until: datetime | None = None
    role: Role | None = None
    severity: Severity | None = None
    can_act: bool = True
    is_late: bool = False
    fact: Fact | None = None
    question: Question | None = None
    """How what is to be decided comes to be decided."""
    since: datetime | None = None
    """When it was asked or told, where that is known."""
    stood_for: UserId | None = None
    """In whose place it is to be done while they are away, up to and including the day `stood_until`."""
    stood_until: date | None = None

    @property
    def is_decision(self) -> bool:
        """Whether others need the person's word for it."""
        return self.why in DECISIONS

    @property
    def is_under_way(self) -> bool:
        """Whether nothing is to be done about it today."""
        return self.why in WORKING

    @property
    def rank(self) -> tuple[int, int, int, str, int, str]:
        """Where it stands among everything that waits: by reason, then by priority, then by date and key."""
        day = self.due.toordinal() if self.due else date.max.toordinal()
        project, _, number = self.key.partition("-")
        counted = int("".join(filter(str.isdecimal, number)) or 0)
        return ORDER[self.why], PRESSING[self.priority], day, project, counted, self.id


def most_urgent_first(waiting: Iterable[Waiting]) -> tuple[Waiting, ...]:
    """Everything that waits, in the order in which it is to be done."""
    return tuple(sorted(waiting, key=lambda one: one.rank))


def longest_waiting_first(waiting: Iterable[Waiting], now: datetime) -> tuple[Waiting, ...]:
    """What waits, the most urgent reason and priority first, and of equal ones what has waited longest."""
    return tuple(sorted(waiting, key=lambda one: (*one.rank[:2], one.since or now, one.rank)))


def why_task_waits(task: Task, today: date, holds_up_others: bool, is_held_up: bool) -> Why:
    """The most urgent reason why an open task waits for its assignee, on the assignee's own date."""
    if task.due < today:
        return Why.OVERDUE
    if task.state is TaskState.OFFERED:
        return Why.OFFERED if task.due > today else Why.DUE_TODAY
    if is_held_up:
        return Why.HELD_UP
    if holds_up_others:
        return Why.BLOCKS
    return Why.DUE_TODAY if task.due == today else Why.LATER
