"""Requests for projects: asked by anybody, assigned or declined by the IT managers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.actors import Actor
from domain.commands import Words
from domain.identity import UserId
from domain.projects import ChannelKind
from handlers.answering import Answer, OpenModal, UpdateModal, closing_all
from handlers.forms import read_form
from handlers.incoming import Kept, Press, View
from handlers.projects import named_before
from handlers.routing import Routes
from handlers.saying import say, say_view
from handlers.typed_text import number_in
from message_templates import draw_message, draw_view
from storage.transactions import Runner
from use_cases.projects import Naming
from use_cases.request_assignment import (
    AssignRequest,
    NameDraft,
    PrepareRequestAssignment,
    assign_request,
    name_draft,
    prepare_request_assignment,
)
from use_cases.request_corrections import (
    CorrectRequest,
    PrepareCorrection,
    PrepareWithdrawal,
    WithdrawRequest,
    correct_request,
    prepare_correction,
    prepare_withdrawal,
    withdraw_request,
)
from use_cases.request_lists import ShowRequest, ShowRequests, show_request, show_requests
from use_cases.requests import (
    DeclineRequest,
    PrepareDecline,
    PrepareRequest,
    RequestProject,
    decline_request,
    prepare_request,
    prepare_request_decline,
    request_project,
)

ASSIGNED = "{name} ({key}) is a draft now. Its people and its channel are told, and so is whoever asked for it."
DECLINED = "Declined: {words}. Whoever asked for it is told why."
WITHDRAWN = "Withdrawn: {words}. Whoever had it is told why."
routes = Routes()


@dataclass(frozen=True)
class RequestFields:
    """What somebody wants; only what is asked first is needed."""

    what: str = ""
    why: str = ""
    customer: str = ""
    users_count: int | None = None
    services: tuple[str, ...] = ()
    other_services: str = ""
    wanted_by: date | None = None


@dataclass(frozen=True)
class DraftFields:
    """What its project is called, and where it lives."""

    channel_kind: ChannelKind
    name: str = ""
    key: str = ""
    customer: str = ""
    template: str = ""


@dataclass(frozen=True)
class LeaderFields:
    """Who leads it."""

    responsible: UserId
    project_manager: UserId
    department_head: UserId


@dataclass(frozen=True)
class RefusalFields:
    """Why no project is made of it, or why it is not wanted any more."""

    reason: str = ""


@routes.command("request")
def request_asked(actor: Actor, words: Words, run: Runner, open_modal: OpenModal, answer: Answer) -> None:
    """Show the request whose number was typed; or open the form, with the words after the verb as what is wanted."""
    if number := words.number():
        answer(draw_message("request", run(show_request, ShowRequest(actor, number)), is_new=False))
    else:
        open_modal(draw_view("request_project", run(prepare_request, PrepareRequest(actor, words.rest))))


@routes.command("requests")
def requests_asked(actor: Actor, run: Runner, answer: Answer) -> None:
    """List everybody's for those who answer them, and their own for others."""
    answer(draw_message("requests", run(show_requests, ShowRequests(actor))))


@routes.action("requests_next")
@routes.action("requests_first")
def page_pressed(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Another page; the button's value is how many requests came before it."""
    page = run(show_requests, ShowRequests(actor, number_in(press.value) or 0))
    answer(draw_message("requests", page), replace=press.is_private)


@routes.action("show_request")
def showing_pressed(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Show one in full; the button's value is its id."""
    answer(draw_message("request", run(show_request, ShowRequest(actor, request_id=press.value)), is_new=False))


@routes.action("request_project")
def request_pressed(actor: Actor, run: Runner, open_modal: OpenModal) -> None:
    """Open the empty form."""
    open_modal(draw_view("request_project", run(prepare_request, PrepareRequest(actor))))


@routes.view("request_project")
def request_submitted(actor: Actor, view: View, run: Runner, once: str, answer: Answer) -> None:
    """Keep the request, and say who was asked."""
    form = read_form(RequestFields, view)
    number = run(request_project, RequestProject(actor, **vars(form)), once=once)
    answer(draw_message("request", run(show_request, ShowRequest(actor, number)), is_new=True))


@routes.action("request_correct")
def correcting_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Open the form with what was asked for; the button's value is the request's id."""
    open_modal(draw_view("correct_request", run(prepare_correction, PrepareCorrection(actor, press.value))))


@routes.view("correct_request")
def correction_submitted(actor: Actor, view: View, kept: Kept, run: Runner, once: str, answer: Answer) -> None:
    """Keep what is wanted instead, and show it as it stands."""
    wanted = RequestProject(actor, **vars(read_form(RequestFields, view)))
    number = run(correct_request, CorrectRequest(actor, kept["request_id"], wanted), once=once)
    answer(draw_message("request", run(show_request, ShowRequest(actor, number)), is_new=False))


@routes.action("request_withdraw")
def withdrawing_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Ask why; the button's value is the request's id."""
    open_modal(draw_view("withdraw_request", run(prepare_withdrawal, PrepareWithdrawal(actor, press.value))))


@routes.view("withdraw_request")
def withdrawal_submitted(actor: Actor, view: View, kept: Kept, run: Runner, once: str, answer: Answer) -> None:
    """Withdraw it, and say so."""
    form = read_form(RefusalFields, view)
    words = run(withdraw_request, WithdrawRequest(actor, kept["request_id"], form.reason), once=once)
    answer(say(WITHDRAWN.format(words=words)))


@routes.action("request_assign")
def assigning_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Open the form that makes a project of it; the button's value is the request's id."""
    form = run(prepare_request_assignment, PrepareRequestAssignment(actor, press.value))
    open_modal(draw_view("assign_request", form))


@routes.view("assign_request")
def draft_named(actor: Actor, view: View, kept: Kept, run: Runner, open_modal: OpenModal) -> None:
    """Lay the step that asks for its people on top, where *Back* finds what was typed here."""
    form = read_form(DraftFields, view)
    naming = Naming(**{**vars(form), "key": form.key.strip().upper()})
    open_modal(draw_view("staff_draft", run(name_draft, NameDraft(actor, kept["request_id"], naming))))


@routes.view("staff_draft")
def assignment_submitted(
    actor: Actor, view: View, kept: Kept, run: Runner, once: str, update_modal: UpdateModal
) -> None:
    """Make the draft project, and say so."""
    naming = named_before(kept)
    order = AssignRequest(
        actor,
        kept["request_id"],
        naming.name,
        naming.key,
        naming.customer,
        channel_kind=naming.channel_kind,
        template=naming.template,
        **vars(read_form(LeaderFields, view)),
    )
    key = run(assign_request, order, once=once)
    update_modal(closing_all(say_view(say(ASSIGNED.format(name=naming.name.strip(), key=key)))))


@routes.action("request_decline")
def declining_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Ask why; the button's value is the request's id."""
    form = run(prepare_request_decline, PrepareDecline(actor, press.value))
    open_modal(draw_view("decline_request", form))


@routes.view("decline_request")
def decline_submitted(actor: Actor, view: View, kept: Kept, run: Runner, once: str, answer: Answer) -> None:
    """Decline it, and say so."""
    form = read_form(RefusalFields, view)
    words = run(decline_request, DeclineRequest(actor, kept["request_id"], form.reason), once=once)
    answer(say(DECLINED.format(words=words)))
