"""The three kinds of answer: in the acknowledgement, by one POST to response_url, or in a modal."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from http.client import HTTPException
from typing import Any, Protocol
from urllib.request import Request

from slack_sdk.errors import SlackApiError

from domain.refusals import Refused
from handlers.carrying import message_carrying, view_carrying
from handlers.incoming import Incoming, View
from handlers.routing import Kind
from handlers.saying import Message, say_view

MOST_SECONDS_FOR_POST = 2.0
NOT_ANSWERED = (OSError, HTTPException)
TOO_LATE = {
    "expired_trigger_id",
    "exchanged_trigger_id",
    "invalid_trigger_id",
    "trigger_expired",
    "trigger_exchanged",
    "ratelimited",
    "internal_error",
    "service_unavailable",
    "request_timeout",
}
CHANGED_MEANWHILE = {"hash_conflict", "not_found", "view_not_found"}
SLOW = "Slack could not open the form in time. Nothing was changed. Please try again."
TOO_DEEP = "Too many forms are open on top of each other. Close one, then try again."

OpenModal = Callable[[View], None]
UpdateModal = Callable[[View], None]


class Answer(Protocol):
    """Says something to the person who asked; `replace` what was pressed in, or tell `everyone` in the channel."""

    def __call__(self, message: Message, replace: bool = False, everyone: bool = False) -> None: ...


def answer_of(incoming: Incoming) -> Answer:
    """The way to answer this request in words."""

    def answer(message: Message, replace: bool = False, everyone: bool = False) -> None:
        # What is done for somebody else answers beside the message that asked for it, which stays.
        replace = replace and not incoming.replayed
        message = message_carrying(message, incoming.carried)
        if incoming.kind is Kind.COMMAND:
            incoming.ack(text=message.text, blocks=list(message.blocks), response_type=_reach(everyone))
        elif incoming.kind is Kind.VIEW:
            incoming.ack(response_action="update", view=_closing_like(incoming, say_view(message)))
        elif incoming.response_url:
            post(incoming, message, replace, everyone)
        elif replace and incoming.in_modal and incoming.view:
            _update(incoming, incoming.view, say_view(message))
        else:
            show(incoming, say_view(message))

    return answer


def _reach(everyone: bool) -> str:
    return "in_channel" if everyone else "ephemeral"


def post(incoming: Incoming, message: Message, replace: bool = False, everyone: bool = False) -> None:
    """Send one message to response_url; when that fails, what was done stays done and the log says so."""
    body = {
        "text": message.text,
        "blocks": list(message.blocks),
        "replace_original": replace,
        "response_type": _reach(everyone),
    }
    if incoming.place.thread and not replace:
        body["thread_ts"] = incoming.place.thread
    request = Request(  # noqa: S310  # the address stands in a payload that Slack has signed
        incoming.response_url,
        json.dumps(body).encode(),
        {"Content-Type": "application/json; charset=utf-8"},
        method="POST",
    )
    try:
        with incoming.desk.opener.open(request, timeout=incoming.deadline.left(MOST_SECONDS_FOR_POST)):
            pass
    except NOT_ANSWERED as failure:
        incoming.desk.logger.warning("response_url was not answered: %s", type(failure).__name__)


def open_modal_of(incoming: Incoming) -> OpenModal:
    """The way to open a modal from this request; refuses in words when Slack does not open it."""

    def open_modal(view: View) -> None:
        view = view_carrying(incoming.refill(view), incoming.carried)
        if incoming.kind is Kind.VIEW:
            incoming.ack(response_action="push", view=view)
        elif incoming.in_card and incoming.view:
            # On top of a card, what is saved would leave the card below as it was before, and three are the most.
            _update(incoming, incoming.view, view)
        else:
            show(incoming, view)

    return open_modal


def show(incoming: Incoming, view: View) -> None:
    """Open the view, on top of the modal it was asked for in; a trigger works once."""
    incoming.trigger_used = True
    client = incoming.client
    call = client.views_push if incoming.in_modal else client.views_open
    _calling(lambda: call(trigger_id=incoming.body.get("trigger_id"), view=view))


def update_modal_of(incoming: Incoming) -> UpdateModal:
    """The way to change the modal that this request came from."""

    def update_modal(view: View) -> None:
        view = view_carrying(view, incoming.carried)
        if incoming.kind is Kind.VIEW:
            incoming.ack(response_action="update", view=_closing_like(incoming, view))
        elif incoming.view:
            _update(incoming, incoming.view, view)

    return update_modal


def closing_all(view: View) -> View:
    """The view as the last of several steps: its close button closes them all, for what they asked is done."""
    return {**view, "clear_on_close": True}


def _closing_like(incoming: Incoming, view: View) -> View:
    """The view that takes the place of another: where that one closed all steps, so does this one."""
    return closing_all(view) if (incoming.view or {}).get("clear_on_close") else view


def _update(incoming: Incoming, shown: Mapping[str, Any], view: View) -> None:
    client, view = incoming.client, _closing_like(incoming, view)
    try:
        _calling(lambda: client.views_update(view_id=shown["id"], hash=shown.get("hash"), view=view))
    except SlackApiError as failure:
        if _error_of(failure) not in CHANGED_MEANWHILE:
            raise
        incoming.desk.logger.info("a modal changed meanwhile; its newer state stays")


def _calling(call: Callable[[], Any]) -> None:
    try:
        call()
    except SlackApiError as failure:
        error = _error_of(failure)
        if error == "push_limit_reached":
            raise Refused(TOO_DEEP) from failure
        if error in TOO_LATE:
            raise Refused(SLOW) from failure
        raise
    except NOT_ANSWERED as failure:
        raise Refused(SLOW) from failure


def _error_of(failure: SlackApiError) -> str:
    response = failure.response
    status = getattr(response, "status_code", 200)
    if isinstance(status, int) and status >= 500:
        return "service_unavailable"
    return str(response.get("error") or "service_unavailable")
