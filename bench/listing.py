"""Finding projects among a hundred and among ten thousand, one dispatch after the other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from bench.arranging import add_people, add_project, arranging, steward_on, team_of
from bench.figures import Figure, ratio
from bench.in_process import dispatching
from bench.requests import command
from bench.rounds import take_turns
from bot.composition import Steward
from domain.projects import ChannelKind, Lifecycle, ProjectChannel

FEW, MANY = 100, 10_000
OWN, RARE = 14, 14
"""How many projects the reader is on, a fifth of them private, and how many have the rare word: the same in both."""
CUSTOMERS = ("Rhein Logistik", "Hafen AG", "City of Kiel")
STATES = (Lifecycle.ACTIVE, Lifecycle.CLOSED)
READER, OTHER = team_of(2)
ASKED = {
    "any": "list",
    "mine": "list mine",
    "in one state": "list closed",
    "by a word that all have": "list renewal",
    "by a word that few have": "list lighthouse",
    "by customer, state and word": "list customer:hafen active renewal",
}
"""What is asked; each fills a page in both."""


@contextmanager
def listing_ready(database_url: str, many: int) -> Iterator[Steward]:
    """A Steward with so many projects, a fifth of them private."""
    with steward_on(database_url) as steward:
        with arranging(steward) as tx:
            add_people(tx, (READER, OTHER))
            for number in range(many):
                add_project(tx, (READER if number % 7 == 0 and number < 7 * OWN else OTHER,), **_differing(number))
        yield steward


def _differing(number: int) -> dict[str, Any]:
    site = "Lighthouse" if number < RARE else "Harbour"
    kind = ChannelKind.PRIVATE if number % 5 == 4 else ChannelKind.PUBLIC
    return {
        "key": f"K{number:05}",
        "home": None,
        "name": f"{site} renewal {number}",
        "customer": CUSTOMERS[number % len(CUSTOMERS)],
        "lifecycle": STATES[number % len(STATES)],
        "channel": ProjectChannel(kind, f"k{number}"),
    }


def measure_listing(folder: Path) -> list[Figure]:
    """Target: a page of projects costs the same however many there are, whatever is looked for."""
    with ExitStack() as opened:
        stewards = {
            many: opened.enter_context(listing_ready(f"sqlite:///{folder}/projects_{many}.db", many))
            for many in (FEW, MANY)
        }
        return [_figure(stewards, name, text) for name, text in ASKED.items()]


def measure_portfolio(folder: Path) -> list[Figure]:
    """Target: a hundred times the projects cost far less than a hundred times as much; nothing is asked for each."""
    with ExitStack() as opened:
        stewards = {
            many: opened.enter_context(_portfolio_ready(f"sqlite:///{folder}/portfolio_{many}.db", many))
            for many in (5, 500)
        }
        asked = command("portfolio", READER)
        rounds = take_turns({str(many): dispatching(one.app, asked, "Projects") for many, one in stewards.items()})
        return [ratio("Portfolio of 500 projects / of 5", rounds.ratios("500", "5"), at_most=25)]


@contextmanager
def _portfolio_ready(database_url: str, many: int) -> Iterator[Steward]:
    """A Steward with so many projects that run, and a reader who looks after all of them."""
    with steward_on(database_url) as steward:
        with arranging(steward) as tx:
            add_people(tx, (READER, OTHER))
            tx.workspaces.keep(replace(tx.workspaces.get(), it_managers=(READER,)))
            for number in range(many):
                made = {"lifecycle": Lifecycle.ACTIVE, "channel": ProjectChannel(ChannelKind.PUBLIC, f"k{number}")}
                add_project(tx, (OTHER,), **_differing(number) | made)
        yield steward


def _figure(stewards: dict[int, Steward], name: str, text: str) -> Figure:
    asked = command(text, READER)
    rounds = take_turns({str(many): dispatching(one.app, asked, "Projects") for many, one in stewards.items()})
    return ratio(f"List of 10,000 projects / of 100, {name}", rounds.ratios(str(MANY), str(FEW)), at_most=1.5)
