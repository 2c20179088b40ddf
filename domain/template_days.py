"""From the dates of a project's stages to the working days of a template, and back to dates in another project."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from domain.calendars import WorkingCalendar
from domain.project_templates import ProjectTemplate, StageOutline, ThingOutline, WorkOutline
from domain.stage_order import in_order
from domain.stages import Stage

FARTHEST = timedelta(days=3660)
"""Ten years: what is planned for later than that is planned for then."""


@dataclass(frozen=True)
class ThingDays:
    """A thing of a template with the days on which one project needs it."""

    outline: ThingOutline
    first_day: date
    last_day: date


@dataclass(frozen=True)
class StageDays:
    """A stage of a template with the days it gets in one project, and the places of those that end before it."""

    outline: StageOutline
    starts_on: date
    ends_on: date
    things: tuple[ThingDays, ...]
    after: tuple[int, ...]


def days_of(calendar: WorkingCalendar, first: date, last: date) -> Iterator[date]:
    """Every working day from the first to the last, both included, for ten years at most."""
    whole = range(min((last - first), FARTHEST).days + 1)
    return (day for ahead in whole if calendar.is_working_day(day := first + timedelta(days=ahead)))


def days_for(template: ProjectTemplate, calendar: WorkingCalendar, first: date, completion: date | None) -> list[date]:
    """The days that a project has for a template: from the first to its completion, or as many as it usually takes.

    There is always one: when none is worked until the completion it is the completion itself.
    """
    found = days_of(calendar, first, completion or first + FARTHEST)
    return list(islice(found, None if completion else template.days)) or [completion or first]


def outlined(stages: Iterable[Stage], calendar: WorkingCalendar) -> tuple[StageOutline, ...]:
    """The stages of a project as those of a template: working days from its first day, no dates and no people."""
    every = in_order(stages)
    if not every:
        return ()
    ends = [*(one.ends_on for one in every), *(thing.last_day for one in every for thing in one.things)]
    days = list(days_of(calendar, every[0].starts_on, max(ends)))
    places = {one.id: place for place, one in enumerate(every)}
    return tuple(_outline(one, days, places) for one in every)


def _outline(stage: Stage, days: Sequence[date], places: dict[str, int]) -> StageOutline:
    begins, lasts = _counted(days, stage.starts_on, stage.ends_on)
    return StageOutline(
        stage.name,
        begins,
        lasts,
        _work(stage),
        tuple(
            ThingOutline(one.thing_id, one.quantity, *_counted(days, one.first_day, one.last_day))
            for one in stage.things
        ),
        tuple(sorted(places[one] for one in stage.after)),
    )


def _work(stage: Stage) -> tuple[WorkOutline, ...]:
    """The hours of a stage, those that grow with the users as the template said them that they are of."""
    growing = stage.scaling.work if stage.scaling else ()
    grows = {(one.skill_id, one.level) for one in growing}
    fixed = (one for one in stage.needs if (one.skill_id, one.level) not in grows)
    return (*growing, *(WorkOutline(one.skill_id, one.level, one.minutes) for one in fixed))


def _counted(days: Sequence[date], first: date, last: date) -> tuple[int, int]:
    """After how many working days something begins, and how many it lasts: a day at least."""
    begins = bisect_left(days, first)
    return begins, max(1, bisect_right(days, last) - begins)


def laid_out(template: ProjectTemplate, days: Sequence[date]) -> tuple[StageDays, ...]:
    """The stages of a template on the days that a project has for it.

    An elastic template takes all of them; any other its own, pressed together in proportion where they are too few.
    Everything gets a day at least, and what must end before a stage does so as long as there are days enough.
    """
    at = _stretched(template, len(days)) if template.is_elastic or template.days > len(days) else _as_it_is
    placed: list[StageDays] = []
    for one in template.stages:
        starts, ends = _dates(one.begins, one.lasts, days, at)
        things = tuple(ThingDays(thing, *_dates(thing.begins, thing.lasts, days, at)) for thing in one.things)
        after = tuple(place for place in one.after if place < len(placed) and placed[place].ends_on < starts)
        placed.append(StageDays(one, starts, ends, things, after))
    return tuple(placed)


def _as_it_is(cut: int) -> int:
    return cut


def _stretched(template: ProjectTemplate, most: int) -> Callable[[int], int]:
    """Where each beginning and end comes to lie among so many days: in proportion, with a day between any two."""
    things = [thing for one in template.stages for thing in one.things]
    parts: list[StageOutline | ThingOutline] = [*template.stages, *things]
    cuts = sorted({cut for one in parts for cut in (one.begins, one.begins + one.lasts)} - {0})
    lies, before = {0: 0}, 0
    for place, cut in enumerate(cuts, start=1):
        share = most * cut // template.days
        before = max(0, min(max(before + 1, share), most - (len(cuts) - place)))
        lies[cut] = before
    return lies.__getitem__


def _dates(begins: int, lasts: int, days: Sequence[date], at: Callable[[int], int]) -> tuple[date, date]:
    first = min(at(begins), len(days) - 1)
    return days[first], days[min(max(at(begins + lasts) - 1, first), len(days) - 1)]
