"""Reporting how far a task is."""

from __future__ import annotations

from dataclasses import dataclass

from slack_bolt import Ack

from domain.actors import Actor
from domain.commands import Words
from domain.refusals import Refused
from handlers.answering import Answer, OpenModal
from handlers.forms import read_form
from handlers.incoming import Kept, Press, View
from handlers.routing import Routes
from message_templates import draw_message, draw_view
from storage.people import Named
from storage.transactions import Runner
from use_cases.progress import (
    PrepareProgress,
    ReopenTask,
    ReportProgress,
    prepare_progress,
    reopen_task,
    report_progress,
    submit_progress,
)

routes = Routes()


@dataclass(frozen=True)
class ProgressFields:
    """How far a task is, in percent."""

    percent: int


@routes.command("done")
def task_done(actor: Actor, words: Words, command: str, run: Runner, answer: Answer) -> None:
    """Finish a task by its key."""
    project, number = words.task_key(f"{command} done NET-12")
    answer(draw_message("task_progress", run(report_progress, ReportProgress(actor, f"{project}-{number}", 100))))


@routes.action("task_done")
def done_pressed(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Finish a task from a button, whose value is the task's key."""
    seen = run(report_progress, ReportProgress(actor, press.value, 100))
    if press.is_unseen:
        answer(draw_message("task_progress", seen), replace=press.is_private)


@routes.action("task_progress")
def progress_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Ask how far a task is, from a button whose value is the task's key."""
    form = run(prepare_progress, PrepareProgress(actor, press.value))
    open_modal(draw_view("report_progress", Named(form, {})))


@routes.view("report_progress")
def progress_submitted(ack: Ack, actor: Actor, view: View, kept: Kept, run: Runner, once: str) -> None:
    """Put the task at the percent that was entered; its messages show it."""
    form = read_form(ProgressFields, view)
    run(submit_progress, ReportProgress(actor, kept["task_key"], form.percent), once=once)
    ack()


@routes.action("task_reopen")
def reopening_pressed(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Take a task up again from a button, whose value is the task's key; a wrong Done is undone so."""
    seen = run(reopen_task, ReopenTask(actor, press.value))
    answer(draw_message("task_open_again", seen), replace=press.is_private)


@routes.command("progress")
def progress_reported(actor: Actor, words: Words, command: str, run: Runner, answer: Answer) -> None:
    """Put a task at a percent."""
    example = f"{command} progress NET-12 60"
    project, number = words.task_key(example)
    order = ReportProgress(actor, f"{project}-{number}", _percent(words, example))
    answer(draw_message("task_progress", run(report_progress, order)))


def _percent(words: Words, example: str) -> int:
    typed = words.rest[1].rstrip("%") if len(words.rest) > 1 else ""
    if not typed.isascii() or not typed.isdecimal() or int(typed[:4]) > 100:
        raise Refused(f"Say how far it is as a whole number from 0 to 100, for example “{example}”.")
    return int(typed)
