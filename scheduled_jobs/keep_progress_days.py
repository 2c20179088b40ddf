"""Keeps how far each running project is, once a day, when the day's work is over there."""

from __future__ import annotations

from domain.actors import Actor
from scheduled_jobs.failures import FAILURES
from storage.due import progress_due
from storage.transactions import Runner, Sweeper
from use_cases.progress_days import KeepProgressDay, keep_progress_day


def keep_progress_days(sweep: Sweeper, run: Runner) -> None:
    """Look at every project that is due; one failing project does not stop the others."""
    for workspace, project_id in FAILURES.without_troubled("progress", sweep(progress_due)):
        with FAILURES.logged("progress", project_id):
            run(keep_progress_day, KeepProgressDay(Actor.clock(workspace), project_id))
