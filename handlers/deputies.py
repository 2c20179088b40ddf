"""Who stands in while somebody is on leave."""

from __future__ import annotations

from dataclasses import dataclass

from domain.actors import Actor
from domain.identity import UserId
from handlers.answering import Answer, OpenModal
from handlers.capacity import time_of
from handlers.forms import read_form
from handlers.incoming import Kept, Press, View
from handlers.routing import Routes
from handlers.saying import Message, say
from handlers.typed_text import number_in
from message_templates import draw_message, draw_view
from storage.transactions import Runner
from use_cases.deputies import NameDeputy, PrepareDeputy, name_deputy, prepare_deputy
from use_cases.deputy_answers import (
    AcceptPlaces,
    GivePlacesBack,
    PreparePlacesBack,
    accept_places,
    give_places_back,
    prepare_places_back,
)
from use_cases.deputy_lists import ShowDeputies, show_deputies

routes = Routes()


@dataclass(frozen=True)
class DeputyFields:
    """Who sees to one line; nobody means that it stays where it is."""

    deputy: UserId | None = None


@dataclass(frozen=True)
class BackFields:
    """Why they cannot, which may be left out."""

    words: str = ""


def deputies_of(actor: Actor, leave_id: str, run: Runner, beginning: int = 0) -> Message:
    """What falls into a leave and who sees to it, as a message."""
    return draw_message("deputies", run(show_deputies, ShowDeputies(actor, leave_id, beginning)))


@routes.action("show_deputies")
def deputies_asked(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Who stands in during a leave; the button's value is the leave."""
    answer(deputies_of(actor, press.value, run))


@routes.action("first_deputies")
@routes.action("more_deputies")
def other_deputies_asked(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Another page; after the leave the value says how many lines were shown."""
    leave_id, _, shown = press.value.partition(" ")
    answer(deputies_of(actor, leave_id, run, number_in(shown) or 0), replace=True)


@routes.action("show_time")
def time_pressed(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Somebody's hours and leave; the button's value is the person."""
    answer(time_of(actor, UserId(press.value), run))


@routes.action("name_deputy")
def deputy_asked(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Open the form for one line, which the button's value names."""
    open_modal(draw_view("name_deputy", run(prepare_deputy, PrepareDeputy(actor, press.value))))


@routes.view("name_deputy")
def deputy_named(actor: Actor, view: View, kept: Kept, run: Runner, once: str, answer: Answer) -> None:
    """Save it, and show all lines of the leave."""
    form = read_form(DeputyFields, view)
    leave_id = run(name_deputy, NameDeputy(actor, kept["line_id"], form.deputy), once=once)
    answer(deputies_of(actor, leave_id, run))


@routes.action("accept_places")
def places_accepted(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """They see to it; the message is redrawn by itself."""
    run(accept_places, AcceptPlaces(actor, press.value))
    if press.is_unseen:
        answer(say("You stand in. Thank you."))


@routes.action("give_places_back")
def places_given_back(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Ask why they cannot."""
    open_modal(draw_view("give_places_back", run(prepare_places_back, PreparePlacesBack(actor, press.value))))


@routes.view("give_places_back")
def places_back_submitted(actor: Actor, view: View, kept: Kept, run: Runner, once: str, answer: Answer) -> None:
    """Open it again, and say so."""
    form = read_form(BackFields, view)
    run(give_places_back, GivePlacesBack(actor, kept["leave_id"], form.words), once=once)
    answer(say("They are told, and choose somebody else."))
