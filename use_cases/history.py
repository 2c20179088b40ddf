"""Reading the history of a project: who changed what, from and to, newest first."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.change_terms import Reader
from domain.commands import CHANGE_KEY, DIFFICULTY_KEY
from domain.cost_history import without_money, without_our_words
from domain.history import Entry, HistoryFilter
from domain.history_sentences import Sentence, sentence_of
from domain.identity import UserId
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.approved import reader_of
from use_cases.finding import find_project

ENTRIES_SHOWN = 10


@dataclass(frozen=True)
class ShowHistory:
    """The lines that are wanted, of a named project or of the one in this channel; those before or after a line."""

    actor: Actor
    wanted: HistoryFilter = field(default_factory=HistoryFilter)
    channel: str | None = None
    before: int | None = None
    after: int | None = None


@dataclass(frozen=True)
class HistoryFacts:
    """One page of a project's history; `wanted` is the filter as it could be typed, then where pages go on."""

    project_key: str
    project_name: str
    entries: tuple[Entry, ...]
    wanted: str
    about: str
    by: UserId | None
    newer: int | None
    older: int | None

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The lines as they are read."""
        return tuple(sentence_of(one) for one in self.entries)


@read_only
def show_history(order: ShowHistory, tx: Transaction, now: datetime) -> Named[HistoryFacts]:
    """One page of the history, newest first, for anybody who may see the project."""
    project = find_project(order.actor, order.wanted.key, order.channel, tx)
    permissions.require(order.actor, Action.SEE_PROJECT, project)
    wanted = replace(order.wanted, key=project.key)
    found = tx.history.of_project(project.id, ENTRIES_SHOWN + 1, order.before, order.after, wanted.about, wanted.by)
    if wanted.about and not found:
        _refuse_unless_there(wanted.about, tx)
    is_newer, is_more = order.after is not None, len(found) > ENTRIES_SHOWN
    shown = tuple(found[-ENTRIES_SHOWN:] if is_newer else found[:ENTRIES_SHOWN])
    if not permissions.allowed(order.actor, Action.SEE_COSTS, project):
        shown = tuple(without_money(one) for one in shown)
    if reader_of(order.actor, project) is not Reader.OURS:
        shown = tuple(without_our_words(one) for one in shown)
    has_newer, has_older = (is_more, True) if is_newer else (order.before is not None, is_more)
    return tx.people.named(
        HistoryFacts(
            project.key,
            project.name,
            shown,
            str(wanted),
            wanted.about,
            wanted.by,
            shown[0].number if shown and has_newer else None,
            shown[-1].number if shown and has_older else None,
        )
    )


def _refuse_unless_there(key: str, tx: Transaction) -> None:
    """A key that nobody uses has no history because there is no such thing, which is worth saying."""
    if DIFFICULTY_KEY.fullmatch(key):
        tx.difficulties.by_key(key)
    elif CHANGE_KEY.fullmatch(key):
        tx.changes.by_key(key)
    else:
        tx.tasks.by_key(key)
