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
from domain.refusals import Refused
from handlers.answering import OpenModal, UpdateModal, closing_all
from handlers.forms import read_form, value_of
from handlers.incoming import Kept, Place, Press, View
from handlers.meeting import MeetChannel
from handlers.routing import Routes
from handlers.saying import options_of, say, say_view
from handlers.scope import step_view
from message_templates import draw_view
from storage.people import Named
from storage.transactions import Runner
from use_cases.projects import (
    CreateProject,
    NameProject,
    Naming,
    PrepareProject,
    ProjectForm,
    create_project,
    name_project,
    prepare_project,
)
from use_cases.scope_steps import Step

ZONES_OFFERED = 50
CREATED = "{name} ({key}) is created. {home} Next: “{command} status {key}” shows what is missing before it can start."
routes = Routes()


@dataclass(frozen=True)
class NamingForm:
    """What the first step asks for; texts may be blank here, so that a blank one is told with what else is wrong."""

    channel_kind: ChannelKind
    completion_date: date
    name: str = ""
    key: str = ""
    customer: str = ""
    template: str = ""
    existing_channel: ChannelId | None = None


@dataclass(frozen=True)
class StaffFields:
    """What the second step asks for."""

    project_manager: UserId
    it_manager: UserId
    department_head: UserId
    responsible: UserId
    team_members: tuple[UserId, ...] = ()
    observers: tuple[UserId, ...] = ()
    zone: str | None = None


def creation_view(form: ProjectForm, kind: ChannelKind = ChannelKind.PUBLIC, key_action: str = "value") -> View:
    """The first step; a new action makes Slack take the key that is proposed for what stands in its field."""
    return draw_view("create_project", Named(form, {}), kind=kind.value, key_action=key_action)


@routes.command("create")
def creation_asked(actor: Actor, words: Words, run: Runner, open_modal: OpenModal) -> None:
    """Open the form, with the words after the verb as the project's name."""
    open_modal(creation_view(run(prepare_project, PrepareProject(actor, " ".join(words.rest)))))


@routes.command("next")
def next_asked(actor: Actor, words: Words, place: Place, run: Runner, open_modal: OpenModal) -> None:
    """Open the form for the project after a finished one; without a key after the channel's own."""
    order = PrepareProject(actor, after=words.project_key() or "", channel=place.channel)
    open_modal(creation_view(run(prepare_project, order)))


@routes.action("next_project")
def next_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """The same from a button, whose value is the finished project's key."""
    open_modal(creation_view(run(prepare_project, PrepareProject(actor, after=press.value))))


@routes.action("create_project")
@routes.shortcut("create_project_shortcut")
def creation_pressed(actor: Actor, run: Runner, open_modal: OpenModal) -> None:
    """Open the empty form."""
    open_modal(creation_view(run(prepare_project, PrepareProject(actor))))


@routes.action("create_project.name")
@routes.action("create_project.channel_kind")
def creation_changed(
    actor: Actor, press: Press, view: View, kept: Kept, run: Runner, update_modal: UpdateModal
) -> None:
    """Propose a key for a name; show the channel field when it is needed."""
    form = run(prepare_project, PrepareProject(actor, value_of(view, "name"), kept.get("after")))
    kind = ChannelKind(value_of(view, "channel_kind") or ChannelKind.PUBLIC)
    update_modal(creation_view(form, kind, _key_action(view, proposes=press.block_id == "name")))


def _key_action(view: View, proposes: bool) -> str:
    """The action of the key: another one when a key is proposed and nobody has typed one."""
    shown: dict[str, Any] = next((one["element"] for one in view["blocks"] if one.get("block_id") == "key"), {})
    is_untouched = value_of(view, "key") in ("", shown.get("initial_value"))
    return new_id() if proposes and is_untouched else shown.get("action_id", "value")


@routes.view("create_project")
def naming_submitted(actor: Actor, view: View, meet_channel: MeetChannel, run: Runner, open_modal: OpenModal) -> None:
    """Lay the step that asks for its people on top, where *Back* finds what was typed here."""
    form = read_form(NamingForm, view)
    naming = Naming(**{**vars(form), "key": form.key.strip().upper()})
    met = meet_channel(naming.existing_channel) if naming.existing_channel else None
    open_modal(draw_view("staff_project", Named(run(name_project, NameProject(actor, naming, met)), {})))


@routes.view("staff_project")
def staffing_submitted(
    actor: Actor,
    view: View,
    kept: Kept,
    command: str,
    meet_channel: MeetChannel,
    run: Runner,
    once: str,
    update_modal: UpdateModal,
) -> None:
    """Create the project and go on to its scope; the channel follows by itself."""
    naming = named_before(kept)
    met = meet_channel(naming.existing_channel) if naming.existing_channel else None
    order = CreateProject(actor, **vars(naming), **vars(read_form(StaffFields, view)), met=met)
    key = run(create_project, order, once=once)
    made = CREATED.format(name=naming.name.strip(), key=key, home=_home_of(naming), command=command)
    update_modal(closing_all(_scope_of(actor, key, made, run)))


def named_before(kept: Kept) -> Naming:
    """What the first step said, as the second one kept it."""
    due, channel = kept.get("completion_date"), kept.get("existing_channel")
    return Naming(
        kept["name"],
        kept["key"],
        kept["customer"],
        ChannelKind(kept["channel_kind"]),
        date.fromisoformat(due) if due else None,
        ChannelId(channel) if channel else None,
        kept["template"],
    )


def _scope_of(actor: Actor, key: str, made: str, run: Runner) -> View:
    """The third step, which asks for its users and services; whoever created it for others only hears of it."""
    try:
        return step_view(actor, key, Step.OUTLINE, run, made=made)
    except Refused:
        return say_view(say(made))


def _home_of(naming: Naming) -> str:
    if naming.channel_kind is ChannelKind.EXISTING:
        return "It moves into the channel you chose; its card is pinned there in a moment."
    return (
        f"Its channel #{channel_name_for(naming.key, naming.name)} is being made; its card is pinned there in a moment."
    )


@routes.options("staff_project.zone")
@routes.options("edit_schedule.zone")
@routes.options("settings.zone")
def zones_looked_for(ack: Ack, press: Press) -> None:
    """The time zones whose names contain what was typed."""
    typed = press.value.strip().lower().replace(" ", "_")
    found = sorted(name for name in zone_names() if typed in name.lower())[:ZONES_OFFERED]
    ack(options=options_of((name, name) for name in found))
