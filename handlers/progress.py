"""Reporting how far a task is."""

from __future__ import annotations

from domain.actors import Actor
from domain.commands import Words
from domain.refusals import Refused
from handlers.answering import Answer
from handlers.incoming import Press
from handlers.routing import Routes
from message_templates import draw_message
from storage.transactions import Runner
from use_cases.progress import ReportProgress, report_progress

routes = Routes()


@routes.command("done")
def task_done(actor: Actor, words: Words, command: str, run: Runner, answer: Answer) -> None:
    """Finish a task by its key."""
    project, number = words.task_key(f"{command} done NET-12")
    answer(draw_message("task_progress", run(report_progress, ReportProgress(actor, f"{project}-{number}", 100))))


@routes.action("task_done")
def done_pressed(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Finish a task from a button, whose value is the task's key."""
    seen = run(report_progress, ReportProgress(actor, press.value, 100))
    if press.is_private:
        answer(draw_message("task_progress", seen), replace=True)


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
