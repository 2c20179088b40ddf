"""Rates that somebody was asked to set: asked no more once every hour of the project has one, wherever it was set."""

from __future__ import annotations

from datetime import datetime

from storage.transactions import Transaction
from use_cases.costing import figures_of
from use_cases.errands import end_errand


def end_asked_rates(tx: Transaction, now: datetime) -> None:
    """Close what was asked for the rates of a project whose planned hours all have one by now, and tell the asker."""
    for errand in tx.errands.open_named(("set_rates",)):
        if errand.project_id and not figures_of(tx.projects.get(errand.project_id), tx, now).without:
            end_errand(errand, tx, now)
