"""What the pictures of a project show, worked out from the database: one function a picture."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from domain.baselines import Baseline
from domain.budget_pictures import BudgetRow, BudgetSheet
from domain.calendars import local_date, zone_of
from domain.capacity import WEEK, PersonWeek, monday_of
from domain.demands import stage_label
from domain.identity import UserId
from domain.load_pictures import LoadCell, LoadRow, LoadSheet
from domain.pictures import NotDrawn, Picture
from domain.progress_days import ProgressDay
from domain.progress_pictures import PlannedWork, ProgressSheet, done_lines, plan_line, target_line
from domain.projects import Project
from domain.staffing import workers
from domain.stages import Stage
from domain.timeline_pictures import StageSpan, TimelineSheet
from storage.transactions import Transaction
from use_cases.capacity import weeks_of
from use_cases.costing import Figures
from use_cases.finding import gone_among
from use_cases.progress_days import progress_of
from use_cases.project_facts import ended_on

WEEKS_SHOWN = 4
SUNDAY = timedelta(days=6)
NO_STAGES = "No stage is planned yet."
NOTHING = Decimal(0)


@dataclass(frozen=True)
class Subject:
    """A project as its pictures are drawn of it: what was agreed last, its figures, and its local date."""

    project: Project
    baseline: Baseline | None
    figures: Figures

    @property
    def title(self) -> str:
        """What stands above every picture of it."""
        return f"{self.project.key} {self.project.name}"

    @property
    def today(self) -> date:
        """The project's local date, which stands still from the day on which it ended."""
        return ended_on(self.project) or self.figures.today

    @property
    def stages(self) -> tuple[Stage, ...]:
        return tuple(one.stage for one in self.figures.stages)


def progress_sheet(subject: Subject, tx: Transaction, now: datetime) -> ProgressSheet | NotDrawn:
    """Progress against plan, from every day on which somebody looked, and this moment while the project goes on."""
    project = subject.project
    if project.started_at is None:
        return _not_drawn(Picture.PROGRESS, f"{project.key} has not started, so nothing is done yet.")
    works = _planned_works(subject)
    if not works:
        return _not_drawn(Picture.PROGRESS, f"{NO_STAGES} There is no plan to compare with.")
    days = _days_seen(project, tx, now)
    budget = days[-1].budget if any(one.earned is not None for one in days) else NOTHING
    done = done_lines(days, budget)
    if not done:
        words = "Nobody can say how much is done: there is no task, and nobody has estimated what is left of a stage."
        return _not_drawn(Picture.PROGRESS, words)
    if done[0][0].day == done[-1][-1].day:
        return _not_drawn(Picture.PROGRESS, "This is the first day that is counted. The picture begins tomorrow.")
    return ProgressSheet(
        subject.title,
        subject.today,
        plan_line(works, tx.workspaces.get().calendar),
        done,
        target_line((one for one in days if one.day >= done[0][0].day), budget),
        subject.baseline is not None,
        not budget,
        project.scope.completion_date,
        ended_on(project),
    )


def _days_seen(project: Project, tx: Transaction, now: datetime) -> list[ProgressDay]:
    """The days that were kept; of today what is true now, for it is not over."""
    kept = tx.progress_days.of_project(project.id)
    if project.is_over and kept:
        return kept
    today = progress_of(project, tx, now)
    return [*(one for one in kept if one.day != today.day), today]


def _planned_works(subject: Subject) -> tuple[PlannedWork, ...]:
    """The stages as they were agreed last, or else as planned at the start; weighed by cost, or by work without any."""
    if subject.baseline is not None and subject.baseline.stages:
        agreed = subject.baseline.stages
        by_cost = any(one.cost for one in agreed)
        return tuple(
            PlannedWork(one.starts_on, one.ends_on, one.cost if by_cost else Decimal(one.minutes)) for one in agreed
        )
    by_cost = any(one.value.budget for one in subject.figures.stages)
    return tuple(
        PlannedWork(*_agreed_days(one.stage), one.value.budget if by_cost else Decimal(one.stage.minutes))
        for one in subject.figures.stages
    )


def _agreed_days(stage: Stage) -> tuple[date, date]:
    return (stage.budget.starts_on, stage.budget.ends_on) if stage.budget else (stage.starts_on, stage.ends_on)


def timeline_sheet(subject: Subject) -> TimelineSheet | NotDrawn:
    """The stages on their days, those that were agreed against those on which they ran."""
    if not subject.stages:
        return _not_drawn(Picture.TIMELINE, NO_STAGES)
    project = subject.project
    agreed = {one.stage_id: (one.starts_on, one.ends_on) for one in subject.baseline.stages} if subject.baseline else {}
    return TimelineSheet(
        subject.title,
        subject.today,
        tuple(_span(one, agreed.get(one.id) or _agreed_days(one), project) for one in subject.stages),
        project.scope.completion_date,
        project.is_over,
    )


def _span(stage: Stage, planned: tuple[date, date], project: Project) -> StageSpan:
    zone = zone_of(project.zone)
    return StageSpan(
        stage_label(stage),
        stage.state,
        *planned,
        local_date(stage.started_at, zone) if stage.started_at else None,
        local_date(stage.ended_at, zone) if stage.ended_at else None,
        project.is_over,
    )


def budget_sheet(subject: Subject) -> BudgetSheet | NotDrawn:
    """Budget against actual by stage and in all, what was spent on no stage in a row of its own."""
    figures, value = subject.figures, subject.figures.whole.value
    if not (value.budget or value.spent):
        return _not_drawn(Picture.BUDGET, "No stage has a cost yet, and nothing is spent.")
    rows = [
        BudgetRow(stage_label(one.stage), one.value.budget, one.value.spent, one.value.estimate_at_completion)
        for one in figures.stages
    ]
    elsewhere = figures.elsewhere.total
    rows += [BudgetRow("On no stage", NOTHING, elsewhere, elsewhere)] if elsewhere else []
    whole = BudgetRow("The whole project", value.budget, value.spent, value.estimate_at_completion)
    return BudgetSheet(subject.title, figures.currency, whole, tuple(rows), subject.project.is_over)


def load_sheet(subject: Subject, tx: Transaction) -> LoadSheet | NotDrawn:
    """The time of everybody who works in a project, for this week and the next three; too much of it first."""
    project = subject.project
    if project.is_over:
        return _not_drawn(Picture.LOAD, f"{project.key} is over, so nobody is booked for it.")
    first = monday_of(subject.figures.today)
    last = first + WEEK * (WEEKS_SHOWN - 1)
    people = tuple(dict.fromkeys((*workers(project), *tx.capacity.booked_in(project.id, first))))
    gone = gone_among(people, tx)
    here = [one for one in people if one not in gone]
    if not here:
        return _not_drawn(Picture.LOAD, "Nobody works in this project yet.")
    weeks = weeks_of(here, first, last, tx)
    held = (one for one in tx.capacity.bookings(here, first, last) if one.project_id == project.id)
    booked = {(one.person, one.week): one.minutes for one in held}
    tasks = _tasks_due(here, first, tx)
    names = {one.id: one.name for one in tx.people.known(here)}
    rows = [
        LoadRow(names.get(one, "somebody"), tuple(_cell(week, booked, tasks) for week in weeks[one])) for one in here
    ]
    return LoadSheet(subject.title, tuple(sorted(rows, key=_most_loaded)))


def _most_loaded(row: LoadRow) -> tuple[int, int, str]:
    """Who is booked too much first, then whoever is booked most this week."""
    return -sum(week.over for week in row.weeks), -row.weeks[0].booked, row.name.casefold()


def _cell(week: PersonWeek, booked: dict[tuple[UserId, date], int], tasks: dict[tuple[UserId, date], int]) -> LoadCell:
    mine = booked.get((week.person, week.week), 0)
    return LoadCell(week.week, week.capacity, mine, week.booked - mine, tasks.get((week.person, week.week), 0))


def _tasks_due(people: Iterable[UserId], first: date, tx: Transaction) -> dict[tuple[UserId, date], int]:
    """The minutes that are left of each person's tasks in the week in which they are due, or now where that is over."""
    wanted, before = tuple(people), dict[UserId, int]()
    found: dict[tuple[UserId, date], int] = {}
    for week in (first + WEEK * n for n in range(WEEKS_SHOWN)):
        left = tx.tasks.minutes_left(wanted, week + SUNDAY)
        by_then = {person: sum(minutes.values()) for person, minutes in left.items()}
        found |= {(person, week): minutes - before.get(person, 0) for person, minutes in by_then.items()}
        before = by_then
    return found


def _not_drawn(picture: Picture, words: str) -> NotDrawn:
    return NotDrawn(picture, words)
