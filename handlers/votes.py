"""Go, hold or stop at the end of a stage."""

from __future__ import annotations

from dataclasses import dataclass

from slack_bolt import Ack

from domain.actors import Actor
from domain.viability import Vote
from handlers.answering import OpenModal
from handlers.forms import read_form
from handlers.incoming import Kept, Press, View
from handlers.routing import Routes
from message_templates import draw_view
from storage.people import Named
from storage.transactions import Runner
from use_cases.votes import PrepareVote, VoteOnStage, prepare_vote, vote_on_stage

routes = Routes()


@dataclass(frozen=True)
class VoteFields:
    """Why the project is to hold or stop."""

    reason: str = ""


@routes.action("stage_go")
def go_pressed(actor: Actor, press: Press, run: Runner) -> None:
    """The project goes on; the question shows it."""
    run(vote_on_stage, VoteOnStage(actor, press.value, Vote.GO))


@routes.action("stage_hold")
def hold_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Ask why the project is to wait."""
    open_modal(draw_view("vote_on_stage", Named(run(prepare_vote, PrepareVote(actor, press.value, Vote.HOLD)), {})))


@routes.action("stage_stop")
def stop_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Ask why the project is to end."""
    open_modal(draw_view("vote_on_stage", Named(run(prepare_vote, PrepareVote(actor, press.value, Vote.STOP)), {})))


@routes.view("vote_on_stage")
def vote_submitted(ack: Ack, actor: Actor, view: View, kept: Kept, run: Runner, once: str) -> None:
    """Put the project on hold or end it; the question and the channel say so."""
    fields = read_form(VoteFields, view)
    run(vote_on_stage, VoteOnStage(actor, kept["stage_id"], Vote(kept["vote"]), fields.reason), once=once)
    ack()
