"""When somebody may not do a thing, they can ask somebody who may: the request is kept whole, with whom to ask."""

from __future__ import annotations

from typing import Any

from domain.identity import UserId
from domain.permissions import Forbidden
from handlers.answering import answer_of
from handlers.element_values import held_by
from handlers.identity import actor_of
from handlers.incoming import Incoming, View
from handlers.routing import Kind
from handlers.saying import Message
from message_templates import draw_message
from use_cases.directory import NamePeople, name_people
from use_cases.errands import KeepErrand, keep_errand

KEPT = {
    Kind.COMMAND: ("text", "channel_id", "channel_name"),
    Kind.ACTION: ("actions", "channel"),
    Kind.SHORTCUT: ("callback_id", "channel", "message"),
    Kind.VIEW: ("view",),
}
OFFERED = "refused@"
OWN_OF_A_VIEW = ("type", "callback_id", "title", "submit", "close", "private_metadata", "notify_on_close")
PEOPLE = ("users_select", "multi_users_select")


def offer_to_ask(incoming: Incoming, refusal: Exception) -> bool:
    """Say who may do it, each with a button that asks them; False when nobody can be asked."""
    if not isinstance(refusal, Forbidden) or not refusal.can_be_asked or not _can_be_kept(incoming):
        return False
    try:
        offer = incoming.desk.run(keep_errand, _errand(incoming, refusal))
        if offer.facts.people:
            _say(incoming, draw_message("refusal", offer))
    except Exception:  # the refusal matters more than whom to ask
        incoming.desk.logger.exception("nobody could be offered to ask for %s", incoming)
        return False
    return bool(offer.facts.people)


def _can_be_kept(incoming: Incoming) -> bool:
    is_in_form = incoming.kind is Kind.ACTION and incoming.in_modal and not incoming.in_card
    return incoming.kind in KEPT and not is_in_form and incoming.errand is None


def _errand(incoming: Incoming, refusal: Forbidden) -> KeepErrand:
    return KeepErrand(
        actor_of(incoming),
        refusal.who_may,
        refusal.message,
        str(refusal.action),
        said_in(incoming),
        incoming.kind.value,
        incoming.answered_by,
        {key: incoming.body[key] for key in KEPT[incoming.kind] if key in incoming.body},
        refusal.project_id,
    )


def _say(incoming: Incoming, message: Message) -> None:
    if incoming.kind is Kind.VIEW and incoming.view:
        incoming.ack(response_action="update", view=_with_offer(incoming.view, message))
    else:
        answer_of(incoming)(message)


def _with_offer(view: View, message: Message) -> View:
    """The form with the offer above what was typed, which Slack keeps where blocks keep their ids."""
    offered = [{**block, "block_id": f"{OFFERED}{number}"} for number, block in enumerate(message.blocks)]
    return form_of(view) | {"blocks": offered + without_offer(view)}


def form_of(view: View) -> View:
    """A view as it is sent to Slack, out of one as Slack sends it."""
    return {key: view[key] for key in OWN_OF_A_VIEW if view.get(key)}


def without_offer(view: View) -> list[dict[str, Any]]:
    """A form's own blocks."""
    return [block for block in view.get("blocks") or () if not str(block.get("block_id")).startswith(OFFERED)]


def said_in(incoming: Incoming) -> str:
    """What was typed or pressed, as a person can check it."""
    if incoming.kind is Kind.COMMAND:
        return f"{incoming.desk.command} {incoming.body.get('text') or ''}".strip()
    if incoming.kind is Kind.VIEW:
        return _filled_in(incoming, incoming.view or {})
    if incoming.kind is Kind.SHORTCUT:
        return str((incoming.body.get("message") or {}).get("text") or "")
    label = incoming.action.get("text") or (incoming.action.get("selected_option") or {}).get("text") or {}
    return str(label.get("text") or "")


def _filled_in(incoming: Incoming, view: View) -> str:
    values = (view.get("state") or {}).get("values") or {}
    labels = {block["block_id"]: block["label"]["text"] for block in without_offer(view) if "label" in block}
    held = [(labels.get(block, block), one) for block, states in values.items() for one in states.values()]
    names = _names(incoming, [one for _, one in held])
    lines = [(label, [names.get(word, word) for word in _words(one)]) for label, one in held]
    return "\n".join(f"{label}: {', '.join(words)}" for label, words in lines if words)


def _words(state: dict[str, Any]) -> list[str]:
    chosen = state.get("selected_options") or ([state["selected_option"]] if state.get("selected_option") else [])
    return [str(one["text"]["text"]) for one in chosen if one.get("text")] or [one for one in held_by(state) if one]


def _names(incoming: Incoming, states: list[dict[str, Any]]) -> dict[str, str]:
    people = tuple(UserId(one) for state in states if state.get("type") in PEOPLE for one in held_by(state))
    return incoming.desk.run(name_people, NamePeople(actor_of(incoming).clock(incoming.workspace), people))
