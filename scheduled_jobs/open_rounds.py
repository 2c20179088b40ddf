"""Opens each project's round when its time has come."""

from __future__ import annotations

from domain.actors import Actor
from scheduled_jobs.failures import FAILURES
from storage.due import rounds_due
from storage.transactions import Runner, Sweeper
from use_cases.rounds import OpenRound, open_round


def open_rounds(sweep: Sweeper, run: Runner) -> None:
    """Open every round that is due; one failing project does not stop the others."""
    for workspace, project_id in FAILURES.without_troubled("round", sweep(rounds_due)):
        with FAILURES.logged("round", project_id):
            run(open_round, OpenRound(Actor.clock(workspace), project_id))
