"""The stages of a project on a line of days: when each was planned, when it really ran, and where today is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.calendars import day_words
from domain.pictures import Picture, named_some, short_day
from domain.stages import StageState

ROWS_SHOWN = 12
NAMED = 2
NOT_HELD = "did not take place"


@dataclass(frozen=True)
class StageSpan:
    """One stage: the days that were agreed, and those on which it really ran, as far as it did."""

    label: str
    state: StageState
    planned_from: date
    planned_to: date
    began_on: date | None = None
    ended_on: date | None = None
    is_over: bool = False
    """Whether its project is over: then a stage that has not begun never will."""

    def days_late(self, today: date) -> int:
        """By how many days it ended after its plan, or is behind it by today; below 0 where it ended earlier."""
        if self.state is StageState.ENDED and self.ended_on:
            return (self.ended_on - self.planned_to).days
        if self.is_over:
            return 0
        due = self.planned_to if self.state is StageState.RUNNING else self.planned_from
        return max(0, (today - due).days)

    def standing(self, today: date) -> str:
        """How it stands, in three words: ended 3 days late, running, begins Mon 4 May."""
        late = self.days_late(today)
        lateness = f"{_days(abs(late))} {'late' if late > 0 else 'early'}" if late else ""
        if self.state is StageState.ENDED:
            return f"ended {lateness or 'on time'}"
        if self.is_over:
            return "was not ended" if self.state is StageState.RUNNING else NOT_HELD
        if self.state is StageState.RUNNING:
            return f"running, {lateness}" if late else "running"
        return f"not begun, {lateness}" if late else f"begins {short_day(self.planned_from)}"


@dataclass(frozen=True)
class TimelineSheet:
    """What the picture of the stages shows, in the order of their days."""

    title: str
    today: date
    stages: tuple[StageSpan, ...]
    completion_date: date | None
    is_over: bool = False
    picture = Picture.TIMELINE

    @property
    def shown(self) -> tuple[StageSpan, ...]:
        """As many as can be read on a phone: those that have not ended go before those that have."""
        ended = [one for one in self.stages if one.state is StageState.ENDED]
        without = max(0, len(self.stages) - ROWS_SHOWN)
        left_out = {id(one) for one in ended[:without]}
        return tuple(one for one in self.stages if id(one) not in left_out)[:ROWS_SHOWN]

    @property
    def words(self) -> str:
        """What the picture shows, in one sentence with the figures."""
        ended = sum(one.state is StageState.ENDED for one in self.stages)
        when = "In the end" if self.is_over else f"On {day_words(self.today)}"
        said = [f"{when} {ended} of {_stages(len(self.stages))} {'has' if ended == 1 else 'have'} ended"]
        said += self._not_held() if self.is_over else [*self._running(), *self._behind()]
        if self.completion_date and not self.is_over:
            said.append(f"all is to be completed by {day_words(self.completion_date)}")
        left_out = len(self.stages) - len(self.shown)
        return "; ".join(said) + "." + (f" {_stages(left_out)} more not drawn." if left_out else "")

    def _not_held(self) -> list[str]:
        count = sum(one.state is StageState.PLANNED for one in self.stages)
        return [f"{count} {NOT_HELD}"] if count else []

    def _running(self) -> list[str]:
        running = [
            one.label + (f" ({_days(late)} late)" if (late := one.days_late(self.today)) else "")
            for one in self.stages
            if one.state is StageState.RUNNING
        ]
        return [f"running: {named_some(running, NAMED)}"] if running else []

    def _behind(self) -> list[str]:
        behind = [
            f"{one.label} ({_days(late)})"
            for one in self.stages
            if one.state is StageState.PLANNED and (late := one.days_late(self.today))
        ]
        return [f"should have begun: {named_some(behind, NAMED)}"] if behind else []


def _days(count: int) -> str:
    return f"{count} day{'' if count == 1 else 's'}"


def _stages(count: int) -> str:
    return f"{count} stage{'' if count == 1 else 's'}"
