"""Pictures of a project as PNG: places and words worked out here, drawn by one source in typst."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

from documents.drawing import drawn
from documents.timeline import bar_of, begin_of, end_of, ticks_between
from domain.budget_pictures import BudgetRow, BudgetSheet
from domain.calendars import MONTH_NAMES
from domain.load_pictures import LoadCell, LoadSheet, week_words
from domain.pictures import Ground
from domain.progress_pictures import Line, ProgressSheet, percent_words
from domain.stages import StageState
from domain.timeline_pictures import StageSpan, TimelineSheet

Sheet = ProgressSheet | TimelineSheet | BudgetSheet | LoadSheet
SOURCE = Path(__file__).with_name("pictures.typ")
PIXELS_PER_INCH = 172.8
"""The card is 500 points wide, so that the picture has 1,200 pixels: sharp on a phone, whose 390 are wide ones."""
MOST_POINTS = 240
MOST_TICKS, LAST_LABEL = 4, 0.8
DAY = timedelta(days=1)


def draw_picture(sheet: Sheet, ground: Ground) -> bytes:
    """The picture as PNG, on a ground of its own."""
    page = drawn(SOURCE, "picture", places_of(sheet, ground), format="png", ppi=PIXELS_PER_INCH)
    assert isinstance(page, bytes)
    return page


def draw_vectors(sheet: Sheet, ground: Ground) -> str:
    """The same picture as SVG, sharp at every size, to stand in a document."""
    page = drawn(SOURCE, "picture", places_of(sheet, ground), format="svg")
    assert isinstance(page, bytes)
    return page.decode()


def sign_of(sheet: Sheet, ground: Ground) -> str:
    """What two pictures have in common that look the same, and no others: what is the same is drawn once."""
    said = json.dumps(places_of(sheet, ground), ensure_ascii=False, sort_keys=True)
    return sha256(SOURCE.read_bytes() + said.encode()).hexdigest()


def places_of(sheet: Sheet, ground: Ground) -> dict[str, Any]:
    """Everything that the picture says, as it is handed to its source: words, and places as parts of the whole."""
    common = {
        "kind": sheet.picture.value,
        "ground": ground.value,
        "heading": sheet.picture.called,
        "title": sheet.title,
    }
    return common | PLACES[type(sheet)](sheet)


def _progress(sheet: ProgressSheet) -> dict[str, Any]:
    first = min(sheet.plan[0].day, sheet.done[0][0].day)
    expected = sheet.expected_end
    # A pace that leads far beyond the plan is said in words; drawn, it would press everything else together.
    far = sheet.plan_ends + (sheet.plan_ends - sheet.plan[0].day)
    ends = [one for one in (expected, sheet.completion_date) if one and one <= far]
    last = max(sheet.plan_ends, sheet.today, *ends)
    return {
        **_days(first, last),
        "today": None if sheet.ended_on else begin_of(sheet.today, first, last),
        "plan": _thinned(_points(sheet.plan, first, last)),
        "done": [_thinned(_points(run, first, last)) for run in sheet.done],
        "target": _steps(sheet.target, first, last),
        "pace": _pace(sheet, expected, first, last) if expected else None,
        "planned_words": percent_words(1.0 if sheet.ended_on else sheet.planned_now),
        "done_words": percent_words(sheet.done_now),
        "pace_words": _day_words(expected) if expected else "",
        "plan_words": "agreed plan" if sheet.is_agreed else "plan at the start",
    }


def _pace(sheet: ProgressSheet, expected: date, first: date, last: date) -> list[list[float]]:
    """From what is done to the end that it leads to, or to where the picture ends before that."""
    done, ends = sheet.done[-1][-1], min(expected, last) + DAY
    span = (expected + DAY - done.day).days
    part = (ends - done.day).days / span if span > 0 else 1.0
    return [_at(done.day, done.share, first, last), _at(ends, done.share + (1 - done.share) * part, first, last)]


def _day_words(day: date) -> str:
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def _days(first: date, last: date) -> dict[str, Any]:
    return {"ticks": [vars(tick) for tick in ticks_between(first, last, MOST_TICKS, LAST_LABEL)]}


def _at(day: date, share: float, first: date, last: date) -> list[float]:
    return [round(begin_of(day, first, last), 5), round(share, 5)]


def _points(line: Line, first: date, last: date) -> list[list[float]]:
    return [_at(one.day, one.share, first, last) for one in line]


def _thinned(points: list[list[float]]) -> list[list[float]]:
    """As many points as can be told apart, the last among them."""
    step = -(-len(points) // MOST_POINTS)
    kept = points[::step]
    return kept if kept[-1] == points[-1] else [*kept, points[-1]]


def _steps(target: Line, first: date, last: date) -> list[list[float]]:
    """What was agreed in all: level until each day on which it changed; nothing where it never did."""
    if len(target) == 1:
        return []
    points = _points(target, first, last)
    corners = [corner for one, other in pairwise(points) for corner in (one, [other[0], one[1]])]
    return [[0.0, points[0][1]], *corners, points[-1], [1.0, points[-1][1]]]


def _timeline(sheet: TimelineSheet) -> dict[str, Any]:
    shown = sheet.shown
    begins = [one.began_on for one in shown if one.began_on]
    ends = [one.ended_on for one in shown if one.ended_on]
    today = [] if sheet.is_over else [sheet.today]
    due = [sheet.completion_date] if sheet.completion_date else []
    first = min([*(one.planned_from for one in shown), *begins, *today])
    last = max([*(one.planned_to for one in shown), *ends, *today, *due])
    return {
        **_days(first, last),
        "today": None if sheet.is_over else begin_of(sheet.today, first, last),
        "due": end_of(sheet.completion_date, first, last) if sheet.completion_date else None,
        "rows": [_span(one, sheet.today, first, last) for one in shown],
    }


def _span(one: StageSpan, today: date, first: date, last: date) -> dict[str, Any]:
    actual = None
    if one.began_on:
        actual = vars(bar_of(one.began_on, max(one.began_on, one.ended_on or min(today, last)), first, last))
    return {
        "label": one.label,
        "standing": one.standing(today),
        "is_late": one.days_late(today) > 0,
        "is_running": one.state is StageState.RUNNING,
        "planned": vars(bar_of(one.planned_from, one.planned_to, first, last)),
        "actual": actual,
    }


def _budget(sheet: BudgetSheet) -> dict[str, Any]:
    whole, *stages = sheet.shown
    scale = max([most for one in stages for most in (one.budget, one.spent, one.expected)], default=Decimal(0))
    return {
        "is_over": sheet.is_over,
        "rows": [
            _money(whole, max(whole.budget, whole.spent, whole.expected), sheet),
            *(_money(one, scale, sheet) for one in stages),
        ],
    }


def _money(one: BudgetRow, scale: Decimal, sheet: BudgetSheet) -> dict[str, Any]:
    def part(amount: Decimal) -> float:
        return round(float(amount / scale), 5) if scale else 0.0

    return {
        "label": one.label,
        "standing": f"{sheet.currency.words(one.spent)} of {sheet.currency.words(one.budget)}",
        "budget": part(one.budget),
        "spent": part(min(one.spent, one.budget)),
        "over": part(max(Decimal(0), one.spent - one.budget)),
        "expected": part(one.expected),
        "is_late": bool(one.over),
    }


def _load(sheet: LoadSheet) -> dict[str, Any]:
    shown = sheet.shown
    widest = max((most for one in shown for cell in one.weeks for most in (cell.capacity, cell.booked)), default=0)
    return {
        "weeks": [week_words(cell.week) for cell in shown[0].weeks],
        "people": [{"name": one.name, "cells": [_cell(cell, widest or 1) for cell in one.weeks]} for one in shown],
        "more": len(sheet.people) - len(shown),
    }


def _cell(cell: LoadCell, widest: int) -> dict[str, Any]:
    def part(minutes: int) -> float:
        return round(minutes / widest, 5)

    return {
        "capacity": part(cell.capacity),
        "here": part(cell.here),
        "elsewhere": part(cell.elsewhere),
        "over": part(cell.over),
        "tasks": min(1.0, part(cell.tasks)) if cell.tasks else None,
        "words": f"{_hours(cell.booked)}/{_hours(cell.capacity)} h" if cell.booked or cell.capacity else "away",
        "is_over": cell.over > 0,
    }


def _hours(minutes: int) -> str:
    return f"{minutes / 60:.1f}".removesuffix(".0")


PLACES: dict[type[Any], Callable[[Any], dict[str, Any]]] = {
    ProgressSheet: _progress,
    TimelineSheet: _timeline,
    BudgetSheet: _budget,
    LoadSheet: _load,
}
