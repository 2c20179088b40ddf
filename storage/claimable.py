"""When an effect may be claimed: free, due, first in its lane, and what it needs has happened."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from domain.effects import EffectState
from storage.tables.outbox import effects


def _state(state: EffectState) -> sa.ColumnClause[str]:
    """The word itself in the SQL, so that partial indexes apply."""
    return sa.literal_column(f"'{state.value}'", sa.Text)


WAITING, CLAIMED, DONE = _state(EffectState.WAITING), _state(EffectState.CLAIMED), _state(EffectState.DONE)


def is_claimable(uptime: sa.BindParameter[Any]) -> sa.ColumnElement[bool]:
    """The condition on `effects` at this moment of the clock that never jumps."""
    ahead, needed = effects.alias("ahead"), effects.alias("needed")
    unfinished = ahead.c.state.in_([WAITING, CLAIMED])
    first_in_lane = ~sa.exists(
        sa.select(1)
        .select_from(ahead)
        .where(
            ahead.c.workspace_id == effects.c.workspace_id,
            ahead.c.lane == effects.c.lane,
            ahead.c.seq < effects.c.seq,
            unfinished,
        )
    )
    its_need = sa.exists(
        sa.select(1).select_from(needed).where(needed.c.id == effects.c.after_id, needed.c.state == DONE)
    )
    free = sa.or_(effects.c.state == WAITING, sa.and_(effects.c.state == CLAIMED, effects.c.lease_until <= uptime))
    return sa.and_(
        effects.c.state.in_([WAITING, CLAIMED]),
        free,
        effects.c.due_at <= uptime,
        first_in_lane,
        sa.or_(effects.c.after_id.is_(None), its_need),
    )
