"""What one element of a modal holds, whatever its type: a tuple of strings, empty when nothing was given."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handlers.typed_text import clean

State = Mapping[str, Any]
OPTION = ("static_select", "external_select", "radio_buttons", "overflow")
OPTIONS = ("multi_static_select", "multi_external_select", "checkboxes")
MENU = "menu@"
HELD_IN = {
    "plain_text_input": "value",
    "number_input": "value",
    "email_text_input": "value",
    "url_text_input": "value",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
    "users_select": "selected_user",
    "conversations_select": "selected_conversation",
    "channels_select": "selected_channel",
    "multi_users_select": "selected_users",
    "multi_conversations_select": "selected_conversations",
    "multi_channels_select": "selected_channels",
}


def held_by(state: State) -> tuple[str, ...]:
    """Everything the element holds, cleaned of what nobody can type."""
    return tuple(clean(str(one)) for one in _raw(state) if one is not None)


def chosen_button(element: dict[str, Any]) -> dict[str, Any]:
    """The button that was chosen in a menu of them, whose value says its name and its own; anything else as it is."""
    if element.get("type") != "overflow" or not str(element.get("action_id")).startswith(MENU):
        return element
    name, _, value = next(iter(held_by(element)), "").partition(" ")
    return {**element, "type": "button", "action_id": name, "value": value}


def untouched(element: Mapping[str, Any]) -> State:
    """What the element held before anybody touched it, as a state."""
    began = {name.removeprefix("initial_"): held for name, held in element.items() if name.startswith("initial_")}
    selected = {name if name == "value" else f"selected_{name}": held for name, held in began.items()}
    return {"type": element.get("type"), **selected}


def _raw(state: State) -> list[Any]:
    kind = state.get("type")
    if kind in OPTION:
        return [(state.get("selected_option") or {}).get("value")]
    if kind in OPTIONS:
        return [option.get("value") for option in state.get("selected_options") or ()]
    if kind == "file_input":
        return [file.get("id") for file in state.get("files") or ()]
    if kind == "rich_text_input":
        words = rich_words(state.get("rich_text_value") or {})
        return [words] if words else []
    held = state.get(HELD_IN.get(str(kind), "value"))
    return held if isinstance(held, list) else [held]


def rich_words(node: Mapping[str, Any]) -> str:
    """The words of a rich text without its formatting; each paragraph and list item is a line."""
    parts = node.get("elements") or ()
    if node.get("type") in ("rich_text", "rich_text_list"):
        return "\n".join(rich_words(part).removesuffix("\n") for part in parts)
    if parts:
        return "".join(rich_words(part) for part in parts)
    return _leaf_words(node)


def _leaf_words(node: Mapping[str, Any]) -> str:
    kind = node.get("type")
    if kind == "emoji":
        return f":{node.get('name')}:"
    if kind == "broadcast":
        return f"@{node.get('range')}"
    if kind == "link":
        return str(node.get("text") or node.get("url") or "")
    named = node.get("user_id") or node.get("channel_id") or node.get("usergroup_id")
    return f"@{named}" if named else str(node.get("text") or node.get("fallback") or "")
