"""Looks every morning at what running projects cost, because time goes by also when nobody writes anything down."""

from __future__ import annotations

from domain.actors import Actor
from scheduled_jobs.failures import FAILURES
from storage.due import costs_due
from storage.transactions import Runner, Sweeper
from use_cases.cost_watches import WatchCosts
from use_cases.cost_watches import watch_costs as look


def watch_costs(sweep: Sweeper, run: Runner) -> None:
    """Look at every project that is due; one failing project does not stop the others."""
    for workspace, project_id in FAILURES.without_troubled("costs", sweep(costs_due)):
        with FAILURES.logged("costs", project_id):
            run(look, WatchCosts(Actor.clock(workspace), project_id))
