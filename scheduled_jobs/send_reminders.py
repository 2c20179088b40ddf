"""Reminds each person of what is overdue or due when their working day begins."""

from __future__ import annotations

from domain.actors import Actor
from domain.identity import UserId
from scheduled_jobs.failures import FAILURES
from storage.due import reminders_due
from storage.transactions import Runner, Sweeper
from use_cases.reminders import SendReminder, send_reminder


def send_reminders(sweep: Sweeper, run: Runner) -> None:
    """Send every reminder that is due; one failing person does not stop the others."""
    for workspace, person in FAILURES.without_troubled("reminder", sweep(reminders_due)):
        with FAILURES.logged("reminder", person):
            run(send_reminder, SendReminder(Actor.clock(workspace), UserId(person)))
