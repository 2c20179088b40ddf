"""Lets each project follow the leave of its people: who stands in begins to act, and gives all back."""

from __future__ import annotations

from domain.actors import Actor
from scheduled_jobs.failures import FAILURES
from storage.due import stand_ins_due
from storage.transactions import Runner, Sweeper
from use_cases.standing_in import FollowStandIns
from use_cases.standing_in import follow_stand_ins as follow


def follow_stand_ins(sweep: Sweeper, run: Runner) -> None:
    """Give every project its turn, one transaction apiece; one that fails does not stop the others."""
    for workspace, project_id in FAILURES.without_troubled("stand-ins", sweep(stand_ins_due)):
        with FAILURES.logged("stand-ins", project_id):
            run(follow, FollowStandIns(Actor.clock(workspace), project_id))
