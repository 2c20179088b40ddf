"""Steward as people reach it: real Bolt with every route, a real database, and Slack's side that remembers."""

import json
import logging
from contextlib import suppress
from typing import Any
from urllib.request import build_opener

import sqlalchemy as sa

from domain.actors import Actor
from domain.channels import Channel
from domain.people import Person
from domain.refusals import Unavailable
from handlers import Desk, attach
from sandbox.driver import plain
from storage.database import Database
from storage.tables.outbox import effects
from storage.transactions import Runner, Transaction
from tests import make, saved
from tests.handlers.slack_side import TEAM, Phone, SlackSide, made_app
from tests.make import NOON

HELD = {
    "multi_static_select": ("selected_options", "initial_options"),
    "plain_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "checkboxes": ("selected_options", "initial_options"),
    "users_select": ("selected_user", "initial_user"),
    "multi_users_select": ("selected_users", "initial_users"),
    "multi_external_select": ("selected_options", "initial_options"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
}


class AwayRunner(Runner):
    """A runner whose database can be taken away."""

    is_away = False

    def __call__(self, use_case, order, once=None):
        if self.is_away:
            raise Unavailable("taken away")
        return super().__call__(use_case, order, once)


class Office:
    """Everybody's phones, and what stands in the database and in Slack afterwards."""

    def __init__(self, database: Database, slack: SlackSide) -> None:
        self.database, self.slack = database, slack
        self.now = NOON
        self.run = AwayRunner(database, lambda: self.now, lambda: None)
        self.app = made_app(slack)
        self.shown_channels: dict[str, Channel | Exception] = {}
        self.shown_people: dict[str, Person] = {}
        desk = Desk(
            self.run,
            "/project",
            lambda _workspace, user: self.shown_people.get(user),
            build_opener(),
            self._shown_channel,
            logger=logging.getLogger("tests.handlers.office"),
        )
        attach(self.app, desk)

    def _shown_channel(self, _workspace: str, channel: str) -> Channel | None:
        """What Slack says when it is asked about a channel; an exception in its place is raised."""
        found = self.shown_channels.get(channel)
        if isinstance(found, Exception):
            raise found
        return found

    def phone(self, person: str) -> Phone:
        return Phone(self.app, self.slack, user=person)

    def inside(self, act, *arguments, workspace: str = TEAM, **more) -> Any:
        """Arrange or look, in a transaction of its own."""
        with self.database.writing() as connection:
            return act(Transaction(connection, workspace, self.now), *arguments, **more)

    def waiting(self, kind: type | None = None) -> list[Any]:
        """What Slack is still to be told."""
        found = self.inside(saved.waiting)
        return [one for one in found if kind is None or isinstance(one, kind)]

    def is_silent(self) -> bool:
        return self.waiting() == []

    def forget_what_waits(self) -> None:
        """So that a test sees only what its own press causes."""
        self.inside(lambda tx: tx.connection.execute(sa.delete(effects)))

    def opened(self, method: str = "views.open") -> dict[str, Any]:
        """The modal that was opened last, with what Slack adds: ids for itself and for every block."""
        return self.as_shown(self.slack.told(method)[-1]["view"])

    def as_shown(self, view: dict[str, Any]) -> dict[str, Any]:
        """The same of a modal that came as an answer to another one."""
        blocks = [{"block_id": f"made{number}", **block} for number, block in enumerate(view["blocks"])]
        return {**view, "id": f"V{len(self.slack.calls)}", "hash": "h1", "blocks": blocks}

    def told(self) -> str:
        """The words of the last answer to a press, wherever they were said."""
        return words_in(self.slack.calls[-1][1])


def made_office(database: Database, slack: SlackSide) -> Office:
    """An office with settings, its people, and nothing to do."""
    office = Office(database, slack)
    office.inside(make.office)
    return office


def actor(person: str, **more: Any) -> Actor:
    return make.actor(person, workspace=TEAM, **more)


def filled(view: dict[str, Any], **given: Any) -> dict[str, Any]:
    """The modal as somebody filled it in: `field` or `field__key`; what is not given stays as it was drawn."""
    answers = {name.replace("__", "@"): value for name, value in given.items()}
    inputs = {block["block_id"]: block["element"] for block in view["blocks"] if block["type"] == "input"}
    unknown = set(answers) - set(inputs)
    assert not unknown, f"the form has no {unknown}, it has {list(inputs)}"
    values = {
        block: {element["action_id"]: _state(element, answers.get(block, ...))} for block, element in inputs.items()
    }
    return {**view, "state": {"values": values}}


def _state(element: dict[str, Any], value: Any) -> dict[str, Any]:
    held, initial = HELD[element["type"]]
    if value is ...:
        return {"type": element["type"], held: element.get(initial)}
    if held == "selected_option":
        value = {"value": value} if value else None
    if held == "selected_options":
        value = [{"value": one} for one in value]
    return {"type": element["type"], held: value}


def read(said: dict[str, Any]) -> str:
    """What a message, or the form or the message that an answer shows, says to whoever reads it."""
    shown = said.get("view", said)
    return plain({"text": shown.get("text", ""), "blocks": shown["blocks"]})


def words_in(said: Any) -> str:
    """Every word in what was said, in blocks or in a view that came as text."""
    if isinstance(said, str):
        with suppress(ValueError):
            return words_in(json.loads(said)) if said[:1] in "{[" else said
        return said
    if isinstance(said, dict):
        shown = (value for name, value in said.items() if name not in ("type", "action_id", "block_id", "callback_id"))
        return " ".join(filter(None, map(words_in, shown)))
    return " ".join(filter(None, map(words_in, said))) if isinstance(said, list) else ""
