"""How often a project's channel was to be made or joined since that last succeeded."""

from __future__ import annotations

import sqlalchemy as sa

from domain.effects import HOME_STEPS, STEPS, EffectState
from storage.statements import MINE
from storage.tables.outbox import effects

HOME_KINDS = tuple(kind for kind, step in STEPS.items() if step in HOME_STEPS)
UNDER_WAY = (EffectState.WAITING.value, EffectState.CLAIMED.value)
AT_HOME = sa.and_(
    effects.c.workspace_id == MINE, effects.c.lane == sa.bindparam("this_lane"), effects.c.kind.in_(HOME_KINDS)
)
LAST_SUCCESS = (
    sa.select(sa.func.coalesce(sa.func.max(effects.c.seq), 0))
    .where(AT_HOME, effects.c.state == EffectState.DONE.value)
    .scalar_subquery()
)
SINCE = effects.c.seq > LAST_SUCCESS
ATTEMPTS_AT_HOME = sa.select(
    sa.func.count().filter(SINCE).label("begun"),
    sa.func.max(effects.c.added_at).filter(SINCE).label("last_at"),
    sa.func.count().filter(effects.c.state.in_(UNDER_WAY)).label("under_way"),
    sa.func.count().filter(sa.not_(SINCE)).label("before"),
).where(AT_HOME)
