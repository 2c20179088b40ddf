"""What an app asks for when it sends a person to the page of OAuth."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit, urlunsplit

from sandbox.workspace.installs import Code, ScopesRefused, read_scopes
from sandbox.workspace.people import SLACKBOT, Person
from sandbox.workspace.workspace import Workspace

HOST = re.compile(r"[\w.\-]+(:\d+)?|\[[\da-f:]+\](:\d+)?", re.ASCII)


class ConsentRefused(ValueError):
    """The app asked in a way that Slack answers with a page of its own; the text says why."""


@dataclass(frozen=True)
class ConsentRequest:
    """One request for permission, as the address of the page has it."""

    client_id: str
    scopes: tuple[str, ...]
    user_scopes: tuple[str, ...]
    state: str
    given_uri: str | None  # as the app gave it; None when it left it to its settings
    redirect_uri: str

    def answer(self, **parts: str) -> str:
        """Return the address of the app with an answer in it; what it had in its query stays."""
        place = urlsplit(self.redirect_uri)
        query = "&".join(filter(None, (place.query, urlencode({**parts, "state": self.state}))))
        return urlunsplit(place._replace(query=query))

    def code_for(self, person: str) -> Code:
        return Code(person, list(self.scopes), list(self.user_scopes), self.given_uri)


def read_request(workspace: Workspace, asked: dict[str, str]) -> ConsentRequest:
    """Read and check what an app asks for."""
    app = workspace.app
    if asked.get("client_id") != app.installs.client_id:
        raise ConsentRefused("Invalid client_id parameter.")
    try:
        scopes, user_scopes = (tuple(read_scopes(asked.get(name, ""))) for name in ("scope", "user_scope"))
    except ScopesRefused as cause:
        raise ConsentRefused(str(cause)) from cause
    if not scopes and not user_scopes:
        raise ConsentRefused("Invalid permissions requested. Requested scopes cannot be blank.")
    given = asked.get("redirect_uri") or None
    redirect = _redirect(given, app.redirect_urls)
    return ConsentRequest(app.installs.client_id, scopes, user_scopes, asked.get("state", ""), given, redirect)


def _redirect(given: str | None, configured: tuple[str, ...]) -> str:
    """Return where the answer goes: an address that begins with a configured one; without settings, any."""
    wanted = given or next(iter(configured), "")
    allowed = not configured or any(wanted == one or wanted.startswith(one.rstrip("/") + "/") for one in configured)
    try:
        place = urlsplit(wanted)
        is_web = place.scheme in ("http", "https") and bool(HOST.fullmatch(place.netloc))
    except ValueError:
        is_web = False
    if not (allowed and is_web):
        raise ConsentRefused(f"redirect_uri did not match any configured URIs. Passed URI: {wanted or 'none'}")
    return wanted


def installers(workspace: Workspace) -> list[Person]:
    """Return who may install an app: active members who are neither guests nor bots, administrators first."""
    members = [
        person
        for person in workspace.people.values()
        if not (person.is_bot or person.deleted or person.is_guest or person.is_stranger or person.id == SLACKBOT)
    ]
    return sorted(members, key=lambda person: not (person.is_admin or person.is_owner))
