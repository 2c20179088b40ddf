"""Rates that somebody was asked to set: asked no more once every hour of the project has one, wherever it was set."""

from __future__ import annotations

from datetime import datetime

from storage.transactions import Transaction
from use_cases.costing import lacks_rates
from use_cases.errands import end_errand


def end_asked_rates(tx: Transaction, now: datetime) -> None:
    """Close what was asked for the rates of a project whose planned hours all have one by now, and tell the asker."""
    asked = [one for one in tx.errands.open_named(("set_rates",)) if one.project_id]
    projects = tx.projects.several({one.project_id for one in asked if one.project_id}) if asked else []
    priced = {one.id for one in projects if not lacks_rates(one, tx)}
    for errand in asked:
        if errand.project_id in priced:
            end_errand(errand, tx, now)
