"""What an administrator of the workspace does: channels, people, the app."""

from __future__ import annotations

from typing import Any

from sandbox.acts.sights import ActRefused, acting_person
from sandbox.control.readings import one_of
from sandbox.control.registry import Act, deed
from sandbox.workspace.app_life import install_app, revoke_tokens, uninstall_app
from sandbox.workspace.channel_life import (
    archive_channel,
    create_channel,
    delete_channel,
    make_private,
    name_problem,
    rename_channel,
    unarchive_channel,
)
from sandbox.workspace.channels import Channel
from sandbox.workspace.memberships import add_member, remove_member
from sandbox.workspace.people import Person, unfit
from sandbox.workspace.workspace import Workspace
from sandbox.world import World

CHANGEABLE = frozenset(
    {"name", "real_name", "title", "email", "tz", "team_id"}
    | {"is_admin", "is_owner", "is_restricted", "is_ultra_restricted", "is_stranger"}
)
GOODBYES = ("refresh_requested", "warning", "link_disabled", "too_many_websockets", "cut")


@deed("channel")
async def change_channel(world: World, act: Act) -> Act:
    """Create or change a channel, or move a person into it or out of it."""
    workspace, op = world.workspace, str(act.get("op", ""))
    actor = _actor(workspace, act)
    if op == "create":
        return {"ok": True, "channel": _create(workspace, act, actor).id}
    channel = _any_channel(workspace, act)
    if op in MOVES:
        _move_member(workspace, channel, MOVES[op], act if op in ("invite", "kick") else {"user": actor}, actor)
    elif op == "rename":
        rename_channel(workspace, channel, _free_name(workspace, act), actor)
    elif op in CHANGES:
        CHANGES[op](workspace, channel, actor)
    else:
        raise ActRefused(f"A channel cannot be told to {op!r}.")
    return {"ok": True, "channel": channel.id}


MOVES = {"invite": "invite", "join": "invite", "kick": "kick", "leave": "kick"}
CHANGES: dict[str, Any] = {
    "archive": archive_channel,
    "unarchive": unarchive_channel,
    "make_private": make_private,
    "delete": lambda workspace, channel, _actor: delete_channel(workspace, channel),
}


def _actor(workspace: Workspace, act: Act) -> str:
    """Return who acts; when nobody is named, the first administrator."""
    if act.get("as"):
        return acting_person(workspace, str(act["as"]))
    humans = [person for person in workspace.people.values() if not person.is_bot and not person.deleted]
    admins = [person for person in humans if person.is_admin or person.is_owner]
    if not humans:
        raise ActRefused("Nobody is left in the workspace to do it.")
    return (admins or humans)[0].id


def _any_channel(workspace: Workspace, act: Act) -> Channel:
    words = str(act.get("channel", ""))
    channel = workspace.channels.get(words) or workspace.channel_named(words.removeprefix("#"))
    if channel is None or channel.is_direct:
        raise ActRefused(f"There is no channel {words!r}.")
    return channel


def _free_name(workspace: Workspace, act: Act) -> str:
    name = str(act.get("name", "")).removeprefix("#")
    problem = name_problem(name) or ("name_taken" if workspace.channel_named(name) is not None else None)
    if problem:
        raise ActRefused(f"A channel cannot be called {name!r}: {problem}.")
    return name


def _create(workspace: Workspace, act: Act, actor: str) -> Channel:
    name, channel_id, members = _free_name(workspace, act), act.get("id", ""), act.get("members", [])
    if not isinstance(channel_id, str) or channel_id in workspace.channels:
        raise ActRefused("A new channel needs an id that no other has, or none at all.")
    if not isinstance(members, list):
        raise ActRefused("The members of a channel are a list of people.")
    people = [_person(workspace, str(member)) for member in members]
    channel = create_channel(workspace, name, actor, private=bool(act.get("is_private")), channel_id=channel_id)
    for person in people:
        if person.id not in channel.members:
            add_member(workspace, channel, person.id, inviter=actor)
    return channel


def _move_member(workspace: Workspace, channel: Channel, op: str, act: Act, actor: str) -> None:
    person = _person(workspace, str(act.get("user", "")))
    inside = person.id in channel.members
    if op == "invite" and not inside:
        add_member(workspace, channel, person.id, inviter=actor)
    elif op == "kick" and inside:
        remove_member(workspace, channel, person.id, actor)
    else:
        raise ActRefused(f"{person.real_name} is {'already' if inside else 'not'} in #{channel.name}.")


def _person(workspace: Workspace, words: str) -> Person:
    person = workspace.find_person(words)
    if person is None:
        raise ActRefused(f"There is no person {words!r} in the workspace.")
    return person


@deed("person")
async def change_person(world: World, act: Act) -> Act:
    """Add, deactivate, reactivate or change a person, and tell the app."""
    workspace, op = world.workspace, str(act.get("op", ""))
    person = _added(workspace, act) if op == "add" else _person(workspace, str(act.get("user", act.get("id", ""))))
    if op in ("deactivate", "reactivate"):
        person.deleted = op == "deactivate"
    elif op == "change":
        _change(person, act)
    elif op != "add":
        raise ActRefused(f"A person cannot be told to {op!r}.")
    person.updated = workspace.clock.seconds()
    kind = "team_join" if op == "add" else "user_change"
    workspace.emit({"type": kind, "user": person.as_api(workspace.clock.now()), "cache_ts": person.updated})
    workspace.note_workspace()
    return {"ok": True, "person": person.as_seen()}


def _added(workspace: Workspace, act: Act) -> Person:
    described = {key: act[key] for key in (*CHANGEABLE, "id", "is_bot") if key in act}
    described = {"id": workspace.new_id("U"), "team_id": workspace.team.id} | described
    _refuse_unfit(described)
    if not described.get("name") or not described["id"] or described["id"] in workspace.people:
        raise ActRefused("A new person needs a handle as name, and an id that nobody has.")
    person = Person(**described)
    person.real_name = person.real_name or person.name
    person.email = person.email or f"{person.name}@{workspace.team.domain}.example"
    workspace.people[person.id] = person
    return person


def _refuse_unfit(described: Act) -> None:
    problem = unfit(described)
    if problem is not None:
        raise ActRefused(problem)


def _change(person: Person, act: Act) -> None:
    changes = act.get("changes") or {key: act[key] for key in CHANGEABLE if key in act}
    if not isinstance(changes, dict) or not changes or set(changes) - CHANGEABLE:
        raise ActRefused(f"Of a person only {', '.join(sorted(CHANGEABLE))} can be changed.")
    _refuse_unfit(changes)
    if not changes.get("name", person.name):
        raise ActRefused("A person needs a handle as name.")
    for name, value in changes.items():
        setattr(person, name, value)


@deed("app")
async def change_app(world: World, act: Act) -> Act:
    """Uninstall or install the app, revoke its tokens, or cut its socket connections."""
    workspace, op = world.workspace, str(act.get("op", ""))
    if op == "disconnect":
        world.courier.socket_mode.disconnect(one_of(act, "reason", GOODBYES, "refresh_requested"))
    elif op == "install":
        install_app(workspace)
    elif op == "uninstall":
        uninstall_app(workspace)
    elif op == "revoke":
        revoke_tokens(workspace)
    else:
        raise ActRefused(f"The app cannot be told to {op!r}.")
    return {"ok": True, "app": workspace.app.as_seen()}
