"""Any request there is, as Slack sends it, whoever sends it and whatever it is about."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from handlers.routing import Kind
from tests.handlers.office import filled
from tests.handlers.requests import (
    COMMANDS,
    FORMS,
    PRESSES,
    delegation_with_skill,
    in_modal,
    logging,
    making,
    opened_by,
    previewed,
    report,
    schedule,
)
from tests.make import PM, RESP

IN_FORMS = {  # what is pressed, chosen or entered in a form
    "create_project.name": {"element": {"type": "plain_text_input", "value": "Ops renewal"}},
    "create_project.channel_kind": {"element": {"type": "static_select", "selected_option": {"value": "existing"}}},
    "move_channel.channel_kind": {"element": {"type": "static_select", "selected_option": {"value": "existing"}}},
    "leadership.add_department": {},
    "edit_task.dropping": {},
    "answer_objections.changing": {},
    **{f"{form}.{block}": {} for form in ("technical_requirements", "scope_goals") for block in ("change", "adding")},
    **{f"{form}.going_on": {} for form in ("technical_requirements", "scope_goals")},
    **{f"{form}.{block}": {} for form in ("technical_requirement", "scope_goal") for block in ("listing", "removing")},
    "edit_schedule.preview": {},
    "preview_schedule.person": {"element": {"type": "static_select", "selected_option": {"value": RESP}}},
    "delegate_task.project": {},
    "delegate_task.skill": {"element": {"type": "static_select", "selected_option": {"value": "networking"}}},
    "delegate_task.level": {"element": {"type": "static_select", "selected_option": {"value": "3"}}},
    "report_difficulty.project": {},
    "log_work.project": {},
}
LISTS = {"technical_requirements": "edit_technical", "scope_goals": "edit_goals"}
ONE_OF = {"technical_requirement": "technical_requirements", "scope_goal": "scope_goals"}
WORDS = {"plain_text", "mrkdwn", "text"}
MESSAGE_SHORTCUTS = {"make_task_shortcut", "report_difficulty_shortcut", "new_scope_shortcut", "lesson_shortcut"}


@dataclass(frozen=True)
class Sent:
    """One request: the way of a phone, and what goes along."""

    way: str
    what: dict[str, Any]

    def by(self, office, person: str):
        """Send it as this person; gives Steward's answer."""
        return getattr(office.phone(person), self.way)(**self.what)

    def about(self, others: Mapping[str, str]) -> "Sent":
        """The same request with other ids and keys in all that it carries; words that only people read stay."""
        return Sent(self.way, _exchanged(self.what, others))

    @property
    def carried(self) -> str:
        """All that it carries, in one text."""
        return json.dumps(_exchanged(self.what, {}))


def _exchanged(held: Any, others: Mapping[str, str]) -> Any:
    if isinstance(held, dict):
        if held.get("type") in WORDS:
            return {**held, "text": ""}
        return {_exchanged(name, others): _exchanged(value, others) for name, value in held.items()}
    if isinstance(held, list):
        return [_exchanged(one, others) for one in held]
    if isinstance(held, str):
        for one, other in others.items():
            held = held.replace(one, other)
    return held


def sent(office, kind: Kind, name: str, seen, person: str = PM, said: str | None = None) -> Sent:
    """The request of this route about these things; forms are opened and filled in by the person.

    `said` is the text of a command, or the value of a button, where it is not the usual one.
    """
    if kind is Kind.COMMAND:
        return Sent("command", {"text": COMMANDS[name][1].replace("NET", seen.key) if said is None else said})
    if kind is Kind.SHORTCUT:
        return _shortcut(name, seen)
    if kind is Kind.VIEW:
        return Sent("submit", {"view": FORMS[name](office, seen, person=person)[1]})
    if kind is Kind.ACTION and name in PRESSES:
        noun = PRESSES[name][1]
        usual = getattr(seen, noun) if noun else "x"
        return Sent("press", {"action_id": name, "element": {"value": usual if said is None else said}})
    return _in_form(office, kind, name, seen, person)


def _shortcut(name: str, seen) -> Sent:
    if name not in MESSAGE_SHORTCUTS:
        return Sent("shortcut", {"callback_id": name})
    return Sent("message_shortcut", {"callback_id": name, "channel": {"id": seen.channel, "name": "here"}})


def _in_form(office, kind: Kind, name: str, seen, person: str) -> Sent:
    view = _form_around(office, name, seen, person)
    block = next((one for one in _blocks(view) if one.partition("@")[0] == name.partition(".")[2]), "")
    if kind is Kind.OPTIONS:
        return Sent("suggest", {"typed": "", "view": view, "block_id": block})
    element = IN_FORMS[name].get("element") or {"value": _value_in(view, block)}
    if name.endswith(".project"):
        element = {"type": "static_select", "selected_option": {"value": seen.project}}
    return Sent("press", {"action_id": "value", "block_id": block, "element": element, **in_modal(view)})


def _form_around(office, name: str, seen, person: str):
    callback = name.partition(".")[0]
    if callback == "preview_schedule":
        return previewed(office, schedule(office, person, seen.key), person)
    if name == "delegate_task.level":
        return delegation_with_skill(office, person, seen.key)
    if name == "delegate_task.project":
        return making(office, person)[1]
    if name == "report_difficulty.project":
        return report(office, person, key="")[1]
    if callback in LISTS or name in ("technical_requirement.removing", "scope_goal.removing"):
        return _list_or_one(office, callback, seen, person)
    if name == "log_work.project":
        return logging(office, seen, person, where="")[1]
    return FORMS[callback](office, seen, person=person)[1]


def _list_or_one(office, callback: str, seen, person: str):
    """The list of technical requirements or goals, or the form of the first of them."""
    shown = opened_by(office, LISTS[ONE_OF.get(callback, callback)], seen.key, person)[1]
    if callback in LISTS:
        return shown
    block = next(one for one in _blocks(shown) if one.startswith("change@"))
    office.phone(person).press("value", block, {"value": _value_in(shown, block)}, **in_modal(shown))
    return filled(office.opened("views.update"))


def _blocks(view) -> list[str]:
    return [block.get("block_id", "") for block in view["blocks"]]


def _value_in(view, block: str) -> str:
    """What the button of this block holds."""
    found = [one for one in view["blocks"] if one.get("block_id") == block]
    buttons = [element for one in found for element in (*one.get("elements", ()), one.get("accessory", {}))]
    return next((one["value"] for one in buttons if "value" in one), "x")
