"""The list of what the control API can show and do."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from sandbox.world import World

Act = dict[str, Any]
Look = Callable[[World, Act], Act]
Deed = Callable[[World, Act], Awaitable[Act]]

LOOKS: dict[str, Look] = {}
DEEDS: dict[str, Deed] = {}


def look(name: str) -> Callable[[Look], Look]:
    """Register something that GET /control/<name> shows."""

    def register(function: Look) -> Look:
        LOOKS[name] = function
        return function

    return register


def deed(name: str) -> Callable[[Deed], Deed]:
    """Register something that POST /control/<name> does."""

    def register(function: Deed) -> Deed:
        DEEDS[name] = function
        return function

    return register
