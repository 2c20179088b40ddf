"""Plans to draw, made in a line."""

import io
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from pypdf import PdfReader

from documents.plans import draw_plan
from domain.customer_plan import (
    CustomerPlan,
    PlannedStage,
    PlanSheet,
    PromisedGoal,
    PromisedQuality,
    PromisedRequirement,
)

FIRST = date(2026, 12, 7)


def stages(how_many: int) -> tuple[PlannedStage, ...]:
    """One week after the other."""
    days = [FIRST + timedelta(weeks=week) for week in range(how_many)]
    return tuple(PlannedStage(n, f"Stage called {n}", day, day + timedelta(days=4)) for n, day in enumerate(days, 1))


def plan(**different: Any) -> CustomerPlan:
    """A whole plan, with something different."""
    whole = {
        "title": "Network renewal",
        "key": "NET",
        "customer": "Nordlicht GmbH",
        "manager": "Ana Torres",
        "currency": "EUR",
        "users_count": 240,
        "services": ("Wi-Fi", "Service desk"),
        "completion_date": date(2027, 2, 26),
        "in_scope": ("Access switches in both buildings",),
        "out_of_scope": ("Cabling inside the walls",),
        "goals": (PromisedGoal("Fewer interruptions", "Outages per month", "at most 1"),),
        "requirements": (PromisedRequirement("Every office has Wi-Fi", True, "met"),),
        "technical": (PromisedQuality("availability", "The core survives a loss", True, "LAN"),),
        "solution": "Managed switches",
        "solution_in_words": "Meets every must.",
        "stages": stages(4),
        "price": Decimal("84250.50"),
        "budget_ceiling": Decimal(90000),
        "payment_terms": "30 days net",
        "invoicing_points": ("Half at the start", "Half at the end"),
        "resources": ("Core switch × 4 (device, Kiel)",),
    }
    return CustomerPlan(**(whole | different))


def sheet(number: int | None = 2, **different: Any) -> PlanSheet:
    """The same as it is handed over."""
    return PlanSheet(plan(**different), number, FIRST if number else None, "Dr. Marta Lind")


def read(one: PlanSheet) -> PdfReader:
    """The PDF of a plan, opened."""
    return PdfReader(io.BytesIO(draw_plan(one)))


def text(one: PlanSheet) -> str:
    """Everything that the PDF says, in one line; the breaks that long words are given are none of what was typed."""
    pages = " ".join(page.extract_text() for page in read(one).pages)
    return " ".join(pages.replace("\u200b", "").split())
