"""One call of each method that must be answered well, and what its answer must hold."""

from __future__ import annotations

from typing import Any

from tests.sandbox.payloads import home, modal, section
from tests.sandbox.refusal_cases import CREDENTIALS, GENERAL, LINK, OTHER, TEAM, said

POINTED = {"channel": GENERAL, "timestamp": "$message"}
PAGED = "response_metadata"

SUCCESSES: dict[str, tuple[dict[str, Any], set[str]]] = {
    "api.test": ({"foo": "bar"}, {"args"}),
    "apps.connections.open": ({}, {"url"}),
    "apps.uninstall": (CREDENTIALS, set()),
    "auth.revoke": ({}, {"revoked"}),
    "auth.test": ({}, {"url", "team", "user", "team_id", "user_id", "bot_id", "is_enterprise_install"}),
    "bookmarks.add": (LINK, {"bookmark"}),
    "bookmarks.edit": ({"channel_id": GENERAL, "bookmark_id": "$bookmark", "title": "New"}, {"bookmark"}),
    "bookmarks.list": ({"channel_id": GENERAL}, {"bookmarks"}),
    "bookmarks.remove": ({"channel_id": GENERAL, "bookmark_id": "$bookmark"}, set()),
    "chat.delete": ({"channel": GENERAL, "ts": "$message"}, {"channel", "ts"}),
    "chat.deleteScheduledMessage": ({"channel": GENERAL, "scheduled_message_id": "$scheduled"}, set()),
    "chat.getPermalink": ({"channel": GENERAL, "message_ts": "$message"}, {"channel", "permalink"}),
    "chat.meMessage": (said(), {"channel", "ts"}),
    "chat.postEphemeral": (said(user="U0ANA"), {"message_ts"}),
    "chat.postMessage": (said(), {"channel", "ts", "message"}),
    "chat.scheduleMessage": (
        said(post_at="$in_an_hour"),
        {"channel", "scheduled_message_id", "post_at", "message"},
    ),
    "chat.scheduledMessages.list": ({}, {"scheduled_messages", PAGED}),
    "chat.update": (said(ts="$message"), {"channel", "ts", "text", "message"}),
    "conversations.archive": ({"channel": "$new_channel"}, set()),
    "conversations.close": ({"channel": "$dm"}, set()),
    "conversations.create": ({"name": "rollout"}, {"channel"}),
    "conversations.history": ({"channel": GENERAL}, {"messages", "has_more", "pin_count"}),
    "conversations.info": ({"channel": OTHER}, {"channel"}),
    "conversations.invite": ({"channel": TEAM, "users": "U0P1,U0P2"}, {"channel"}),
    "conversations.join": ({"channel": OTHER}, {"channel"}),
    "conversations.kick": ({"channel": TEAM, "user": "U0ANA"}, set()),
    "conversations.leave": ({"channel": TEAM}, set()),
    "conversations.list": ({"types": "public_channel,private_channel,im,mpim"}, {"channels", PAGED}),
    "conversations.mark": ({"channel": GENERAL, "ts": "$message"}, set()),
    "conversations.members": ({"channel": GENERAL}, {"members", PAGED}),
    "conversations.open": ({"users": "U0ANA,U0BEN"}, {"channel"}),
    "conversations.rename": ({"channel": TEAM, "name": "crew"}, {"channel"}),
    "conversations.replies": ({"channel": GENERAL, "ts": "$message"}, {"messages", "has_more"}),
    "conversations.setPurpose": ({"channel": TEAM, "purpose": "Work"}, {"channel", "purpose"}),
    "conversations.setTopic": ({"channel": TEAM, "topic": "Work"}, {"channel", "topic"}),
    "conversations.unarchive": ({"channel": "C0OLD"}, {"channel"}),
    "files.completeUploadExternal": ({"files": [{"id": "$uploaded_file"}], "channel_id": GENERAL}, {"files"}),
    "files.delete": ({"file": "$file"}, set()),
    "files.getUploadURLExternal": ({"filename": "a.txt", "length": 3}, {"upload_url", "file_id"}),
    "files.info": ({"file": "$file"}, {"file", "comments", PAGED}),
    "files.list": ({}, {"files", "paging"}),
    "oauth.v2.access": (
        CREDENTIALS | {"code": "$code", "redirect_uri": "$redirect_uri"},
        {"access_token", "token_type", "scope", "bot_user_id", "app_id", "team", "enterprise", "authed_user"},
    ),
    "pins.add": (POINTED, set()),
    "pins.list": ({"channel": GENERAL}, {"items"}),
    "pins.remove": ({"channel": GENERAL, "timestamp": "$pinned"}, set()),
    "reactions.add": (POINTED | {"name": "eyes"}, set()),
    "reactions.get": ({"channel": GENERAL, "timestamp": "$reacted"}, {"type", "channel", "message"}),
    "reactions.list": ({}, {"items", PAGED}),
    "reactions.remove": ({"channel": GENERAL, "timestamp": "$reacted", "name": "eyes"}, set()),
    "team.info": ({}, {"team"}),
    "usergroups.list": ({}, {"usergroups"}),
    "usergroups.users.list": ({"usergroup": "S0NET"}, {"users"}),
    "users.conversations": ({}, {"channels", PAGED}),
    "users.getPresence": ({"user": "U0ANA"}, {"presence"}),
    "users.info": ({"user": "U0ANA"}, {"user"}),
    "users.list": ({}, {"members", "cache_ts", PAGED}),
    "users.lookupByEmail": ({"email": "ana@sandbox.example"}, {"user"}),
    "users.profile.get": ({"user": "U0ANA"}, {"profile"}),
    "views.open": ({"trigger_id": "$trigger", "view": modal(section())}, {"view"}),
    "views.publish": ({"user_id": "U0ANA", "view": home(section())}, {"view"}),
    "views.push": ({"trigger_id": "$trigger_over_a_view", "view": modal(section())}, {"view"}),
    "views.update": ({"view_id": "$view", "view": modal(section())}, {"view"}),
}
