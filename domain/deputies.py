"""Deputies: who acts in somebody's place while they are on leave, and when the place is their own again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.calendars import WorkingCalendar, instant_of
from domain.capacity import Leave, WeeklyHours
from domain.identity import UserId, new_id
from domain.refusals import Refused
from domain.roles import Party, Role

REASON_LENGTH = 500
A_DAY = timedelta(days=1)
About = tuple[str, Role | None, str | None]


class StandInState(StrEnum):
    """How far one line of a leave has got: given counts until somebody says that they cannot."""

    OPEN = "nobody yet"
    GIVEN = "given"
    ACCEPTED = "accepted"
    OVER = "over"


class WhyOpen(StrEnum):
    """Why a line that somebody had is open again."""

    NOT_FILLED = ""
    DECLINED = "declined"
    AWAY = "away too"
    GONE = "cannot work here any more"
    DUTIES = "duties are kept apart"


@dataclass(frozen=True)
class Window:
    """When a leave keeps somebody from their roles: from its first day until the first working day after it."""

    first_day: date
    last_day: date
    back_on: date
    begins_at: datetime
    ends_at: datetime

    @property
    def until(self) -> date:
        """The last day on which somebody else has what it keeps from them."""
        return self.back_on - A_DAY

    @classmethod
    def of(cls, one: Leave, hours: WeeklyHours, calendar: WorkingCalendar, zone: ZoneInfo) -> Window:
        """The window of a leave on the person's own clock and by the days on which they work."""
        worked = (day for day in calendar.working_days_from(one.last_day + A_DAY) if day.weekday() in hours.days)
        back_on = next(worked, one.last_day + A_DAY)
        begins, ends = (instant_of(day, time.min, zone) for day in (one.first_day, back_on))
        return cls(one.first_day, one.last_day, back_on, begins, ends)


@dataclass(frozen=True)
class StandIn:
    """One line of somebody's leave: a role or a task that another person sees to meanwhile, or nobody."""

    id: str
    leave_id: str
    person: UserId
    project_id: str
    role: Role | None
    task_id: str | None
    deputy: UserId | None
    state: StandInState
    given_by: UserId
    window: Window
    why_open: WhyOpen = WhyOpen.NOT_FILLED
    words: str = ""
    """What whoever could not take it said."""
    passed_on_by: UserId | None = None
    """The deputy who had it first and could not keep it: it goes on once, by hand."""
    acting: UserId | None = None
    """Who acts now, as the project knows by now."""
    acted: UserId | None = None
    """Who acted until just now, which the project has yet to follow."""
    next_at: datetime | None = None
    """When the project has to follow next; of what is over only until its person has heard what was done."""
    helped_before: bool = False
    """Whether who acts helped with the task before it was lent, and so goes on helping after."""

    @property
    def about(self) -> About:
        """What of which project it is: of these a leave has one line."""
        return self.project_id, self.role, self.task_id

    def meets(self, window: Window) -> bool:
        """Whether it is somebody else's at any moment of another leave."""
        return self.window.begins_at < window.ends_at and window.begins_at < self.window.ends_at

    @classmethod
    def of(
        cls,
        leave_id: str,
        person: UserId,
        project_id: str,
        by: UserId,
        window: Window,
        now: datetime,
        role: Role | None = None,
        task_id: str | None = None,
    ) -> StandIn:
        """A line that nobody has yet, of a role or of a task."""
        held = (leave_id, person, project_id, role, task_id, None, StandInState.OPEN, by)
        return cls(new_id(), *held, window, next_at=max(window.begins_at, now))

    @property
    def until(self) -> date:
        """The last day on which somebody else has it."""
        return self.window.until

    @property
    def is_asked(self) -> bool:
        """Whether whoever was named has not said yet that they see to it."""
        return self.state is StandInState.GIVEN

    @property
    def is_over(self) -> bool:
        return self.state is StandInState.OVER

    def parties_of(self, person: UserId) -> frozenset[Party]:
        """What a person is towards this line; a deputy who could not keep it may pass it on once."""
        held = {Party.REQUESTER: {self.person, self._may_pass_on}, Party.ASKED: {self.deputy}}
        return frozenset(party for party, people in held.items() if person in people)

    def holders_of(self, parties: frozenset[Party]) -> tuple[UserId, ...]:
        held = (self.person if Party.REQUESTER in parties else None, self.deputy if Party.ASKED in parties else None)
        return tuple(one for one in held if one is not None)

    @property
    def _may_pass_on(self) -> UserId | None:
        return self.passed_on_by if self.deputy is None else None

    def given(self, deputy: UserId, by: UserId, now: datetime) -> StandIn:
        """The line in somebody's hands; they count until they say that they cannot. Whoever takes it has accepted."""
        self.refuse_if_over()
        if deputy == self.deputy:
            return self
        state = StandInState.ACCEPTED if deputy == by else StandInState.GIVEN
        moved = replace(self, deputy=deputy, given_by=by, state=state, why_open=WhyOpen.NOT_FILLED, words="")
        return moved._followed_from(now)

    def accepted(self) -> StandIn:
        """The line after its deputy said that they see to it."""
        self.refuse_if_over()
        return replace(self, state=StandInState.ACCEPTED)

    def opened(self, why: WhyOpen, now: datetime, words: str = "") -> StandIn:
        """The line that needs somebody again; whoever had it acts no more from this moment on."""
        keeps = self.passed_on_by or (self.deputy if why is WhyOpen.AWAY else None)
        left = replace(self, deputy=None, state=StandInState.OPEN, why_open=why, words=words, passed_on_by=keeps)
        return left._stopped(now)

    def ended(self, now: datetime) -> StandIn:
        """The line of a leave that is over or that never comes to be; nobody acts by it from this moment on."""
        return self if self.is_over else replace(self, state=StandInState.OVER)._stopped(now)

    def moved(self, window: Window, now: datetime) -> StandIn:
        """The line of a leave whose days were changed: outside of the new ones nobody acts from this moment on.

        Whoever has it is asked anew where the new days go beyond those that they know of.
        """
        goes_beyond = window.first_day < self.window.first_day or window.back_on > self.window.back_on
        is_asked_anew = goes_beyond and self.state is StandInState.ACCEPTED
        after = replace(self, window=window, state=StandInState.GIVEN if is_asked_anew else self.state)
        if now >= window.ends_at:
            return after.ended(now)
        return after._stopped(now) if now < window.begins_at else after._followed_from(now)

    def welcomed_with(self, window: Window, now: datetime) -> StandIn:
        """The line that is over and waits only for its person to be back, who is back on another day by now."""
        return replace(self, window=window, next_at=now if self.acted else max(window.ends_at, now))

    def _stopped(self, now: datetime) -> StandIn:
        return replace(self, acting=None, acted=self.acting or self.acted)._followed_from(now)

    def _followed_from(self, now: datetime) -> StandIn:
        """The line with when its project follows it: now, or when the leave begins."""
        is_waiting = self.window.begins_at > now and self.acted is None and not self.is_over
        return replace(self, next_at=self.window.begins_at if is_waiting else now)

    def followed(self, now: datetime) -> StandIn:
        """The line as it stands at this moment: its deputy acts in the window, and nobody after it."""
        if self.is_over or now >= self.window.ends_at:
            return replace(self, state=StandInState.OVER, acting=None, acted=None, next_at=self._welcome_at(now))
        begun = now >= self.window.begins_at
        coming = self.window.ends_at if begun else self.window.begins_at
        return replace(self, acting=self.deputy if begun else None, acted=None, next_at=coming)

    def _welcome_at(self, now: datetime) -> datetime | None:
        """When its person is told what was done: what was lent and is done before they are back waits until then."""
        was_lent = self.deputy is not None and self.window.begins_at <= now < self.window.ends_at
        return self.window.ends_at if was_lent else None

    def passed_to(self, after: StandIn) -> bool:
        """Whether somebody else acts once the project has followed this line."""
        return (self.acting or self.acted) != after.acting

    def refuse_if_over(self) -> None:
        """Refuse what would change a line of a leave that is over."""
        if self.is_over:
            raise Refused("That leave is over, and everything is back with whoever was away.")
