"""Turns what a test says into what Slack's `state.values` would hold."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sandbox.driver.wire import Wire
from sandbox.workspace.form_state import STATE_KEYS

Part = dict[str, Any]


class NoSuchOption(ValueError):
    """The select has no such option; lists the ones it has."""


def state_value(wire: Wire, person: str, element: Part, wanted: Any, place: Part) -> Part:
    """Return the state object of one element for a plain value: text, option, person, channel, date."""
    kind = element["type"]
    if kind == "overflow":
        return {"type": kind, "selected_option": _option(element.get("options", []), wanted)}
    if kind not in STATE_KEYS:
        raise NoSuchOption(f"Nothing can be chosen in a {kind}.")
    key, _, nothing = STATE_KEYS[kind]
    several = nothing == []
    if wanted in (None, "", []):
        return {"type": kind, key: nothing}
    if several:
        wishes = wanted if isinstance(wanted, list | tuple | set) else [wanted]
        return {"type": kind, key: [_one(wire, person, element, wish, place) for wish in wishes]}
    return {"type": kind, key: _one(wire, person, element, wanted, place)}


def _one(wire: Wire, person: str, element: Part, wanted: Any, place: Part) -> Any:
    kind = element["type"].removeprefix("multi_")
    if kind in ("static_select", "radio_buttons", "checkboxes"):
        return _option(_all_options(element), wanted)
    if kind == "external_select":
        return _suggested(wire, person, element, wanted, place)
    if kind == "users_select":
        return _person_id(wire, person, str(wanted))
    if kind in ("conversations_select", "channels_select"):
        return _channel_id(wire, person, str(wanted))
    if kind == "rich_text_input":
        return wanted if isinstance(wanted, dict) else _rich(str(wanted))
    if kind == "datetimepicker":
        return int(wanted.timestamp()) if isinstance(wanted, datetime) else int(wanted)
    return wanted.isoformat() if isinstance(wanted, date) else str(wanted)


def _all_options(element: Part) -> list[Part]:
    grouped = [option for group in element.get("option_groups") or [] for option in group["options"]]
    return list(element.get("options") or []) + grouped


def _option(options: list[Part], wanted: Any) -> Part:
    """Find an option by its text or its value."""
    for option in options:
        if wanted in (option["text"]["text"], option.get("value"), option):
            return option
    raise NoSuchOption(f"There is no option {wanted!r}; there are: {[option['text']['text'] for option in options]}")


def _suggested(wire: Wire, person: str, element: Part, wanted: Any, place: Part) -> Part:
    act = {"as": person, "action_id": element["action_id"], "value": str(wanted)} | place
    answer = wire.do("suggest", act)
    grouped = [option for group in answer.get("option_groups") or [] for option in group["options"]]
    return _option(list(answer.get("options") or []) + grouped, wanted)


def _person_id(wire: Wire, person: str, wanted: str) -> str:
    people = wire.look("workspace", as_=person)["people"]
    for someone in people:
        if wanted.removeprefix("@") in (someone["id"], someone["name"], someone["real_name"]):
            return str(someone["id"])
    raise NoSuchOption(f"There is no person {wanted!r}; there are: {[someone['name'] for someone in people]}")


def _channel_id(wire: Wire, person: str, wanted: str) -> str:
    channels = wire.look("workspace", as_=person)["channels"]
    for channel in channels:
        if wanted.removeprefix("#") in (channel["id"], channel["name"]):
            return str(channel["id"])
    raise NoSuchOption(f"There is no channel {wanted!r}; there are: {[channel['name'] for channel in channels]}")


def _rich(text: str) -> Part:
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}] if text else []}
    return {"type": "rich_text", "elements": [section]}
