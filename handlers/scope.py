"""The scope of a project: its card, and the steps in which it is decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from slack_bolt import Ack

from domain.actors import Actor
from domain.commands import Words
from domain.money import Currency, typed_money
from domain.scope import FinancialRequirements
from domain.scope_limits import Outline, Wishes, lines_of
from handlers.answering import Answer, OpenModal, UpdateModal
from handlers.forms import read_form
from handlers.incoming import Kept, Place, Press, View
from handlers.routing import Routes
from handlers.saying import Message, options_of
from handlers.typed_text import number_in
from message_templates import draw_message, draw_view
from storage.people import Named
from storage.transactions import Runner
from use_cases.scope import ShowScope, show_scope
from use_cases.scope_items import ListItems, list_items
from use_cases.scope_steps import (
    DecideStep,
    FindNextStep,
    PrepareStep,
    Step,
    TypedStep,
    decide_step,
    find_next_step,
    prepare_step,
)
from use_cases.scope_versions import CompareVersions, compare_versions
from use_cases.services import FindServices, chosen_services, find_services

FORMS = {Step.OUTLINE: "edit_scope", Step.REQUIREMENTS: "edit_requirements", Step.MONEY: "edit_finances"}
LISTS = {Step.TECHNICAL: "technical_requirements", Step.GOALS: "scope_goals"}
SAVED = "Saved."
OPENED_BY = {
    "edit_scope": Step.OUTLINE,
    "edit_requirements": Step.REQUIREMENTS,
    "edit_technical": Step.TECHNICAL,
    "edit_finances": Step.MONEY,
    "edit_goals": Step.GOALS,
}
routes = Routes()


@dataclass(frozen=True)
class OutlineFields:
    """The first step; what is empty is not decided yet."""

    users_count: int | None = None
    services: tuple[str, ...] = ()
    other_services: str = ""
    completion_date: date | None = None
    in_scope: str = ""
    out_of_scope: str = ""
    why: str = ""


@dataclass(frozen=True)
class WishesFields:
    """The customer's requirements, one a line."""

    must: str = ""
    should: str = ""
    why: str = ""


@dataclass(frozen=True)
class FinanceFields:
    """The money, the ceiling as typed."""

    budget_ceiling: str = ""
    payment_terms: str = ""
    invoicing_points: str = ""
    why: str = ""


def scope_card(actor: Actor, key: str, run: Runner, made: str = "") -> Message:
    """What is decided and what is open, with the buttons that go on. `made` says what was done just before."""
    return draw_message("scope_card", run(show_scope, ShowScope(actor, key)), made=made)


def step_view(actor: Actor, key: str, step: Step, run: Runner, again: DecideStep | None = None, made: str = "") -> View:
    """The form of a step; of what there are several of, their list. `made` says what was done just before."""
    if step in LISTS:
        return draw_view(LISTS[step], Named(run(list_items, ListItems(actor, key, step)), {}), made=made)
    form = run(prepare_step, PrepareStep(actor, key, step, again))
    return draw_view(FORMS[step], Named(form, {}), made=made)


@routes.command("scope")
def scope_asked(actor: Actor, words: Words, place: Place, run: Runner, answer: Answer) -> None:
    """Show the scope of a project, for this person's eyes."""
    order = ShowScope(actor, words.project_key(), place.channel)
    answer(draw_message("scope_card", run(show_scope, order)))


@routes.action("show_scope")
def scope_pressed(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """The same from a button, whose value is the project's key."""
    answer(scope_card(actor, press.value, run), replace=press.is_private)


@routes.action("edit_scope")
@routes.action("edit_requirements")
@routes.action("edit_technical")
@routes.action("edit_finances")
@routes.action("edit_goals")
def step_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal, update_modal: UpdateModal) -> None:
    """Open one step from a button, whose value is the project's key; inside a form it takes the form's place."""
    step = OPENED_BY[press.action_id.partition("@")[0]]
    (update_modal if press.in_modal else open_modal)(step_view(actor, press.value, step, run))


@routes.view("edit_scope")
def outline_submitted(
    actor: Actor, view: View, kept: Kept, run: Runner, once: str, answer: Answer, update_modal: UpdateModal
) -> None:
    """Save for how many, what and until when."""
    form = read_form(OutlineFields, view)
    typed = Outline(
        form.users_count,
        chosen_services(form.services, form.other_services),
        form.completion_date,
        lines_of(form.in_scope),
        lines_of(form.out_of_scope),
    )
    order = _decision(actor, kept, Step.OUTLINE, typed, form.why)
    _save_and_continue(order, kept["key"], run, once, answer, update_modal)


@routes.view("edit_requirements")
def requirements_submitted(
    actor: Actor, view: View, kept: Kept, run: Runner, once: str, answer: Answer, update_modal: UpdateModal
) -> None:
    """Save what the customer wants."""
    form = read_form(WishesFields, view)
    typed = Wishes(lines_of(form.must), lines_of(form.should))
    order = _decision(actor, kept, Step.REQUIREMENTS, typed, form.why)
    _save_and_continue(order, kept["key"], run, once, answer, update_modal)


@routes.view("edit_finances")
def finances_submitted(
    actor: Actor, view: View, kept: Kept, run: Runner, once: str, answer: Answer, update_modal: UpdateModal
) -> None:
    """Save what the customer requires about money."""
    form = read_form(FinanceFields, view)
    ceiling = typed_money(form.budget_ceiling, Currency(kept["currency"]), "budget_ceiling", "above 0")
    typed = FinancialRequirements(ceiling, form.payment_terms.strip(), lines_of(form.invoicing_points))
    order = _decision(actor, kept, Step.MONEY, typed, form.why)
    _save_and_continue(order, kept["key"], run, once, answer, update_modal)


def _decision(actor: Actor, kept: Kept, step: Step, typed: TypedStep, why: str) -> DecideStep:
    return DecideStep(actor, kept["project_id"], step, typed, kept["seen"], why)


def _save_and_continue(
    order: DecideStep, key: str, run: Runner, once: str, answer: Answer, update_modal: UpdateModal
) -> None:
    """Save a step, and show the next that is still empty, or what is decided by now."""
    if run(decide_step, order, once=once):
        update_modal(step_view(order.actor, key, order.step, run, again=order))
    elif following := run(find_next_step, FindNextStep(order.actor, key, order.step)):
        update_modal(step_view(order.actor, key, following, run, made=SAVED))
    else:
        answer(scope_card(order.actor, key, run, SAVED))


@routes.options("edit_scope.services")
@routes.options("request_project.services")
@routes.options("correct_request.services")
def services_looked_for(ack: Ack, actor: Actor, press: Press, run: Runner) -> None:
    """The services of the catalogue whose names contain what was typed."""
    found = run(find_services, FindServices(actor, press.value))
    ack(options=options_of((name, name) for name in found))


@routes.action("scope_versions")
@routes.action("scope_version_from")
@routes.action("scope_version_to")
def versions_pressed(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Show what is different between two versions; the value is the project's key, and the numbers if chosen."""
    key, _, numbers = press.value.partition(" ")
    chosen = [number for one in numbers.split() if (number := number_in(one)) is not None]
    before, after = chosen if len(chosen) > 1 else (0, 0)
    compared = run(compare_versions, CompareVersions(actor, key, before, after))
    answer(draw_message("scope_versions", compared), replace=press.is_private)
