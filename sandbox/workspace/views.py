"""Modals and App Homes: views, the stacks they stand in, and what is typed into them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from sandbox.workspace.form_state import carried_over, state_of

Values = dict[str, dict[str, dict[str, Any]]]
HOME_TITLE = {"type": "plain_text", "text": "View Title", "emoji": True}  # what Slack calls a Home, which has none


@dataclass
class View:
    """One view as an app made it, plus what its person has typed or chosen."""

    id: str
    person: str
    content: dict[str, Any]
    hash: str
    root_view_id: str
    previous_view_id: str | None = None
    values: Values = field(default_factory=dict)
    opened_in: str | None = None  # the channel it was opened from, for default_to_current_conversation

    @property
    def kind(self) -> str:
        return str(self.content["type"])

    @property
    def blocks(self) -> list[dict[str, Any]]:
        return list(self.content["blocks"])

    @property
    def external_id(self) -> str:
        return str(self.content.get("external_id") or "")

    def as_api(self, team_id: str, app_id: str, bot_id: str) -> dict[str, Any]:
        """Return the view object of payloads and of the answers of views.*"""
        content = self.content
        named = {key: content[key] for key in ("title", "close", "submit") if content.get(key)}
        shown = {"title": HOME_TITLE, "close": None, "submit": None} | named
        return shown | {
            "id": self.id,
            "team_id": team_id,
            "type": self.kind,
            "blocks": content["blocks"],
            "private_metadata": content.get("private_metadata") or "",
            "callback_id": content.get("callback_id") or "",
            "state": {"values": self.values},
            "hash": self.hash,
            "clear_on_close": bool(content.get("clear_on_close", False)),
            "notify_on_close": bool(content.get("notify_on_close", False)),
            "previous_view_id": self.previous_view_id,
            "root_view_id": self.root_view_id,
            "app_id": app_id,
            "external_id": self.external_id,
            "app_installed_team_id": team_id,
            "bot_id": bot_id,
        }

    def replace(self, content: dict[str, Any], new_hash: str) -> None:
        """Show something else in the same place, keeping what was typed where block and action stayed the same."""
        self.values = carried_over(self.values, content["blocks"])
        self.content = content
        self.hash = new_hash


class Views:
    """Every open view: one stack of modals and at most one Home per person."""

    def __init__(self) -> None:
        self.by_id: dict[str, View] = {}
        self.stacks: dict[str, list[View]] = {}
        self.homes: dict[str, View] = {}

    def stack(self, person: str) -> list[View]:
        return self.stacks.setdefault(person, [])

    def top(self, person: str) -> View | None:
        stack = self.stack(person)
        return stack[-1] if stack else None

    def open(self, view: View) -> None:
        """Start a new stack with this view; an older stack of the person is gone."""
        self.clear(view.person)
        self._push(view)

    def push(self, view: View) -> None:
        top = self.stack(view.person)[-1]
        view.previous_view_id, view.root_view_id = top.id, top.root_view_id
        self._push(view)

    def _push(self, view: View) -> None:
        view.values = state_of(view.blocks)
        self.by_id[view.id] = view
        self.stack(view.person).append(view)

    def pop(self, view: View) -> None:
        """Close a view and everything that was pushed on top of it."""
        stack = self.stack(view.person)
        while view in stack:
            self._forget(stack.pop())

    def clear(self, person: str) -> None:
        stack = self.stack(person)
        while stack:
            self._forget(stack.pop())

    def _forget(self, view: View) -> None:
        self.by_id.pop(view.id, None)

    def publish(self, view: View) -> None:
        view.values = state_of(view.blocks)
        self.homes[view.person] = view
        self.by_id[view.id] = view

    def with_external_id(self, external_id: str) -> View | None:
        return next((view for view in self.by_id.values() if external_id and view.external_id == external_id), None)


def size_of(content: dict[str, Any]) -> int:
    return len(json.dumps(content, ensure_ascii=False).encode())
