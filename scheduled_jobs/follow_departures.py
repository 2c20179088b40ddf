"""Lets each project follow whoever cannot work here any more, or can again."""

from __future__ import annotations

from domain.actors import Actor
from scheduled_jobs.failures import FAILURES
from storage.due import departures_due
from storage.transactions import Runner, Sweeper
from use_cases.departures import FollowInProject, follow_in_project


def follow_departures(sweep: Sweeper, run: Runner) -> None:
    """Give every project its turn, one transaction apiece; one that fails does not stop the others."""
    for workspace, project_id in FAILURES.without_troubled("departures", sweep(departures_due)):
        with FAILURES.logged("departures", project_id):
            run(follow_in_project, FollowInProject(Actor.clock(workspace), project_id))
