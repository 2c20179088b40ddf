"""What makes a project's work hard: how severe, of what kind, who took it on, and how it was resolved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.calendars import local_date
from domain.figures import count_words
from domain.identity import UserId, new_id
from domain.projects import Project, refuse_if_over
from domain.refusals import Problem, Refused, SoByNow, refuse_if_any
from domain.roles import Party

WHAT_LENGTH = 3000
LINK_LENGTH = 500
SAYS_NOTHING = frozenset({"", "no", "none", "no.", "none.", "nothing", "nope", "n/a", "na", "nil", "-", "–", "—", "."})


class Severity(StrEnum):
    """How much a difficulty hurts; the most severe stand first everywhere."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """0 for the most severe, so that sorting by it puts the worst first."""
        return MOST_SEVERE_FIRST.index(self)

    @property
    def is_alarming(self) -> bool:
        """Whether whoever leads the project is told at once, instead of reading it in the channel."""
        return self in ALARMING


MOST_SEVERE_FIRST = (Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM, Severity.LOW)
ALARMING = (Severity.CRITICAL, Severity.HIGH)


class Category(StrEnum):
    """What a difficulty is about, so that repeated causes are seen."""

    PEOPLE = "people"
    SUPPLIER = "supplier"
    CUSTOMER = "customer"
    TECHNICAL = "technical"
    ACCESS = "access"
    LICENCES = "licences"
    OTHER = "other"


class DifficultyState(StrEnum):
    """Reported, taken on by somebody, or resolved."""

    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    RESOLVED = "resolved"


@dataclass(frozen=True)
class Description:
    """What was typed when reporting: what is difficult, how severe, of what kind, what it costs and touches."""

    what: str
    severity: Severity | None
    category: Category = Category.OTHER
    impact_minutes: int | None = None
    needed_by: date | None = None
    task_id: str | None = None


@dataclass(frozen=True)
class Difficulty:
    """Something that makes the work hard; its key is the project's key, a D and its number."""

    id: str
    project_id: str
    key: str
    number: int
    what: str
    severity: Severity
    category: Category
    impact_minutes: int | None
    needed_by: date | None
    task_id: str | None
    reported_by: UserId
    reported_at: datetime
    source: str = ""
    answer_id: str | None = None
    state: DifficultyState = DifficultyState.OPEN
    acknowledged_by: UserId | None = None
    acknowledged_at: datetime | None = None
    resolved_by: UserId | None = None
    resolved_at: datetime | None = None
    resolution: str = ""
    why_no_step: str = ""
    times_reopened: int = 0
    reopened_at: datetime | None = None
    source_by: UserId | None = None

    @classmethod
    def reported(
        cls,
        project: Project,
        described: Description,
        by: UserId,
        today: date,
        now: datetime,
        source: str = "",
        answer_id: str | None = None,
        source_by: UserId | None = None,
    ) -> Difficulty:
        """A new difficulty of the project; refuses empty words, a missing severity, a past date and a project over.

        `source` is a link to the message it was made from and `source_by` who wrote that; `answer_id` the check-in
        answer that tells of it.
        """
        refuse_if_any(description_problems(described, today))
        refuse_when_over(project)
        assert described.severity is not None
        number = project.last_difficulty_number + 1
        return cls(
            new_id(),
            project.id,
            f"{project.key}-D{number}",
            number,
            described.what.strip(),
            described.severity,
            described.category,
            described.impact_minutes,
            described.needed_by,
            described.task_id,
            by,
            now,
            source,
            answer_id,
            source_by=source_by,
        )

    def parties_of(self, person: UserId) -> frozenset[Party]:
        return frozenset({Party.REPORTER} if person == self.reported_by else ())

    def holders_of(self, parties: frozenset[Party]) -> tuple[UserId, ...]:
        return (self.reported_by,) if Party.REPORTER in parties else ()

    @property
    def is_open(self) -> bool:
        """Whether it still makes the work hard: everything but resolved."""
        return self.state is not DifficultyState.RESOLVED

    @property
    def open_since(self) -> datetime:
        """When it began to wait for somebody: its report, or the last time that it was reopened or moved."""
        return self.reopened_at or self.reported_at

    def days_open(self, today: date, zone: ZoneInfo) -> int:
        """How many days ago it was reported, by the project's calendar."""
        return (today - local_date(self.reported_at, zone)).days

    @property
    def minutes_to_acknowledge(self) -> int | None:
        """Minutes of the clock from its report, or its last reopening, until somebody took it on; None until then."""
        return _minutes(self.open_since, self.acknowledged_at)

    @property
    def minutes_to_resolve(self) -> int | None:
        """Minutes of the clock from its report until it was resolved, reopenings included; None until then."""
        return _minutes(self.reported_at, self.resolved_at)

    def acknowledged(self, by: UserId, now: datetime) -> Difficulty:
        """The difficulty taken on by somebody who looks after it."""
        self.refuse_unless_open()
        if self.state is DifficultyState.ACKNOWLEDGED:
            raise SoByNow(f"{self.key} was already acknowledged.")
        return replace(self, state=DifficultyState.ACKNOWLEDGED, acknowledged_by=by, acknowledged_at=now)

    def resolved(self, by: UserId, how: str, why_no_step: str, has_step: bool, now: datetime) -> Difficulty:
        """The difficulty over, with how; where nothing was done about it by a task, it says why that was not needed."""
        self.refuse_if_resolved()
        problems = []
        if not how.strip():
            problems.append(Problem("Say how it was resolved, so that the next one is resolved sooner.", "resolution"))
        if not has_step and not why_no_step.strip():
            problems.append(Problem("Say why it needed no step.", "why_no_step"))
        refuse_if_any(problems)
        return replace(
            self,
            state=DifficultyState.RESOLVED,
            resolved_by=by,
            resolved_at=now,
            resolution=how,
            why_no_step="" if has_step else why_no_step,
        )

    def ended(self, by: UserId, words: str, now: datetime) -> Difficulty:
        """The difficulty over though nobody resolved it, because its project ends; `words` say what becomes of it."""
        return self.resolved(by, words, "", True, now)

    def reopened(self, project: Project, now: datetime) -> Difficulty:
        """The difficulty back as if it were new, to be acknowledged again; the history keeps how it was resolved."""
        if self.is_open:
            raise SoByNow(f"{self.key} is open already.")
        refuse_when_over(project)
        return replace(
            self,
            state=DifficultyState.OPEN,
            acknowledged_by=None,
            acknowledged_at=None,
            resolved_by=None,
            resolved_at=None,
            resolution="",
            why_no_step="",
            times_reopened=self.times_reopened + 1,
            reopened_at=now,
        )

    def carried_on(self, before: Difficulty, reporter: UserId, now: datetime) -> Difficulty:
        """This new difficulty as the same one in another project: its age stays, and here it waits from now on."""
        return replace(self, reported_by=reporter, reported_at=before.reported_at, reopened_at=now)

    def reworded(self, what: str, severity: Severity) -> Difficulty:
        """The same difficulty in the words its reporter uses for it now; a resolved one stays as it was."""
        return replace(self, what=what.strip(), severity=severity) if self.is_open else self

    def refuse_unless_open(self) -> None:
        """Refuse what can only be done about a difficulty that still stands."""
        if not self.is_open:
            raise Refused(self._why_not_open)

    def refuse_if_resolved(self) -> None:
        """Refuse to resolve what is resolved: whoever wanted that has it by now."""
        if not self.is_open:
            raise SoByNow(self._why_not_open)

    @property
    def _why_not_open(self) -> str:
        return f"{self.key} is already resolved. Reopen it first if it is back."


def says_nothing(words: str) -> bool:
    """Whether an answer to “is anything difficult?” is no: empty, or one of the ways in which people write none."""
    return words.strip().lower() in SAYS_NOTHING


def same_words(one: str, other: str) -> bool:
    """Whether two texts say the same to a reader: case and spaces make no difference."""
    return one.casefold().split() == other.casefold().split()


def link_or_nothing(typed: str) -> str:
    """A web address as it is, and nothing for anything else: what a form carries along is no proof of anything."""
    return typed if typed.startswith("https://") and len(typed) <= LINK_LENGTH else ""


def most_pressing_first(difficulties: Iterable[Difficulty]) -> list[Difficulty]:
    """The most severe first; among equally severe ones the oldest report first, then the smaller number."""
    return sorted(difficulties, key=lambda one: (one.severity.rank, one.reported_at, one.number))


def no_such_difficulty(key: str | None = None) -> Refused:
    """The refusal of a key, or of an id, that there is not; word for word of one that the person must not know of."""
    if key is None:
        return Refused("That difficulty does not exist any more.")
    return Refused(f"There is no difficulty {key}.")


def description_problems(described: Description, today: date) -> list[Problem]:
    """Everything wrong with a description, beside its fields; `today` is the project's local date."""
    problems = []
    if not described.what.strip():
        problems.append(Problem("Say what is difficult.", "what"))
    if len(described.what) > WHAT_LENGTH:
        problems.append(Problem(f"Use at most {count_words(WHAT_LENGTH)} characters here.", "what"))
    if described.severity is None:
        problems.append(Problem("Choose how severe it is.", "severity"))
    if described.needed_by is not None and described.needed_by < today:
        problems.append(Problem("Pick today or a later day.", "needed_by"))
    return problems


def refuse_when_over(project: Project) -> None:
    """Refuse a difficulty in a project in which nobody works any more."""
    refuse_if_over(project, ", so nothing can be difficult in it any more")


def _minutes(begin: datetime, end: datetime | None) -> int | None:
    return int((end - begin).total_seconds() // 60) if end else None
