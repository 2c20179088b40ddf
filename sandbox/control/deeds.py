"""What a person at the keyboard does."""

from __future__ import annotations

from sandbox.acts.commands import run_command
from sandbox.acts.others import open_home, react, suggest, use_shortcut, write_message
from sandbox.acts.presses import press
from sandbox.acts.sights import ActRefused, acting_person
from sandbox.acts.submissions import close, submit
from sandbox.control.registry import Act, deed
from sandbox.workspace.people import SLACKBOT
from sandbox.world import World


def _actor(world: World, act: Act) -> str:
    return acting_person(world.workspace, str(act.get("as", "")))


@deed("command")
async def command(world: World, act: Act) -> Act:
    if act.get("thread_ts"):
        raise ActRefused("Slash commands cannot be used in threads.")
    return await run_command(world, _actor(world, act), str(act.get("channel", "")), str(act.get("text", "")))


@deed("press")
async def press_element(world: World, act: Act) -> Act:
    return await press(world, _actor(world, act), act)


@deed("submit")
async def submit_modal(world: World, act: Act) -> Act:
    return await submit(world, _actor(world, act), act)


@deed("close")
async def close_modal(world: World, act: Act) -> Act:
    return await close(world, _actor(world, act), act)


@deed("suggest")
async def ask_for_options(world: World, act: Act) -> Act:
    return await suggest(world, _actor(world, act), act)


@deed("shortcut")
async def shortcut(world: World, act: Act) -> Act:
    return await use_shortcut(world, _actor(world, act), act)


@deed("home")
async def go_home(world: World, act: Act) -> Act:
    return open_home(world, _actor(world, act))


@deed("message")
async def write(world: World, act: Act) -> Act:
    return write_message(world, _actor(world, act), act)


@deed("react")
async def react_to_message(world: World, act: Act) -> Act:
    return react(world, _actor(world, act), act)


@deed("dm")
async def direct_message(world: World, act: Act) -> Act:
    """Open the direct message between two people, or between a person and the app."""
    person = _actor(world, act)
    other = world.workspace.find_person(str(act.get("user", "")))
    if other is None or other.id == SLACKBOT:
        raise ActRefused(f"There is nobody called {act.get('user')!r} to write to.")
    return {"ok": True, "channel": world.workspace.open_dm(person, other.id).id}
