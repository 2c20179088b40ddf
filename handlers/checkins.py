"""Answering check-ins: from the day's message, from the round in the channel, or by the command."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from slack_bolt import Ack

from domain.actors import Actor
from domain.difficulties import Severity
from handlers.answering import OpenModal, UpdateModal
from handlers.forms import group, label_of
from handlers.incoming import Kept, Place, Press, View
from handlers.routing import Routes
from message_templates import draw_view
from storage.people import Named
from storage.transactions import Runner
from use_cases.checkins import (
    AnswerCheckIn,
    PrepareCheckIn,
    SectionAnswer,
    TaskProgress,
    answer_checkin,
    prepare_checkin,
)
from use_cases.prompts import MarkAway, mark_away

SEVERITIES = {one.value: one for one in Severity}
"""What can be chosen but to tell the round only."""
routes = Routes()


@dataclass(frozen=True)
class SectionFields:
    """What the form asks about one project; the hours as typed, the severity a word of SEVERITIES or another."""

    done: str = ""
    next: str = ""
    difficulties: str = ""
    hours: str = ""
    severity: str = ""


@dataclass(frozen=True)
class ReplyFields:
    """What was answered to one of the project's own questions."""

    reply: str = ""


@dataclass(frozen=True)
class TaskFields:
    """How far one task is."""

    percent: int


@routes.command("checkin")
def checkin_asked(actor: Actor, place: Place, run: Runner, open_modal: OpenModal) -> None:
    """Open the form for whatever is current, beginning with the project of this channel."""
    form = run(prepare_checkin, PrepareCheckIn(actor, channel=place.channel))
    open_modal(draw_view("check_in", Named(form, {})))


@routes.action("checkin_answer")
def answer_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Open the form of one prompt; without a prompt in the button, of the round in whose channel it stands."""
    order = PrepareCheckIn(actor, press.value or None, channel=press.channel, of_round=not press.value)
    open_modal(draw_view("check_in", Named(run(prepare_checkin, order), {})))


@routes.view("check_in")
def checkin_submitted(
    ack: Ack, actor: Actor, view: View, kept: Kept, run: Runner, once: str, update_modal: UpdateModal
) -> None:
    """Save this step; go on with the next while projects are left, then say what is shown nowhere."""
    sections = group(SectionFields, view, by="project")
    tasks = group(TaskFields, view, by="task")
    days = {key: date.fromisoformat(day) for key, day in kept["days"].items()}
    answers = tuple(
        SectionAnswer(
            key,
            days[key],
            **{**vars(fields), "severity": SEVERITIES.get(fields.severity)},
            replies=_replies(view, key),
        )
        for key, fields in sections.items()
        if key in days
    )
    progress = tuple(TaskProgress(task, fields.percent, kept["tasks"].get(task)) for task, fields in tasks.items())
    not_moved = tuple(run(answer_checkin, AnswerCheckIn(actor, answers, progress), once=once))
    order = PrepareCheckIn(actor, kept["prompt_id"], (*kept["besides"], *days), not_moved=not_moved)
    following = run(prepare_checkin, order)
    if following.sections or following.kept or following.not_moved:
        update_modal(draw_view("check_in", Named(following, {})))
    else:
        ack()


def _replies(view: View, project: str) -> tuple[tuple[str, str], ...]:
    """Each of the project's own questions as it stood in the form, and what was answered."""
    rows = group(ReplyFields, view, by="question")
    mine = (key for key in rows if key.partition(".")[0] == project)
    return tuple((label_of(view, f"reply@{key}"), rows[key].reply) for key in mine)


@routes.action("checkin_away")
def away_pressed(actor: Actor, press: Press, run: Runner) -> None:
    """Take the person out of today's questions; the message shows it."""
    run(mark_away, MarkAway(actor, press.value))
