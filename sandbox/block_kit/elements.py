"""Every interactive element: its fields, its limits and where it may stand."""

from __future__ import annotations

import re
from typing import Any

from sandbox.block_kit.findings import Findings
from sandbox.block_kit.rich_text import RICH_TEXT
from sandbox.block_kit.shapes import Rule, Shape, boolean, choice, integer, list_of, matching, string
from sandbox.block_kit.texts import CONFIRM, GROUPS, LINK_OPTION, OPTION, OPTIONS, RICH_OPTION, URL, plain

ID = string(255)
DATE = matching(lambda held: bool(re.fullmatch(r"\d{4}-\d\d-\d\d", held)), "must be a date in the format YYYY-MM-DD")
TIME = matching(lambda held: bool(re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", held)), "must be a time in the format HH:mm")
NUMBER = matching(lambda held: bool(re.fullmatch(r"-?\d+(\.\d+)?", held)), "must be a number in a string")


def _options_or_groups(element: dict[str, Any], pointer: str, findings: Findings) -> None:
    if ("options" in element) == ("option_groups" in element):
        findings.note(pointer, "must provide either options or option_groups")


def _initial_among_options(element: dict[str, Any], pointer: str, findings: Findings) -> None:
    """An initial option must equal one of the options, text and value alike."""
    options = list(element.get("options", []))
    for group in element.get("option_groups", []):
        options += group["options"]
    chosen = [element["initial_option"]] if "initial_option" in element else element.get("initial_options", [])
    name = "initial_option" if "initial_option" in element else "initial_options"
    if any(option not in options for option in chosen):
        findings.note(f"{pointer}/{name}", "initial option must match exactly one of the options")


def one_picture(part: dict[str, Any], pointer: str, findings: Findings) -> None:
    """An image, as a block or an element, comes either from the web or from a file in Slack."""
    if ("image_url" in part) == ("slack_file" in part):
        findings.note(pointer, "must provide either image_url or slack_file")


def _unique_values(element: dict[str, Any], pointer: str, findings: Findings) -> None:
    values = [option["value"] for option in element.get("options", []) if "value" in option]
    if len(values) != len(set(values)):
        findings.note(f"{pointer}/options", "option values must be unique")


def _one_focus(element: dict[str, Any], pointer: str, findings: Findings) -> None:
    findings.focused += element.get("focus_on_load") is True
    if findings.focused > 1:
        findings.note(pointer, "only one element may have focus_on_load")


def _lengths_in_order(element: dict[str, Any], pointer: str, findings: Findings) -> None:
    if element.get("min_length", 0) > element.get("max_length", 3000):
        findings.note(pointer, "min_length must not be greater than max_length")


def _element(required: dict[str, Rule], optional: dict[str, Rule], *checks: Any) -> Shape:
    common: dict[str, Rule] = {"action_id": ID, "focus_on_load": boolean}
    return Shape(required, common | optional, (*checks, _one_focus))


PLACEHOLDER: dict[str, Rule] = {"placeholder": plain(150)}
CONFIRMED: dict[str, Rule] = {"confirm": CONFIRM}
CHOSEN = PLACEHOLDER | CONFIRMED
MANY = CHOSEN | {"max_selected_items": integer(1, 10_000)}
STATIC: dict[str, Rule] = {"options": OPTIONS, "option_groups": GROUPS}
TRIGGERS = choice("on_enter_pressed", "on_character_entered")
DISPATCH: dict[str, Rule] = {"dispatch_action_config": Shape({"trigger_actions_on": list_of(TRIGGERS, 2)})}
TYPED = PLACEHOLDER | DISPATCH
FILTER = Shape(
    {},
    {
        "include": list_of(choice("im", "mpim", "private", "public"), 4),
        "exclude_external_shared_channels": boolean,
        "exclude_bot_users": boolean,
    },
)
CONVERSATIONS: dict[str, Rule] = {"default_to_current_conversation": boolean, "filter": FILTER}
LINKED: dict[str, Rule] = {"response_url_enabled": boolean}
IDS = list_of(ID, 1000, 0)
STATIC_CHECKS = (_options_or_groups, _initial_among_options)
CHECKED_OPTIONS = list_of(RICH_OPTION, 10)
INITIAL_CHECKED = list_of(RICH_OPTION, 10)

ELEMENTS: dict[str, Shape] = {
    "button": _element(
        {"text": plain(75)},
        CONFIRMED
        | {"value": string(2000), "url": URL, "style": choice("primary", "danger"), "accessibility_label": string(75)},
    ),
    "image": Shape({"alt_text": string(2000)}, {"image_url": URL, "slack_file": lambda *_: None}, (one_picture,)),
    "overflow": _element({"options": list_of(LINK_OPTION, 5)}, CONFIRMED, _unique_values),
    "static_select": _element({}, CHOSEN | STATIC | {"initial_option": OPTION}, *STATIC_CHECKS),
    "multi_static_select": _element({}, MANY | STATIC | {"initial_options": OPTIONS}, *STATIC_CHECKS),
    "external_select": _element({}, CHOSEN | {"initial_option": OPTION, "min_query_length": integer(0, 100)}),
    "multi_external_select": _element({}, MANY | {"initial_options": OPTIONS, "min_query_length": integer(0, 100)}),
    "users_select": _element({}, CHOSEN | {"initial_user": ID}),
    "multi_users_select": _element({}, MANY | {"initial_users": IDS}),
    "conversations_select": _element({}, CHOSEN | CONVERSATIONS | LINKED | {"initial_conversation": ID}),
    "multi_conversations_select": _element({}, MANY | CONVERSATIONS | {"initial_conversations": IDS}),
    "channels_select": _element({}, CHOSEN | LINKED | {"initial_channel": ID}),
    "multi_channels_select": _element({}, MANY | {"initial_channels": IDS}),
    "datepicker": _element({}, CHOSEN | {"initial_date": DATE}),
    "timepicker": _element({}, CHOSEN | {"initial_time": TIME, "timezone": string(100)}),
    "datetimepicker": _element({}, CONFIRMED | {"initial_date_time": integer(1_000_000_000, 9_999_999_999)}),
    "checkboxes": _element(
        {"options": CHECKED_OPTIONS}, CONFIRMED | {"initial_options": INITIAL_CHECKED}, _initial_among_options
    ),
    "radio_buttons": _element(
        {"options": CHECKED_OPTIONS}, CONFIRMED | {"initial_option": RICH_OPTION}, _initial_among_options
    ),
    "plain_text_input": _element(
        {},
        TYPED
        | {"initial_value": string(3000, 0), "multiline": boolean}
        | {"min_length": integer(0, 3000), "max_length": integer(1, 3000)},
        _lengths_in_order,
    ),
    "number_input": _element(
        {"is_decimal_allowed": boolean},
        TYPED | {"initial_value": NUMBER, "min_value": NUMBER, "max_value": NUMBER},
    ),
    "email_text_input": _element({}, TYPED | {"initial_value": string(3000, 0)}),
    "url_text_input": _element({}, TYPED | {"initial_value": string(3000, 0)}),
    "rich_text_input": _element({}, TYPED | {"initial_value": RICH_TEXT}),
    "file_input": _element({}, {"filetypes": list_of(string(20), 100), "max_files": integer(1, 10)}),
}

SINGLE_SELECTS = {"static_select", "external_select", "users_select", "conversations_select", "channels_select"}
MULTI_SELECTS = {f"multi_{kind}" for kind in SINGLE_SELECTS}
PICKERS = {"datepicker", "timepicker", "checkboxes", "radio_buttons"}
IN_ACTIONS = SINGLE_SELECTS | PICKERS | {"button", "overflow", "datetimepicker"}
IN_SECTION = SINGLE_SELECTS | MULTI_SELECTS | PICKERS | {"button", "overflow", "image"}
TYPED_INPUTS = {"plain_text_input", "number_input", "email_text_input", "url_text_input", "rich_text_input"}
IN_INPUT = SINGLE_SELECTS | MULTI_SELECTS | PICKERS | TYPED_INPUTS | {"datetimepicker", "file_input"}

ELEMENT_SURFACES = {
    "file_input": "modal",
    "email_text_input": "modal",
    "number_input": "modal",
    "url_text_input": "modal",
    "rich_text_input": "modal home",
    "datetimepicker": "message modal",
}
