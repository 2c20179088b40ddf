"""Forgets, once an hour, what was done once and cannot be repeated any more."""

from __future__ import annotations

from domain.actors import Actor
from scheduled_jobs.failures import FAILURES
from storage.due import keys_to_forget
from storage.transactions import Runner, Sweeper
from use_cases import upkeep


def forget_old_keys(sweep: Sweeper, run: Runner) -> None:
    """Forget old keys in every workspace that has some."""
    for workspace, _ in FAILURES.without_troubled("forgetting", sweep(keys_to_forget)):
        with FAILURES.logged("forgetting", workspace):
            run(upkeep.forget_old_keys, upkeep.ForgetOldKeys(Actor.clock(workspace)))
