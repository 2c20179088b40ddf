"""Repairing a project's channel."""

from __future__ import annotations

from dataclasses import dataclass

from slack_bolt import Ack

from domain.actors import Actor
from handlers.answering import Answer, OpenModal
from handlers.forms import read_form
from handlers.incoming import Kept, Press, View
from handlers.routing import Routes
from handlers.saying import say
from message_templates import draw_view
from storage.people import Named
from storage.transactions import Runner
from use_cases.channels import PrepareRepair, RepairChannel, prepare_repair, repair_channel

routes = Routes()


@dataclass(frozen=True)
class RenameForm:
    """What the form asks for."""

    channel_name: str


@routes.action("repair_retry")
def retry_pressed(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Do the channel's steps again; the message it stands on tells how it goes."""
    key = run(repair_channel, RepairChannel(actor, press.value))
    if press.is_private:
        answer(say(f"Steward is trying again: how it goes with the channel of {key} comes as a message."), replace=True)


@routes.action("repair_rename")
def another_name_asked(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Open the form with the next free name."""
    open_modal(draw_view("rename_channel", Named(run(prepare_repair, PrepareRepair(actor, press.value)), {})))


@routes.view("rename_channel")
def another_name_submitted(ack: Ack, actor: Actor, view: View, kept: Kept, run: Runner, once: str) -> None:
    """Do the channel's steps again under the new name."""
    form = read_form(RenameForm, view)
    run(repair_channel, RepairChannel(actor, kept["project_id"], form.channel_name), once=once)
    ack()
