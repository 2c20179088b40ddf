"""One request from Slack, read once: who, where, what was pressed, typed or told."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from slack_bolt import Ack, BoltContext, BoltRequest
from slack_sdk import WebClient

from domain.actors import Actor
from domain.commands import Words
from domain.identity import ChannelId, UserId
from handlers.carrying import ASKED, ON_THE_WAY, errand_under
from handlers.deadline import Deadline, lateness
from handlers.desk import Desk
from handlers.element_values import chosen_button, held_by
from handlers.routing import Kind
from handlers.saying import SAID
from handlers.typed_text import clean, without_brackets

View = dict[str, Any]
Kept = dict[str, Any]
# What a template calls the buttons of a message that is said once: it stays as it is, whatever is pressed.
SAID_ONCE = "said_once"
# What belongs to whoever presses, and not to what they press.
OWN = ("type", "user", "team", "api_app_id", "trigger_id", "response_url")


@dataclass(frozen=True)
class Place:
    """Where something was said or pressed; empty outside channels."""

    channel: ChannelId
    channel_name: str
    workspace: str
    thread: str | None = None
    message: str | None = None

    @property
    def is_direct(self) -> bool:
        """Whether it is a conversation of two, where what Steward keeps for this person stands."""
        return self.channel.startswith("D")


@dataclass(frozen=True)
class Press:
    """What was pressed or chosen; `value` is the button's value, or the chosen option, person or date."""

    action_id: str
    block_id: str
    value: str
    chosen: tuple[str, ...]
    channel: ChannelId
    message: str
    thread: str | None = None
    is_ephemeral: bool = False
    in_home: bool = False
    in_modal: bool = False

    @property
    def key(self) -> str:
        """The `key` of a block called `field@key`, or nothing."""
        return self.block_id.partition("@")[2]

    @property
    def is_private(self) -> bool:
        """Whether it stood where only this person sees it and nothing redraws it, so that an answer takes its place."""
        return self.is_ephemeral or self.in_modal

    @property
    def is_unseen(self) -> bool:
        """Whether the message it stood on will not show what was done, so that whoever pressed is answered."""
        return self.is_private or self.block_id == SAID_ONCE


class Incoming:
    """A request with its deadline; parts of it are read when somebody asks."""

    def __init__(self, kind: Kind, request: BoltRequest, desk: Desk) -> None:
        self.kind = kind
        self.request = request
        self.body: dict[str, Any] = request.body
        self.context: BoltContext = request.context
        self.desk = desk
        self.deadline = Deadline(desk.uptime, lateness(request.headers, desk.real_time()))
        self.answered_by = ""
        self.actor: Actor | None = None
        self.trigger_used = False
        self.saved = False
        self.dispatch: Callable[[Incoming, Kind, str], bool] = lambda *_: False
        self.replayed: str | None = None
        self.errand_done = False
        self.refill: Callable[[View], View] = lambda view: view

    def again(self, request: Mapping[str, Any], errand_id: str) -> Incoming:
        """Somebody else's request as this person's: what it said, with this person's ways of being answered."""
        other = Incoming(self.kind, self.request, self.desk)
        other.body = {key: self.body[key] for key in OWN if key in self.body} | dict(request)
        other.deadline, other.dispatch, other.replayed = self.deadline, self.dispatch, errand_id
        return other

    def note_errand_done(self) -> None:
        """From now on nothing that is answered belongs to the errand any more."""
        self.errand_done = True

    @property
    def ack(self) -> Ack:
        return self.context.ack

    def __str__(self) -> str:
        """For the log: the kind and our own name for it, never what somebody typed."""
        return f"{self.kind} {self.answered_by or '(unknown)'}"

    @property
    def client(self) -> WebClient:
        """Slack's client for this request, allowed what is left of the time."""
        client = self.context.client
        client.timeout = self.deadline.left()  # type: ignore[assignment]  # urllib takes parts of a second
        return client

    @cached_property
    def workspace(self) -> str:
        """The workspace that Steward is installed in, whoever presses."""
        result = self.context.authorize_result
        return (result.team_id if result else None) or self.context.team_id or ""

    @cached_property
    def user_id(self) -> UserId:
        """The person of the signed payload; empty for events about nobody."""
        return UserId(self.context.user_id or "")

    @cached_property
    def view(self) -> View | None:
        return self.body.get("view")

    @cached_property
    def in_modal(self) -> bool:
        return bool(self.view) and self.view is not None and self.view.get("type") == "modal"

    @cached_property
    def in_card(self) -> bool:
        """Whether the modal is one of our messages, which nobody can type anything into."""
        return self.in_modal and self.view is not None and self.view.get("callback_id") == SAID

    @cached_property
    def kept(self) -> Kept:
        """What the modal keeps in its private_metadata: a JSON object, or nothing; never a proof of anything."""
        try:
            kept = json.loads((self.view or {}).get("private_metadata") or "{}")
        except ValueError:
            return {}
        return kept if isinstance(kept, dict) else {}

    @cached_property
    def errand(self) -> str | None:
        """The errand that this request does: it was replayed, or its form or its button carries it."""
        return self.replayed or self.kept.get("errand") or errand_under(self._block_id, ASKED)

    @property
    def carried(self) -> str | None:
        """The errand that what is answered here leads on to; none once it is done."""
        return None if self.errand_done else self.errand or errand_under(self._block_id, ON_THE_WAY)

    @property
    def _block_id(self) -> str:
        return self.action.get("block_id") or ""

    @cached_property
    def event(self) -> dict[str, Any]:
        return self.body.get("event") or {}

    @cached_property
    def words(self) -> Words:
        return Words.of(clean(without_brackets(self.body.get("text") or "")))

    @cached_property
    def once(self) -> str | None:
        """The key under which this may happen once: a step of one modal, one event, or one person's press at a place.

        A modal that does not count its steps is told apart by its hash, which is new after every update.
        """
        if self.kind is Kind.EVENT:
            return self.body.get("event_id")
        if self.replayed:
            return f"errand:{self.replayed}"
        if self.kind is Kind.VIEW and self.view:
            step = self.kept.get("step", self.view.get("hash", ""))
            return f"{self.view['id']}:{self.view['callback_id']}:{step}"
        if self.kind is Kind.ACTION:
            place = self.press.message or f"{(self.view or {}).get('id')}:{(self.view or {}).get('hash')}"
            return f"{place}:{self.press.action_id}:{self.press.value}:{self.user_id}"
        return None

    @cached_property
    def response_url(self) -> str:
        return self.body.get("response_url") or ""

    @cached_property
    def place(self) -> Place:
        channel = self.body.get("channel") or {}
        container = self.body.get("container") or {}
        message = self.body.get("message") or {}
        return Place(
            ChannelId(self.body.get("channel_id") or channel.get("id") or container.get("channel_id") or ""),
            self.body.get("channel_name") or channel.get("name") or "",
            self.workspace,
            message.get("thread_ts") or container.get("thread_ts"),
            message.get("ts") or container.get("message_ts"),
        )

    @cached_property
    def action(self) -> dict[str, Any]:
        """The one thing that was pressed, in a menu the button that a choice stands for; a select that asks for options
        says the same about itself."""
        if self.kind is Kind.OPTIONS:
            return self.body
        return chosen_button(next(iter(self.body.get("actions") or ()), {}))

    @cached_property
    def press(self) -> Press:
        chosen = held_by(self.action)
        return Press(
            self.action.get("action_id") or "",
            self._block_id,
            next(iter(chosen), ""),
            chosen,
            self.place.channel,
            self.place.message or "",
            self.place.thread,
            bool((self.body.get("container") or {}).get("is_ephemeral")),
            bool(self.view) and not self.in_modal,
            self.in_modal,
        )

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What this request may be routed by, the nearest first."""
        if self.kind is Kind.COMMAND:
            return (self.words.verb,) if self.words.verb in ("", "?") else (self.words.verb, "?")
        if self.kind in (Kind.VIEW, Kind.VIEW_CLOSED):
            return ((self.view or {}).get("callback_id") or "",)
        if self.kind is Kind.EVENT:
            return (self.event.get("type") or "",)
        if self.kind is Kind.SHORTCUT:
            return (self.body.get("callback_id") or "",)
        action_id = self.action.get("action_id") or ""
        if not self.view or not self.in_modal:
            return (action_id, action_id.partition("@")[0])
        field = self._block_id.partition("@")[0]
        return (f"{self.view['callback_id']}.{field}", action_id, action_id.partition("@")[0])
