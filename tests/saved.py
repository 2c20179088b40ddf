"""What stands in the database when a use case is over, for a test to look at."""

from typing import Any

import sqlalchemy as sa

from domain.effects import Posted, Wanted
from domain.identity import ChannelId
from domain.living import Living
from storage.effect_codec import wanted_from
from storage.tables.checkins import answers, prompts, rounds, work_entries
from storage.tables.history import history
from storage.tables.outbox import effects
from storage.transactions import Transaction


def effect_rows(tx: Transaction) -> list[Any]:
    """Every effect of the workspace in the order it was saved."""
    mine = sa.select(effects).where(effects.c.workspace_id == tx.workspace).order_by(effects.c.seq)
    return list(tx.connection.execute(mine))


def waiting(tx: Transaction) -> list[Wanted]:
    """What Slack is still to be told, in order."""
    return [wanted_from(row.kind, row.facts) for row in effect_rows(tx) if row.state == "waiting"]


def said(tx: Transaction, kind: type[Any]) -> list[Any]:
    """The waiting effects of one kind."""
    return [one for one in waiting(tx) if isinstance(one, kind)]


def delivered(tx: Transaction, wanted: Living) -> None:
    """Let everything that waits be told, and this living message stand somewhere."""
    tx.connection.execute(sa.delete(effects))
    tx.outbox.keep_posted(wanted.mark, Posted(ChannelId("D_HERE"), "1.1"))


def marks(tx: Transaction) -> set[str]:
    """The living messages that wait to be drawn again."""
    return {one.mark for one in waiting(tx) if isinstance(one, Living)}


def kinds(tx: Transaction) -> list[str]:
    """The words under which the waiting effects are saved, in order."""
    return [row.kind for row in effect_rows(tx) if row.state == "waiting"]


def _rows(tx: Transaction, table: sa.Table, *order: Any) -> list[Any]:
    return list(tx.connection.execute(sa.select(table).where(table.c.workspace_id == tx.workspace).order_by(*order)))


def history_rows(tx: Transaction) -> list[Any]:
    return _rows(tx, history, history.c.number)


def round_rows(tx: Transaction) -> list[Any]:
    return _rows(tx, rounds, rounds.c.day, rounds.c.project_id)


def prompt_rows(tx: Transaction) -> list[Any]:
    return _rows(tx, prompts, prompts.c.person_id, prompts.c.day)


def answer_rows(tx: Transaction) -> list[Any]:
    return _rows(tx, answers, answers.c.answered_at, answers.c.id)


def work_rows(tx: Transaction) -> list[Any]:
    return _rows(tx, work_entries, work_entries.c.person_id, work_entries.c.day)
