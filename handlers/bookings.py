"""Booking people for a project."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.actors import Actor
from domain.identity import UserId
from handlers.answering import Answer, OpenModal, UpdateModal
from handlers.forms import read_form
from handlers.incoming import Kept, Press, View
from handlers.routing import Routes
from message_templates import draw_message, draw_view
from storage.people import Named
from storage.transactions import Runner
from use_cases.bookings import (
    BookPerson,
    Overbooked,
    PrepareBooking,
    book_person,
    look_at_booking,
    prepare_booking,
)
from use_cases.capacity import ShowTeam, show_team

routes = Routes()


@dataclass(frozen=True)
class BookingFields:
    """Who, from which week to which, and how many hours of each."""

    who: UserId
    first_week: date
    last_week: date
    hours: str


@routes.action("book_person")
def booking_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Open the form; the button's value is the project's key, and what a stage needs where it stands beside that."""
    form = run(prepare_booking, _begun(actor, *press.value.split(" ")))
    open_modal(draw_view("book_person", form, full=(), person="", seen=""))


@routes.view("book_person")
def booking_submitted(
    actor: Actor, view: View, kept: Kept, run: Runner, once: str, answer: Answer, update_modal: UpdateModal
) -> None:
    """Book them; when that makes weeks too full, show these first and book when the same is sent again."""
    form = read_form(BookingFields, view)
    order = BookPerson(actor, kept["project_id"], form.who, form.first_week, form.last_week, form.hours)
    looked = run(look_at_booking, order)
    seen = _sign(looked.facts)
    if seen and seen != kept.get("seen"):
        begun = run(prepare_booking, _begun(actor, kept["project_key"], *kept.get("need", "").split(" ")))
        told = Named(begun.facts, {**begun.names, **looked.names})
        update_modal(draw_view("book_person", told, full=looked.facts.weeks, person=form.who, seen=seen))
        return
    key = run(book_person, order, once=once)
    answer(draw_message("team", run(show_team, ShowTeam(actor, key, week=order.first_week))))


def _begun(actor: Actor, key: str, stage_id: str = "", need_id: str = "", *_: str) -> PrepareBooking:
    return PrepareBooking(actor, key, stage_id, need_id)


def _sign(full: Overbooked) -> str:
    """What was shown of the weeks that are too full, so that the same can be sent knowingly."""
    if not full.weeks:
        return ""
    first, over = full.weeks[0], sum(one.over for one in full.weeks)
    return f"{full.person} {first.week.isoformat()} {len(full.weeks)} {over}"
