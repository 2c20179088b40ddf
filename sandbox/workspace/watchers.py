"""Tells open pages that something they can see has changed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection


class Watcher:
    """One open page of one person: remembers what changed until the page takes it."""

    def __init__(self, person: str) -> None:
        self.person = person
        self._changed: dict[str, None] = {}
        self._woken = asyncio.Event()

    def note(self, topic: str) -> None:
        self._changed[topic] = None
        self._woken.set()

    async def take(self) -> list[str]:
        """Wait for a change, let a burst settle, and hand over all of it once."""
        await self._woken.wait()
        await asyncio.sleep(0.02)
        self._woken.clear()
        topics, self._changed = list(self._changed), {}
        return topics


class Watchers:
    def __init__(self) -> None:
        self._watchers: list[Watcher] = []

    def join(self, person: str) -> Watcher:
        watcher = Watcher(person)
        self._watchers.append(watcher)
        return watcher

    def leave(self, watcher: Watcher) -> None:
        self._watchers.remove(watcher)

    def note(self, topic: str, people: Collection[str] | Callable[[str], bool] | None = None) -> None:
        """Tell the pages of some people (all when none are named) that a topic changed."""
        for watcher in self._watchers:
            if people is None or (people(watcher.person) if callable(people) else watcher.person in people):
                watcher.note(topic)
