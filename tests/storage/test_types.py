"""An instant is the same instant after it was saved."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import StatementError

from storage.tables.outbox import once_keys
from storage.types import ExactDecimal
from tests.storage.rows import NOON, TOKYO_MORNING, tx_of

ADD = sa.insert(once_keys)
INSTANTS = [
    NOON,
    TOKYO_MORNING,
    datetime(1969, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
    datetime(2037, 6, 1, 0, 0, tzinfo=timezone(timedelta(hours=-9, minutes=-30))),
]


@pytest.mark.parametrize("instant", INSTANTS, ids=str)
def test_an_instant_comes_back_in_utc_whatever_zone_it_came_in(database, instant):
    with tx_of(database) as tx:
        tx.connection.execute(ADD, {"workspace_id": "T1", "key": "k", "at": instant})

    with database.reading() as connection:
        found = connection.execute(sa.select(once_keys.c.at)).scalar_one()

    assert found == instant
    assert found.tzinfo is UTC


def test_an_instant_without_a_zone_is_refused(database):
    naive = datetime(2026, 12, 4, 12, 0)

    with pytest.raises(StatementError, match="an instant needs a zone"), tx_of(database) as tx:
        tx.connection.execute(ADD, {"workspace_id": "T1", "key": "k", "at": naive})


def test_instants_of_different_zones_are_compared_as_instants(database):
    earlier = datetime(2026, 12, 5, 9, 30, tzinfo=timezone(timedelta(hours=9)))
    later = datetime(2026, 12, 5, 1, 0, tzinfo=UTC)
    with tx_of(database) as tx:
        tx.connection.execute(ADD, {"workspace_id": "T1", "key": "k", "at": earlier})

    with database.reading() as connection:
        found = connection.execute(sa.select(once_keys.c.key).where(once_keys.c.at < later)).scalars().all()

    assert found == ["k"]


AMOUNTS_TABLE = sa.Table("amounts", sa.MetaData(), sa.Column("id", sa.Integer), sa.Column("amount", ExactDecimal))


@pytest.mark.parametrize("amount", ["0", "0.0001", "1200.50", "99999999999.9999", "-0.01"])
def test_an_amount_comes_back_to_the_ten_thousandth_alone_and_in_a_sum(database, amount):
    with tx_of(database) as tx:
        AMOUNTS_TABLE.create(tx.connection)
        tx.connection.execute(sa.insert(AMOUNTS_TABLE), [{"id": n, "amount": Decimal(amount)} for n in range(3)])

        alone = tx.connection.execute(sa.select(AMOUNTS_TABLE.c.amount)).scalars().first()
        together = tx.connection.execute(sa.select(sa.func.sum(AMOUNTS_TABLE.c.amount))).scalar_one()
        AMOUNTS_TABLE.drop(tx.connection)

    assert (alone, together) == (Decimal(amount), 3 * Decimal(amount))


def test_an_amount_that_would_lose_a_part_of_it_is_refused(database):
    with pytest.raises(StatementError, match="at most four decimals"), tx_of(database) as tx:
        tx.connection.execute(sa.select(sa.literal(Decimal("0.00001"), ExactDecimal)))
