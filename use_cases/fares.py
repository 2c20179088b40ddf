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
from domain.portfolio import NextDate, next_date_of
from domain.projects import Lifecycle, Project
from domain.stage_courses import Course
from storage.portfolio import Known
from storage.transactions import Transaction
from use_cases.stage_courses import courses_of


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
    counted = _Silence(tx.workspaces.get().calendar, now)
    found = (_fare(one, reader, known, courses.get(one.id), counted) for one in every)
    return sorted(found, key=lambda one: one.rank)


def _fare(one: Project, reader: Actor, known: Known, course: Course | None, counted: _Silence) -> Fare:
    heard_at, report, now = known.heard_at.get(one.id), known.reports.get(one.id), counted.now
    today = local_date(now, zone_of(one.zone))
    heard_on = local_date(heard_at, zone_of(one.zone)) if heard_at else None
    signs = Signs(
        today,
        one.scope.completion_date,
        course,
        known.costs.get(one.id) if permissions.allowed(reader, Action.SEE_COSTS, one) else None,
        known.difficulties.get(one.id),
        counted.days(one, heard_on, today),
    )
    health = None if one.is_over else health_of(signs)
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
