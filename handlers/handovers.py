"""Handing services over to operation: who maintains what, asked and answered, and closing all the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from slack_bolt import Ack

from domain.actors import Actor
from domain.commands import Words
from domain.handover_terms import TypedHandover
from domain.identity import UserId
from handlers.answering import Answer, OpenModal
from handlers.forms import read_form
from handlers.incoming import Kept, Place, Press, View
from handlers.routing import Routes
from handlers.saying import Message, options_of, say
from handlers.typed_text import number_in
from message_templates import draw_message, draw_view
from storage.people import Named
from storage.transactions import Runner
from use_cases.closing_over import CloseOver, PrepareClosingOver, close_over, prepare_closing_over
from use_cases.handover_answers import (
    AcceptHandover,
    DeclineHandover,
    PrepareDecline,
    accept_handover,
    decline_handover,
    prepare_decline,
)
from use_cases.handover_lists import ProjectServices, ShowServices, show_services
from use_cases.handovers import HandOver, PrepareHandover, hand_over, prepare_handover
from use_cases.maintained_services import ListServices, MaintainedPage, list_services
from use_cases.maintainers import NameMaintainer, PrepareNaming, name_maintainer, prepare_naming
from use_cases.resources import FindResources, find_resources

routes = Routes()


@dataclass(frozen=True)
class HandoverFields:
    """What the form of a handover asks for; what may not be blank is refused by the rules, all at once."""

    maintainer: UserId | None = None
    starts_on: date | None = None
    documents: str = ""
    hours: str = ""
    response: str = ""


@dataclass(frozen=True)
class DeliveredFields:
    """The ids of what the customer has and was delivered with the service."""

    resources: tuple[str, ...] = ()


@dataclass(frozen=True)
class NamingFields:
    """Who is to maintain it from when, and why."""

    maintainer: UserId | None = None
    starts_on: date | None = None
    why: str = ""


@dataclass(frozen=True)
class ReasonFields:
    """Why it is declined, or closed all the same; blank here, so that the rule says what to write."""

    reason: str = ""


def _drawn(seen: Named[MaintainedPage | ProjectServices]) -> Message:
    return draw_message("project_services" if isinstance(seen.facts, ProjectServices) else "services", seen)


@routes.command("services")
def services_asked(actor: Actor, words: Words, place: Place, run: Runner, answer: Answer) -> None:
    """Answer with who maintains the services that were looked for, or with those of one project."""
    answer(_drawn(run(list_services, ListServices(actor, words.rest, place.channel))))


@routes.action("more_services")
@routes.action("first_services")
def other_services_asked(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Another page; the value is the handover after which it begins, and what is looked for."""
    after, _, wanted = press.value.partition(" ")
    order = ListServices(actor, tuple(wanted.split()), None, "" if after == "-" else after, is_search=True)
    answer(_drawn(run(list_services, order)), replace=True)


@routes.action("show_services")
@routes.action("next_services")
def project_services_asked(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """The services of one project; the value is its key, and from a page how many are left out."""
    key, _, start = press.value.partition(" ")
    order = ShowServices(actor, key, number_in(start) or 0)
    answer(draw_message("project_services", run(show_services, order)), replace=bool(start))


@routes.action("hand_over")
def handover_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Ask who maintains a service from when; the value is the project's key and the service."""
    key, _, service = press.value.partition(" ")
    open_modal(draw_view("hand_over", run(prepare_handover, PrepareHandover(actor, key, service))))


@routes.view("hand_over")
def handover_submitted(actor: Actor, view: View, kept: Kept, run: Runner, once: str, answer: Answer) -> None:
    """Ask the maintainer, and show how the services of the project stand."""
    typed, delivered = TypedHandover(**vars(read_form(HandoverFields, view))), read_form(DeliveredFields, view)
    order = HandOver(actor, kept["project_id"], kept["service"], typed, delivered.resources)
    key = run(hand_over, order, once=once)
    answer(draw_message("project_services", run(show_services, ShowServices(actor, key))))


@routes.options("hand_over.resources")
def delivered_looked_for(ack: Ack, actor: Actor, press: Press, kept: Kept, run: Runner) -> None:
    """What the customer has with these words in it."""
    found = run(find_resources, FindResources(actor, kept.get("project_id", ""), press.value))
    ack(options=options_of(found))


@routes.action("handover_accept")
def handover_accepted(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Take a service on; the offer shows it."""
    service = run(accept_handover, AcceptHandover(actor, press.value))
    if press.is_unseen:
        answer(say(f"You maintain {service}."))


@routes.action("handover_decline")
def declining_asked(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Ask why."""
    form = run(prepare_decline, PrepareDecline(actor, press.value))
    open_modal(draw_view("decline_handover", Named(form, {})))


@routes.view("decline_handover")
def handover_declined(ack: Ack, actor: Actor, view: View, kept: Kept, run: Runner, once: str) -> None:
    """Do not take it on; whoever asked is told why."""
    form = read_form(ReasonFields, view)
    run(decline_handover, DeclineHandover(actor, kept["handover_id"], form.reason), once=once)
    ack()


@routes.action("name_maintainer")
def naming_asked(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Ask who is to maintain it instead."""
    open_modal(draw_view("name_maintainer", run(prepare_naming, PrepareNaming(actor, press.value))))


@routes.view("name_maintainer")
def maintainer_named(actor: Actor, view: View, kept: Kept, run: Runner, once: str, answer: Answer) -> None:
    """Ask them; whoever maintains it does so until they accept."""
    form = read_form(NamingFields, view)
    order = NameMaintainer(actor, kept["handover_id"], form.maintainer, form.starts_on, form.why)
    service, is_accepted = run(name_maintainer, order, once=once)
    answer(
        say(
            f"You maintain {service}."
            if is_accepted
            else f"They are asked to maintain {service}. You hear what they say."
        )
    )


@routes.action("close_over")
def closing_over_asked(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Ask why it is closed all the same."""
    form = run(prepare_closing_over, PrepareClosingOver(actor, press.value))
    open_modal(draw_view("close_over", Named(form, {})))


@routes.view("close_over")
def closing_over_submitted(actor: Actor, view: View, kept: Kept, run: Runner, once: str, answer: Answer) -> None:
    """Close the project over what is not handed over."""
    form = read_form(ReasonFields, view)
    key = run(close_over, CloseOver(actor, kept["project_key"], form.reason), once=once)
    answer(say(f"{key} is closed. Its card shows your name and why it is closed all the same."))
