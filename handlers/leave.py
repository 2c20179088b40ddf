"""Entering leave and weekly hours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.actors import Actor
from domain.identity import UserId
from handlers.answering import Answer, OpenModal
from handlers.capacity import time_of
from handlers.deputies import deputies_of
from handlers.forms import read_form
from handlers.incoming import Kept, Press, View
from handlers.routing import Routes
from message_templates import draw_view
from storage.transactions import Runner
from use_cases.leave import (
    AddLeave,
    ChangeHours,
    DropLeave,
    PrepareTime,
    add_leave,
    change_hours,
    drop_leave,
    prepare_time,
)
from use_cases.moved_leave import ChangeLeave, PrepareLeaveChange, change_leave, prepare_leave_change

routes = Routes()


@dataclass(frozen=True)
class LeaveFields:
    """The days of a leave, both included, and who sees to everything meanwhile."""

    first_day: date
    last_day: date
    deputy: UserId | None = None


@dataclass(frozen=True)
class HoursFields:
    """A usual week; what may be blank here is told together with what else is wrong."""

    hours: str = ""
    days: tuple[int, ...] = ()


@routes.action("add_leave")
def leave_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Open the form; the button's value is the person."""
    open_modal(draw_view("add_leave", run(prepare_time, PrepareTime(actor, UserId(press.value)))))


@routes.view("add_leave")
def leave_submitted(actor: Actor, view: View, kept: Kept, run: Runner, once: str, answer: Answer) -> None:
    """Save it, and show what falls into it with who stands in, line by line."""
    form, person = read_form(LeaveFields, view), UserId(kept["person_id"])
    order = AddLeave(actor, person, form.first_day, form.last_day, form.deputy)
    answer(deputies_of(actor, run(add_leave, order, once=once), run))


@routes.action("change_leave")
def change_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Open the form with the days as they are; the button's value is the leave."""
    open_modal(draw_view("change_leave", run(prepare_leave_change, PrepareLeaveChange(actor, press.value))))


@routes.view("change_leave")
def change_submitted(actor: Actor, view: View, kept: Kept, run: Runner, once: str, answer: Answer) -> None:
    """Save the new days, and show who stands in on them."""
    form = read_form(LeaveFields, view)
    order = ChangeLeave(actor, kept["leave_id"], form.first_day, form.last_day)
    answer(deputies_of(actor, run(change_leave, order, once=once), run))


@routes.action("drop_leave")
def leave_dropped(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Take leave out, and show the person's time without it."""
    person = run(drop_leave, DropLeave(actor, press.value))
    answer(time_of(actor, UserId(person), run), replace=True)


@routes.action("set_hours")
def hours_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Open the form; the button's value is the person."""
    open_modal(draw_view("set_hours", run(prepare_time, PrepareTime(actor, UserId(press.value)))))


@routes.view("set_hours")
def hours_submitted(actor: Actor, view: View, kept: Kept, run: Runner, once: str, answer: Answer) -> None:
    """Save the usual week, and show the person's time."""
    form, person = read_form(HoursFields, view), UserId(kept["person_id"])
    run(change_hours, ChangeHours(actor, person, form.hours, form.days), once=once)
    answer(time_of(actor, person, run))
