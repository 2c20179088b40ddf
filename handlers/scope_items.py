"""Technical requirements and goals: one form each, which takes the place of their list and gives it back."""

from __future__ import annotations

from dataclasses import dataclass

from domain.actors import Actor
from domain.scope import Goal, TechnicalKind, TechnicalRequirement, Weight
from handlers.answering import Answer, UpdateModal
from handlers.forms import read_form
from handlers.incoming import Kept, Press, View
from handlers.routing import Routes
from handlers.scope import scope_card, step_view
from message_templates import draw_view
from storage.people import Named
from storage.transactions import Runner
from use_cases.scope_items import DecideItem, DropItem, PrepareItem, decide_item, drop_item, prepare_item
from use_cases.scope_steps import Step

FORMS = {Step.TECHNICAL: "technical_requirement", Step.GOALS: "scope_goal"}
STEPS = {
    "technical_requirements": Step.TECHNICAL,
    "technical_requirement": Step.TECHNICAL,
    "scope_goals": Step.GOALS,
    "scope_goal": Step.GOALS,
}
NEW, WHOLE_SCOPE = "new", "scope"
routes = Routes()


@dataclass(frozen=True)
class TechnicalFields:
    """What is required technically."""

    kind: TechnicalKind
    weight: Weight
    statement: str = ""
    service: str = ""
    why: str = ""


@dataclass(frozen=True)
class GoalFields:
    """What is to be better, how it is measured, and what it is to reach."""

    text: str = ""
    measure: str = ""
    target: str = ""
    why: str = ""


@routes.action("technical_requirements.change")
@routes.action("technical_requirements.adding")
@routes.action("scope_goals.change")
@routes.action("scope_goals.adding")
def item_pressed(actor: Actor, press: Press, view: View, kept: Kept, run: Runner, update_modal: UpdateModal) -> None:
    """Open the form of one from the list; the button's value is its id, or says that it is a new one."""
    step = STEPS[view["callback_id"]]
    chosen = "" if press.value == NEW else press.value
    form = run(prepare_item, PrepareItem(actor, kept["project_id"], step, chosen))
    update_modal(draw_view(FORMS[step], Named(form, {})))


@routes.action("technical_requirements.going_on")
@routes.action("scope_goals.going_on")
def going_on_pressed(
    actor: Actor, press: Press, kept: Kept, run: Runner, answer: Answer, update_modal: UpdateModal
) -> None:
    """Go on with the step that is still empty, which is the button's value, or back to the whole scope."""
    if press.value == WHOLE_SCOPE:
        answer(scope_card(actor, kept["key"], run), replace=True)
    else:
        update_modal(step_view(actor, kept["key"], Step(press.value), run))


@routes.action("technical_requirement.listing")
@routes.action("scope_goal.listing")
def listing_pressed(actor: Actor, view: View, kept: Kept, run: Runner, update_modal: UpdateModal) -> None:
    """Give the list back, and leave what was typed."""
    update_modal(step_view(actor, kept["key"], STEPS[view["callback_id"]], run))


@routes.view("technical_requirement")
def technical_submitted(
    actor: Actor, view: View, kept: Kept, run: Runner, once: str, update_modal: UpdateModal
) -> None:
    """Save it, and show the list again."""
    form = read_form(TechnicalFields, view)
    words = " ".join(form.statement.split())
    item = TechnicalRequirement(kept["item_id"], form.kind, words, form.weight, form.service)
    order = DecideItem(actor, kept["project_id"], item, kept["seen"], form.why)
    _save(order, Step.TECHNICAL, kept, run, once, update_modal)


@routes.view("scope_goal")
def goal_submitted(actor: Actor, view: View, kept: Kept, run: Runner, once: str, update_modal: UpdateModal) -> None:
    """Save it, and show the list again."""
    form = read_form(GoalFields, view)
    item = Goal(kept["item_id"], form.text.strip(), form.measure.strip(), form.target.strip())
    order = DecideItem(actor, kept["project_id"], item, kept["seen"], form.why)
    _save(order, Step.GOALS, kept, run, once, update_modal)


def _save(order: DecideItem, step: Step, kept: Kept, run: Runner, once: str, update_modal: UpdateModal) -> None:
    if run(decide_item, order, once=once):
        update_modal(step_view(order.actor, kept["key"], step, run))
        return
    again = PrepareItem(order.actor, order.project_id, step, order.item.id, order)
    update_modal(draw_view(FORMS[step], Named(run(prepare_item, again), {})))


@routes.action("technical_requirement.removing")
@routes.action("scope_goal.removing")
def removal_pressed(
    actor: Actor, press: Press, view: View, kept: Kept, run: Runner, once: str, update_modal: UpdateModal
) -> None:
    """Take it out of the scope, and show what is left of the list."""
    step = STEPS[view["callback_id"]]
    key = run(drop_item, DropItem(actor, kept["project_id"], step, press.value), once=once)
    update_modal(step_view(actor, key, step, run))
