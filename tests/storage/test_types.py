"""An instant is the same instant after it was saved."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import StatementError

from storage.tables.outbox import once_keys
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
