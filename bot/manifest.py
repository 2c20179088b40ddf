"""The app's manifest: what Slack is asked for, and why, in one place."""

from __future__ import annotations

import json
from typing import Any

from bot.settings import COMMAND, WHAT_A_COMMAND_IS, SettingsRefused
from handlers.help import VERBS

EVENTS_PATH = "/slack/events"
DESCRIPTION = "Runs IT projects in Slack: roles, tasks, daily check-ins, and a status anybody can read."
USAGE_HINT = " | ".join(VERBS)

SCOPES = {
    "commands": "the slash command and the shortcut",
    "chat:write": "saying things in channels it is in, and in direct messages",
    "channels:manage": "making a project's public channel, inviting its people and setting its topic",
    "channels:read": "the names of channels, and noticing when one is made, renamed or archived",
    "channels:join": "moving into the existing public channel that somebody chose for a project",
    "groups:write": "the same for private channels: making them, inviting, setting the topic",
    "groups:read": "the same for the private channels it is in",
    "im:write": "finding the direct messages with a person",
    "users:read": "names, titles and time zones",
    "pins:write": "pinning the project card",
    "bookmarks:read": "not adding the bookmark to the card twice",
    "bookmarks:write": "the bookmark to the card",
    "channels:history": "only to find its own announcements again after a connection broke, so that none comes twice",
    "groups:history": "the same in private channels",
    "files:write": "handing over the customer's plan as a PDF, and pictures of a project",
    "im:history": "the same in direct messages",
    "mpim:write": "the weekly digest: one conversation with a department head and an IT manager together",
    "mpim:history": "finding the digest again there after a connection broke, so that it comes once",
}
EVENTS = (
    "app_home_opened",
    "channel_archive",
    "channel_created",
    "channel_deleted",
    "channel_left",
    "channel_rename",
    "channel_unarchive",
    "group_archive",
    "group_deleted",
    "group_left",
    "group_rename",
    "group_unarchive",
    "member_joined_channel",
    "member_left_channel",
    "team_join",
    "user_change",
)
SHORTCUTS = (
    {
        "name": "New project",
        "type": "global",
        "callback_id": "create_project_shortcut",
        "description": "Create a project with its channel and its people",
    },
    {
        "name": "Make a task",
        "type": "message",
        "callback_id": "make_task_shortcut",
        "description": "Give somebody what this message asks for",
    },
    {
        "name": "Report a difficulty",
        "type": "message",
        "callback_id": "report_difficulty_shortcut",
        "description": "Report what this message says as a difficulty of a project",
    },
    {
        "name": "This is new scope",
        "type": "message",
        "callback_id": "new_scope_shortcut",
        "description": "Note what this message asks for as new in a project",
    },
    {
        "name": "Lesson",
        "type": "message",
        "callback_id": "lesson_shortcut",
        "description": "Keep what this message says for later projects",
    },
)


def manifest_for(command: str = "/project", http: str | None = None) -> dict[str, Any]:
    """The manifest for Socket Mode, or with `http` for requests to that address."""
    if not COMMAND.fullmatch(command):
        raise SettingsRefused([f"--command {WHAT_A_COMMAND_IS}"])
    url = _events_url(http) if http else None
    return {
        "_metadata": {"major_version": 1, "minor_version": 1},
        "display_information": {"name": "Steward", "description": DESCRIPTION, "background_color": "#1f3a5f"},
        "features": _features(command, url),
        "oauth_config": {"scopes": {"bot": sorted(SCOPES)}},
        "settings": _settings(url),
    }


def as_text(written: dict[str, Any]) -> str:
    """The manifest as it is pasted into Slack."""
    return json.dumps(written, indent=2, ensure_ascii=False)


def _features(command: str, url: str | None) -> dict[str, Any]:
    slash = {
        "command": command,
        "description": "Create and run IT projects",
        "usage_hint": USAGE_HINT,
        "should_escape": True,  # otherwise names of people and channels arrive as text that nobody can read
    }
    return {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            # Steward reads nothing that is written to it: a composer there would promise an answer.
            "messages_tab_read_only_enabled": True,
        },
        "bot_user": {"display_name": "Steward", "always_online": True},
        "shortcuts": list(SHORTCUTS),
        "slash_commands": [{**slash, "url": url} if url else slash],
    }


def _settings(url: str | None) -> dict[str, Any]:
    events: dict[str, Any] = {"bot_events": list(EVENTS)}
    interactivity: dict[str, Any] = {"is_enabled": True}
    if url:
        events = {"request_url": url, **events}
        interactivity |= {"request_url": url, "message_menu_options_url": url}
    return {
        "event_subscriptions": events,
        "interactivity": interactivity,
        "org_deploy_enabled": False,
        "socket_mode_enabled": url is None,
        "token_rotation_enabled": False,
    }


def _events_url(http: str) -> str:
    if not http.startswith(("https://", "http://")):
        raise SettingsRefused(["--http must be the address that Slack can reach, such as https://steward.example.com"])
    return http.rstrip("/").removesuffix(EVENTS_PATH) + EVENTS_PATH
