"""When a project checks in: the form, its preview, and saving it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import Any

from slack_bolt import Ack

from domain.actors import Actor
from domain.commands import Words
from domain.identity import UserId
from domain.schedules import Timing
from handlers.answering import Answer, OpenModal, UpdateModal
from handlers.forms import read_form
from handlers.incoming import Kept, Place, Press, View
from handlers.routing import Routes
from handlers.saying import say
from message_templates import draw_view
from storage.people import Named
from storage.transactions import Runner
from use_cases.schedules import (
    ChangeSchedule,
    PrepareSchedule,
    PreviewSchedule,
    SchedulePreview,
    change_schedule,
    prepare_schedule,
    preview_schedule,
)

CHANGED = "The check-ins of {key} are changed, and its channel is told."
NOTHING_CHANGED = "Nothing was changed: the project checks in like that already."
routes = Routes()


@dataclass(frozen=True)
class ScheduleFields:
    """What the form asks for; what may be blank here is told together with what else is wrong."""

    at: time
    zone: str = ""
    days: tuple[int, ...] = ()
    open_for: str = ""
    questions: str = ""


def timing_of(view: View) -> Timing:
    """What stands in the form now."""
    return Timing(**vars(read_form(ScheduleFields, view)))


@routes.command("schedule")
def schedule_asked(actor: Actor, words: Words, place: Place, run: Runner, open_modal: OpenModal) -> None:
    """Open the form as the project checks in now."""
    form = run(prepare_schedule, PrepareSchedule(actor, words.project_key(), place.channel))
    open_modal(draw_view("edit_schedule", Named(form, {})))


@routes.action("edit_schedule")
def schedule_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """The same from a button, whose value is the project's key."""
    form = run(prepare_schedule, PrepareSchedule(actor, press.value, press.channel))
    open_modal(draw_view("edit_schedule", Named(form, {})))


@routes.action("edit_schedule.preview")
def preview_pressed(actor: Actor, view: View, kept: Kept, run: Runner, open_modal: OpenModal) -> None:
    """Show on top of the form, which stays as it was typed, what it would mean for the first person."""
    typed = timing_of(view)
    seen = run(preview_schedule, PreviewSchedule(actor, kept["project_id"], typed))
    open_modal(_preview(seen, typed))


@routes.action("preview_schedule.person")
def person_chosen(actor: Actor, press: Press, kept: Kept, run: Runner, update_modal: UpdateModal) -> None:
    """Show what it would mean for somebody else."""
    typed = Timing(kept["zone"], time.fromisoformat(kept["at"]), tuple(kept["days"]), kept["open_for"])
    order = PreviewSchedule(actor, kept["project_id"], typed, UserId(press.value))
    update_modal(_preview(run(preview_schedule, order), typed))


def _preview(seen: SchedulePreview, typed: Timing) -> dict[str, Any]:
    kept = {"project_id": seen.project_id, "zone": typed.zone, "at": typed.at.isoformat(), "days": typed.days}
    names: dict[str, str] = {one.id: one.name for one in seen.people}
    return draw_view("preview_schedule", Named(seen, names), typed={**kept, "open_for": typed.open_for})


@routes.view("edit_schedule")
def schedule_submitted(ack: Ack, actor: Actor, view: View, kept: Kept, run: Runner, once: str, answer: Answer) -> None:
    """Save it; outside the project's channel, where everybody reads what changed, say so."""
    key = run(change_schedule, ChangeSchedule(actor, kept["project_id"], timing_of(view)), once=once)
    if key and kept.get("is_here"):
        ack()
    else:
        answer(say(CHANGED.format(key=key) if key else NOTHING_CHANGED))
