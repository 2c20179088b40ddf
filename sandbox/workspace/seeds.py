"""Reads a seed: who and what is in the workspace when it opens."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sandbox.rate_limits import ScaleRefused, read_scale
from sandbox.workspace.channels import Channel
from sandbox.workspace.clock import WorkspaceClock
from sandbox.workspace.installs import Installs, read_scopes
from sandbox.workspace.people import SLACKBOT, AppProfile, Person, Team, unfit
from sandbox.workspace.usergroups import Usergroup
from sandbox.workspace.workspace import Workspace

Seed = dict[str, Any]

# Without chat:write.public, so that an app which forgets to join a channel learns it here.
DEFAULT_SCOPES = (
    "app_mentions:read,bookmarks:read,bookmarks:write,channels:history,channels:join,channels:manage,channels:read,"
    "chat:write,chat:write.customize,commands,files:read,files:write,groups:history,groups:read,"
    "groups:write,im:history,im:read,im:write,mpim:history,mpim:read,mpim:write,pins:read,pins:write,reactions:read,"
    "reactions:write,team:read,usergroups:read,users.profile:read,users:read,users:read.email"
)
DEFAULT_SEED: Seed = {
    "team": {"id": "T0SANDBOX", "name": "Sandbox", "domain": "sandbox"},
    "app": {"id": "A0APP", "name": "App", "bot_user": "U0APP", "commands": [], "shortcuts": []},
    "people": [
        {"id": "U0ANA", "name": "ana", "real_name": "Ana Alves", "title": "Lead", "is_admin": True, "is_owner": True}
        | {"tz": "Europe/Lisbon"},
        {"id": "U0BEN", "name": "ben", "real_name": "Ben Brandt", "title": "Engineer", "tz": "Europe/Berlin"},
        {"id": "U0CHI", "name": "chi", "real_name": "Chi Chen", "title": "Analyst", "tz": "Asia/Singapore"},
    ],
    "channels": [{"id": "C0GENERAL", "name": "general", "is_general": True}],
}
AS_SLACK: Seed = {"rate_scale": 1}  # what a workspace has that people open by hand


class SeedRefused(ValueError):
    """The seed cannot be used; says which part and why."""


def read_seed(seed: Seed | Path | str | None) -> Seed:
    """Return the seed as a dictionary, from a file when it is a path."""
    if seed is None:
        return DEFAULT_SEED
    if isinstance(seed, dict):
        return seed
    try:
        content = json.loads(Path(seed).read_text(encoding="utf-8"))
    except (OSError, ValueError) as cause:
        raise SeedRefused(f"The seed file {seed} cannot be read: {cause}") from cause
    if not isinstance(content, dict):
        raise SeedRefused(f"The seed file {seed} must hold one JSON object.")
    return content


def make_workspace(seed: Seed) -> Workspace:
    """Build the workspace that a seed describes."""
    try:
        team = Team(**({"id": "T0SANDBOX", "name": "Sandbox", "domain": "sandbox"} | seed.get("team", {})))
        app = _app(seed.get("app", {}))
        workspace = Workspace(team, app, WorkspaceClock(_moment(seed.get("clock"))))
        _add_people(workspace, seed.get("people", []))
        for described in seed.get("channels", []):
            _add_channel(workspace, described)
        for described in seed.get("usergroups", []):
            _add_usergroup(workspace, described)
    except (TypeError, KeyError, AttributeError, ValueError) as cause:
        raise SeedRefused(f"The seed is not right: {cause!r}") from cause
    return workspace


def scale_in(seed: Seed) -> float:
    """Return how many times Slack's rate limits apply; 0 is not at all."""
    try:
        return read_scale(seed.get("rate_scale"))
    except ScaleRefused as cause:
        raise SeedRefused(f"The seed is not right: {cause}") from cause


def _moment(text: str | None) -> datetime | None:
    if text is None:
        return None
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _app(described: Seed) -> AppProfile:
    bot = described.get("bot_user", "U0APP")
    bot = bot["id"] if isinstance(bot, dict) else bot
    return AppProfile(
        id=described.get("id", "A0APP"),
        name=described.get("name", "App"),
        bot_user=bot,
        bot_id=described.get("bot_id", "B0APP"),
        installs=_installs(bot, described),
        commands=list(described.get("commands", [])),
        shortcuts=list(described.get("shortcuts", [])),
        events=tuple(described["events"]) if "events" in described else None,
        redirect_urls=tuple(described.get("redirect_urls", ())),
        home_tab=bool(described.get("home_tab", True)),
        messages_tab=bool(described.get("messages_tab", True)),
        messages_read_only=bool(described.get("messages_read_only")),
    )


def _installs(bot: str, described: Seed) -> Installs:
    scopes = read_scopes(described.get("scopes", DEFAULT_SCOPES))
    client = (described.get("client_id", "sandbox-client"), described.get("client_secret", "sandbox-client-secret"))
    return Installs(bot, scopes, *client)


def _add_people(workspace: Workspace, described: list[Seed]) -> None:
    app, team = workspace.app, workspace.team.id
    handle = app.name.lower().replace(" ", "_")
    everyone = [Person(SLACKBOT, "slackbot", team, "Slackbot")]
    everyone += [Person(app.bot_user, handle, team, app.name, is_bot=True)]
    everyone += [_person(team, person) for person in described]
    for person in everyone:
        person.is_bot = person.is_bot or person.id == app.bot_user
        person.real_name = person.real_name or person.name
        person.email = person.email or f"{person.name}@{workspace.team.domain}.example"
        person.updated = workspace.clock.seconds()
        workspace.people[person.id] = person


def _person(team: str, described: Seed) -> Person:
    complete: Seed = {"team_id": team} | described
    problem = unfit(complete)
    if problem is not None:
        raise SeedRefused(f"The seed is not right: {problem}")
    return Person(**complete)


def _add_channel(workspace: Workspace, described: Seed) -> None:
    everyone = [p.id for p in workspace.people.values() if not p.is_bot and not p.deleted and p.id != SLACKBOT]
    members = list(described.get("members", everyone if described.get("is_general") else []))
    unknown = [member for member in members if member not in workspace.people]
    if unknown:
        raise SeedRefused(f"Channel {described['name']} has members that are not in people: {', '.join(unknown)}")
    kind = "private" if described.get("is_private") else "channel"
    creator = described.get("creator") or (members[0] if members else SLACKBOT)
    channel = Channel(described["id"], described["name"], workspace.team.id, kind, members, creator)
    channel.created = workspace.clock.seconds()
    channel.is_general = bool(described.get("is_general"))
    channel.is_archived = bool(described.get("is_archived"))
    if described.get("topic"):
        channel.topic = {"value": described["topic"], "creator": creator, "last_set": channel.created}
    workspace.channels[channel.id] = channel


def _add_usergroup(workspace: Workspace, described: Seed) -> None:
    group = Usergroup(**described, created=workspace.clock.seconds(), creator=SLACKBOT)
    unknown = [user for user in group.users if user not in workspace.people]
    if unknown:
        raise SeedRefused(f"User group {group.name} has users that are not in people: {', '.join(unknown)}")
    workspace.usergroups[group.id] = group
