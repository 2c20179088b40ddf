"""What a person may put into a field: the checks that Slack's own client makes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from sandbox.workspace.form_state import STATE_KEYS, find_element, is_empty
from sandbox.workspace.views import Values, View
from sandbox.workspace.workspace import Workspace

REQUIRED = "Please complete this required field."
OPTIONED = ("static_select", "radio_buttons", "checkboxes")
Sent = Callable[[Workspace, str, Any], bool]


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
    return {key: checked_value(workspace, person, element, held)}


def as_action(element: dict[str, Any], held: dict[str, Any]) -> dict[str, Any]:
    """Return one entry of `actions` in a block_actions payload."""
    shown = ("type", "action_id", "text", "style", "url", "placeholder", "confirm")
    return {key: element[key] for key in shown if key in element} | held


def checked_value(workspace: Workspace, person: str, element: dict[str, Any], held: Any) -> Any:
    """Return a value as the client would send it, or refuse what no client could send."""
    kind = element["type"]
    nothing = STATE_KEYS[kind][2]
    several = nothing == []
    if held in (None, "", []):
        return nothing
    if isinstance(held, list) != several:
        raise FieldRefused(f"A {kind} gives {'a list' if several else 'one thing'}, not {held!r}.")
    return (
        [_checked(workspace, person, element, one) for one in held]
        if several
        else (_checked(workspace, person, element, held))
    )


def _checked(workspace: Workspace, person: str, element: dict[str, Any], one: Any) -> Any:
    """Return one thing that was typed or chosen, if a client could send it."""
    kind = element["type"].removeprefix("multi_")
    if kind in OPTIONED:
        return _one_of(element, one)
    if not SENT[kind](workspace, person, one):
        raise FieldRefused(f"{one!r} is nothing that {person} could give in a {element['type']}.")
    return one


def _is_person(workspace: Workspace, _person: str, one: Any) -> bool:
    return isinstance(one, str) and one in workspace.people


def _is_conversation(workspace: Workspace, person: str, one: Any) -> bool:
    return isinstance(one, str) and one in workspace.channels and workspace.channels[one].visible_to(person)


def _is_public_channel(workspace: Workspace, person: str, one: Any) -> bool:
    return _is_conversation(workspace, person, one) and workspace.channels[one].kind == "channel"


def _is_text(_workspace: Workspace, _person: str, one: Any) -> bool:
    return isinstance(one, str)


def _is_moment(_workspace: Workspace, _person: str, one: Any) -> bool:
    return isinstance(one, int) and not isinstance(one, bool)


def _like(form: str) -> Sent:
    return lambda _workspace, _person, one: isinstance(one, str) and bool(re.fullmatch(form, one, re.ASCII))


def _with(**kinds: type) -> Sent:
    """Return what tells whether something is an object with parts of these kinds."""
    return lambda _workspace, _person, one: (
        isinstance(one, dict) and all(isinstance(one.get(name), kind) for name, kind in kinds.items())
    )


# kind of element -> whether a client could send this; people upload no files
SENT: dict[str, Sent] = {
    **dict.fromkeys(("plain_text_input", "email_text_input", "url_text_input", "number_input"), _is_text),
    "rich_text_input": _with(type=str, elements=list),
    "datepicker": _like(r"\d{4}-\d\d-\d\d"),
    "timepicker": _like(r"\d\d:\d\d"),
    "datetimepicker": _is_moment,
    "external_select": _with(text=dict, value=str),
    "users_select": _is_person,
    "conversations_select": _is_conversation,
    "channels_select": _is_public_channel,
    "file_input": lambda *_: False,
}


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


def take_values(workspace: Workspace, person: str, blocks: list[dict[str, Any]], state: Values, values: Any) -> None:
    """Write what was typed into the state of a view or a message."""
    for block_id, action_id, held in _typed(values):
        found = find_element(blocks, block_id, action_id)
        if found is None or found[1]["type"] not in STATE_KEYS:
            raise FieldRefused(f"There is no field {action_id!r} in block {block_id!r}.")
        key = STATE_KEYS[found[1]["type"]][0]
        value = checked_value(workspace, person, found[1], held.get(key, held.get("value")))
        state[block_id][action_id] = {"type": found[1]["type"], key: value} | _zone(found[1])


def _typed(values: Any) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Walk through values in the shape of Slack's `state.values`; refuses what has another one."""
    shaped = isinstance(values, dict) and all(isinstance(actions, dict) for actions in values.values())
    if not shaped or not all(isinstance(held, dict) for actions in values.values() for held in actions.values()):
        raise FieldRefused("values are shaped {block_id: {action_id: {…}}}, as in Slack's state.values.")
    for block_id, actions in values.items():
        for action_id, held in actions.items():
            yield block_id, action_id, held


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
