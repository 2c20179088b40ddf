"""What the clock sets off: each job finds what is due and runs a use case for each, one transaction apiece."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from scheduled_jobs.close_rounds import close_rounds
from scheduled_jobs.failures import FAILURES
from scheduled_jobs.follow_departures import follow_departures
from scheduled_jobs.follow_stand_ins import follow_stand_ins
from scheduled_jobs.forget_old_keys import forget_old_keys
from scheduled_jobs.keep_progress_days import keep_progress_days
from scheduled_jobs.look_at_plans import look_at_plans
from scheduled_jobs.open_rounds import open_rounds
from scheduled_jobs.report_difficulties import report_difficulties
from scheduled_jobs.send_digests import send_digests
from scheduled_jobs.send_prompts import send_prompts
from scheduled_jobs.send_reminders import send_reminders
from scheduled_jobs.settle_gates import settle_gates
from scheduled_jobs.tend_feedback import tend_feedback
from scheduled_jobs.watch_costs import watch_costs
from storage.transactions import Runner, Sweeper

Job = Callable[[Sweeper, Runner], None]

JOBS: tuple[Job, ...] = (
    close_rounds,
    follow_departures,
    follow_stand_ins,
    look_at_plans,
    settle_gates,
    open_rounds,
    send_prompts,
    send_reminders,
    tend_feedback,
    send_digests,
    report_difficulties,
    watch_costs,
    keep_progress_days,
    forget_old_keys,
)
"""In this order at every tick: what is over ends before anything new begins."""


def tick(jobs: Iterable[Job], sweep: Sweeper, run: Runner) -> None:
    """Give every job its turn; one that fails is logged and does not stop the others."""
    for job in jobs:
        with FAILURES.logged("job", job.__name__):
            job(sweep, run)
