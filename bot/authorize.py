"""Telling Bolt whose token to use, without asking Slack or the database for every request."""

from __future__ import annotations

import logging
from collections.abc import Callable
from copy import copy
from typing import Any

from slack_bolt import BoltContext
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.authorize import Authorize
from slack_sdk import WebClient

from bot.account import Account, Installation
from bot.clients import OUT_OF_REACH

log = logging.getLogger("steward.authorize")


class RememberedInstallation(Authorize):
    """Knows its workspace from Slack's first answer, or from the database while there is none."""

    def __init__(
        self, account: Account, remembered: Callable[[str], Installation | None], client: Callable[[str], WebClient]
    ) -> None:
        self._account = account
        self._remembered = remembered
        self._make_client = client
        self._found: dict[str, Installation] = {}
        self._patterns: dict[str, WebClient] = {}

    def __call__(
        self,
        *,
        context: BoltContext,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None,
        **_actor: Any,
    ) -> AuthorizeResult | None:
        """Who the bot is in this workspace; None where it is not installed."""
        installed = self._installation_in(team_id) if team_id else None
        if installed is None:
            return None
        token = self._account.token_for(installed.workspace)
        context["client"] = self._client_with(token)
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=installed.workspace,
            team=installed.name,
            bot_user_id=installed.bot_user,
            bot_id=installed.bot,
            bot_token=token,
            user_id=user_id,
        )

    def _client_with(self, token: str) -> WebClient:
        """One for each request, as Bolt does, because its timeout shrinks; but ours keeps its connections."""
        if token not in self._patterns:
            self._patterns[token] = self._make_client(token)
        return copy(self._patterns[token])

    def _installation_in(self, team: str) -> Installation | None:
        installed = self._account.known or self._found.get(team) or self._remembered(team) or self._asked()
        if installed is None or installed.workspace != team:
            return None
        return self._found.setdefault(team, installed)

    def _asked(self) -> Installation | None:
        try:
            return self._account.installation()
        except OUT_OF_REACH as error:
            log.warning("Slack does not say whose token this is", extra={"cause": type(error).__name__})
            return None
