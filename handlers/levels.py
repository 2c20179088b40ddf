"""Levels: said by people of themselves, confirmed, changed or declined by those who judge them."""

from __future__ import annotations

from dataclasses import dataclass

from slack_bolt import Ack

from domain.actors import Actor
from domain.identity import UserId
from handlers.answering import Answer, OpenModal
from handlers.forms import read_form, value_of
from handlers.incoming import Kept, Press, View
from handlers.routing import Routes
from handlers.saying import say
from handlers.typed_text import number_in
from message_templates import draw_message, draw_view
from storage.transactions import Runner
from use_cases.levels import (
    DeclineLevel,
    JudgeLevel,
    PrepareLevel,
    PrepareProposal,
    ProposeLevel,
    decline_level,
    judge_level,
    prepare_level,
    prepare_proposal,
    propose_level,
)
from use_cases.skills import ShowSkills, show_skills

routes = Routes()


@dataclass(frozen=True)
class ProposalFields:
    """What somebody says of themselves."""

    skill: str
    level: int
    evidence: str = ""


@dataclass(frozen=True)
class LevelFields:
    """The level that is to count."""

    level: int


@dataclass(frozen=True)
class ReasonFields:
    """Why it is not so."""

    reason: str


@routes.action("propose_level")
def proposal_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Open the form for a level of one's own; the button's value is the skill, if one is meant."""
    open_modal(draw_view("propose_level", run(prepare_proposal, PrepareProposal(actor, press.value))))


@routes.view("propose_level")
def proposal_submitted(actor: Actor, view: View, run: Runner, once: str, answer: Answer) -> None:
    """Save what was said, and show one's skills with who is asked."""
    form = read_form(ProposalFields, view)
    asked = tuple(run(propose_level, ProposeLevel(actor, form.skill, form.level, form.evidence), once=once))
    answer(draw_message("skills", run(show_skills, ShowSkills(actor, None, form.skill, asked))))


@routes.action("set_level")
def level_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Open the form for somebody else's level; the button's value is person/skill, or only the person."""
    open_modal(draw_view("set_level", run(prepare_level, _meant(actor, press.value))))


@routes.view("set_level")
def level_submitted(actor: Actor, view: View, kept: Kept, run: Runner, once: str, answer: Answer) -> None:
    """Let the level count, and show what the person masters now."""
    form, person = read_form(LevelFields, view), UserId(kept["person_id"])
    skill = value_of(view, "skill") or kept.get("skill_id") or ""
    run(judge_level, JudgeLevel(actor, person, skill, form.level, kept.get("seen")), once=once)
    answer(draw_message("skills", run(show_skills, ShowSkills(actor, person, skill))))


@routes.action("confirm_level")
def confirmed(actor: Actor, press: Press, run: Runner, once: str, answer: Answer) -> None:
    """Confirm what was proposed, as the button showed it: person/skill/level."""
    meant = _meant(actor, press.value)
    skill, _, level = meant.skill_id.partition("/")
    seen = number_in(level, 1) or 0
    run(judge_level, JudgeLevel(actor, meant.person, skill, seen, seen))
    if press.is_private:
        answer(say("The level is confirmed."), replace=True)


@routes.action("decline_level")
def decline_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Ask for the reason."""
    open_modal(draw_view("decline_level", run(prepare_level, _meant(actor, press.value))))


@routes.view("decline_level")
def decline_submitted(ack: Ack, actor: Actor, view: View, kept: Kept, run: Runner, once: str) -> None:
    """Decline what was proposed, with the reason."""
    form = read_form(ReasonFields, view)
    run(decline_level, DeclineLevel(actor, UserId(kept["person_id"]), kept["skill_id"], form.reason), once=once)
    ack()


def _meant(actor: Actor, value: str) -> PrepareLevel:
    person, _, skill = value.partition("/")
    return PrepareLevel(actor, UserId(person), skill)
