"""What happens to effects, each step in a transaction of its own, as use cases and delivery take them."""

from datetime import timedelta

import sqlalchemy as sa

from domain.effects import CreateChannel, EffectState, SetTopic
from domain.living import ProjectCard
from domain.notices import HeadConfirmed, ToPerson, ToProject
from domain.task_notices import TaskFinished
from storage.due import effects_due
from storage.tables.outbox import effects
from storage.transactions import Sweeper
from tests.storage.rows import ANA, BO, NOON, tx_of

LEASE = NOON + timedelta(seconds=60)
CARD = ProjectCard.of("P1")


def said(title="Patch", to=ANA):
    return TaskFinished(ToPerson(to), "NET-1", title, "Net", BO)


def topic(words="t"):
    return SetTopic("P1", words)


def channel(name="net"):
    return CreateChannel("P1", name, False)


def announcement():
    return HeadConfirmed(ToProject("P1"), "NET", ANA, ANA)


def due(database, uptime=NOON):
    return [effect for _, effect in Sweeper(database, lambda: NOON)(effects_due(uptime))]


def rows_of(tx):
    return {row.id: row for row in tx.connection.execute(sa.select(effects))}


def add(database, *wanted, **more):
    with tx_of(database) as tx:
        return [tx.outbox.add(one, NOON, **more) for one in wanted]


def claim(database, effect, uptime=NOON, lease=None):
    with tx_of(database) as tx:
        return tx.outbox.claim(effect, uptime, lease or uptime + timedelta(seconds=60))


def finish(database, effect, state=EffectState.DONE):
    with tx_of(database) as tx:
        return tx.outbox.finish(effect, state)
