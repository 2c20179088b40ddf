"""Doing what somebody else asked for: their request once more, as if the one who was asked had made it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from domain.errands import Errand
from domain.refusals import Refused
from handlers.answering import open_modal_of
from handlers.incoming import Incoming, View
from handlers.offering import form_of, without_offer
from handlers.routing import Kind

Replay = Callable[[Errand], None]
Typed = Callable[[], dict[str, Any] | None]
OUTDATED = "This was asked of an older version of Steward, which did it in another way. Please do it yourself."
STATES_OF_TEXT = ("value", "rich_text_value")


def replay_of(incoming: Incoming) -> Replay:
    """The way to do what an errand asks: a form opens as it was filled in, anything else is done at once."""

    def replay(errand: Errand) -> None:
        is_form = errand.kind == Kind.VIEW
        again = incoming.again({} if is_form else errand.request, errand.id)
        try:
            if is_form:
                open_modal_of(again)(refilled(errand.request["view"]))
            elif not again.dispatch(again, Kind(errand.kind), errand.name):
                raise Refused(OUTDATED)
        finally:
            incoming.saved, incoming.trigger_used = again.saved, again.trigger_used

    return replay


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
