"""Learning who and what is in the workspace: at the start and every night, in the background."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Mapping
from typing import Any

from slack_sdk import WebClient

from bot.account import Account
from bot.clients import OUT_OF_REACH, rejection_of
from domain.actors import Actor
from domain.refusals import Unavailable
from handlers.slack_objects import channel_from, person_from
from storage.transactions import Runner
from use_cases.directory import (
    InstallWorkspace,
    KeepChannels,
    KeepPeople,
    install_workspace,
    keep_channels,
    keep_people,
)

PAGE = 200
FIRST_PAUSE_SECONDS = 5.0
LONGEST_PAUSE_SECONDS = 300.0
LEADERS = ("is_primary_owner", "is_owner", "is_admin")

log = logging.getLogger("steward.installing")


class Installer:
    """Fills the directory from Slack; whatever goes wrong is tried again later."""

    def __init__(self, run: Runner, account: Account, client: WebClient) -> None:
        self._run = run
        self._account = account
        self._client = client
        self._rejection: str | None = None

    def what_is_wrong(self) -> str | None:
        """Why the directory can never be read, or None; what may pass is none."""
        return self._rejection

    def keep_trying(self, stop: threading.Event) -> None:
        """Install, and after a failure again with longer and longer pauses; a rejected token is not tried again."""
        pause = FIRST_PAUSE_SECONDS
        while not self.try_once() and not self._rejection and not stop.wait(pause):
            pause = min(pause * 2, LONGEST_PAUSE_SECONDS)

    def try_once(self) -> bool:
        """Whether the directory could be filled; a failure is logged."""
        try:
            self.install()
        except (*OUT_OF_REACH, Unavailable) as error:
            log.warning("the directory was not read from Slack", extra={"cause": _cause(error)})
            self._rejection = rejection_of("SLACK_BOT_TOKEN", error)
            return False
        except Exception:
            log.exception("the directory was not read from Slack")
            return False
        return True

    def install(self) -> None:
        """Read the workspace, its people and its channels, and keep them."""
        here = self._account.installation()
        actor = Actor.clock(here.workspace)
        zone = self._keep_people(actor)
        self._run(install_workspace, InstallWorkspace(actor, here.name, here.bot_user, zone))
        kinds = "public_channel,private_channel"
        for page in self._client.conversations_list(types=kinds, exclude_archived=False, limit=PAGE):
            found = tuple(channel_from(channel) for channel in page["channels"])
            self._run(keep_channels, KeepChannels(actor, found))
        log.info("the directory is as Slack shows it", extra={"workspace": here.workspace})

    def _keep_people(self, actor: Actor) -> str:
        """Keep everybody; the zone of whoever leads the workspace is the likeliest one for its calendar."""
        zones: dict[str, str] = {}
        for page in self._client.users_list(limit=PAGE):
            self._run(
                keep_people, KeepPeople(actor, tuple(person_from(one, actor.workspace) for one in page["members"]))
            )
            for one in page["members"]:
                for leading in _leading(one):
                    zones.setdefault(leading, person_from(one, actor.workspace).zone)
        return next((zones[leading] for leading in LEADERS if leading in zones), "UTC")


def _leading(user: Mapping[str, Any]) -> Iterator[str]:
    return (flag for flag in LEADERS if user.get(flag) and not user.get("deleted") and not user.get("is_bot"))


def _cause(error: BaseException) -> str:
    """Slack's word for what is wrong, never its whole answer."""
    response = getattr(error, "response", None)
    return str(response["error"]) if response is not None and "error" in response else type(error).__name__
