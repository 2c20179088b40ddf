"""Check-ins: a round belongs to a project and its local date, a prompt to a person and theirs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from html import escape
from zoneinfo import ZoneInfo

from domain.calendars import WorkingCalendar, day_exists, end_of_day, instant_of, local_date
from domain.capacity import Leave, last_day_away
from domain.difficulties import says_nothing
from domain.hours import DAY_HOURS
from domain.identity import UserId, new_id
from domain.people import Person
from domain.projects import Project
from domain.refusals import Problem, Refused
from domain.schedules import Schedule

DAY_MINUTES = DAY_HOURS * 60
AWAY = "away"


class RoundState(StrEnum):
    """A round is open for its window, then closed; one that came too late is skipped and says so."""

    OPEN = "open"
    CLOSED = "closed"
    SKIPPED = "skipped"


class Spared(StrEnum):
    """Why somebody with a role that is asked is not asked in a round."""

    ACCOUNT = "account"
    RESUMED = "resumed"
    LEAVE = "leave"


@dataclass(frozen=True)
class Round:
    """One project's check-in of one local date."""

    id: str
    project_id: str
    day: date
    opens_at: datetime
    closes_at: datetime
    state: RoundState = RoundState.OPEN
    spared: tuple[tuple[UserId, Spared], ...] = ()
    """Who has a role that is asked and was not asked all the same, and why."""

    @classmethod
    def opened(cls, schedule: Schedule, now: datetime) -> Round:
        """The round that is due; skipped when its whole window has already passed."""
        assert schedule.next_date is not None
        assert schedule.next_at is not None
        closes = schedule.next_at + timedelta(minutes=schedule.open_minutes)
        state = RoundState.SKIPPED if closes <= now else RoundState.OPEN
        return cls(new_id(), schedule.project_id, schedule.next_date, schedule.next_at, closes, state)

    def stopped(self) -> Round:
        """The round with its window taken back, because its project asks nobody any more: it closes as it opened."""
        return replace(self, closes_at=self.opens_at, state=RoundState.CLOSED)

    @property
    def was_stopped(self) -> bool:
        """Whether its project was put on hold while it was open, so that nobody in it is late or missing."""
        return self.state is RoundState.CLOSED and self.closes_at <= self.opens_at


class PromptState(StrEnum):
    """A prompt waits for its time, then is sent once, or skipped with a reason."""

    WAITING = "waiting"
    SENT = "sent"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class Prompt:
    """The one question to a person on one of their local dates."""

    id: str
    person: UserId
    day: date
    due_at: datetime
    ends_at: datetime
    state: PromptState = PromptState.WAITING
    reason: str = ""
    error: str = ""
    """Why its message was given up, in the word of Slack or ours."""

    @property
    def is_away(self) -> bool:
        """Whether the person said that they are away that day."""
        return self.reason == AWAY

    def asking(self, person: UserId) -> Prompt:
        """The prompt itself; there is no such prompt for whoever it does not ask."""
        if person != self.person:
            raise no_such_prompt()
        return self

    @classmethod
    def for_day(cls, person: UserId, day: date, opening: datetime, zone: ZoneInfo, calendar: WorkingCalendar) -> Prompt:
        """A prompt due at the opening, but never before the person's own working hours of that day."""
        due = max(opening, instant_of(day, calendar.start, zone))
        return cls(new_id(), person, day, due, end_of_day(day, zone))


def no_such_prompt() -> Refused:
    """The refusal of a prompt that there is not, and word for word of one that asks somebody else."""
    return Refused("This check-in asks somebody else, or does not exist any more.")


def prompt_day(opening: datetime, zone: ZoneInfo, calendar: WorkingCalendar) -> date:
    """The person's local date that a round belongs to: the date of its opening, or their next working day."""
    day = local_date(opening, zone)
    return next((one for one in calendar.working_days_from(day) if day_exists(one, zone)), day)


def is_asked_at(opening: datetime, zone: ZoneInfo, calendar: WorkingCalendar, since: datetime | None) -> bool:
    """Whether somebody is asked by a round that opens then, in a project that goes on since then.

    Not for their own date on which it went on, which may be another than the project's.
    """
    return since is None or prompt_day(opening, zone, calendar) > local_date(since, zone)


def why_spared(
    person: Person,
    opening: datetime,
    calendar: WorkingCalendar,
    since: datetime | None,
    leave: Iterable[Leave] = (),
) -> Spared | None:
    """Why a round that opens then does not ask this person, in a project that goes on since then; None if it does."""
    if not person.can_work:
        return Spared.ACCOUNT
    zone = ZoneInfo(person.zone)
    if last_day_away(person.id, prompt_day(opening, zone, calendar), leave):
        return Spared.LEAVE
    return None if is_asked_at(opening, zone, calendar, since) else Spared.RESUMED


@dataclass(frozen=True)
class Answer:
    """What one person said for one project and round date; `minutes` is the time they worked on it."""

    id: str
    project_id: str
    round_day: date
    person: UserId
    worked_on: date
    answered_at: datetime
    done: str = ""
    next: str = ""
    difficulties: str = ""
    minutes: int = 0
    edited_at: datetime | None = None
    late: bool = False
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def has_difficulty(self) -> bool:
        """Whether something is difficult; people who write “none” say that nothing is."""
        return not says_nothing(self.difficulties)

    def with_replies(self, replies: Iterable[tuple[str, str]], asked: Iterable[str]) -> Answer:
        """The answer with these replies to its project's own questions; what was replied to others stays.

        Slack may hand a question back with its & < > written out, so it is looked for among those that are known.
        """
        known = {escape(one, quote=False): one for one in (*self.extra, *asked)}
        given = {known.get(escape(one, quote=False), known.get(one, one)): words for one, words in replies}
        return replace(self, extra={one: words for one, words in {**self.extra, **given}.items() if words.strip()})


class Presence(StrEnum):
    """How one asked person stands in a round."""

    ANSWERED = "answered"
    AWAY = "away"
    MISSING = "missing"


@dataclass(frozen=True)
class Asked:
    """One person of a round: the prompt that asked them, and whether they said they are away."""

    person: UserId
    prompt_id: str
    away: bool = False


@dataclass(frozen=True)
class PersonStanding:
    """How one person stands in a round."""

    person: UserId
    presence: Presence
    has_difficulty: bool = False


@dataclass(frozen=True)
class Standing:
    """A round and how everybody stands in it."""

    round: Round
    people: tuple[PersonStanding, ...]

    def count(self, presence: Presence) -> int:
        """How many stand like this."""
        return sum(one.presence is presence for one in self.people)


def presence(asked: Asked, answered: frozenset[UserId]) -> Presence:
    """Answered counts before away: who answers is not away."""
    if asked.person in answered:
        return Presence.ANSWERED
    return Presence.AWAY if asked.away else Presence.MISSING


def hours_problems(day_total: int, field: str) -> list[Problem]:
    """More than 24 hours of work on one day is refused beside the hours; `day_total` is in minutes."""
    if day_total <= DAY_MINUTES:
        return []
    hours = f"{day_total / 60:.2f}".rstrip("0").rstrip(".")
    return [Problem(f"That makes {hours} hours of work on one day. A day has 24.", field)]


def not_moved_in(project: Project, tasks: Sequence[str], has_difficulty: bool) -> str:
    """The sentence that says what a check-in left as it was, by the tasks' keys, because the project is over."""
    stay = f"{' and '.join(tasks)} {'stays as it was' if len(tasks) == 1 else 'stay as they were'}" if tasks else ""
    told = "what is difficult is told and not followed up" if has_difficulty else ""
    return f"{project.key} is {project.state}, so {' and '.join(filter(None, (stay, told)))}. What you wrote is kept."
