"""Reporting a difficulty: by the command, from a button, from a message."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from slack_bolt import Ack

from domain.actors import Actor
from domain.commands import Words
from domain.difficulties import Category, Severity
from handlers.answering import Answer, OpenModal, UpdateModal
from handlers.forms import read_form, value_of
from handlers.incoming import Kept, Place, Press, View
from handlers.quoting import Quoted
from handlers.routing import Routes
from handlers.saying import options_of, say
from message_templates import draw_message, draw_view
from storage.people import Named
from storage.transactions import Runner
from use_cases.difficulty_cards import ShowDifficulty, show_difficulty
from use_cases.reporting import (
    FindTasks,
    PrepareReport,
    ReportDifficulty,
    ReportForm,
    find_tasks,
    prepare_report,
    report_difficulty,
)

routes = Routes()


@dataclass(frozen=True)
class ReportFields:
    """What the form asks for; what is blank is told together with what else is wrong."""

    what: str = ""
    severity: Severity | None = None
    category: Category = Category.OTHER
    impact: str = ""
    needed_by: date | None = None


def report_view(form: ReportForm) -> View:
    """The form as it begins."""
    return draw_view("report_difficulty", Named(form, {}))


@routes.command("difficulty")
def difficulty_asked(
    actor: Actor, words: Words, place: Place, run: Runner, answer: Answer, open_modal: OpenModal
) -> None:
    """Show the difficulty of this key; with anything else, open the form with it filled in."""
    if key := words.difficulty_key():
        answer(draw_message("difficulty_card", run(show_difficulty, ShowDifficulty(actor, key))))
    else:
        order = PrepareReport(actor, words.likely_key(), place.channel, words.rest)
        open_modal(report_view(run(prepare_report, order)))


@routes.action("report_difficulty")
def report_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Open the form from a button, whose value is the project's key."""
    open_modal(report_view(run(prepare_report, PrepareReport(actor, press.value, press.channel))))


@routes.shortcut("report_difficulty_shortcut")
def message_reported(actor: Actor, place: Place, quoted: Quoted, run: Runner, open_modal: OpenModal) -> None:
    """Open the form with the words of a message, which the report will link to."""
    order = PrepareReport(actor, channel=place.channel, words=quoted.words, source=quoted.link, source_by=quoted.by)
    open_modal(report_view(run(prepare_report, order)))


@routes.action("report_difficulty.project")
def project_chosen(actor: Actor, press: Press, view: View, kept: Kept, run: Runner, update_modal: UpdateModal) -> None:
    """Offer the tasks of the project that was chosen; what was typed stays."""
    words, message = value_of(view, "what"), _message_in(kept)
    order = PrepareReport(actor, words=words, project_id=press.value, **message)
    update_modal(report_view(run(prepare_report, order)))


@routes.options("report_difficulty.task_id")
def tasks_looked_for(ack: Ack, actor: Actor, press: Press, run: Runner) -> None:
    """The open tasks whose key or title contains what was typed."""
    found = run(find_tasks, FindTasks(actor, press.key, press.value))
    ack(options=options_of((one.id, f"{one.key} {one.title}") for one in found))


@routes.view("report_difficulty")
def report_submitted(ack: Ack, actor: Actor, view: View, kept: Kept, run: Runner, once: str, answer: Answer) -> None:
    """Save the report; outside the project's channel, where its card stands at once, say so."""
    form, project = read_form(ReportFields, view), value_of(view, "project") or kept["project_id"]
    task = value_of(view, f"task_id@{project}") or None
    order = ReportDifficulty(actor, project, **vars(form), task_id=task, **_message_in(kept))
    key, is_reached = run(report_difficulty, order, once=once)
    if kept.get("is_here"):
        ack()
    else:
        where = "is in the project's channel" if is_reached else "follows when the project's channel is back"
        answer(say(f"{key} is reported; its card {where}."))


def _message_in(kept: Kept) -> dict[str, Any]:
    """The message that a form was begun from, if any: where it stands and who wrote it."""
    return {"source": kept.get("source", ""), "source_by": kept.get("source_by")}
