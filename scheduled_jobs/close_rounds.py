"""Closes each round when its window has passed."""

from __future__ import annotations

from domain.actors import Actor
from scheduled_jobs.failures import FAILURES
from storage.due import closings_due
from storage.transactions import Runner, Sweeper
from use_cases.rounds import CloseRound, close_round


def close_rounds(sweep: Sweeper, run: Runner) -> None:
    """Close every round that is over; one failing round does not stop the others."""
    for workspace, round_id in FAILURES.without_troubled("closing", sweep(closings_due)):
        with FAILURES.logged("closing", round_id):
            run(close_round, CloseRound(Actor.clock(workspace), round_id))
