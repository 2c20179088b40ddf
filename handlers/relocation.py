"""Moving a project to another channel."""

from __future__ import annotations

from dataclasses import dataclass

from domain.actors import Actor
from domain.commands import Words
from domain.identity import ChannelId
from domain.projects import ChannelKind
from handlers.answering import Answer, OpenModal, UpdateModal
from handlers.forms import read_form
from handlers.incoming import Kept, Place, Press, View
from handlers.meeting import MeetChannel
from handlers.routing import Routes
from handlers.saying import say
from message_templates import draw_view
from storage.people import Named
from storage.transactions import Runner
from use_cases.relocation import (
    PrepareRelocation,
    RelocateProject,
    RelocationForm,
    prepare_relocation,
    relocate_project,
)

routes = Routes()


@dataclass(frozen=True)
class RelocationFields:
    """Where the project is to live."""

    channel_kind: ChannelKind
    channel_name: str = ""
    existing_channel: ChannelId | None = None


def relocation_view(form: RelocationForm, kind: ChannelKind = ChannelKind.PUBLIC) -> View:
    """The form, with the field that this kind of channel needs."""
    return draw_view("move_channel", Named(form, {}), kind=kind.value)


@routes.command("channel")
def relocation_asked(actor: Actor, words: Words, place: Place, run: Runner, open_modal: OpenModal) -> None:
    """Open the form of a project."""
    open_modal(relocation_view(run(prepare_relocation, PrepareRelocation(actor, words.project_key(), place.channel))))


@routes.action("move_channel")
def relocation_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Open the form from a button, whose value is the project's key."""
    open_modal(relocation_view(run(prepare_relocation, PrepareRelocation(actor, press.value))))


@routes.action("move_channel.channel_kind")
def kind_chosen(actor: Actor, press: Press, kept: Kept, run: Runner, update_modal: UpdateModal) -> None:
    """Show the field that is needed for this kind of channel."""
    form = run(prepare_relocation, PrepareRelocation(actor, kept["project_key"]))
    update_modal(relocation_view(form, ChannelKind(press.value)))


@routes.view("move_channel")
def relocation_submitted(
    actor: Actor, view: View, kept: Kept, meet_channel: MeetChannel, run: Runner, once: str, answer: Answer
) -> None:
    """Move the project, and say where it lives now; the channel follows by itself."""
    form = read_form(RelocationFields, view)
    met = meet_channel(form.existing_channel) if form.existing_channel else None
    order = RelocateProject(actor, kept["project_id"], form.channel_kind, form.channel_name, form.existing_channel, met)
    name = run(relocate_project, order, once=once)
    answer(say(f"{kept['project_key']} lives in #{name} from now on; its card is pinned there in a moment."))
