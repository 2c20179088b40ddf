"""Sends each person's prompt when its time has come."""

from __future__ import annotations

from domain.actors import Actor
from scheduled_jobs.failures import FAILURES
from storage.due import prompts_due
from storage.transactions import Runner, Sweeper
from use_cases.prompts import SendPrompt, send_prompt


def send_prompts(sweep: Sweeper, run: Runner) -> None:
    """Send every prompt that is due; one failing person does not stop the others."""
    for workspace, prompt_id in FAILURES.without_troubled("prompt", sweep(prompts_due)):
        with FAILURES.logged("prompt", prompt_id):
            run(send_prompt, SendPrompt(Actor.clock(workspace), prompt_id))
