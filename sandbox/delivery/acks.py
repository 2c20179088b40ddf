"""What came back when something was delivered to the app."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

TIMEOUT = "operation_timeout"
DISPATCH_FAILED = "dispatch_failed"
CLIENT_ERROR = "http_client_error"
SERVICE_ERROR = "http_service_error"


@dataclass(frozen=True)
class Ack:
    """An acknowledgement with its body, or the reason why none came."""

    arrived: bool
    body: Any = None
    failure: str = ""
    retry_reason: str = "timeout"
    may_retry: bool = True
    status: int | None = None  # with which HTTP status the app answered, if it did

    @classmethod
    def missing(cls, failure: str, retry_reason: str, *, may_retry: bool = True, status: int | None = None) -> Ack:
        return cls(False, None, failure, retry_reason, may_retry, status)
