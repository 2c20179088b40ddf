"""The plan for a customer as a PDF and as pictures of its pages: one source, given nothing but the customer's plan."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from documents.drawing import drawn
from documents.timeline import bar_of, end_of, ticks_between
from domain.calendars import day_words
from domain.customer_plan import CustomerPlan, PlannedStage, PlanSheet, PromisedChange
from domain.money import Currency

SOURCE = Path(__file__).with_name("plan.typ")
PIXELS_PER_INCH = 110.0
STAMP = datetime(2000, 1, 1, tzinfo=UTC)
"""No document says when it was drawn: what does not change is drawn the same again."""


def draw_plan(sheet: PlanSheet) -> bytes:
    """The plan as a PDF of A4 pages."""
    made = drawn(SOURCE, "plan", words_of(sheet), format="pdf", timestamp=STAMP)
    assert isinstance(made, bytes)
    return made


def draw_pages(sheet: PlanSheet) -> list[bytes]:
    """A picture of each page as PNG."""
    made = drawn(SOURCE, "plan", words_of(sheet), format="png", ppi=PIXELS_PER_INCH)
    return made if isinstance(made, list) else [made]


def words_of(sheet: PlanSheet) -> dict[str, Any]:
    """Everything that the document says, as it is handed to its source: words, and the places of a picture."""
    plan = sheet.plan
    return {
        "title": plan.title,
        "customer": plan.customer,
        "manager": plan.manager,
        "contact": sheet.contact_name,
        "is_draft": sheet.number is None,
        "change": _change_words(sheet.change),
        **_version_words(sheet),
        **_scope_words(plan, Currency(plan.currency, sheet.country)),
        **_stage_words(plan),
        **_money_words(sheet),
    }


def _version_words(sheet: PlanSheet) -> dict[str, Any]:
    if sheet.number is None:
        return {
            "version_words": "Draft",
            "version_in_sentence": "this plan",
            "footer": f"{sheet.plan.key} · draft · {sheet.plan.title}",
        }
    version = f"version {sheet.number}"
    on = f" of {day_words(sheet.presented_on)}" if sheet.presented_on else ""
    return {
        "version_words": f"Version {sheet.number}{on}",
        "version_in_sentence": f"{version} of this plan",
        "footer": f"{sheet.plan.key} · {version}{on} · {sheet.plan.title}",
    }


def _change_words(change: PromisedChange | None) -> dict[str, Any] | None:
    if change is None:
        return None
    moves = [[one.field, one.before or "—", one.after or "—"] for one in change.moves]
    return {"key": change.key, "what": change.what, "moves": moves}


def _scope_words(plan: CustomerPlan, currency: Currency) -> dict[str, Any]:
    return {
        "users": currency.count(plan.users_count) if plan.users_count else "",
        "completion": _day(plan.completion_date),
        "services": plan.services,
        "in_scope": plan.in_scope,
        "out_of_scope": plan.out_of_scope,
        "resources": plan.resources,
        "goals": [[one.text, one.measure, one.target] for one in plan.goals],
        "requirements": [
            [str(number), one.text, _weight(one.is_must), one.met.capitalize() or "Not compared yet"]
            for number, one in enumerate(plan.requirements, 1)
        ],
        "technical": [
            [one.kind.capitalize(), one.statement, one.service, _weight(one.is_must)] for one in plan.technical
        ],
        "solution": plan.solution,
        "solution_in_words": plan.solution_in_words,
    }


def _stage_words(plan: CustomerPlan) -> dict[str, Any]:
    if not plan.stages:
        return {"stages": [], "ticks": [], "completed_at": None}
    first = min(stage.starts_on for stage in plan.stages)
    last = max(*(stage.ends_on for stage in plan.stages), plan.completion_date or date.min)
    return {
        "stages": [_stage(stage, first, last) for stage in plan.stages],
        "ticks": [vars(tick) for tick in ticks_between(first, last)],
        "completed_at": end_of(plan.completion_date, first, last) if plan.completion_date else None,
    }


def _stage(stage: PlannedStage, first: date, last: date) -> dict[str, Any]:
    bar = bar_of(stage.starts_on, stage.ends_on, first, last)
    return {
        "number": str(stage.number),
        "name": stage.name,
        "begins": day_words(stage.starts_on),
        "ends": day_words(stage.ends_on),
        "from": bar.start,
        "width": bar.width,
    }


def _money_words(sheet: PlanSheet) -> dict[str, Any]:
    plan, currency = sheet.plan, Currency(sheet.plan.currency, sheet.country)
    return {
        "price": _amount(plan.price, currency),
        "budget_ceiling": _amount(plan.budget_ceiling, currency),
        "payment_terms": plan.payment_terms,
        "invoicing": plan.invoicing_points,
    }


def _amount(amount: Decimal | None, currency: Currency) -> str:
    return "" if amount is None else currency.words(amount)


def _day(day: date | None) -> str:
    return "" if day is None else day_words(day)


def _weight(is_must: bool) -> str:
    return "Must" if is_must else "Should"
