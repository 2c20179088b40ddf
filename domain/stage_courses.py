"""Where a project is among its stages: which run, which should have begun, and when it is expected to end.

Everything is measured in working days against what was agreed: the days of a stage when its project started, or as a
change agreed on them; where nothing was agreed, the days that are planned.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.calendars import WorkingCalendar, local_date
from domain.identity import UserId
from domain.roles import Party
from domain.stage_order import due_to_begin, in_order
from domain.stages import StageState


@dataclass(frozen=True)
class StageDays:
    """When one stage is to run, as it is planned by now and as it was agreed, and how far it is."""

    id: str
    project_id: str
    number: int
    name: str
    starts_on: date
    ends_on: date
    agreed_start: date
    agreed_end: date
    responsible: UserId | None
    after: tuple[str, ...] = ()
    state: StageState = StageState.PLANNED
    started_at: datetime | None = None

    def parties_of(self, person: UserId) -> frozenset[Party]:
        return frozenset({Party.STAGE_OWNER} if person == self.responsible else ())

    def holders_of(self, parties: frozenset[Party]) -> tuple[UserId, ...]:
        return (self.responsible,) if self.responsible and Party.STAGE_OWNER in parties else ()


@dataclass(frozen=True)
class StageStanding:
    """One stage as it stands today: `late` are the working days by which it begins or ends after what was agreed."""

    stage: StageDays
    expected_end: date
    late: int
    is_due: bool = False
    """Whether it should have begun by now, or today, and has not."""


@dataclass(frozen=True)
class Course:
    """How a project goes through its stages: those that run or are due to begin, or else the next one."""

    stages: int
    is_numbered: bool
    """Whether their numbers go from one on without a gap, so that the last number is how many there are."""
    current: tuple[StageStanding, ...]
    next: StageStanding | None
    expected_end: date | None
    """When the last of them is expected to end; None once all have."""
    late: int
    """The working days by which that is after the completion date."""

    @property
    def due(self) -> tuple[StageStanding, ...]:
        """The stages that should have begun, or are to begin today, and have not."""
        return tuple(one for one in self.current if one.is_due)

    @property
    def worst(self) -> StageStanding | None:
        """Of the stages that run or are due the one that is latest, else the first of them, else the next."""
        return max(self.current, key=lambda one: one.late, default=self.next)


def course_of(
    stages: Iterable[StageDays], due: date | None, now: datetime, zone: ZoneInfo, calendar: WorkingCalendar
) -> Course | None:
    """Where a project is among its stages, given its completion date; None for a project without stages."""
    every = in_order(stages)
    if not every:
        return None
    walk = _Walk({one.id: one for one in every}, local_date(now, zone), zone, calendar)
    waiting = due_to_begin(every, walk.today)
    current = [one for one in every if one.state is StageState.RUNNING or one in waiting]
    coming = (one for one in every if one.state is StageState.PLANNED)
    end = max((walk.end_of(one) for one in every if one.state is not StageState.ENDED), default=None)
    return Course(
        len(every),
        sorted(one.number for one in every) == list(range(1, len(every) + 1)),
        tuple(walk.standing(one) for one in current),
        next((walk.standing(one) for one in coming if not current), None),
        end,
        calendar.working_days_after(due, end) if due and end else 0,
    )


class _Walk:
    """Walks the stages of one project from each to those that must end before it."""

    def __init__(self, stages: Mapping[str, StageDays], today: date, zone: ZoneInfo, calendar: WorkingCalendar) -> None:
        self.stages, self.today, self.zone, self.calendar = stages, today, zone, calendar
        self.known: dict[str, date] = {}

    def standing(self, one: StageDays) -> StageStanding:
        """The stage as it stands today."""
        end = self.end_of(one)
        is_due = one.state is StageState.PLANNED and one.starts_on <= self.today
        first, last = (one.agreed_start, self.today) if is_due else (one.agreed_end, end)
        return StageStanding(one, end, self.calendar.working_days_after(first, last), is_due)

    def end_of(self, one: StageDays) -> date:
        """The day on which a stage is expected to end, never before today while it has not."""
        if one.id not in self.known:
            self.known[one.id] = self._end_of(one)
        return self.known[one.id]

    def _end_of(self, one: StageDays) -> date:
        if one.state is StageState.ENDED:
            return one.ends_on
        return max(self.today, self._as_late_as_begun(one, self._first_day(one)))

    def _first_day(self, one: StageDays) -> date:
        """When it began, or else the first day on which it can, after whatever must end before it."""
        if one.state is StageState.RUNNING:
            return local_date(one.started_at, self.zone) if one.started_at else one.starts_on
        open_before = (self.stages[id] for id in one.after if id in self.stages)
        ends = (self.end_of(before) for before in open_before if before.state is not StageState.ENDED)
        day_after = max((end + timedelta(days=1) for end in ends), default=one.starts_on)
        return max(one.starts_on, self.today, day_after)

    def _as_late_as_begun(self, one: StageDays, first: date) -> date:
        """The planned end, later by as many working days as the beginning; whoever planned a new end since has said."""
        is_planned_anew = one.state is StageState.RUNNING and one.ends_on != one.agreed_end
        late = 0 if is_planned_anew else self.calendar.working_days_after(one.starts_on - timedelta(days=1), first) - 1
        return self.calendar.working_days_later(one.ends_on, late)
