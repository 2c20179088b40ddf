"""What has not been said yet, for whoever asks why."""

from __future__ import annotations

import sqlalchemy as sa

from domain.effects import EffectState, Pending
from domain.living import Living
from storage.statements import MINE, Gateway
from storage.tables.outbox import effects

# As words, so that the partial index of the lanes is used.
UNDER_WAY = tuple(f"'{state.value}'" for state in (EffectState.WAITING, EffectState.CLAIMED))
PENDING = (
    sa.select(effects)
    .where(
        effects.c.workspace_id == MINE,
        effects.c.lane == sa.bindparam("this_lane"),
        effects.c.mark == sa.bindparam("mark"),
        effects.c.state.in_([sa.literal_column(state) for state in UNDER_WAY]),
    )
    .order_by(effects.c.seq)
    .limit(1)
)


class Undelivered(Gateway):
    """Reads what of one workspace still waits to be said."""

    def of(self, wanted: Living) -> Pending | None:
        """How far the delivery of a living message is, or None when nothing of it waits."""
        row = self.run(PENDING, this_lane=wanted.to.lane, mark=wanted.mark).one_or_none()
        return Pending(row.attempts, row.added_at, row.error or "", row.uncertain) if row else None
