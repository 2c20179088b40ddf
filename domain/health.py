"""How a project fares: computed from what is known of it, beside what its project manager says of it.

A colour never stands alone: each has its word, and its reasons say what was counted. Silence is never green.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from domain.cost_alerts import CostWatch
from domain.difficulties import Severity
from domain.figures import count_words
from domain.identity import UserId
from domain.projects import Lifecycle
from domain.refusals import Problem
from domain.stage_courses import Course

VERY_LATE = 10
"""Working days, two weeks: a completion that is expected later than that is nothing a team catches up with."""
SILENT_AFTER = 5
"""Working days, a week: so long nobody was heard of in a project in which somebody is asked every day."""
ASKED_IN_VAIN = 3
"""Check-ins in a row since which nobody was heard of: a schedule that asks every day is not waited for a week."""
REPORT_COUNTS_FOR = 14
"""Days: what a project manager said before that is shown with its age and orders no list."""
WORDS_LENGTH = 500


class Colour(StrEnum):
    """How a project fares, the worst first: in trouble, in need of a look, not known, well."""

    RED = "red"
    AMBER = "amber"
    GREY = "grey"
    GREEN = "green"

    @property
    def rank(self) -> int:
        """0 for the worst, so that sorting by it puts the worst first."""
        return WORST_FIRST.index(self)


WORST_FIRST = tuple(Colour)
REPORTABLE = (Colour.GREEN, Colour.AMBER, Colour.RED)
"""What somebody can say: that nothing is known is said by silence."""


class Reason(NamedTuple):
    """Something that speaks against a project, and how bad it is."""

    colour: Colour
    words: str


@dataclass(frozen=True)
class Signs:
    """What is known of a project now; `cost` is left out for a reader who may not see what it costs."""

    today: date
    completion_date: date | None
    course: Course | None = None
    cost: CostWatch | None = None
    difficulties: dict[Severity, int] | None = None
    silent_for: int = 0
    """Working days since anybody was heard of, where somebody is asked anything."""
    lifecycle: Lifecycle = Lifecycle.ACTIVE
    overdue: int = 0
    """Tasks after their due date."""
    untaken: int = 0
    """Open difficulties that nobody has taken on yet."""
    is_asked_in_vain: bool = False
    """Whether nobody was heard of since the last check-ins, as many as `ASKED_IN_VAIN`, were asked for."""
    is_heard: bool = True
    """Whether anybody was heard of since it began."""


@dataclass(frozen=True)
class Health:
    """The colour that the signs come to, and why, the worst reason first; green needs no reason."""

    colour: Colour
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class HealthReport:
    """What a project manager last said of how a project fares."""

    project_id: str
    colour: Colour
    words: str
    by: UserId
    at: datetime

    def counts(self, now: datetime) -> bool:
        """Whether it is young enough to count."""
        return self.at > reports_count_after(now)


def reports_count_after(now: datetime) -> datetime:
    """What was reported at this time or before does not count any more."""
    return now - timedelta(days=REPORT_COUNTS_FOR)


def health_of(signs: Signs) -> Health:
    """How a project fares by what is known of it: the worst of its signs; silence makes green grey."""
    reasons = sorted(_reasons(signs), key=lambda one: one.colour.rank)
    colour = reasons[0].colour if reasons else Colour.GREEN
    return Health(colour, tuple(one.words for one in reasons))


def worst_of(computed: Health, report: HealthReport | None, now: datetime) -> Colour:
    """Where a project stands in a list: by the worse of what is computed and what is said, while that counts."""
    said = (report.colour,) if report is not None and report.counts(now) else ()
    worst: Colour = min((computed.colour, *said), key=WORST_FIRST.index)
    return worst


def disagree(computed: Health, report: HealthReport | None, now: datetime) -> bool:
    """Whether what is computed and what is said are two colours, while what is said counts."""
    return report is not None and report.counts(now) and report.colour is not computed.colour


def report_problems(colour: Colour | None, words: str, computed: Health) -> list[Problem]:
    """What is wrong with a report, beside its fields: whoever says otherwise than the figures says why.

    Grey says nothing that anybody could contradict.
    """
    if colour not in REPORTABLE:
        return [Problem("Choose green, amber or red.", "colour")]
    if not words.strip() and computed.colour not in (colour, Colour.GREY):
        said = f"By its figures this project is {computed.colour}. Say in a few words why it is {colour}."
        return [Problem(said, "words")]
    return []


def _reasons(signs: Signs) -> Iterator[Reason]:
    yield from _slip(signs)
    yield from _burn(signs.cost)
    yield from _difficult(signs.difficulties or {})
    if signs.untaken:
        words = _plural(signs.untaken, "difficulty that nobody has taken on", "difficulties that nobody has taken on")
        yield Reason(Colour.AMBER, words)
    if signs.overdue:
        yield Reason(Colour.AMBER, f"{_plural(signs.overdue, 'task')} overdue")
    yield from _not_known(signs)


def _not_known(signs: Signs) -> Iterator[Reason]:
    """Why nobody can say how it fares: before the start and on hold nobody is asked, and silence says nothing."""
    if signs.lifecycle is Lifecycle.PLANNING:
        yield Reason(Colour.GREY, "it has not started")
    elif signs.lifecycle is Lifecycle.ON_HOLD:
        yield Reason(Colour.GREY, "it is on hold")
    elif signs.silent_for >= SILENT_AFTER:
        yield Reason(Colour.GREY, f"nobody was heard of for {_plural(signs.silent_for, 'working day')}")
    elif signs.is_asked_in_vain:
        yield Reason(Colour.GREY, f"nobody was heard of in the last {ASKED_IN_VAIN} check-ins")
    elif not signs.is_heard:
        yield Reason(Colour.GREY, "nobody has said anything yet")


def _slip(signs: Signs) -> Iterator[Reason]:
    course, due = signs.course, signs.completion_date
    if course is not None and course.late:
        colour = Colour.RED if course.late > VERY_LATE else Colour.AMBER
        yield Reason(colour, f"expected {_plural(course.late, 'working day')} after its completion date")
    elif due is not None and due < signs.today:
        yield Reason(Colour.RED, "its completion date has passed")
    worst = course.worst if course is not None else None
    if worst is not None and worst.late and not (course and course.late):
        yield Reason(Colour.AMBER, f"stage {worst.stage.number} is {_plural(worst.late, 'working day')} late")


def _burn(cost: CostWatch | None) -> Iterator[Reason]:
    """By the thresholds at which its leaders are alarmed; without an amount."""
    if cost is None:
        return
    levels = (
        (2 if cost.is_over_budget else 0, "more is spent than was budgeted"),
        (cost.cost_level, "the work costs more than planned"),
        (cost.time_level, "less is done than planned by now"),
        (cost.expected_level, "more is expected to be spent than was budgeted"),
    )
    for level, words in levels:
        if level:
            yield Reason(Colour.RED if level > 1 else Colour.AMBER, words)


def _difficult(counted: dict[Severity, int]) -> Iterator[Reason]:
    for severity, colour in ((Severity.CRITICAL, Colour.RED), (Severity.HIGH, Colour.AMBER)):
        if many := counted.get(severity, 0):
            yield Reason(colour, f"{_plural(many, f'{severity} difficulty', f'{severity} difficulties')} open")


def _plural(many: int, one: str, several: str = "") -> str:
    return f"{count_words(many)} {one if many == 1 else several or one + 's'}"
