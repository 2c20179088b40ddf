"""Finds again what is decided of projects whose means have changed: people, their levels and time, things, rates."""

from __future__ import annotations

from domain.actors import Actor
from scheduled_jobs.failures import FAILURES
from storage.due import unsettled_due
from storage.transactions import Runner, Sweeper
from use_cases.means import SettleAgain, settle_again


def settle_gates(sweep: Sweeper, run: Runner) -> None:
    """Give every project its turn, one transaction apiece; one that fails does not stop the others."""
    for workspace, project_id in FAILURES.without_troubled("gates", sweep(unsettled_due)):
        with FAILURES.logged("gates", project_id):
            run(settle_again, SettleAgain(Actor.clock(workspace), project_id))
