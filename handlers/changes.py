"""Changes of what was approved: asked for, discussed, decided; and new scope noted in passing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from slack_bolt import Ack

from domain.actors import Actor
from domain.commands import Words
from handlers.answering import Answer, OpenModal
from handlers.forms import read_form
from handlers.incoming import Kept, Place, Press, View
from handlers.routing import Routes
from handlers.saying import options_of
from handlers.typed_text import number_in
from message_templates import draw_message, draw_view
from storage.people import Named
from storage.transactions import Runner
from use_cases.change_cards import ShowChange, show_change
from use_cases.change_decisions import (
    AgreeChange,
    CounterChange,
    PrepareCounter,
    PrepareRejection,
    RejectChange,
    WithdrawChange,
    agree_change,
    counter_change,
    prepare_counter,
    prepare_rejection,
    reject_change,
    withdraw_change,
)
from use_cases.changes import AskChange, PrepareChange, TypedTerms, ask_change, prepare_change
from use_cases.services import FindServices, find_services

routes = Routes()


@dataclass(frozen=True)
class TermsFields:
    """The figures of an offer, price and effort as typed."""

    users_count: int | None = None
    services: tuple[str, ...] = ()
    completion_date: date | None = None
    price: str = ""
    effort: str = ""

    @property
    def typed(self) -> TypedTerms:
        return TypedTerms(self.users_count, self.services, self.completion_date, self.price, self.effort)


@dataclass(frozen=True)
class ChangeFields(TermsFields):
    """What is to be different and why; blank here, so that all that is wrong is said at once."""

    what: str = ""
    why: str = ""


@dataclass(frozen=True)
class CounterFields(TermsFields):
    """Another offer, and why."""

    why: str = ""


@dataclass(frozen=True)
class RejectionFields:
    """Why not; blank here, so that the rule says what to write."""

    reason: str = ""


@routes.command("change")
def change_asked(actor: Actor, words: Words, place: Place, run: Runner, answer: Answer, open_modal: OpenModal) -> None:
    """Show the change of this key; with a project's key or none, open the form."""
    if key := words.change_key():
        answer(draw_message("change_card", run(show_change, ShowChange(actor, key))))
    else:
        form = run(prepare_change, PrepareChange(actor, words.project_key(), place.channel))
        open_modal(draw_view("ask_change", Named(form, {})))


@routes.action("ask_change")
def asking_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Open the form from a button, whose value is the project's key."""
    open_modal(draw_view("ask_change", Named(run(prepare_change, PrepareChange(actor, press.value)), {})))


@routes.action("note_to_change")
def pricing_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Open the form with what was noted in it; the value is the note's id."""
    form = run(prepare_change, PrepareChange(actor, note_id=press.value))
    open_modal(draw_view("ask_change", Named(form, {})))


@routes.view("ask_change")
def change_submitted(actor: Actor, view: View, kept: Kept, run: Runner, once: str, answer: Answer) -> None:
    """Save the change, and show its card."""
    form = read_form(ChangeFields, view)
    order = AskChange(actor, kept["project_id"], form.what, form.why, form.typed, kept.get("note_id", ""))
    key = run(ask_change, order, once=once)
    answer(draw_message("change_card", run(show_change, ShowChange(actor, key))))


@routes.options("ask_change.services")
@routes.options("counter_change.services")
def services_looked_for(ack: Ack, actor: Actor, press: Press, run: Runner) -> None:
    """The services whose names contain what was typed, and what was typed itself where the catalogue lacks it."""
    found = run(find_services, FindServices(actor, press.value, may_be_new=True))
    ack(options=options_of((name, name) for name in found))


@routes.action("show_change")
def change_pressed(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Show one change to this person, with what they may do about it."""
    answer(draw_message("change_card", run(show_change, ShowChange(actor, change_id=press.value))))


@routes.action("agree_change")
def agreeing_pressed(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Agree to the offer that the button names: the change's id and the offer's number."""
    change_id, _, number = press.value.partition(" ")
    run(agree_change, AgreeChange(actor, change_id, number_in(number) or 0))
    _show_again(actor, change_id, press, run, answer)


@routes.action("withdraw_change")
def withdrawing_pressed(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Take the change back; its card shows it."""
    run(withdraw_change, WithdrawChange(actor, press.value))
    _show_again(actor, press.value, press, run, answer)


def _show_again(actor: Actor, change_id: str, press: Press, run: Runner, answer: Answer) -> None:
    if press.is_unseen:
        seen = run(show_change, ShowChange(actor, change_id=change_id))
        answer(draw_message("change_card", seen), replace=press.is_private)


@routes.action("counter_change")
def countering_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Ask what is offered instead."""
    form = run(prepare_counter, PrepareCounter(actor, press.value))
    open_modal(draw_view("counter_change", Named(form, {})))


@routes.view("counter_change")
def counter_submitted(actor: Actor, view: View, kept: Kept, run: Runner, once: str, answer: Answer) -> None:
    """Put the other offer on the table, and show the card."""
    form = read_form(CounterFields, view)
    order = CounterChange(actor, kept["change_id"], kept["offer"], form.why, form.typed)
    key = run(counter_change, order, once=once)
    answer(draw_message("change_card", run(show_change, ShowChange(actor, key))))


@routes.action("reject_change")
def rejecting_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Ask why not."""
    form = run(prepare_rejection, PrepareRejection(actor, press.value))
    open_modal(draw_view("reject_change", Named(form, {})))


@routes.view("reject_change")
def rejection_submitted(ack: Ack, actor: Actor, view: View, kept: Kept, run: Runner, once: str) -> None:
    """Say no; the card and whoever asked hear why."""
    form = read_form(RejectionFields, view)
    run(reject_change, RejectChange(actor, kept["change_id"], form.reason), once=once)
    ack()
