"""What a change would cost the organisation and leave of the margin, for those who see the costs of its project."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from domain.change_terms import Terms
from domain.changes import ChangeRequest
from domain.history import Change
from domain.hours import hours_words
from domain.projects import Project
from domain.viability import Terms as Price
from storage.transactions import Transaction
from use_cases.costing import Figures, expected_terms, figures_of, rates_of, usual_rate


def change_costs(
    change: ChangeRequest, offered: Terms, project: Project, tx: Transaction, now: datetime
) -> tuple[Change, ...]:
    """What the hours of an offer cost at what an hour of the project is planned to cost, and the margin with them.

    The margin before is the approved price less what is expected in the end; nothing is said of what stays.
    """
    figures, moved = figures_of(project, tx, now), offered.minutes - change.approved.minutes
    stages = [one.stage for one in figures.stages]
    rate = usual_rate(stages, rates_of(project, tx), figures.currency)
    cost = figures.currency.rounded(rate * moved / 60) if rate is not None else None
    hours = f"{'+' if moved > 0 else '−'}{hours_words(abs(moved))}"
    said = f"{hours} ≈ {figures.words(abs(cost))}" if cost is not None else f"{hours}, and no hour here has a rate yet"
    costs = (Change("Cost", after=said),) if moved else ()
    return (*costs, *_margins(change, offered, cost if moved else Decimal(0), project, figures, tx))


def _margins(
    change: ChangeRequest, offered: Terms, cost: Decimal | None, project: Project, figures: Figures, tx: Transaction
) -> tuple[Change, ...]:
    held = tx.viabilities.get(project.id)
    approved = replace(project, price=change.approved.price)
    before = expected_terms(approved, held.contingency, figures)
    if before is None or offered.price is None or cost is None:
        return ()
    after = replace(before, price=offered.price, cost=before.cost + cost)
    beside = before.beside_reserve(held.contingency)
    field = f"Margin {beside}" if beside else "Margin"
    return () if after == before else (Change(field, _words(before, figures), _words(after, figures)),)


def _words(terms: Price, figures: Figures) -> str:
    margin, percent = terms.margin(figures.currency), terms.margin_percent(figures.currency)
    return figures.words(margin) + ("" if percent is None else f", {percent} %")
