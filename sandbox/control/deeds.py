"""What a person at the keyboard does."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from sandbox.acts.commands import run_command
from sandbox.acts.others import open_home, react, suggest, use_shortcut, write_message
from sandbox.acts.presses import press
from sandbox.acts.sights import ActRefused, acting_person
from sandbox.acts.submissions import close, submit
from sandbox.control.registry import Act, Deed, deed
from sandbox.workspace.people import SLACKBOT
from sandbox.world import World


def _actor(world: World, act: Act) -> str:
    return acting_person(world.workspace, str(act.get("as", "")))


@deed("command")
async def command(world: World, act: Act) -> Act:
    if act.get("thread_ts"):
        raise ActRefused("Slash commands cannot be used in threads.")
    return await run_command(world, _actor(world, act), str(act.get("channel", "")), str(act.get("text", "")))


@deed("home")
async def go_home(world: World, act: Act) -> Act:
    return open_home(world, _actor(world, act))


@deed("dm")
async def direct_message(world: World, act: Act) -> Act:
    """Open the direct message between two people, or between a person and the app."""
    person = _actor(world, act)
    other = world.workspace.find_person(str(act.get("user", "")))
    if other is None or other.id == SLACKBOT:
        raise ActRefused(f"There is nobody called {act.get('user')!r} to write to.")
    return {"ok": True, "channel": world.workspace.open_dm(person, other.id).id}


def _by_somebody(does: Callable[[World, str, Act], Act | Awaitable[Act]]) -> Deed:
    """Find out who acts, and let them; what asks the app waits for its answer."""

    async def done(world: World, act: Act) -> Act:
        answer = does(world, _actor(world, act), act)
        return await answer if isinstance(answer, Awaitable) else answer

    return done


for name, does in (
    ("press", press),
    ("submit", submit),
    ("close", close),
    ("suggest", suggest),
    ("shortcut", use_shortcut),
    ("message", write_message),
    ("react", react),
):
    deed(name)(_by_somebody(does))
