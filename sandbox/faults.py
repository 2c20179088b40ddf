"""Faults on demand: what can go wrong between an app and Slack."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

KINDS = ("drop_before", "drop_after", "status", "error", "garbage", "latency")


@dataclass
class Fault:
    """One disturbance of a Web API method, for a number of calls or until it is taken away."""

    method: str
    kind: str
    times: int | None = 1
    status: int = 500
    retry_after: int = 1
    seconds: float = 1.0
    error: str = "internal_error"
    after: bool = False
    number: int = 0

    def __post_init__(self) -> None:
        self.after = self.after or self.kind == "drop_after"

    def as_seen(self) -> dict[str, Any]:
        """Return what stands, without what this kind does not use."""
        used = {"status": ("status", "retry_after"), "latency": ("seconds",), "error": ("error",)}.get(self.kind, ())
        return {key: held for key, held in asdict(self).items() if key in (*COMMON, *used)}


COMMON = ("number", "method", "kind", "times", "after")


class Faults:
    def __init__(self) -> None:
        self.standing: list[Fault] = []
        self._count = 0

    def add(self, fault: Fault) -> None:
        self._count += 1
        fault.number = self._count
        self.standing.append(fault)

    def clear(self) -> None:
        self.standing.clear()

    def remove(self, number: str) -> bool:
        """Take one fault away; tells whether it still stood."""
        before = len(self.standing)
        self.standing = [fault for fault in self.standing if str(fault.number) != number]
        return len(self.standing) < before

    def take(self, method: str) -> list[Fault]:
        """Return the faults that hit this call, at most one beside latency, and count them down."""
        hits: list[Fault] = []
        for fault in self.standing:
            disturbing = fault.kind != "latency"
            if fault.method not in (method, "*") or (disturbing and any(hit.kind != "latency" for hit in hits)):
                continue
            hits.append(fault)
            if fault.times is not None:
                fault.times -= 1
        self.standing = [fault for fault in self.standing if fault.times != 0]
        return hits
