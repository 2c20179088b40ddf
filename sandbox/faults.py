"""Faults on demand: what can go wrong between an app and Slack."""

from __future__ import annotations

from dataclasses import dataclass

KINDS = ("drop_before", "drop_after", "status", "error", "garbage", "latency")


class FaultRefused(ValueError):
    """The fault makes no sense; says why."""


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

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise FaultRefused(f"A fault is one of {', '.join(KINDS)}; {self.kind!r} is not.")
        if self.times is not None and self.times < 1:
            raise FaultRefused("A fault happens once or more; leave times as null for as long as it stands.")
        self.after = self.after or self.kind == "drop_after"


class Faults:
    def __init__(self) -> None:
        self.standing: list[Fault] = []

    def add(self, fault: Fault) -> None:
        self.standing.append(fault)

    def clear(self) -> None:
        self.standing.clear()

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
