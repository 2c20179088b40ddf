"""Names for things that have none of their own."""

from __future__ import annotations

from typing import NewType
from uuid import uuid4

UserId = NewType("UserId", str)
"""A Slack person's id, `U…` or `W…`; drawn as a name or a mention, never as the bare id."""

ChannelId = NewType("ChannelId", str)
"""A Slack conversation's id."""


def new_id() -> str:
    """A fresh opaque id, the same on both databases."""
    return uuid4().hex
