"""What a person may put into a field: the checks that Slack's own client makes."""

from __future__ import annotations

import re
from typing import Any

from sandbox.workspace.form_state import STATE_KEYS, find_element, is_empty
from sandbox.workspace.views import Values, View
from sandbox.workspace.workspace import Workspace

REQUIRED = "Please complete this required field."
TEXTS = ("plain_text_input", "email_text_input", "url_text_input")
OPTIONED = ("static_select", "multi_static_select", "radio_buttons", "checkboxes")


class FieldRefused(ValueError):
    """No client could have sent this value; says why."""


def settle(workspace: Workspace, person: str, element: dict[str, Any], act: dict[str, Any]) -> dict[str, Any]:
    """Turn what was pressed or chosen into the part of a payload that says so."""
    kind = element["type"]
    if kind == "button":
        return {"value": element["value"]} if "value" in element else {}
    if kind == "overflow":
        return {"selected_option": _one_of(element, act.get("selected_option", act.get("value")))}
    if kind not in STATE_KEYS:
        raise FieldRefused(f"Nobody can press a {kind}.")
    key = STATE_KEYS[kind][0]
    held = act.get(key, act.get("value"))
    return {key: checked_value(workspace, element, held)}


def as_action(element: dict[str, Any], held: dict[str, Any]) -> dict[str, Any]:
    """Return one entry of `actions` in a block_actions payload."""
    shown = ("type", "action_id", "text", "style", "url", "placeholder", "confirm")
    return {key: element[key] for key in shown if key in element} | held


def checked_value(workspace: Workspace, element: dict[str, Any], held: Any) -> Any:
    """Return a value as the client would send it, or refuse what no client could send."""
    kind = element["type"]
    if kind in OPTIONED:
        return _options(element, held)
    if kind in ("users_select", "multi_users_select"):
        _all_known(workspace.people, held, "person")
    elif "conversations" in kind or "channels" in kind:
        _all_known(workspace.channels, held, "channel")
    elif kind in ("datepicker", "timepicker") and held is not None:
        form = r"\d{4}-\d\d-\d\d" if kind == "datepicker" else r"\d\d:\d\d"
        if not isinstance(held, str) or not re.fullmatch(form, held):
            raise FieldRefused(f"{held!r} is not what a {kind} gives.")
    elif kind == "datetimepicker" and held is not None:
        return int(held)
    elif kind in (*TEXTS, "number_input") and held is not None and not isinstance(held, str):
        raise FieldRefused(f"A {kind} gives text, not {held!r}.")
    return held or STATE_KEYS[kind][2]


def _all_known(known: dict[str, Any], held: Any, noun: str) -> None:
    for one in held if isinstance(held, list) else [held]:
        if one and one not in known:
            raise FieldRefused(f"There is no {noun} {one!r} to choose.")


def _options(element: dict[str, Any], held: Any) -> Any:
    if element["type"] in ("multi_static_select", "checkboxes"):
        return [_one_of(element, one) for one in held or []]
    return None if held is None else _one_of(element, held)


def options_of(element: dict[str, Any]) -> list[dict[str, Any]]:
    """Return every option of an element, also those in groups."""
    options = list(element.get("options") or [])
    return options + [option for group in element.get("option_groups") or [] for option in group["options"]]


def _one_of(element: dict[str, Any], held: Any) -> dict[str, Any]:
    """Find the option that was meant: by itself or by its value."""
    value = held.get("value") if isinstance(held, dict) else held
    for option in options_of(element):
        if option.get("value") == value:
            return option
    raise FieldRefused(f"{value!r} is not among the options.")


def take_values(workspace: Workspace, blocks: list[dict[str, Any]], state: Values, values: Values) -> None:
    """Write what was typed into the state of a view or a message."""
    for block_id, actions in values.items():
        for action_id, held in actions.items():
            found = find_element(blocks, block_id, action_id)
            if found is None or found[1]["type"] not in STATE_KEYS:
                raise FieldRefused(f"There is no field {action_id!r} in block {block_id!r}.")
            key = STATE_KEYS[found[1]["type"]][0]
            value = checked_value(workspace, found[1], held.get(key, held.get("value")))
            state[block_id][action_id] = {"type": found[1]["type"], key: value} | _zone(found[1])


def _zone(element: dict[str, Any]) -> dict[str, Any]:
    return {"timezone": element["timezone"]} if element["type"] == "timepicker" and "timezone" in element else {}


def problems_before_sending(view: View) -> dict[str, str]:
    """Return what Slack's client says beside fields before it sends anything."""
    problems: dict[str, str] = {}
    for block in view.blocks:
        if block["type"] != "input":
            continue
        held = view.values.get(block["block_id"], {}).get(block["element"]["action_id"])
        if is_empty(held):
            problem = None if block.get("optional") else REQUIRED
        else:
            problem = _content_problem(block["element"], held or {})
        if problem:
            problems[block["block_id"]] = problem
    return problems


def _content_problem(element: dict[str, Any], held: dict[str, Any]) -> str | None:
    kind, value = element["type"], held.get("value")
    if kind == "number_input":
        return _number_problem(element, str(value))
    if kind == "email_text_input" and not re.fullmatch(r"\S+@\S+\.\S+", str(value)):
        return "Please enter a valid email address."
    if kind == "url_text_input" and not re.fullmatch(r"https?://\S+", str(value)):
        return "Please enter a valid URL."
    if kind == "plain_text_input":
        return _length_problem(element, str(value))
    return _count_problem(element, held)


def _length_problem(element: dict[str, Any], text: str) -> str | None:
    if len(text) < element.get("min_length", 0):
        return f"Please enter at least {element['min_length']} characters."
    if len(text) > element.get("max_length", 3000):
        return f"Please enter no more than {element.get('max_length', 3000)} characters."
    return None


def _number_problem(element: dict[str, Any], text: str) -> str | None:
    if not re.fullmatch(r"-?\d+(\.\d+)?", text):
        return "Please enter a valid number."
    if "." in text and not element["is_decimal_allowed"]:
        return "Please enter a whole number."
    if "min_value" in element and float(text) < float(element["min_value"]):
        return f"Please enter a number of at least {element['min_value']}."
    if "max_value" in element and float(text) > float(element["max_value"]):
        return f"Please enter a number of at most {element['max_value']}."
    return None


def _count_problem(element: dict[str, Any], held: dict[str, Any]) -> str | None:
    chosen = held.get(STATE_KEYS[element["type"]][0])
    most = element.get("max_selected_items")
    return f"Please choose no more than {most}." if most and isinstance(chosen, list) and len(chosen) > most else None
