"""One call of Slack: held back while Slack asks for it, never later than its lease, its failure classified."""

from __future__ import annotations

import json
import threading
import time
from http.client import HTTPException
from typing import Any
from urllib.request import Request, urlopen

from slack_sdk.errors import SlackApiError
from slack_sdk.web import WebClient

from delivery.classification import Failure, Verdict, failure_of
from delivery.points import reached
from delivery.repeatability import REPEATS

# A body that is no text, or JSON that is no object, comes out of the SDK as the last two.
GONE_WRONG = (SlackApiError, OSError, HTTPException, ValueError, AttributeError)


class CallFailed(Exception):
    """A call did not do what it should."""

    def __init__(self, method: str, failure: Failure) -> None:
        super().__init__(f"{method}: {failure.error}")
        self.method = method
        self.failure = failure
        self.error = failure.error


class Pauses:
    """Until when Slack asked us to leave a method of a workspace alone."""

    def __init__(self) -> None:
        self._until: dict[tuple[str, str], float] = {}
        self._lock = threading.Lock()

    def hold(self, workspace: str, method: str, seconds: float) -> None:
        """Leave this method alone for so long."""
        with self._lock:
            key, until = (workspace, method), time.monotonic() + seconds
            self._until[key] = max(until, self._until.get(key, until))

    def left(self, workspace: str, method: str) -> float:
        """For how many more seconds this method is to be left alone."""
        with self._lock:
            left = self._until.get((workspace, method), 0.0) - time.monotonic()
            if left <= 0:
                self._until.pop((workspace, method), None)
            return max(0.0, left)


class Caller:
    """Calls Slack for one delivery in one workspace; `deadline` is an instant of the monotonic clock."""

    def __init__(self, client: WebClient, workspace: str, pauses: Pauses, deadline: float) -> None:
        self._client = client
        self._workspace = workspace
        self._pauses = pauses
        self._deadline = deadline

    def call(self, method: str, /, fine: tuple[str, ...] = (), **arguments: Any) -> dict[str, Any]:
        """Slack's answer; errors named as fine are answers like any other, all others raise CallFailed."""
        assert method in REPEATS, f"say in the repeatability table how {method} is repeated"
        self._refuse_to_be_early_or_late(method)
        reached("before_call")
        try:
            answer = self._client.api_call(method, params=_encoded(arguments)).data
            reached("after_call")
        except GONE_WRONG as error:
            reached("after_call")
            return self._failed(method, error, fine)
        return answer if isinstance(answer, dict) else {}

    def upload(self, url: str, content: bytes) -> None:
        """Put a file where Slack said; the address is good for this once and takes no token."""
        announcing = "files.getUploadURLExternal"
        self._refuse_to_be_early_or_late(announcing)
        request = Request(url, content, {"Content-Type": "application/octet-stream"})  # noqa: S310  # Slack named it
        try:
            with urlopen(request, timeout=self._client.timeout, context=self._client.ssl):  # noqa: S310  # the same
                pass
        except GONE_WRONG as error:
            self._failed(announcing, error, ())

    def _refuse_to_be_early_or_late(self, method: str) -> None:
        left = self._pauses.left(self._workspace, method)
        if left:
            raise CallFailed(method, Failure("ratelimited", Verdict.PASSING, left, asked=True))
        if time.monotonic() > self._deadline:
            # Somebody else may hold the effect soon; what is not sent now cannot be sent twice.
            raise CallFailed(method, Failure("ran_out_of_time", Verdict.PASSING))

    def _failed(self, method: str, error: Exception, fine: tuple[str, ...]) -> dict[str, Any]:
        failure = failure_of(error)
        if failure.asked:
            self._pauses.hold(self._workspace, method, failure.pause)
        if failure.error in fine and isinstance(error, SlackApiError):
            return dict(error.response.data)
        raise CallFailed(method, failure) from error


def _encoded(arguments: dict[str, Any]) -> dict[str, Any]:
    """As a form, which every method understands; structures go as JSON."""
    return {
        name: json.dumps(value) if isinstance(value, dict | list) else value
        for name, value in arguments.items()
        if value is not None
    }
