"""The one workspace that the bot token belongs to, asked of Slack once."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from slack_sdk import WebClient

from bot.clients import Clients
from domain.identity import UserId

PATIENCE_SECONDS = 1.5


@dataclass(frozen=True)
class Installation:
    """Where the token is installed, and as whom it acts there."""

    workspace: str
    name: str
    bot_user: UserId
    bot: str | None


class NotInstalled(Exception):
    """The token at hand belongs to another workspace."""


class Account:
    """A bot token and what Slack says about it."""

    def __init__(self, token: str, clients: Clients) -> None:
        self._token = token
        self._clients = clients
        self._lock = threading.Lock()
        self.known: Installation | None = None

    def installation(self) -> Installation:
        """Where the token is installed; asks Slack the first time, and fails as the client does."""
        if not self._lock.acquire(timeout=PATIENCE_SECONDS):
            raise TimeoutError("others are waiting for Slack's answer already")
        try:
            self.known = self.known or self._ask()
            return self.known
        finally:
            self._lock.release()

    def _ask(self) -> Installation:
        said = self._clients.looking_up(self._token).auth_test()
        return Installation(said["team_id"], said.get("team") or "", UserId(said["user_id"]), said.get("bot_id"))

    def token_for(self, workspace: str) -> str:
        """The token, unless it is known to belong to another workspace."""
        if self.known is not None and self.known.workspace != workspace:
            raise NotInstalled(f"SLACK_BOT_TOKEN belongs to {self.known.workspace}, not to {workspace}")
        return self._token

    def delivering_to(self, workspace: str) -> WebClient:
        """A client for what is delivered in a workspace."""
        return self._clients.delivering(self.token_for(workspace))
