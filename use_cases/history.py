"""Reading the history of a project: who changed what, from and to, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain import permissions
from domain.actors import Actor
from domain.history import Entry
from domain.permissions import Action
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.finding import find_project

ENTRIES_SHOWN = 10


@dataclass(frozen=True)
class ShowHistory:
    """The history of the project with this key, or of the one in this channel; `before` goes on with older lines."""

    actor: Actor
    key: str | None = None
    channel: str | None = None
    before: int | None = None


@dataclass(frozen=True)
class HistoryFacts:
    """One page of a project's history; `older` is where the next page begins."""

    project_key: str
    project_name: str
    entries: tuple[Entry, ...]
    is_newest: bool
    older: int | None


@read_only
def show_history(order: ShowHistory, tx: Transaction, now: datetime) -> Named[HistoryFacts]:
    """One page of the history, for anybody who may see the project."""
    project = find_project(order.actor, order.key, order.channel, tx)
    permissions.require(order.actor, Action.SEE_PROJECT, project)
    found = tx.history.of_project(project.id, ENTRIES_SHOWN + 1, order.before)
    shown = tuple(found[:ENTRIES_SHOWN])
    older = shown[-1].number if len(found) > ENTRIES_SHOWN else None
    return tx.people.named(HistoryFacts(project.key, project.name, shown, order.before is None, older))
