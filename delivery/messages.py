"""Messages: posted once, edited in place while they live, and the App Home."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import Any

from delivery.calling import Caller, CallFailed
from delivery.classification import Failure, Verdict
from delivery.looking import Unreadable, channel_of, find_posted, metadata_of
from domain.effects import Delivered, NotDelivered, Outcome, Posted
from domain.identity import ChannelId
from domain.living import Home, Living
from domain.notices import ToPair
from domain.plan_living import CustomerHome
from message_templates import Message, draw_message, draw_view
from use_cases.deliveries import Prepared

log = logging.getLogger("steward.delivery")
CANNOT_BE_EDITED = (
    "message_not_found",
    "cant_update_message",
    "edit_window_closed",
    "block_mismatch",
    "streaming_state_conflict",
)
CANNOT_BE_DRAWN = ("invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long")
FILES_COME_WITHIN = 6
"""Slack prepares a file after it took it, and refuses until then what shows it: so many attempts wait for that."""
PLAIN_LENGTH = 3000
MOST_BLOCKS = 50
MAY_BE_A_REPEAT = "(may be a repeat)"
# Slack takes the defaults anew with every edit, so they are said every time; people's words are never parsed.
AS_TYPED: dict[str, Any] = {"parse": "none", "link_names": False}


def tell_message(prepared: Prepared, caller: Caller) -> Outcome:
    """Say a message, or bring a living one up to date."""
    wanted = prepared.effect.wanted
    if isinstance(wanted, Home | CustomerHome):
        view = draw_view(prepared.template, prepared.named)
        caller.call("views.publish", user_id=wanted.to.person, view=view)  # type: ignore[union-attr]
        return Delivered()
    message = draw_message(prepared.template, prepared.named)
    if prepared.posted is None:
        return _post(prepared, message, caller)
    try:
        return _update(prepared.posted, message, caller)
    except CallFailed as failed:
        if failed.error not in CANNOT_BE_EDITED or getattr(wanted, "edit_only", False):
            raise
        return _post(prepared, message, caller)


def _update(posted: Posted, message: Message, caller: Caller) -> Delivered:
    _say("chat.update", message, caller, channel=posted.channel, ts=posted.ts)
    return Delivered(posted)


def _post(prepared: Prepared, message: Message, caller: Caller) -> Outcome:
    """Post a message, unless an earlier attempt did."""
    wanted = prepared.effect.wanted
    if prepared.effect.uncertain:
        try:
            found = find_posted(prepared, caller)
        except Unreadable:
            if not getattr(wanted, "is_decision", False):
                return NotDelivered("uncertain, not repeated")
            message = _marked(message)
        else:
            if found is not None:
                # What stands may show older facts than the database holds now.
                return _update(found, message, caller) if isinstance(wanted, Living) else Delivered(found)
    return _posted(prepared, message, caller)


def _posted(prepared: Prepared, message: Message, caller: Caller) -> Delivered:
    # One person's id is a channel to Slack, two are none.
    is_shared = isinstance(getattr(prepared.effect.wanted, "to", None), ToPair)
    channel = channel_of(prepared, caller) if is_shared else prepared.channel
    where: dict[str, Any] = {"channel": channel, "thread_ts": prepared.thread_ts}
    said: dict[str, Any] = {"metadata": metadata_of(prepared), "unfurl_links": False, "unfurl_media": False}
    try:
        answer = _say("chat.postMessage", message, caller, prepared.effect.attempts, **where, **said)
    except CallFailed as failed:
        if failed.error != "cannot_reply_to_message" or prepared.thread_ts is None:
            raise
        # Its parent was deleted: better beside the thread than not at all.
        answer = _say("chat.postMessage", message, caller, channel=channel, **said)
    return Delivered(Posted(ChannelId(answer["channel"]), answer["ts"]))


def _say(method: str, message: Message, caller: Caller, attempts: int = FILES_COME_WITHIN, **more: Any) -> Any:
    """Send text and blocks; what shows a file waits for it a while and then goes without its pictures; a message that
    Slack cannot draw is said once in plain words."""
    try:
        return caller.call(method, text=message.text, blocks=message.blocks, **AS_TYPED, **more)
    except CallFailed as failed:
        if failed.error not in CANNOT_BE_DRAWN:
            raise
        if len(without := _without_files(message).blocks) < len(message.blocks):
            if attempts < FILES_COME_WITHIN:
                raise CallFailed(method, Failure("file_not_ready", Verdict.PASSING)) from failed
            return _say(method, replace(message, blocks=without), caller, **more)
        log.error("a message cannot be drawn, said in plain words instead: %s", failed)
        return caller.call(method, text=message.text[:PLAIN_LENGTH], blocks=[], **AS_TYPED, **more)


def _without_files(message: Message) -> Message:
    """The message with the words alone, in which everything that a picture shows is said."""
    return replace(message, blocks=[block for block in message.blocks if "slack_file" not in block])


def _marked(message: Message) -> Message:
    """The message with the honest remark that it may stand there twice."""
    remark = {"type": "context", "elements": [{"type": "plain_text", "text": MAY_BE_A_REPEAT}]}
    text = f"{MAY_BE_A_REPEAT} {message.text}"
    return replace(message, text=text, blocks=[*message.blocks[: MOST_BLOCKS - 1], remark])
