"""The Slack clients: one TLS context, short timeouts, and retries that never say a thing twice."""

from __future__ import annotations

import logging
import socket
import ssl
from http.client import HTTPException
from typing import Any
from urllib.error import URLError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler
from slack_sdk.http_retry.builtin_interval_calculators import FixedValueRetryIntervalCalculator
from slack_sdk.http_retry.handler import RetryHandler
from slack_sdk.http_retry.request import HttpRequest
from slack_sdk.http_retry.response import HttpResponse
from slack_sdk.http_retry.state import RetryState

from bot.keep_alive import Connections, KeptAliveClient
from bot.settings import WHERE_FROM

ANSWER_SECONDS = 2.0
AT_ONCE_SECONDS = 0.1
LOOKUP_SECONDS = 1.0
DELIVERY_SECONDS = 10.0
LONGEST_PAUSE_SECONDS = 60
TOO_MANY_REQUESTS = 429
OUT_OF_REACH = (SlackClientError, OSError, HTTPException)
"""Every way in which a call to Slack fails: it said no, it was not heard, or its answer broke off."""
REJECTED = {
    "invalid_auth",
    "not_authed",
    "not_allowed_token_type",
    "token_expired",
    "token_revoked",
    "account_inactive",
}
"""Slack's words for a token that will never do."""
SLACK_LOG = logging.getLogger("slack_sdk.web")


def rejection_of(token: str, error: Exception) -> str | None:
    """What to do when Slack rejects the token of this setting; None when it failed otherwise."""
    said = str(error.response.get("error")) if isinstance(error, SlackApiError) else ""
    return (
        f"Slack refuses {token} ({said}): {WHERE_FROM[token]}, or install the app again" if said in REJECTED else None
    )


class NotSent(RetryHandler):
    """Once more when the name did not resolve or the connection was refused: Slack cannot have heard it."""

    def _can_retry(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        reason = error.reason if isinstance(error, URLError) else error
        return isinstance(reason, ConnectionRefusedError | socket.gaierror)


class PatientWithLimits(RateLimitErrorRetryHandler):
    """Waits as long as Slack says, where nobody is waiting for an answer."""

    def _can_retry(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        if response is None or response.status_code != TOO_MANY_REQUESTS:
            return False
        named = {name.lower(): value for name, value in response.headers.items()}
        pause = (named.get("retry-after") or ["0"])[0]
        return pause.isdigit() and int(pause) <= LONGEST_PAUSE_SECONDS


class Clients:
    """Makes clients that share one TLS context and its open connections."""

    def __init__(self, api_url: str) -> None:
        self.api_url = api_url
        self.tls = ssl.create_default_context()
        self._connections = Connections(self.tls)

    def answering(self, token: str | None) -> WebClient:
        """For what must happen while somebody waits; without a token it is Bolt's pattern for others."""
        at_once = FixedValueRetryIntervalCalculator(AT_ONCE_SECONDS)
        return self._make(token, ANSWER_SECONDS, [NotSent(max_retry_count=1, interval_calculator=at_once)])

    def looking_up(self, token: str) -> WebClient:
        """For the one question that may be asked before the answer."""
        return self._make(token, LOOKUP_SECONDS, [])

    def delivering(self, token: str) -> WebClient:
        """For delivery, which decides by itself what is tried again, and when."""
        return self._make(token, DELIVERY_SECONDS, [])

    def reading(self, token: str) -> WebClient:
        """For reading long lists in the background."""
        return self._make(token, DELIVERY_SECONDS, [NotSent(max_retry_count=2), PatientWithLimits(max_retry_count=20)])

    def connecting(self) -> WebClient:
        """For asking where Socket Mode's connection is; its token comes with the call."""
        return self._make(None, DELIVERY_SECONDS, [])

    def _make(self, token: str | None, seconds: float, retry_handlers: list[RetryHandler]) -> WebClient:
        settings: dict[str, Any] = {"timeout": seconds, "retry_handlers": retry_handlers, "logger": SLACK_LOG}
        return KeptAliveClient(self._connections, token=token, base_url=self.api_url, **settings)
