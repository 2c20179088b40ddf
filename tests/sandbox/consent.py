"""The page where an app is allowed: its address, and what comes back."""

from __future__ import annotations

from urllib.parse import parse_qs, urlencode, urlsplit

from sandbox import Sandbox

APP = "http://127.0.0.1:1/slack/oauth_redirect"
CLIENT = {"client_id": "sandbox-client", "client_secret": "sandbox-client-secret"}


def page_of(box: Sandbox, **asked: str) -> str:
    """Return the address that an app sends people to."""
    parts = {"client_id": "sandbox-client", "scope": "chat:write", "state": "s1", "redirect_uri": APP} | asked
    return f"{box.url}/oauth/v2/authorize?{urlencode({name: held for name, held in parts.items() if held})}"


def query_of(url: str) -> dict[str, str]:
    return {name: held[0] for name, held in parse_qs(urlsplit(url).query).items()}
