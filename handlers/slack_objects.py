"""Slack's objects as the directory keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from domain.actors import Standing
from domain.calendars import zone_names
from domain.channels import Channel
from domain.identity import ChannelId, UserId
from domain.people import Person

SLACKBOT = "USLACKBOT"  # the one bot whose is_bot is false
ADMINISTRATORS = ("is_admin", "is_owner", "is_primary_owner")
GUESTS = ("is_restricted", "is_ultra_restricted")
OTHER_ORGANISATIONS = ("is_ext_shared", "is_pending_ext_shared")


def person_from(user: Mapping[str, Any], workspace: str) -> Person:
    """A user object of users.info, users.list, user_change or team_join."""
    profile = user.get("profile") or {}
    names = (profile.get("real_name"), user.get("real_name"), profile.get("display_name"), user.get("name"))
    zone = user.get("tz") or ""
    return Person(
        UserId(user["id"]),
        next((name for name in names if name), user["id"]),
        profile.get("title") or "",
        zone if zone in zone_names() else "UTC",
        _standing(user, workspace),
        _any_of(user, ADMINISTRATORS),
    )


def _standing(user: Mapping[str, Any], workspace: str) -> Standing:
    """There is no single flag for any of these, so the order matters: what somebody is no more comes first."""
    if user.get("deleted"):
        return Standing.DEACTIVATED
    if user.get("is_bot") or user["id"] == SLACKBOT:
        return Standing.BOT
    if user.get("is_stranger") or not _belongs(user, workspace):
        return Standing.OUTSIDER
    return Standing.GUEST if _any_of(user, GUESTS) else Standing.MEMBER


def _belongs(user: Mapping[str, Any], workspace: str) -> bool:
    teams = (user.get("enterprise_user") or {}).get("teams") or ()
    return user.get("team_id") in (None, workspace) or workspace in teams


def channel_from(channel: Mapping[str, Any]) -> Channel:
    """A channel object of conversations.info, list or create."""
    return Channel(
        ChannelId(channel["id"]),
        channel.get("name") or "",
        bool(channel.get("is_private")),
        bool(channel.get("is_archived")),
        _any_of(channel, OTHER_ORGANISATIONS),
        bool(channel.get("is_member")),
        bool(channel.get("is_general")),
    )


def _any_of(flags: Mapping[str, Any], names: tuple[str, ...]) -> bool:
    return any(flags.get(name) for name in names)
