"""The Driver: people, the clock, and waiting for what comes."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sandbox.driver.people import PersonAtKeyboard
from sandbox.driver.wire import ControlRefused, Wire
from sandbox.plain_text import Names

Found = TypeVar("Found")


class Driver:
    """Drives one sandbox from outside, as its people and as its administrator."""

    def __init__(self, url: str) -> None:
        self.wire = Wire(url)

    def person(self, who: str) -> PersonAtKeyboard:
        """Sit down at one person's keyboard; `who` is an id, a handle or a real name."""
        wanted = who.removeprefix("@")
        for person in self.workspace()["people"]:
            if wanted in (person["id"], person["name"], person["real_name"]):
                return PersonAtKeyboard(self.wire, person)
        raise ControlRefused(f"There is no person {who!r} in the workspace.")

    def workspace(self, as_person: str | None = None) -> dict[str, Any]:
        return self.wire.look("workspace", as_=as_person)

    def names(self) -> Names:
        """Return how ids read, for `plain`."""
        workspace = self.workspace()
        people = {person["id"]: person["name"] for person in workspace["people"]}
        return Names(people, {channel["id"]: channel["name"] for channel in workspace["channels"]})

    def clock(self) -> datetime:
        return datetime.fromisoformat(self.wire.look("clock")["clock"])

    def jump(self, to: datetime | None = None, by: timedelta | None = None) -> datetime:
        """Move the workspace clock forward; returns when those who listen to it have taken note."""
        act = {"to": to.isoformat()} if to is not None else {"by": (by or timedelta()).total_seconds()}
        return datetime.fromisoformat(self.wire.do("clock", act)["clock"])

    def channel(self, op: str, channel: str = "", **more: Any) -> str:
        """Do something to a channel as its administrator; returns its id."""
        return str(self.wire.do("channel", _renamed({"op": op, "channel": channel} | more))["channel"])

    def change_person(self, op: str, user: str = "", **more: Any) -> dict[str, Any]:
        return dict(self.wire.do("person", {"op": op, "user": user} | more)["person"])

    def app(self, op: str, **more: Any) -> dict[str, Any]:
        return self.wire.do("app", {"op": op} | more)

    def fault(self, method: str, kind: str, **more: Any) -> None:
        """Let the next calls of a method go wrong."""
        self.wire.do("faults", {"method": method, "kind": kind} | more)

    def clear_faults(self) -> None:
        self.wire.forget("faults")

    def deliver(self, **choices: Any) -> None:
        self.wire.do("delivery", choices)

    def limit(self, rate_scale: float | None) -> None:
        """Apply Slack's rate limits this many times over; 0 or None is not at all."""
        self.wire.do("limits", {"rate_scale": rate_scale})

    def calls(self, method: str | None = None, since: int = 0) -> list[dict[str, Any]]:
        """Return the Web API calls of the app, oldest first."""
        calls = self.wire.look("calls", since=since)["calls"]
        return [call for call in calls if method in (None, call["method"])]

    def problems(self) -> list[dict[str, Any]]:
        return list(self.wire.look("problems")["problems"])

    def wait_until(self, happens: Callable[[], Found], seconds: float = 5.0, pause: float = 0.02) -> Found:
        """Ask again and again until the answer is true; returns it, or fails with what was seen last."""
        deadline = time.monotonic() + seconds
        while True:
            found = happens()
            if found:
                return found
            if time.monotonic() > deadline:
                raise TimeoutError(f"This did not happen within {seconds} s; last seen: {found!r}")
            time.sleep(pause)


def _renamed(act: dict[str, Any]) -> dict[str, Any]:
    return {key.rstrip("_"): held for key, held in act.items()}
