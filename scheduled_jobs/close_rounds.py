"""Closes each round when its window has passed."""

from __future__ import annotations

from domain.actors import Actor
from scheduled_jobs.failures import failures_logged
from storage.due import closings_due
from storage.transactions import Runner, Sweeper
from use_cases.rounds import CloseRound, close_round


def close_rounds(sweep: Sweeper, run: Runner) -> None:
    """Close every round that is over; one failing round does not stop the others."""
    for workspace, round_id in sweep(closings_due):
        with failures_logged("closing", round_id):
            run(close_round, CloseRound(Actor.clock(workspace), round_id))
