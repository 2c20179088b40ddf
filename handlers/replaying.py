"""Doing what somebody else asked for: their request once more, as if the one who was asked had made it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from domain.errands import Errand
from domain.refusals import Refused, SoByNow
from handlers.answering import open_modal_of
from handlers.identity import actor_of
from handlers.incoming import Incoming, View
from handlers.offering import form_of, without_offer
from handlers.routing import Kind
from use_cases.errands import TakeErrand, note_so_by_now

Replay = Callable[[Errand], None]
Typed = Callable[[], dict[str, Any] | None]
OUTDATED = "This was asked of an older version of Steward, which did it in another way. Please do it yourself."
STATES_OF_TEXT = ("value", "rich_text_value")


def replay_of(incoming: Incoming) -> Replay:
    """The way to do what an errand asks: a form opens as it was filled in, anything else is done at once."""

    def replay(errand: Errand) -> None:
        again = _again(incoming, errand)
        try:
            _do(again, errand)
        except SoByNow:
            incoming.desk.run(note_so_by_now, TakeErrand(actor_of(incoming), errand.id))
            raise
        finally:
            incoming.saved, incoming.trigger_used = again.saved, again.trigger_used

    return replay


def _again(incoming: Incoming, errand: Errand) -> Incoming:
    """What was asked, as this person's own request; a form that can be made anew is asked for by its button."""
    if errand.kind != Kind.VIEW:
        return incoming.again(errand.request, errand.id)
    view = errand.request["view"]
    button = _afresh(view)
    again = incoming.again({"actions": [button]} if button else {}, errand.id)
    again.refill = lambda fresh: refilled(fresh | {"state": view.get("state")})
    return again


def _do(again: Incoming, errand: Errand) -> None:
    is_form = errand.kind == Kind.VIEW
    if is_form and not again.action:
        open_modal_of(again)(errand.request["view"])
    elif not again.dispatch(again, *((Kind.ACTION, again.press.action_id) if is_form else _route(errand))):
        raise Refused(OUTDATED)


def _route(errand: Errand) -> tuple[Kind, str]:
    return Kind(errand.kind), errand.name


def _afresh(view: View) -> dict[str, str] | None:
    """The button that opens the form as things are now; none of a form that shows only what was typed.

    A form names it in what it keeps: the button, and which of what is kept are the words of its value.
    """
    kept = json.loads(view.get("private_metadata") or "{}")
    if "afresh" not in kept:
        return None
    name, *fields = kept["afresh"]
    words = [[kept[field]] if isinstance(kept[field], str) else kept[field] for field in fields]
    return {"action_id": name, "value": " ".join(word for some in words for word in some)}


def typed_of(incoming: Incoming) -> Typed:
    """What a form holds by now, when the button stands in one."""

    def typed() -> dict[str, Any] | None:
        is_form = incoming.in_modal and not incoming.in_card
        return {"view": incoming.view} if is_form else None

    return typed


def refilled(view: View) -> View:
    """A form as it is opened, with everything that was typed into it standing there already."""
    values = (view.get("state") or {}).get("values") or {}
    return form_of(view) | {"blocks": [_refilled(block, values) for block in without_offer(view)]}


def _refilled(block: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    element = block.get("element")
    state = next(iter((values.get(str(block.get("block_id"))) or {}).values()), None)
    if element is None or state is None:
        return block
    held = {_initial(key): value for key, value in state.items() if _holds(key) and value not in (None, [], "")}
    bare = {key: value for key, value in element.items() if not key.startswith("initial_")}
    return {**block, "element": bare | held}


def _holds(key: str) -> bool:
    return key in STATES_OF_TEXT or key.startswith("selected_")


def _initial(key: str) -> str:
    return "initial_value" if key in STATES_OF_TEXT else key.replace("selected_", "initial_", 1)
