"""What a stage needs: a step each for skills, things and money, adding one line at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.actors import Actor
from domain.stages import CostKind
from handlers.answering import Answer, OpenModal, UpdateModal
from handlers.forms import read_form
from handlers.incoming import Kept, Press, View
from handlers.routing import Routes
from message_templates import draw_message, draw_view
from storage.people import Named
from storage.transactions import Runner
from use_cases.stage_cards import ShowStage, show_stage
from use_cases.stage_needs import (
    DropNeed,
    NeedMoney,
    NeedSkill,
    NeedStep,
    NeedThing,
    PrepareNeeds,
    drop_need,
    need_money,
    need_skill,
    need_thing,
    prepare_needs,
)

STEPS = {one.value: one for one in NeedStep}
routes = Routes()


@dataclass(frozen=True)
class SkillFields:
    """One more skill; the level alone says nothing, because it begins with one."""

    skill: str = ""
    level: str = ""
    hours: str = ""


@dataclass(frozen=True)
class ThingFields:
    """One more thing; the days alone say nothing, because they begin with the stage's."""

    thing: str = ""
    quantity: int | None = None
    first_day: date | None = None
    last_day: date | None = None


@dataclass(frozen=True)
class MoneyFields:
    """One more cost; the kind alone says nothing, because it begins with one."""

    what: str = ""
    kind: CostKind = CostKind.OTHER
    amount: str = ""


def needs_view(
    actor: Actor, stage_id: str, run: Runner, step: NeedStep = NeedStep.SKILLS, turn: int = 0
) -> dict[str, Any]:
    """One step as a modal; its fields are empty, unless the `turn` is that of the modal before."""
    form = run(prepare_needs, PrepareNeeds(actor, stage_id, step))
    return draw_view(f"stage_{form.step}", Named(form, {}), turn=turn, stamp_key=f"turn{turn}")


def turn_of(kept: Kept) -> int:
    """How often the form was sent: with every turn its fields begin empty, because Slack takes them for others."""
    turn = kept.get("turn")
    return turn if isinstance(turn, int) else 0


@routes.action("stage_needs")
def needs_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Open the first step for the stage whose id is the button's value."""
    open_modal(needs_view(actor, press.value, run))


@routes.view("stage_skills")
def skill_submitted(actor: Actor, view: View, kept: Kept, run: Runner, once: str, update_modal: UpdateModal) -> None:
    """Add a skill and stay for the next one; with nothing typed go on to the things."""
    fields, step = read_form(SkillFields, view), NeedStep.THINGS
    if fields.skill or fields.hours:
        run(need_skill, NeedSkill(actor, kept["stage_id"], **vars(fields)), once=once)
        step = NeedStep.SKILLS
    update_modal(needs_view(actor, kept["stage_id"], run, step, turn_of(kept) + 1))


@routes.view("stage_things")
def thing_submitted(actor: Actor, view: View, kept: Kept, run: Runner, once: str, update_modal: UpdateModal) -> None:
    """Add a thing and stay for the next one; with nothing typed go on to the money."""
    fields, step = read_form(ThingFields, view), NeedStep.MONEY
    if fields.thing or fields.quantity is not None:
        run(need_thing, NeedThing(actor, kept["stage_id"], **vars(fields)), once=once)
        step = NeedStep.THINGS
    update_modal(needs_view(actor, kept["stage_id"], run, step, turn_of(kept) + 1))


@routes.view("stage_money")
def money_submitted(
    actor: Actor, view: View, kept: Kept, run: Runner, once: str, update_modal: UpdateModal, answer: Answer
) -> None:
    """Add a cost and stay for the next one; with nothing typed show the stage as it is planned now."""
    fields = read_form(MoneyFields, view)
    if fields.what or fields.amount:
        run(need_money, NeedMoney(actor, kept["stage_id"], **vars(fields)), once=once)
        update_modal(needs_view(actor, kept["stage_id"], run, NeedStep.MONEY, turn_of(kept) + 1))
    else:
        answer(draw_message("stage_card", run(show_stage, ShowStage(actor, kept["stage_id"]))))


@routes.action("drop_need")
def dropping_pressed(actor: Actor, press: Press, kept: Kept, run: Runner, update_modal: UpdateModal) -> None:
    """Take a line out, keeping what is typed in the form; the button's value is the step, the stage and the line."""
    step, _, rest = press.value.partition(" ")
    stage_id, _, part_id = rest.partition(" ")
    run(drop_need, DropNeed(actor, stage_id, part_id))
    update_modal(needs_view(actor, stage_id, run, STEPS.get(step, NeedStep.SKILLS), turn_of(kept)))
