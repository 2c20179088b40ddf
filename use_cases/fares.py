"""How projects fare, many at once: their health, what is said of it, how fresh that is, and their next date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.calendars import WorkingCalendar, local_date, zone_of
from domain.health import Colour, Health, HealthReport, Signs, disagree, health_of, worst_of
from domain.identity import UserId
from domain.portfolio import NextDate, next_date_of
from domain.projects import Lifecycle, Project
from domain.stage_courses import Course
from storage.portfolio import Known
from storage.transactions import Transaction
from use_cases.stage_courses import courses_of


@dataclass(frozen=True)
class Reported:
    """What a project manager says of a project, and whether that is another colour than the computed one."""

    colour: Colour
    words: str
    by: UserId
    days_ago: int
    disagrees: bool


@dataclass(frozen=True)
class HealthLine:
    """The colour of a project with its reasons, and what is said beside it."""

    colour: Colour
    reasons: tuple[str, ...]
    reported: Reported | None


@dataclass(frozen=True)
class Fare:
    """How one project fares, for one reader; `heard_on` is the day on which somebody last did or said anything there.

    Without a health it is over. `worst` is the worse of what is computed and what is said, and orders every list.
    """

    project: Project
    today: date
    health: Health | None
    report: HealthReport | None
    disagrees: bool
    worst: Colour
    heard_on: date | None
    heard_days_ago: int
    next_date: NextDate | None

    @property
    def reported_days_ago(self) -> int:
        """How old what is said of it is, in days of the project."""
        said_on = local_date(self.report.at, zone_of(self.project.zone)) if self.report else self.today
        return (self.today - said_on).days

    @property
    def reported(self) -> Reported | None:
        """What is said of it, as it is read beside the computed colour."""
        said = self.report
        return Reported(said.colour, said.words, said.by, self.reported_days_ago, self.disagrees) if said else None

    @property
    def line(self) -> HealthLine | None:
        """Its colour and why; None for what is over."""
        return HealthLine(self.health.colour, self.health.reasons, self.reported) if self.health else None

    @property
    def rank(self) -> tuple[bool, int, date, str]:
        """What is over stands last, the worst first, and of equal ones what has the earliest date."""
        return (
            self.health is None,
            self.worst.rank,
            self.next_date.day if self.next_date else date.max,
            self.project.key,
        )


def fares_of(projects: Iterable[Project], reader: Actor, tx: Transaction, now: datetime) -> list[Fare]:
    """How these projects fare, the worst first; in as many statements for five hundred as for five."""
    every = list(projects)
    known, courses = tx.portfolio.known(one.id for one in every), courses_of(every, tx, now)
    overdue: dict[str, int] = {}
    for day in {local_date(now, zone_of(one.zone)) for one in every}:
        overdue |= tx.tasks.overdue_in((one.id for one in every if local_date(now, zone_of(one.zone)) == day), day)
    look = Look(known, now)
    found = (
        look.fare(one, courses.get(one.id), overdue.get(one.id, 0), permissions.allowed(reader, Action.SEE_COSTS, one))
        for one in every
    )
    return sorted(found, key=lambda one: one.rank)


class Look:
    """Sees at one moment how projects fare, each by what is known of it."""

    def __init__(self, known: Known, now: datetime) -> None:
        self.known, self.now, self.silence = known, now, _Silence(known.calendar, now)

    def fare(self, one: Project, course: Course | None, overdue: int, sees_costs: bool) -> Fare:
        """How a project fares, with this course and so many tasks overdue; its cost counts for who may see it."""
        heard_at, report, now = self.known.heard_at.get(one.id), self.known.reports.get(one.id), self.now
        today = local_date(now, zone_of(one.zone))
        heard_on = local_date(heard_at, zone_of(one.zone)) if heard_at else None
        health = None if one.is_over else health_of(self._signs(one, course, overdue, sees_costs))
        return Fare(
            one,
            today,
            health,
            None if one.is_over else report,
            health is not None and disagree(health, report, now),
            worst_of(health, report, now) if health else Colour.GREEN,
            heard_on,
            (today - heard_on).days if heard_on else 0,
            next_date_of(one, course),
        )

    def _signs(self, one: Project, course: Course | None, overdue: int, sees_costs: bool) -> Signs:
        known, zone = self.known, zone_of(one.zone)
        today, heard_at, asked_on = local_date(self.now, zone), known.heard_at.get(one.id), known.asked_on.get(one.id)
        heard_on, begun = local_date(heard_at, zone) if heard_at else None, one.active_since or one.started_at
        counted = known.difficulties.get(one.id, ())
        return Signs(
            today,
            one.scope.completion_date,
            course,
            known.costs.get(one.id) if sees_costs else None,
            {line.severity: line.count for line in counted},
            self.silence.days(one, heard_on, today),
            one.lifecycle,
            overdue,
            sum(line.untaken for line in counted),
            asked_on is not None and heard_on is not None and heard_on < asked_on,
            begun is None or one.id in known.reports or (heard_at is not None and heard_at > begun),
        )


class _Silence:
    """Counts for how many working days nobody was heard of; each pair of days once, however many projects have it."""

    def __init__(self, calendar: WorkingCalendar, now: datetime) -> None:
        self.calendar, self.now = calendar, now
        self.known: dict[tuple[date, date], int] = {}

    def days(self, project: Project, heard_on: date | None, today: date) -> int:
        """The whole working days since then; none where nobody is asked anything."""
        begun = project.active_since or project.started_at
        since = heard_on or (local_date(begun, zone_of(project.zone)) if begun else None)
        if project.lifecycle is not Lifecycle.ACTIVE or since is None:
            return 0
        between = (since, today - timedelta(days=1))
        if between not in self.known:
            self.known[between] = self.calendar.working_days_after(*between)
        return self.known[between]
