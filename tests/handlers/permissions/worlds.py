"""Things that somebody must not know of: another workspace's, a private project's, and such as do not exist."""

import re
from dataclasses import asdict
from pathlib import Path
from typing import Any

from domain.actions import Action
from domain.identity import UserId
from domain.permissions import STRANGERS
from tests import make
from tests.handlers.permissions.people import LISTED, Persona
from tests.handlers.permissions.scene import arrange
from tests.handlers.permissions.stage import Outcome, Stage, requested
from tests.handlers.permissions.table import Line
from tests.handlers.requests import Things
from tests.handlers.sending import Sent
from tests.handlers.slack_side import SlackSide
from tests.make import ADMIN, NOBODY
from use_cases.own_plans import WHAT_THEY_MAY

ID = re.compile("[0-9a-f]{32}")
SIGNS = re.compile(r"[0-9a-f]{8}(\.[0-9a-f]{8})+")
GONE = Things(
    project="f" * 32,
    key="ZZZ",
    channel="C_ZZZ",
    task="e" * 32,
    task_key="ZZZ-1",
    errand="d" * 32,
    prompt="c" * 32,
    briefing="f" * 32 + "/2026-12-03T12:00:00+00:00",
    need="f" * 32 + "/2026-12-03T12:00:00+00:00/U_GONE",
    difficulty="b" * 32,
    tool="a" * 32,
    plan="9" * 32,
    request="8" * 32,
    stage="6" * 32,
    part="5" * 32,
    entry="4" * 32,
    placing="6" * 32 + " " + "4" * 32,
    solution="3" * 32,
    change="8" * 32,
    agreeing="8" * 32 + " 1",
    note="7" * 32,
    lesson="1" * 32,
    applied=f"{'1' * 32} {'f' * 32} role",
    applying=f"{'f' * 32} role",
    suggested="f" * 32 + " 11",
    handover="0" * 32,
    maintained="1" * 31 + "0",
    handing="ZZZ Service desk",
    feedback="0" * 31 + "1",
    digest=f"{'0' * 31}2 1",
    resource="2" * 32,
    listed="ZZZ " + "2" * 32,
    scaling="2" * 32 + " 120",
    open_task="task:" + "e" * 32,
    open_difficulty="difficulty:" + "b" * 32,
)


class Worlds(Stage):
    """A stage with the same project in another workspace, and a private one of other people in this one."""

    def __init__(self, path: Path, empty: Path, slack: SlackSide) -> None:
        super().__init__(path, empty, slack)
        self.far = self.office.inside(arrange, "FAR", workspace="T2")
        # Of another customer: what a customer has is the same for all who work for it.
        private = {"channel": make.private_channel("C_SEC"), "customer": "Quiet Corporation"}
        self.secret = self.office.inside(arrange, "SEC", "S", **private)
        self.office.forget_what_waits()
        self.beginning = self.ready = self.rows.now()

    def _arrange(self, line: Line) -> None:
        if line.given:
            self.office.inside(line.given, self.seen)
            self.office.inside(line.given, self.secret)
            self.office.inside(line.given, self.far, workspace="T2")
        self.request = requested(line, self.office, self.seen)

    def parts(self, line: Line) -> list[tuple[str, ...]]:
        """What the request names: each by itself, and everything together."""
        self._make_ready(line)
        return parts_named(self.request, self.seen)

    def sends_about(self, other: Things, part: tuple[str, ...], line: Line, person: UserId) -> "Told":
        """The request of this line, with these parts of it taken from the other things."""
        self._make_ready(line)
        return self.send(self.request, other, part, person)

    def sends_instead(self, request: Sent, other: Things, part: tuple[str, ...], line: Line) -> "Told":
        """Another request in the state of this line, about the other things."""
        self._make_ready(line)
        return self.send(request, other, part, who_must_not_know(line))

    def send(self, request: Sent, other: Things, part: tuple[str, ...], person: UserId) -> "Told":
        """This request, with these parts of it taken from the other things."""
        before = self.ready
        self.slack.calls.clear()
        heard = request.about(exchange(self.seen, other, part)).by(self.office, person)
        after = self.rows.now()
        self.touched = after != before
        changed = frozenset(name for name in before if before[name] != after[name])
        touched = frozenset(name for name in changed if of(other, before[name]) != of(other, after[name]))
        return Told(Outcome(heard, list(self.slack.calls), changed), other, touched)

    def sends_as_stranger(self, request: Sent, other: Things, line: Line, stranger: Persona) -> list[str]:
        """What a stranger hears of it, each sentence once."""
        self._make_ready(line)
        person, _ = self._enter(stranger, line)
        nouns = tuple(asdict(other))
        self.slack.calls.clear()
        heard = request.about(exchange(self.seen, other, nouns)).by(self.office, person)
        told = Outcome(heard, list(self.slack.calls), frozenset()).told
        sentences = (*STRANGERS.values(), WHAT_THEY_MAY)
        return [words for words in (*sentences, *(value for value in asdict(other).values())) if words in told]


class Told:
    """What became of a request, with what it was about called by its noun."""

    def __init__(self, outcome: Outcome, about: Things, touched: frozenset[str]) -> None:
        self.changed, self.touched = outcome.changed, touched
        self.forms = [one.get("callback_id") for one in outcome.opened]
        self.words = outcome.told
        for noun, value in sorted(asdict(about).items(), key=lambda one: -len(one[1])):
            self.words = self.words.replace(value, f"({noun})")
        self.words = ID.sub("(new)", self.words)  # what was made just now has another id each time
        self.words = SIGNS.sub("(signs)", self.words)  # of what was typed, which names what it was about


def of(things: Things, rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """The rows that have to do with these things; a key may be no more than a word that somebody typed."""
    ids = (things.project, things.task, things.errand, things.prompt, things.difficulty, things.stage)
    return [row for row in rows if any(one in repr(row) for one in ids)]


def parts_named(request: Sent, seen: Things) -> list[tuple[str, ...]]:
    """The nouns whose value the request carries: each by itself, and all together."""
    carried = request.carried
    named = [noun for noun, value in asdict(seen).items() if value in carried]
    return [(one,) for one in named] + ([tuple(named)] if len(named) > 1 else [])


def exchange(mine: Things, other: Things, part: tuple[str, ...]) -> dict[str, str]:
    """What stands for what; the longest first, because one may stand in another."""
    both = {getattr(mine, noun): getattr(other, noun) for noun in part}
    return dict(sorted(both.items(), key=lambda one: -len(one[0])))


def who_must_not_know(line: Line) -> UserId:
    """Who may do it with their own things; those who look after every project are no strangers to a private one."""
    knows_all = line.allowed in (ADMIN, LISTED) and Action.CONFIRM_HEAD in line.guards
    return NOBODY if knows_all else line.allowed
