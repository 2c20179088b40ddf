"""Reminds whoever has not said yet how a completed project was, once, and ends the asking when its time is over."""

from __future__ import annotations

from domain.actors import Actor
from scheduled_jobs.failures import FAILURES
from storage.due import feedback_due
from storage.transactions import Runner, Sweeper
from use_cases.feedback_rounds import FollowFeedback, follow_feedback


def tend_feedback(sweep: Sweeper, run: Runner) -> None:
    """Look after every asking that is due; one that fails does not stop the others."""
    for workspace, feedback_id in FAILURES.without_troubled("feedback", sweep(feedback_due)):
        with FAILURES.logged("feedback", feedback_id):
            run(follow_feedback, FollowFeedback(Actor.clock(workspace), feedback_id))
