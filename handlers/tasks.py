"""Delegating tasks, answering them, and reporting how far they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from slack_bolt import Ack

from domain.actors import Actor
from domain.commands import Words
from domain.identity import UserId
from domain.refusals import Refused
from domain.tasks import Priority
from handlers.answering import Answer, OpenModal
from handlers.forms import read_form
from handlers.incoming import Kept, Place, Press, View
from handlers.routing import Routes
from handlers.saying import say
from message_templates import draw_message, draw_view
from storage.people import Named
from storage.transactions import Runner
from use_cases.directory import NamePeople, name_people
from use_cases.tasks import (
    AcceptTask,
    AskAboutTask,
    DeclineTask,
    DelegateTask,
    PrepareAnswer,
    PrepareDelegation,
    ReportProgress,
    accept_task,
    ask_about_task,
    decline_task,
    delegate_task,
    prepare_answer,
    prepare_delegation,
    report_progress,
)

routes = Routes()


@dataclass(frozen=True)
class DelegationFields:
    """What the form asks for; the estimate is in hours as typed."""

    title: str
    assignee: UserId
    due: date
    why: str = ""
    done_means: str = ""
    helpers: tuple[UserId, ...] = ()
    estimate: str = ""
    priority: Priority = Priority.NORMAL


@dataclass(frozen=True)
class DeclineFields:
    """Why the task is given back."""

    reason: str


@dataclass(frozen=True)
class QuestionFields:
    """What the assignee wants to know."""

    question: str


@routes.command("delegate")
def delegation_asked(actor: Actor, words: Words, place: Place, run: Runner, open_modal: OpenModal) -> None:
    """Open the form, with what was typed as the title; its first word may be the project's key."""
    order = PrepareDelegation(actor, words.likely_key(), place.channel, words.rest)
    open_modal(draw_view("delegate_task", Named(run(prepare_delegation, order), {})))


@routes.action("delegate")
def delegation_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Open the form from a button, whose value is the project's key."""
    order = PrepareDelegation(actor, press.value, press.channel)
    open_modal(draw_view("delegate_task", Named(run(prepare_delegation, order), {})))


@routes.view("delegate_task")
def delegation_submitted(
    ack: Ack, actor: Actor, clock: Actor, view: View, kept: Kept, run: Runner, once: str, answer: Answer
) -> None:
    """Give the task to its assignee; outside the project's channel, where it stands at once, say so."""
    form = read_form(DelegationFields, view)
    key = run(delegate_task, DelegateTask(actor, kept["project_id"], **vars(form)), once=once)
    if kept.get("is_here"):
        ack()
    elif form.assignee == actor.user_id:
        answer(say(f"{key} is yours."))
    else:
        names = run(name_people, NamePeople(clock, (form.assignee,)))
        answer(say(f"{key} is given to {names[form.assignee]}, who is asked to accept it."))


@routes.action("task_accept")
def task_accepted(actor: Actor, press: Press, run: Runner) -> None:
    """Take the task on; its message shows it."""
    run(accept_task, AcceptTask(actor, press.value))


@routes.action("task_decline")
def declining_asked(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Ask for the reason."""
    open_modal(draw_view("decline_task", Named(run(prepare_answer, PrepareAnswer(actor, press.value)), {})))


@routes.view("decline_task")
def task_declined(ack: Ack, actor: Actor, view: View, kept: Kept, run: Runner, once: str) -> None:
    """Give the task back."""
    form = read_form(DeclineFields, view)
    run(decline_task, DeclineTask(actor, kept["task_id"], form.reason), once=once)
    ack()


@routes.action("task_ask")
def asking_asked(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Ask what the question is."""
    open_modal(draw_view("ask_about_task", Named(run(prepare_answer, PrepareAnswer(actor, press.value)), {})))


@routes.view("ask_about_task")
def question_asked(ack: Ack, actor: Actor, view: View, kept: Kept, run: Runner, once: str) -> None:
    """Send the question to whoever delegated the task."""
    form = read_form(QuestionFields, view)
    run(ask_about_task, AskAboutTask(actor, kept["task_id"], form.question), once=once)
    ack()


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
