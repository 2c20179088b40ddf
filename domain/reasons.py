"""Why somebody was asked for a project on a date, or was not: decided from what was kept when it happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.calendars import WorkingCalendar, instant_of, local_date
from domain.capacity import Leave
from domain.checkins import Answer, Asked, Prompt, PromptState, Round, RoundState, Spared, why_spared
from domain.effects import Pending, Posted
from domain.identity import UserId
from domain.people import Person
from domain.projects import Lifecycle, Project
from domain.refusals import Refused
from domain.roles import ASKED_ROLES
from domain.schedules import Quiet, QuietDay, Schedule


def day_meant(word: str, today: date) -> date:
    """The date that somebody typed: 2026-12-01, or today, yesterday, tomorrow; refuses anything else."""
    near = {"today": 0, "yesterday": -1, "tomorrow": 1}
    if word.lower() in near:
        return today + timedelta(days=near[word.lower()])
    try:
        return date.fromisoformat(word)
    except ValueError:
        raise Refused(f"“{word[:40]}” is no date. Write it like 2026-12-01, or say yesterday.") from None


class Reason(StrEnum):
    """How a project's check-in of one date stands, or stood, for one person."""

    ANSWERED = "answered"
    OPEN = "open"
    MISSED = "missed"
    AWAY = "away"
    STOPPED = "stopped"
    TOO_LATE = "too late"
    TO_COME = "to come"
    OVERDUE = "overdue"
    NOT_THEN = "not then"
    ACCOUNT = "account"
    RESUMED = "resumed"
    LEAVE = "leave"
    QUIET = "quiet"
    NOT_KEPT = "not kept"


@dataclass(frozen=True)
class Kept:
    """What is kept about one project's date and one person."""

    project: Project
    schedule: Schedule
    day: date
    round: Round | None = None
    asked: Asked | None = None
    answer: Answer | None = None
    leave: tuple[Leave, ...] = ()

    @property
    def due_at(self) -> datetime:
        """When the round opened or would open, by the schedule as it is now if there was none."""
        if self.round is not None:
            return self.round.opens_at
        if self.day == self.schedule.next_date and self.schedule.next_at is not None:
            return self.schedule.next_at
        return instant_of(self.day, self.schedule.at, ZoneInfo(self.schedule.zone))

    def joined_at(self, person: UserId) -> datetime | None:
        """Since when the person has had a role that is asked; None when they have none now."""
        return min(
            (one.since for one in self.project.staff if one.person == person and one.role in ASKED_ROLES), default=None
        )


def reason_of(kept: Kept, person: Person, calendar: WorkingCalendar, now: datetime) -> tuple[Reason, QuietDay | None]:
    """Why it is as it is; for a quiet day also what made it one."""
    if kept.answer is not None:
        return Reason.ANSWERED, None
    if kept.round is not None:
        return _reason_of_round(kept.round, kept.asked, person.id), None
    if (quiet := _quiet(kept, calendar)) is not None:
        return Reason.QUIET, quiet
    if kept.schedule.next_date is None or kept.day < kept.schedule.next_date:
        return Reason.NOT_KEPT, None
    if (spared := why_spared(person, kept.due_at, calendar, kept.project.active_since, kept.leave)) is not None:
        return SPARED[spared], None
    return (Reason.TO_COME if kept.due_at > now else Reason.OVERDUE), None


SPARED: dict[Spared | None, Reason] = {
    Spared.ACCOUNT: Reason.ACCOUNT,
    Spared.RESUMED: Reason.RESUMED,
    Spared.LEAVE: Reason.LEAVE,
}


def _reason_of_round(one: Round, asked: Asked | None, person: UserId) -> Reason:
    if one.state is RoundState.SKIPPED:
        return Reason.TOO_LATE
    if asked is None:
        return SPARED.get(dict(one.spared).get(person), Reason.NOT_THEN)
    if one.was_stopped:
        return Reason.STOPPED
    if asked.away:
        return Reason.AWAY
    return Reason.OPEN if one.state is RoundState.OPEN else Reason.MISSED


def _quiet(kept: Kept, calendar: WorkingCalendar) -> QuietDay | None:
    schedule, project = kept.schedule, kept.project
    is_decided = schedule.settled_until is not None and kept.day <= schedule.settled_until
    if project.lifecycle is not Lifecycle.ACTIVE and not is_decided:
        return QuietDay(kept.day, why_asleep(project.lifecycle))
    started = project.started_at and local_date(project.started_at, ZoneInfo(schedule.zone))
    if started is None or kept.day < started:
        return QuietDay(kept.day, Quiet.NOT_STARTED)
    return schedule.quiet_on(kept.day, calendar)


def why_asleep(lifecycle: Lifecycle) -> Quiet:
    """Why nobody is asked in a project that is not active."""
    return {Lifecycle.PLANNING: Quiet.NOT_STARTED, Lifecycle.ON_HOLD: Quiet.ON_HOLD}.get(lifecycle, Quiet.OVER)


class Sending(StrEnum):
    """How a person's message of one day stands."""

    SENT = "sent"
    WAITING = "waiting"
    TRYING = "trying"
    UNCERTAIN = "uncertain"
    FAILED = "failed"
    AWAY = "away"
    ANSWERED = "already answered"
    ON_HOLD = "on hold"
    TOO_LATE = "too late"
    ACCOUNT = "account gone"
    OFF_THE_TEAM = "off the team"
    SKIPPED = "skipped"


UNCERTAIN = "uncertain, not repeated"
"""What is recorded of a message that may have arrived and may not: by rule a check-in is not sent again."""


def sending_of(prompt: Prompt, posted: Posted | None, pending: Pending | None) -> Sending:
    """How far the message of a prompt is: not due, skipped, delivered, being tried, or given up."""
    if prompt.state is PromptState.WAITING:
        return Sending.WAITING
    if posted is not None:
        return Sending.SENT
    if prompt.state is PromptState.SKIPPED:
        known = {one.value: one for one in Sending}
        return known.get(prompt.reason, Sending.SKIPPED)
    if pending is not None:
        return Sending.TRYING
    return Sending.UNCERTAIN if prompt.error == UNCERTAIN else Sending.FAILED
