"""Has every plan looked at again when a day begins in its workspace, because free time passes unused."""

from __future__ import annotations

from domain.actors import Actor
from scheduled_jobs.failures import FAILURES
from storage.due import plans_due
from storage.transactions import Runner, Sweeper
from use_cases import means


def look_at_plans(sweep: Sweeper, run: Runner) -> None:
    """Note the plans of every workspace whose day has begun; each is settled in a turn of its own."""
    for workspace, _ in FAILURES.without_troubled("plans", sweep(plans_due)):
        with FAILURES.logged("plans", workspace):
            run(means.look_at_plans, means.LookAtPlans(Actor.clock(workspace)))
