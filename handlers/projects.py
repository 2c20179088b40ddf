"""Creating a project from the command, the shortcut or App Home, and confirming its department head."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from slack_bolt import Ack

from domain.actors import Actor
from domain.calendars import zone_names
from domain.commands import Words
from domain.identity import ChannelId, UserId, new_id
from domain.project_names import channel_name_for
from domain.projects import ChannelKind
from handlers.answering import Answer, OpenModal, UpdateModal
from handlers.forms import read_form, value_of
from handlers.incoming import Press, View
from handlers.meeting import MeetChannel
from handlers.routing import Routes
from handlers.saying import options_of, say
from message_templates import draw_view
from storage.people import Named
from storage.transactions import Runner
from use_cases.projects import (
    CreateProject,
    PrepareProject,
    ProjectForm,
    create_project,
    prepare_project,
)

ZONES_OFFERED = 50
CREATED = "{name} ({key}) is created. {home} Next: “{command} status {key}” shows what is missing before it can start."
routes = Routes()


@dataclass(frozen=True)
class CreationForm:
    """What the form asks for; texts may be blank here, so that a blank one is told together with what else is wrong."""

    channel_kind: ChannelKind
    completion_date: date
    project_manager: UserId
    it_manager: UserId
    department_head: UserId
    responsible: UserId
    users_count: int
    name: str = ""
    key: str = ""
    customer: str = ""
    template: str = ""
    services: str = ""
    existing_channel: ChannelId | None = None
    team_members: tuple[UserId, ...] = ()
    zone: str | None = None


def creation_view(
    form: ProjectForm, kind: ChannelKind = ChannelKind.PUBLIC, key_action: str = "value", services_action: str = "value"
) -> View:
    """The form; a new action makes Slack take what is proposed for what stands in that field."""
    more = {"kind": kind.value, "key_action": key_action, "services_action": services_action}
    return draw_view("create_project", Named(form, {}), **more)


@routes.command("create")
def creation_asked(actor: Actor, words: Words, run: Runner, open_modal: OpenModal) -> None:
    """Open the form, with the words after the verb as the project's name."""
    open_modal(creation_view(run(prepare_project, PrepareProject(actor, " ".join(words.rest)))))


@routes.action("create_project")
@routes.shortcut("create_project_shortcut")
def creation_pressed(actor: Actor, run: Runner, open_modal: OpenModal) -> None:
    """Open the empty form."""
    open_modal(creation_view(run(prepare_project, PrepareProject(actor))))


@routes.action("create_project.name")
@routes.action("create_project.template")
@routes.action("create_project.channel_kind")
def creation_changed(actor: Actor, press: Press, view: View, run: Runner, update_modal: UpdateModal) -> None:
    """Propose a key for a name and services for a kind of project; show the channel field when it is needed."""
    form = run(prepare_project, PrepareProject(actor, value_of(view, "name"), value_of(view, "template")))
    kind = ChannelKind(value_of(view, "channel_kind") or ChannelKind.PUBLIC)
    key_action = _action_of(view, "key", proposes=press.block_id == "name")
    update_modal(creation_view(form, kind, key_action, _action_of(view, "services", press.block_id == "template")))


def _action_of(view: View, block: str, proposes: bool) -> str:
    """The action of a text: another one when something is proposed for it and nobody has typed anything there."""
    shown: dict[str, Any] = next((one["element"] for one in view["blocks"] if one.get("block_id") == block), {})
    is_untouched = value_of(view, block) in ("", shown.get("initial_value"))
    return new_id() if proposes and is_untouched else shown.get("action_id", "value")


@routes.view("create_project")
def creation_submitted(
    actor: Actor, view: View, command: str, meet_channel: MeetChannel, run: Runner, once: str, answer: Answer
) -> None:
    """Create the project, and say so where it was asked for; the channel follows by itself."""
    form = read_form(CreationForm, view)
    met = meet_channel(form.existing_channel) if form.existing_channel else None
    order = CreateProject(actor, **{**vars(form), "key": form.key.strip().upper()}, met=met)
    key = run(create_project, order, once=once)
    answer(say(CREATED.format(name=form.name, key=key, home=_home_of(form, key), command=command)))


def _home_of(form: CreationForm, key: str) -> str:
    if form.channel_kind is ChannelKind.EXISTING:
        return "It moves into the channel you chose; its card is pinned there in a moment."
    return f"Its channel #{channel_name_for(key, form.name)} is being made; its card is pinned there in a moment."


@routes.options("create_project.zone")
@routes.options("edit_schedule.zone")
@routes.options("settings.zone")
def zones_looked_for(ack: Ack, press: Press) -> None:
    """The time zones whose names contain what was typed."""
    typed = press.value.strip().lower().replace(" ", "_")
    found = sorted(name for name in zone_names() if typed in name.lower())[:ZONES_OFFERED]
    ack(options=options_of((name, name) for name in found))
