"""Which events reach the app: those it subscribes to, as far as its scopes go."""

from __future__ import annotations

from typing import Any

from sandbox.workspace.people import AppProfile

# event -> the scope it needs; events that are not listed need none
SCOPES = {
    "app_mention": "app_mentions:read",
    "file_shared": "files:read",
    "pin_added": "pins:read",
    "pin_removed": "pins:read",
    "reaction_added": "reactions:read",
    "reaction_removed": "reactions:read",
    "team_join": "users:read",
    "user_change": "users:read",
}
FAMILIES = {"channel_": "channels:read", "group_": "groups:read"}
# what an event calls a channel -> how subscriptions and scopes call it
CONVERSATIONS = {"channel": "channels", "group": "groups", "im": "im", "mpim": "mpim", "C": "channels", "G": "groups"}


def subscription_of(event: dict[str, Any]) -> str:
    """Return the name by which an app subscribes to an event; messages have one for each kind of conversation."""
    kind = str(event["type"])
    return f"message.{CONVERSATIONS[event['channel_type']]}" if kind == "message" else kind


def scope_of(event: dict[str, Any]) -> str | None:
    """Return the scope without which Slack keeps an event to itself."""
    kind = str(event["type"])
    if kind == "message":
        return f"{CONVERSATIONS[event['channel_type']]}:history"
    if kind in ("member_joined_channel", "member_left_channel"):
        return f"{CONVERSATIONS[event['channel_type']]}:read"
    if kind in SCOPES:
        return SCOPES[kind]
    return next((scope for family, scope in FAMILIES.items() if kind.startswith(family)), None)


def hears(app: AppProfile, event: dict[str, Any]) -> bool:
    """Tell whether the app gets an event; a seed that names no events subscribes to all of them."""
    scope = scope_of(event)
    subscribed = app.events is None or subscription_of(event) in app.events
    return subscribed and (scope is None or scope in app.installs.scopes)
