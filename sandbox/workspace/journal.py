"""What the app called and what went wrong, for the person who develops it."""

from __future__ import annotations

from collections import deque
from datetime import UTC, datetime
from typing import Any


class Journal:
    """Keeps the last Web API calls and the problems that Slack itself would never mention."""

    def __init__(self) -> None:
        self.calls: deque[dict[str, Any]] = deque(maxlen=5000)
        self.problems: deque[dict[str, Any]] = deque(maxlen=1000)
        self._number = 0

    def record_call(self, method: str, arguments: dict[str, Any], answer: dict[str, Any]) -> None:
        self._number += 1
        entry = {"number": self._number, "method": method, "arguments": arguments, "answer": answer, "at": _real_now()}
        self.calls.append(entry)

    def report(self, kind: str, sentence: str, **details: Any) -> None:
        self.problems.append({"kind": kind, "problem": sentence, "details": details, "at": _real_now()})

    def calls_since(self, number: int) -> list[dict[str, Any]]:
        return [call for call in self.calls if call["number"] > number]

    @property
    def last_number(self) -> int:
        return self._number


def _real_now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
