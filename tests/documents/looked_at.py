"""One sheet of each picture, as a project half way through looks."""

from datetime import date, timedelta
from decimal import Decimal

from domain.budget_pictures import BudgetRow, BudgetSheet
from domain.calendars import WorkingCalendar
from domain.load_pictures import LoadCell, LoadRow, LoadSheet
from domain.money import Currency
from domain.progress_days import ProgressDay
from domain.progress_pictures import PlannedWork, ProgressSheet, done_lines, plan_line, target_line
from domain.stages import StageState
from domain.timeline_pictures import StageSpan, TimelineSheet

MONDAY = date(2026, 12, 7)
DAY, WEEK = timedelta(days=1), timedelta(days=7)
TITLE = "NET Network renewal"
TODAY = MONDAY + 2 * WEEK
NOTHING = Decimal(0)
WORKS = (
    PlannedWork(MONDAY, MONDAY + 4 * DAY, Decimal(100)),
    PlannedWork(MONDAY + WEEK, MONDAY + WEEK + 4 * DAY, Decimal(200)),
    PlannedWork(MONDAY + 2 * WEEK, MONDAY + 3 * WEEK + 4 * DAY, Decimal(100)),
)


def seen(day: int, earned: str | None, budget: int = 400, percent: int | None = None) -> ProgressDay:
    """What was seen so many days after the first Monday."""
    done = None if earned is None else Decimal(earned)
    return ProgressDay("p1", MONDAY + day * DAY, Decimal(budget), NOTHING, done, NOTHING, percent, 0)


def progress(days: tuple[ProgressDay, ...] | None = None, today: date = TODAY, **more: object) -> ProgressSheet:
    """A burn-up of three stages in four weeks; nobody looked on four of its days, and a change added to it."""
    steps = (0, 15, 30, 40, 60, 70, 80, 120, 130, 150)
    seen_on = (0, 1, 2, 3, 4, 9, 10, 11, 12, 13)
    usual = tuple(seen(n, str(done), 300 if n < 10 else 400) for n, done in zip(seen_on, steps, strict=True))
    every = days or (*usual, seen(14, "160"))
    budget = every[-1].budget
    facts = {"is_agreed": True, "by_tasks": not budget, "completion_date": MONDAY + 4 * WEEK, **more}
    plan = plan_line(WORKS, WorkingCalendar())
    return ProgressSheet(TITLE, today, plan, done_lines(every, budget), target_line(every, budget), **facts)  # type: ignore[arg-type]


def timeline(**more: object) -> TimelineSheet:
    """Five stages: two have ended, one runs over, one should have begun, one is to come."""
    ended, running, planned = StageState.ENDED, StageState.RUNNING, StageState.PLANNED
    stages = (
        StageSpan("1 Survey of both buildings", ended, MONDAY, MONDAY + 4 * DAY, MONDAY, MONDAY + 3 * DAY),
        StageSpan("2 Design", ended, MONDAY + WEEK, MONDAY + 9 * DAY, MONDAY + WEEK, MONDAY + 11 * DAY),
        StageSpan("3 Hardware", running, MONDAY + 8 * DAY, MONDAY + 12 * DAY, MONDAY + 9 * DAY),
        StageSpan("4 Roll-out", planned, MONDAY + 13 * DAY, MONDAY + 25 * DAY),
        StageSpan("5 Training of everybody who answers the telephone", planned, MONDAY + 26 * DAY, MONDAY + 32 * DAY),
    )
    facts = {"stages": stages, "completion_date": MONDAY + 35 * DAY, **more}
    return TimelineSheet(TITLE, TODAY, **facts)  # type: ignore[arg-type]


def budget(**more: object) -> BudgetSheet:
    """Four stages, one of which has cost more than was planned."""

    def row(label: str, *amounts: str) -> BudgetRow:
        return BudgetRow(label, *map(Decimal, amounts))

    stages = (
        row("1 Survey", "4000", "3600", "3600"),
        row("2 Design", "9000", "11250.50", "11250.50"),
        row("3 Hardware", "42000", "20000", "43000"),
        row("4 Roll-out", "29250", "0", "29250"),
    )
    facts = {"whole": row("All stages", "84250", "34850.50", "87100.50"), "stages": stages, **more}
    return BudgetSheet(TITLE, Currency("EUR"), **facts)  # type: ignore[arg-type]


def load() -> LoadSheet:
    """Three people in four weeks, one of them booked too much."""

    def weeks(*cells: tuple[int, int, int, int]) -> tuple[LoadCell, ...]:
        return tuple(LoadCell(TODAY + n * WEEK, *(60 * hours for hours in cell)) for n, cell in enumerate(cells))

    people = (
        LoadRow("Ben Brandt", weeks((40, 30, 16, 12), (40, 30, 10, 0), (24, 20, 0, 8), (40, 8, 0, 0))),
        LoadRow("Ana Alves", weeks((40, 24, 0, 20), (40, 24, 8, 6), (0, 0, 0, 4), (40, 0, 0, 0))),
        LoadRow("Maximiliane von Hohenstein", weeks((20, 0, 8, 0), (20, 10, 8, 12), (20, 0, 0, 0), (20, 7, 0, 0))),
    )
    return LoadSheet(TITLE, people)
