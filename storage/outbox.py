"""What is to be said to Slack: saved with what caused it, claimed in lanes, marked with what came back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from domain.actors import Actor
from domain.effects import NEVER_HOLDS_ITS_LANE, Attempts, Effect, EffectState, Posted, Wanted, with_both_names
from domain.identity import ChannelId, new_id
from domain.living import Living
from storage.attempts import ATTEMPTS_AT_HOME
from storage.claimable import is_claimable
from storage.effect_codec import facts_of, kind_of, wanted_from
from storage.statements import MINE, Gateway, insert_of, insert_or_touch, upsert_of
from storage.tables.outbox import UNIQUE_WHILE_WAITING, effects, posted_messages

UNTRIED = {
    "state": EffectState.WAITING.value,
    "attempts": 0,
    "uncertain": False,
    "lease_until": None,
    "error": None,
}
AT_ONCE = datetime(2000, 1, 1, tzinfo=UTC)
"""Due times are read on the clock that never jumps; what is due at once is due long ago on any clock."""

ADD = insert_of(effects)
ADD_EDIT = insert_or_touch(effects, UNIQUE_WHILE_WAITING, "mark")
ADD_POST = insert_or_touch(effects, UNIQUE_WHILE_WAITING, "facts", "useless_after")
KEEP_POSTED = upsert_of(posted_messages)
THIS = (effects.c.workspace_id == MINE) & (effects.c.id == sa.bindparam("effect"))
CLAIM = (
    sa.update(effects)
    .where(THIS, is_claimable(sa.bindparam("uptime")))
    .values(
        state=EffectState.CLAIMED.value,
        lease_until=sa.bindparam("new_lease"),
        attempts=effects.c.attempts + 1,
        uncertain=sa.or_(effects.c.uncertain, effects.c.state == EffectState.CLAIMED.value),
    )
    .returning(effects)
)
FINISH = (
    sa.update(effects)
    .where(THIS, effects.c.state == EffectState.CLAIMED.value)
    .values(state=sa.bindparam("new_state"), error=sa.bindparam("new_error"), lease_until=None)
)
AGAIN = (
    sa.update(effects)
    .where(THIS, effects.c.state == EffectState.CLAIMED.value)
    .values(
        state=EffectState.WAITING.value,
        lease_until=None,
        due_at=sa.bindparam("new_due"),
        error=sa.bindparam("new_error"),
        uncertain=sa.bindparam("is_uncertain"),
    )
)
DROP_SUPERSEDED = (
    sa.update(effects)
    .where(
        THIS,
        effects.c.state == EffectState.CLAIMED.value,
        effects.c.mark.is_not(None),
        sa.exists(
            sa.select(1)
            .select_from(newer := effects.alias())
            .where(
                newer.c.workspace_id == effects.c.workspace_id,
                newer.c.mark == effects.c.mark,
                newer.c.state == EffectState.WAITING.value,
            )
        ),
    )
    .values(state=EffectState.DONE.value, lease_until=None, error="drawn again by a newer change")
    .returning(effects)
)
HAND_ON = sa.update(effects).where(THIS).values(uncertain=sa.or_(effects.c.uncertain, sa.bindparam("is_uncertain")))
HELD = (
    sa.select(effects.c.id)
    .where(THIS, effects.c.state == EffectState.CLAIMED.value, effects.c.attempts == sa.bindparam("attempt"))
    .with_for_update()
)
WAIT_FOR_SUCCESSOR = (
    sa.update(effects)
    .where(
        effects.c.workspace_id == MINE,
        effects.c.after_id == sa.bindparam("effect"),
        effects.c.state == EffectState.WAITING.value,
    )
    .values(after_id=sa.bindparam("successor"))
)
PUSH_AHEAD = (
    sa.update(effects)
    .where(THIS, is_claimable(sa.bindparam("uptime")))
    .values(attempts=effects.c.attempts + 1, due_at=sa.bindparam("new_due"), error=sa.bindparam("new_error"))
    .returning(effects.c.attempts)
)
DEPENDANTS = sa.select(effects.c.id).where(
    effects.c.workspace_id == MINE,
    effects.c.after_id == sa.bindparam("effect"),
    effects.c.state == EffectState.WAITING.value,
)
FAIL = sa.update(effects).where(THIS).values(state=EffectState.FAILED.value, error=sa.bindparam("new_error"))
IS_SETTLED = sa.and_(
    effects.c.state.in_([EffectState.DONE.value, EffectState.FAILED.value]),
    ~sa.exists(
        sa.select(1)
        .select_from(needing := effects.alias("needing"))
        .where(
            needing.c.after_id == effects.c.id,
            needing.c.state.in_([EffectState.WAITING.value, EffectState.CLAIMED.value, EffectState.PARKED.value]),
        )
    ),
)
OLD = sa.delete(effects).where(effects.c.workspace_id == MINE, effects.c.added_at < sa.bindparam("before"), IS_SETTLED)
FORGET = sa.delete(effects).where(THIS, IS_SETTLED)
UNPARK = (
    sa.update(effects)
    .where(
        effects.c.workspace_id == MINE,
        effects.c.lane == sa.bindparam("this_lane"),
        effects.c.state == EffectState.PARKED.value,
    )
    .values(state=EffectState.WAITING.value, due_at=AT_ONCE)
)
PARKED_TWICE = (
    sa.update(effects)
    .where(
        effects.c.workspace_id == MINE,
        effects.c.lane == sa.bindparam("this_lane"),
        effects.c.state == EffectState.PARKED.value,
        effects.c.mark.is_not(None),
    )
    .values(state=EffectState.DONE.value, error="drawn again after the repair")
    .returning(effects.c.seq, effects.c.id, effects.c.kind, effects.c.facts)
)
MARKS = sa.select(posted_messages.c.mark).where(
    posted_messages.c.workspace_id == MINE, posted_messages.c.mark.startswith(sa.bindparam("beginning"))
)
LET_REST = sa.delete(posted_messages).where(
    posted_messages.c.workspace_id == MINE,
    posted_messages.c.mark == sa.bindparam("this_mark"),
    ~sa.exists(
        sa.select(1).where(
            effects.c.workspace_id == MINE,
            effects.c.mark == sa.bindparam("this_mark"),
            effects.c.state == EffectState.WAITING.value,
        )
    ),
)
WHERE = sa.select(posted_messages).where(
    posted_messages.c.workspace_id == MINE, posted_messages.c.mark == sa.bindparam("mark")
)


class Outbox(Gateway):
    """Adds, marks and finds effects of one workspace."""

    def __init__(self, connection: sa.Connection, workspace: str, actor: Actor | None = None) -> None:
        super().__init__(connection, workspace)
        self.actor = actor
        self.added = 0

    def add(
        self, wanted: Wanted, now: datetime, after: str | None = None, useless_after: datetime | None = None
    ) -> str:
        """Save what Slack is to be told, behind what it needs; returns its id.

        A living message that already waits is not added again: it is drawn when delivered, and its id is returned.
        """
        effect, wanted = new_id(), with_both_names(wanted, self.actor)
        held = not isinstance(wanted, NEVER_HOLDS_ITS_LANE)
        values = {
            "workspace_id": self.workspace,
            "id": effect,
            "lane": lane_of(wanted) if held else f"side:{getattr(wanted, 'queue', '') or effect}",
            "kind": kind_of(wanted),
            "facts": facts_of(wanted),
            "after_id": after,
            "due_at": AT_ONCE,
            "useless_after": useless_after,
            "added_at": now,
            **UNTRIED,
        }
        self.added += 1
        if isinstance(wanted, Living):
            # Held until the end of this transaction: whoever delivers it must see what it changed.
            add = (ADD_EDIT if wanted.edit_only else ADD_POST)[self.connection.dialect.name]
            return str(self.connection.execute(add, {**values, "mark": wanted.mark}).scalar_one())
        self.connection.execute(ADD, {**values, "mark": None})
        return effect

    def claim(self, effect: str, uptime: datetime, lease_until: datetime) -> Effect | None:
        """Take an effect for oneself until the lease ends; None when it is not free or not its turn.

        One whose earlier lease ended without a mark may have happened: it comes back as uncertain.
        """
        row = self.run(CLAIM, effect=effect, uptime=uptime, new_lease=lease_until).one_or_none()
        return effect_of(row) if row else None

    def posted(self, mark: str) -> Posted | None:
        """Where a living message stands in Slack."""
        row = self.run(WHERE, mark=mark).one_or_none()
        return Posted(ChannelId(row.channel_id), row.ts) if row else None

    def posted_marks(self, beginning: str) -> list[str]:
        """The marks of the living messages that stand somewhere and begin like this one; for rare questions only."""
        return sorted(self.run(MARKS, beginning=beginning).scalars())

    def keep_posted(self, mark: str, posted: Posted) -> None:
        """Remember where a living message stands."""
        self.upsert(KEEP_POSTED, mark=mark, channel_id=posted.channel, ts=posted.ts)

    def let_rest(self, mark: str) -> None:
        """Forget where a living message stands, unless it is to be drawn again: what comes next is posted anew."""
        self.run(LET_REST, this_mark=mark)

    def attempts_at_home(self, lane: str) -> Attempts:
        """How often a project's channel was to be made or joined since that last succeeded, or is being."""
        row = self.run(ATTEMPTS_AT_HOME, this_lane=lane).one()
        return Attempts(row.begun, row.last_at, bool(row.under_way), bool(row.before))

    def finish(self, effect: str, state: EffectState, error: str | None = None) -> bool:
        """Mark a claimed effect; False when it was settled meanwhile."""
        return bool(self.run(FINISH, effect=effect, new_state=state.value, new_error=error).rowcount)

    def holds(self, effect: Effect) -> bool:
        """Whether this claim still counts; an effect whose lease ended belongs to whoever claimed it next."""
        return self.run(HELD, effect=effect.id, attempt=effect.attempts).one_or_none() is not None

    def try_again(self, effect: str, due: datetime, error: str, uncertain: bool) -> None:
        """Put a claimed effect back; a living one whose successor already waits is dropped instead.

        The successor inherits the doubt, because what the dropped one may have posted is the same message; it posts
        where the dropped one would have; and what waited for the dropped one waits for it.
        """
        dropped = self.run(DROP_SUPERSEDED, effect=effect).one_or_none()
        if dropped is None:
            self.run(AGAIN, effect=effect, new_due=due, new_error=error, is_uncertain=uncertain)
            return
        wanted = wanted_from(dropped.kind, dropped.facts)
        successor = self.add(wanted, dropped.added_at, useless_after=dropped.useless_after)
        self.run(HAND_ON, effect=successor, is_uncertain=uncertain)
        self.run(WAIT_FOR_SUCCESSOR, effect=effect, successor=successor)

    def push_ahead(self, effect: str, uptime: datetime, due: datetime, error: str) -> int:
        """Leave alone until then what could not even be claimed; returns how often it was tried, 0 when it is gone."""
        return self.run(PUSH_AHEAD, effect=effect, uptime=uptime, new_due=due, new_error=error).scalar() or 0

    def give_up(self, effect: str, error: str) -> None:
        """Fail an effect that can never be claimed, and what waits for it."""
        self.run(FAIL, effect=effect, new_error=error)
        self.fail_dependants(effect, error)

    def fail_dependants(self, effect: str, error: str) -> None:
        """Fail what waits for an effect that will never happen, and what waits for that."""
        for dependant in self.run(DEPENDANTS, effect=effect).scalars().all():
            self.run(FAIL, effect=dependant, new_error=f"depends on: {error}")
            self.fail_dependants(dependant, error)

    def forget(self, effect: str) -> None:
        """Drop an effect as soon as it is settled and nothing waits for it."""
        self.run(FORGET, effect=effect)

    def forget_settled(self, before: datetime) -> None:
        """Drop effects that were settled, were added before this moment, and that nothing waits for."""
        self.run(OLD, before=before)

    def resume(self, lane: str, now: datetime) -> None:
        """Let go everything that was parked in a lane; living messages are drawn once, a parent before its answers."""
        for row in sorted(self.run(PARKED_TWICE, this_lane=lane).all(), key=lambda row: row.seq):
            successor = self.add(wanted_from(row.kind, row.facts), now)
            self.run(WAIT_FOR_SUCCESSOR, effect=row.id, successor=successor)
        if self.run(UNPARK, this_lane=lane).rowcount:
            self.added += 1


def lane_of(wanted: Wanted) -> str:
    """Where order must be kept: one project's channel, or one person's messages."""
    return wanted.lane if hasattr(wanted, "lane") else wanted.to.lane


def effect_of(row: Any) -> Effect:
    """A saved effect, as delivery works on it."""
    return Effect(
        row.seq,
        row.id,
        row.workspace_id,
        wanted_from(row.kind, row.facts),
        row.attempts,
        row.uncertain,
        row.added_at,
        row.useless_after,
    )
