"""Logging hours and costs by a line or a form, listing what was logged, and taking it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.actors import Actor
from domain.commands import Words
from domain.refusals import Refused
from domain.work import EntryKind, TypedWork
from handlers.answering import Answer, OpenModal, UpdateModal
from handlers.forms import read_form, value_of
from handlers.incoming import Kept, Place, Press, View
from handlers.routing import Routes
from handlers.saying import say
from message_templates import draw_message, draw_view
from storage.people import Named
from storage.transactions import Runner
from use_cases.work import Logged, LogTyped, LogWork, PrepareLog, log_typed, log_work, prepare_log
from use_cases.work_entries import ListWork, PlaceWork, TakeBackWork, list_work, place_work, take_back_work

routes = Routes()


@dataclass(frozen=True)
class LogFields:
    """What the form asks for, as it was typed."""

    hours: str = ""
    amount: str = ""
    what: str = ""
    place: str = ""
    day: date | None = None


@routes.command("log")
def log_asked(
    actor: Actor, words: Words, place: Place, command: str, run: Runner, answer: Answer, open_modal: OpenModal
) -> None:
    """Keep what was typed; with nothing typed, or only where it belongs, open the form."""
    typed = TypedWork.read(words.rest)
    if typed.is_complete:
        answer(draw_message("logged_work", Named(run(log_typed, LogTyped(actor, typed, place.channel)), {})))
    elif len(typed.rest) > 1 or (words.rest and words.rest[0].lower() == "cost"):
        raise Refused(
            f"Say how long first, for example “{command} log 3h NET-12 patched the switch”, "
            f"or what it cost: “{command} log cost 240 NET cables”."
        )
    else:
        form = run(prepare_log, PrepareLog(actor, typed.rest, place.channel))
        open_modal(draw_view("log_work", Named(form, {})))


@routes.action("log_work.project")
def project_chosen(actor: Actor, view: View, run: Runner, update_modal: UpdateModal) -> None:
    """Offer the tasks and stages of the project that was chosen; what is typed stays."""
    form = run(prepare_log, PrepareLog(actor, project_id=value_of(view, "project")))
    update_modal(draw_view("log_work", Named(form, {})))


@routes.view("log_work")
def log_submitted(actor: Actor, view: View, kept: Kept, run: Runner, once: str, answer: Answer) -> None:
    """Keep the hours and the cost that were typed."""
    order = LogWork(actor, kept["project_id"], **vars(read_form(LogFields, view)))
    answer(draw_message("logged_work", Named(Logged.of(run(log_work, order, once=once)), {})))


@routes.action("list_work")
def entries_pressed(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """List what was logged last in the project whose key is the button's value."""
    answer(draw_message("work_entries", run(list_work, ListWork(actor, press.value))))


@routes.action("place_work")
def placing_pressed(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Let what was kept count for a stage; the value is its id and those of hours and cost, or of one of the two."""
    stage_id, _, rest = press.value.partition(" ")
    hours_id, _, cost_id = rest.partition(" ")
    placed = run(place_work, PlaceWork(actor, stage_id, hours_id, cost_id))
    answer(draw_message("logged_work", Named(placed, {})), replace=True)


@routes.action("take_back_work")
def taking_back_pressed(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Take one entry back; the value is its kind, its id and, where it stands in a list, the project's key."""
    kind, _, rest = press.value.partition(" ")
    entry_id, _, key = rest.partition(" ")
    order = TakeBackWork(actor, EntryKind.COST if kind == EntryKind.COST else EntryKind.HOURS, entry_id)
    taken = run(take_back_work, order)
    if key:
        answer(draw_message("work_entries", run(list_work, ListWork(actor, key))), replace=True)
    else:
        answer(say(f"Taken back: {taken}."))
