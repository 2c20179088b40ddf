"""What the fields of a form hold, in the shapes of Slack's `state.values`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Block = dict[str, Any]
Values = dict[str, dict[str, dict[str, Any]]]

# element type -> (key in the state, key of its initial value, what an untouched field holds)
STATE_KEYS: dict[str, tuple[str, str, Any]] = {
    "plain_text_input": ("value", "initial_value", None),
    "number_input": ("value", "initial_value", None),
    "email_text_input": ("value", "initial_value", None),
    "url_text_input": ("value", "initial_value", None),
    "rich_text_input": ("rich_text_value", "initial_value", None),
    "datepicker": ("selected_date", "initial_date", None),
    "timepicker": ("selected_time", "initial_time", None),
    "datetimepicker": ("selected_date_time", "initial_date_time", None),
    "static_select": ("selected_option", "initial_option", None),
    "external_select": ("selected_option", "initial_option", None),
    "radio_buttons": ("selected_option", "initial_option", None),
    "multi_static_select": ("selected_options", "initial_options", []),
    "multi_external_select": ("selected_options", "initial_options", []),
    "checkboxes": ("selected_options", "initial_options", []),
    "users_select": ("selected_user", "initial_user", None),
    "multi_users_select": ("selected_users", "initial_users", []),
    "conversations_select": ("selected_conversation", "initial_conversation", None),
    "multi_conversations_select": ("selected_conversations", "initial_conversations", []),
    "channels_select": ("selected_channel", "initial_channel", None),
    "multi_channels_select": ("selected_channels", "initial_channels", []),
    "file_input": ("files", "", []),
}


def elements_of(block: Block) -> Iterator[dict[str, Any]]:
    """Walk through the interactive elements of one block, wherever they stand."""
    kind = block.get("type")
    if kind == "input":
        yield block["element"]
    elif kind == "actions":
        yield from block["elements"]
    elif kind == "section" and "accessory" in block:
        yield block["accessory"]


def find_element(blocks: list[Block], block_id: str, action_id: str) -> tuple[Block, dict[str, Any]] | None:
    """Find one element by its two ids, with the block it stands in."""
    for block in blocks:
        if block.get("block_id") == block_id:
            for element in elements_of(block):
                if element.get("action_id") == action_id:
                    return block, element
    return None


def state_of(blocks: list[Block]) -> Values:
    """Return what a fresh form holds: initial values, or nothing."""
    values: Values = {}
    for block in blocks:
        for element in elements_of(block):
            if element["type"] in STATE_KEYS:
                values.setdefault(block["block_id"], {})[element["action_id"]] = _initial(element)
    return values


def _initial(element: dict[str, Any]) -> dict[str, Any]:
    key, initial, nothing = STATE_KEYS[element["type"]]
    held: dict[str, Any] = {"type": element["type"], key: element.get(initial, nothing)}
    if element["type"] == "timepicker" and "timezone" in element:
        held["timezone"] = element["timezone"]
    return held


def carried_over(old: Values, blocks: list[Block]) -> Values:
    """Return the state after an update: kept where block_id, action_id and type stayed the same."""
    fresh = state_of(blocks)
    for block_id, actions in fresh.items():
        for action_id, held in actions.items():
            before = old.get(block_id, {}).get(action_id)
            if before is not None and before["type"] == held["type"]:
                actions[action_id] = before
    return fresh


def is_empty(held: dict[str, Any] | None) -> bool:
    """Tell whether a field holds nothing at all."""
    if held is None:
        return True
    key = STATE_KEYS[held["type"]][0]
    return held.get(key) in (None, "", [])
