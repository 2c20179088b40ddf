"""Tells each project's channel what is difficult when its time has come."""

from __future__ import annotations

from domain.actors import Actor
from scheduled_jobs.failures import FAILURES
from storage.due import reports_due
from storage.transactions import Runner, Sweeper
from use_cases.difficulty_reports import PostDifficultyReport, post_difficulty_report


def report_difficulties(sweep: Sweeper, run: Runner) -> None:
    """Post every report that is due; one failing project does not stop the others."""
    for workspace, project_id in FAILURES.without_troubled("report", sweep(reports_due)):
        with FAILURES.logged("report", project_id):
            run(post_difficulty_report, PostDifficultyReport(Actor.clock(workspace), project_id))
