"""When a project checks in, on which of its dates it does not, and why."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.calendars import DAY_NAMES, LOOK_AHEAD_DAYS, WorkingCalendar, day_exists, instant_of, local_date, zone_names
from domain.hours import EXAMPLES, hours_words, typed_minutes
from domain.refusals import Problem, refuse_if_any

QUIET_DAYS_KEPT = 31
MOST_QUESTIONS = 3
QUESTION_LENGTH = 150
REPLY_LENGTH = 1000
SHORTEST_MINUTES, LONGEST_MINUTES = 15, 24 * 60
A_DAY = timedelta(days=1)


class Quiet(StrEnum):
    """Why a project asked nobody on one of its dates."""

    NOT_WORKED = "not worked"
    HOLIDAY = "holiday"
    NO_SUCH_DATE = "no such date"
    NOT_STARTED = "not started"
    ON_HOLD = "on hold"
    OVER = "over"
    TOO_LATE = "too late"
    NOBODY = "nobody"
    CHANGED = "changed"


@dataclass(frozen=True)
class QuietDay:
    """One date on which nobody was asked; a holiday has its name."""

    day: date
    reason: Quiet
    name: str = ""


@dataclass(frozen=True)
class Timing:
    """What was typed about a schedule; `open_for` in hours, `questions` one a line, both as typed."""

    zone: str
    at: time
    days: tuple[int, ...] = ()
    open_for: str = ""
    questions: str = ""


@dataclass(frozen=True)
class Schedule:
    """When a project checks in; `days` None means the workspace's working days, `open_minutes` how long.

    Every date up to `settled_until` is decided: it had its round, or it is one of the `quiet` days of late.
    """

    project_id: str
    zone: str
    at: time = time(9, 30)
    open_minutes: int = 360
    days: tuple[int, ...] | None = None
    next_date: date | None = None
    next_at: datetime | None = None
    questions: tuple[str, ...] = ()
    settled_until: date | None = None
    quiet: tuple[QuietDay, ...] = ()

    def asks_on(self, day: date, calendar: WorkingCalendar) -> bool:
        """Whether this is one of the project's days and no public holiday."""
        return self.rest_on(day, calendar) is None

    def rest_on(self, day: date, calendar: WorkingCalendar) -> QuietDay | None:
        """Why the calendar lets this date rest: a day off, a holiday by its name, no date of its zone; None if not."""
        worked = calendar.days if self.days is None else self.days
        if day.weekday() not in worked:
            return QuietDay(day, Quiet.NOT_WORKED)
        if (holiday := calendar.holiday_on(day)) is not None:
            return QuietDay(day, Quiet.HOLIDAY, holiday)
        return None if day_exists(day, ZoneInfo(self.zone)) else QuietDay(day, Quiet.NO_SUCH_DATE)

    def timed(self, typed: Timing, working_days: tuple[int, ...]) -> Schedule:
        """The schedule as it was typed, its next round not yet found anew; refuses with all that is wrong.

        Whoever chooses just the workspace's working days follows them when they change.
        """
        refuse_if_any(timing_problems(typed))
        days = tuple(sorted(set(typed.days)))
        return replace(
            self,
            zone=typed.zone,
            at=typed.at,
            open_minutes=round(typed_minutes(typed.open_for) or 0),
            days=None if days == tuple(sorted(working_days)) else days,
            questions=tuple(_questions(typed.questions)),
        )

    def in_words(self) -> dict[str, str]:
        """What can be chosen about it, as people say it."""
        days = "the workspace's working days" if self.days is None else ", ".join(DAY_NAMES[day] for day in self.days)
        asked = "; ".join(self.questions)
        return {
            "days": days,
            "time": f"{self.at:%H:%M}",
            "time zone": self.zone,
            "open for": hours_words(self.open_minutes),
            "own questions": asked,
        }

    def after(self, day: date, calendar: WorkingCalendar) -> Schedule:
        """The schedule once this local date had its round: the next is on the first working day strictly after it.

        A date before it that was not asked on, though it was worked, was lost to a change of the schedule.
        """
        return self._passed_before(day, calendar)._decided(day)._with_next(calendar)

    def passed_over(self, day: date, calendar: WorkingCalendar, why: Quiet) -> Schedule:
        """The same for dates up to this one that had no round and should have had one, for this reason."""
        return self._settled(day, calendar, why)._with_next(calendar)

    def begun(self, today: date, calendar: WorkingCalendar, why: Quiet) -> Schedule:
        """The schedule of a project that goes on: until today nobody was asked for this reason, then from tomorrow."""
        asleep = tuple(QuietDay(day, why) for day in self._undecided(today))
        return self._decided(today, asleep)._with_next(calendar)

    def stopped(self, today: date, calendar: WorkingCalendar) -> Schedule:
        """The schedule with nothing due from today on."""
        return replace(self._passed_before(today, calendar), next_date=None, next_at=None)

    def replanned(self, now: datetime, calendar: WorkingCalendar) -> Schedule:
        """The schedule with its next round found anew, sooner or later than before, after its settings changed.

        A date that is decided is never asked again, and a round that is due already is opened as it was planned.
        """
        if self.next_at is not None and self.next_at <= now:
            return self
        return self._with_next(calendar, now)

    def quiet_on(self, day: date, calendar: WorkingCalendar) -> QuietDay | None:
        """Why nobody was asked on this date, or will be; None when a round was held or is to come."""
        if found := next((one for one in self.quiet if one.day == day), None):
            return found
        if self.settled_until is not None and day <= self.settled_until:
            return None
        is_passed_over = self.next_date is None or day < self.next_date
        return self.rest_on(day, calendar) or (QuietDay(day, Quiet.CHANGED) if is_passed_over else None)

    def _passed_before(self, day: date, calendar: WorkingCalendar) -> Schedule:
        """Before the first decision there is nothing to pass."""
        return self if self.settled_until is None else self._settled(day - A_DAY, calendar, Quiet.CHANGED)

    def _settled(self, until: date, calendar: WorkingCalendar, why: Quiet) -> Schedule:
        passed = tuple(self.rest_on(day, calendar) or QuietDay(day, why) for day in self._undecided(until))
        return self._decided(until, passed)

    def _undecided(self, until: date) -> list[date]:
        """The dates up to this one that nothing was decided about: a new schedule knows only this one."""
        known = until - A_DAY if self.settled_until is None else self.settled_until
        first = max(known + A_DAY, until - QUIET_DAYS_KEPT * A_DAY)
        return [first + n * A_DAY for n in range((until - first).days + 1)]

    def _decided(self, until: date, quiet: tuple[QuietDay, ...] = ()) -> Schedule:
        settled = until if self.settled_until is None else max(until, self.settled_until)
        return replace(self, settled_until=settled, quiet=(self.quiet + quiet)[-QUIET_DAYS_KEPT:])

    def _with_next(self, calendar: WorkingCalendar, now: datetime | None = None) -> Schedule:
        """The next round: on the first undecided date, and of those that begin after `now` if that matters."""
        zone = ZoneInfo(self.zone)
        yesterday = local_date(now, zone) - A_DAY if now else date.min
        last = max(self.settled_until or date.min, yesterday)
        for ahead in range(1, LOOK_AHEAD_DAYS):
            day = last + ahead * A_DAY
            if self.asks_on(day, calendar):
                opens = instant_of(day, self.at, zone)
                if now is None or opens > now:
                    return replace(self, next_date=day, next_at=opens)
        return replace(self, next_date=None, next_at=None)


def timing_problems(typed: Timing) -> list[Problem]:
    """Everything wrong with a schedule as it was typed, beside its fields; an hour that a day lacks is not wrong."""
    problems = []
    if not typed.days:
        problems.append(Problem("Choose at least one day.", "days"))
    if typed.zone not in zone_names():
        problems.append(Problem("Use the name of a time zone, such as Europe/Berlin.", "zone"))
    minutes = typed_minutes(typed.open_for)
    if minutes is None or not SHORTEST_MINUTES <= round(minutes) <= LONGEST_MINUTES:
        problems.append(Problem(f"Enter 15 minutes to 24 hours, {EXAMPLES}.", "open_for"))
    return problems + [Problem(words, "questions") for words in _wrong_with(_questions(typed.questions))]


def _questions(typed: str) -> list[str]:
    return [line.strip() for line in typed.split("\n") if line.strip()]


def _wrong_with(questions: list[str]) -> list[str]:
    wrong = []
    if len(questions) > MOST_QUESTIONS:
        wrong.append(f"Ask at most {MOST_QUESTIONS} questions, one a line; these are {len(questions)}.")
    if any(len(one) > QUESTION_LENGTH for one in questions):
        wrong.append(f"Use at most {QUESTION_LENGTH} characters for a question.")
    if len({one.casefold() for one in questions}) < len(questions):
        wrong.append("One question stands here twice.")
    return wrong
