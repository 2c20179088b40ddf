"""A provider in a local workspace of its own process, its database, and people who press buttons there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.arranging import seed_of, steward_on
from bench.processes import settings_for, started_sandbox
from bot.composition import Steward
from domain.identity import UserId
from sandbox import Driver

Part = dict[str, Any]


@dataclass(frozen=True)
class Place:
    """A local workspace, the settings for whoever works in it, and a Steward here that only arranges."""

    driver: Driver
    settings: dict[str, str]
    steward: Steward

    def press(self, button: Part) -> Part:
        """Press, and return what the person sees when Slack has its answer."""
        return self.driver.wire.do("press", button)

    def wait_until_connected(self) -> None:
        """Wait until an app hears over Socket Mode."""
        self.driver.wait_until(lambda: self.driver.workspace()["connections"], seconds=20)


@contextmanager
def at_work(folder: Path, name: str, team: tuple[UserId, ...], database_url: str) -> Iterator[Place]:
    """The place, with a database at the newest revision and the directory as the workspace shows it."""
    seed = folder / f"{name}.json"
    seed.write_text(json.dumps(seed_of(team)))
    with started_sandbox(folder, seed) as url, steward_on(database_url, f"{url}/api/") as steward:
        steward.installer.install()
        yield Place(Driver(url), settings_for(url, database_url), steward)


def button_of(message: Part, person: UserId, action_id: str) -> Part:
    """The press of one button on a message."""
    for block in message["blocks"]:
        if any(element.get("action_id") == action_id for element in block.get("elements", ())):
            place = {"channel": message["channel"], "ts": message["ts"], "block_id": block["block_id"]}
            return place | {"as": person, "action_id": action_id}
    raise RuntimeError(f"There is no {action_id} on: {message}")
