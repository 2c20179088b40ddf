"""Which scope opens which method; for methods on conversations it depends on the kind of conversation."""

from __future__ import annotations

from sandbox.refusals import Refused
from sandbox.workspace.installs import Token

# Any one scope of the words opens the method; a method that is named nowhere below needs none.
BY_METHOD: dict[str, str] = {
    "apps.connections.open": "connections:write",
    "bookmarks.add": "bookmarks:write",
    "bookmarks.edit": "bookmarks:write",
    "bookmarks.list": "bookmarks:read",
    "bookmarks.remove": "bookmarks:write",
    "chat.delete": "chat:write",
    "chat.deleteScheduledMessage": "chat:write",
    "chat.meMessage": "chat:write",
    "chat.postEphemeral": "chat:write",
    "chat.postMessage": "chat:write",
    "chat.scheduleMessage": "chat:write",
    "chat.scheduledMessages.list": "chat:write",
    "chat.update": "chat:write",
    "conversations.join": "channels:join",
    "files.completeUploadExternal": "files:write",
    "files.delete": "files:write",
    "files.getUploadURLExternal": "files:write",
    "files.info": "files:read",
    "files.list": "files:read",
    "pins.add": "pins:write",
    "pins.list": "pins:read",
    "pins.remove": "pins:write",
    "reactions.add": "reactions:write",
    "reactions.get": "reactions:read",
    "reactions.list": "reactions:read",
    "reactions.remove": "reactions:write",
    "team.info": "team:read",
    "usergroups.list": "usergroups:read",
    "usergroups.users.list": "usergroups:read",
    "users.getPresence": "users:read",
    "users.info": "users:read",
    "users.list": "users:read",
    "users.lookupByEmail": "users:read.email",
    "users.profile.get": "users.profile:read",
}

# kind of conversation -> scopes, any of which will do
READ = {"channel": "channels:read", "private": "groups:read", "dm": "im:read", "mpim": "mpim:read"}
HISTORY = {"channel": "channels:history", "private": "groups:history", "dm": "im:history", "mpim": "mpim:history"}
WRITE = {"channel": "channels:manage", "private": "groups:write", "dm": "im:write", "mpim": "mpim:write"}
INVITE = WRITE | {
    "channel": "channels:manage channels:write.invites",
    "private": "groups:write groups:write.invites",
}
TOPIC = {
    "channel": "channels:manage channels:write.topic",
    "private": "groups:write groups:write.topic",
    "dm": "im:write im:write.topic",
    "mpim": "mpim:write mpim:write.topic",
}
BY_KIND: dict[str, dict[str, str]] = {
    "conversations.archive": WRITE,
    "conversations.close": WRITE,
    "conversations.create": WRITE,
    "conversations.history": HISTORY,
    "conversations.info": READ,
    "conversations.invite": INVITE,
    "conversations.kick": WRITE,
    "conversations.leave": WRITE,
    "conversations.list": READ,
    "conversations.mark": WRITE,
    "conversations.members": READ,
    "conversations.open": WRITE,
    "conversations.rename": WRITE,
    "conversations.replies": HISTORY,
    "conversations.setPurpose": TOPIC,
    "conversations.setTopic": TOPIC,
    "conversations.unarchive": WRITE,
    "users.conversations": READ,
}


def accepted_scopes(method: str) -> list[str]:
    """Return every scope that can open a method, as x-accepted-oauth-scopes names them."""
    words = [BY_METHOD.get(method, ""), *BY_KIND.get(method, {}).values()]
    return [scope for word in words for scope in word.split()]


def require_any(token: Token, scopes: list[str]) -> None:
    """Refuse a token that has none of these scopes."""
    if scopes and not set(scopes) & set(token.scopes):
        raise Refused("missing_scope", needed=",".join(scopes), provided=",".join(token.scopes))


def require_for_kind(token: Token, method: str, kind: str) -> None:
    """Refuse a token that may use a method, but not on this kind of conversation."""
    require_any(token, BY_KIND.get(method, {}).get(kind, "").split())
