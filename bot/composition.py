"""Everything a process is made of, put together when it is first needed."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from secrets import token_hex
from urllib.request import HTTPSHandler, build_opener

from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

import handlers
from bot.account import Account, Installation
from bot.authorize import RememberedInstallation
from bot.clients import OUT_OF_REACH, Clients, rejection_of
from bot.clocks import Clock, uptime
from bot.installing import Installer
from bot.settings import Settings
from bot.ticker import Ticker
from delivery import Worker
from domain.actors import Actor
from domain.channels import Channel
from domain.people import Person
from handlers.slack_objects import channel_from, person_from
from message_templates import speak_as
from scheduled_jobs import JOBS, tick
from storage.database import Database
from storage.migrating import current_revision, newest_revision
from storage.transactions import Runner, Sweeper
from storage.waking import Listener
from use_cases.directory import FindWorkspace, find_workspace

POLL_SECONDS = 2.0
"""How often a worker looks that is also woken."""
SHORT_POLL_SECONDS = 0.5
"""How often one looks that nobody wakes: other processes write into the same SQLite file."""
DELIVERY_THREADS = 8
READ_BY_BOLT = ("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_BOT_TOKEN", "SLACK_VERIFICATION_TOKEN")
NO_SUCH_PERSON = {"user_not_found", "user_not_visible", "users_not_found"}
NO_SUCH_CHANNEL = {"channel_not_found", "invalid_channel"}
REINSTALL = (
    "Steward is not installed in this workspace any more, or cannot reach Slack just now. "
    "Please try again in a minute; if it stays so, ask an administrator to install it again."
)

log = logging.getLogger("steward.composition")


class Steward:
    """One process's parts; `clock` is what people see as now, and only a demo moves it."""

    def __init__(self, settings: Settings, clock: Clock | None = None, poll_seconds: float = POLL_SECONDS) -> None:
        self.settings = settings
        self.clock = clock or Clock()
        self.wake = threading.Event()
        self._poll_seconds = poll_seconds
        self.token_rejection: str | None = None  # what to do, once Slack has said that the bot token is none
        speak_as(settings.steward_command)

    @cached_property
    def database(self) -> Database:
        return Database(self.settings.database_url.get_secret_value())

    @cached_property
    def run(self) -> Runner:
        return Runner(self.database, self.clock.now, self.wake.set)

    @cached_property
    def sweep(self) -> Sweeper:
        return Sweeper(self.database, self.clock.now)

    @cached_property
    def clients(self) -> Clients:
        return Clients(self.settings.slack_api_url)

    @cached_property
    def account(self) -> Account:
        return Account(self._bot_token, self.clients)

    @cached_property
    def installer(self) -> Installer:
        return Installer(self.run, self.account, self.clients.reading(self._bot_token))

    @cached_property
    def app(self) -> App:
        """Bolt with every route, answering only when the work is done."""
        with _without_what_bolt_reads():
            app = App(
                name="steward",
                # Over a socket nothing is signed; a secret that nobody knows keeps it so.
                signing_secret=self.settings.slack_signing_secret.get_secret_value() or token_hex(),
                client=self.clients.answering(None),
                # Bolt takes such a subclass, its annotation does not.
                authorize=RememberedInstallation(  # type: ignore[arg-type]
                    self.account, self._remembered, self.clients.answering
                ),
                process_before_response=True,
                token_verification_enabled=False,
                user_facing_authorize_error_message=REINSTALL,
            )
        handlers.attach(app, self.desk)
        return app

    @cached_property
    def desk(self) -> handlers.Desk:
        opener = build_opener(HTTPSHandler(context=self.clients.tls))
        return handlers.Desk(self.run, self.settings.steward_command, self._fetch_person, opener, self._fetch_channel)

    @cached_property
    def worker(self) -> Worker:
        return Worker(
            self.run, self.sweep, self._client_for, uptime, self.wake, DELIVERY_THREADS, poll_seconds=self._poll_seconds
        )

    @cached_property
    def ticker(self) -> Ticker:
        return Ticker(self.tick, self.installer.try_once)

    @cached_property
    def listener(self) -> Listener | None:
        """Who hears what other processes have saved; SQLite has nobody like that."""
        return None if self.database.is_sqlite else Listener(self.database, self.wake.set)

    @cached_property
    def _newest_revision(self) -> str | None:
        return newest_revision()

    @property
    def _bot_token(self) -> str:
        return self.settings.slack_bot_token.get_secret_value()

    @property
    def is_migrated(self) -> bool:
        return current_revision(self.database) == self._newest_revision

    def tick(self) -> None:
        """Do what is due now, once."""
        tick(JOBS, self.sweep, self.run)

    def ask_whose_token(self) -> None:
        """Learn from Slack where the token belongs, so that a wrong one is noticed; it may fail."""
        try:
            self.account.installation()
        except OUT_OF_REACH as error:
            self.token_rejection = rejection_of("SLACK_BOT_TOKEN", error)
            words = self.token_rejection or "Slack does not say whose token this is"
            log.warning(words, extra={"cause": type(error).__name__})

    def close(self) -> None:
        """Give back what was opened."""
        self.database.close()

    def _client_for(self, workspace: str) -> WebClient:
        return self.account.delivering_to(workspace)

    def _remembered(self, workspace: str) -> Installation | None:
        known = self.run(find_workspace, FindWorkspace(Actor.clock(workspace)))
        return Installation(workspace, known.name, known.bot_user, None) if known.bot_user else None

    def _fetch_person(self, workspace: str, user: str) -> Person | None:
        client = self.clients.looking_up(self.account.token_for(workspace))
        try:
            return person_from(client.users_info(user=user)["user"], workspace)
        except SlackApiError as error:
            if error.response.get("error") in NO_SUCH_PERSON:
                return None
            raise

    def _fetch_channel(self, workspace: str, channel: str) -> Channel | None:
        client = self.clients.looking_up(self.account.token_for(workspace))
        try:
            return channel_from(client.conversations_info(channel=channel)["channel"])
        except SlackApiError as error:
            if error.response.get("error") in NO_SUCH_CHANNEL:
                return None
            raise


@contextmanager
def _without_what_bolt_reads() -> Iterator[None]:
    """Hide from Bolt what it reads behind our back: with a client's id it would forget our token and start OAuth."""
    hidden = {name: os.environ.pop(name) for name in READ_BY_BOLT if name in os.environ}
    try:
        yield
    finally:
        os.environ.update(hidden)
