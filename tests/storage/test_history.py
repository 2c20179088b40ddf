"""The history comes back as it was written, in pages, and the database itself refuses to change it."""

import pytest
from sqlalchemy.exc import DBAPIError

from domain.history import Act, Change
from tests.storage import rows
from tests.storage.rows import ANA, BO, CY, LATER, NOON, TYPED, tx_of

CHANGES = (Change("title", TYPED, f"{TYPED} after"), Change("assignee", people_before=(BO,), people_after=(CY, ANA)))


@pytest.fixture
def written(database):
    """A project with two lines, the newer by the clock."""
    with tx_of(database) as tx:
        project = rows.save(rows.everything("T1"), tx).project
        tx.history.add(ANA, NOON, Act.CHANGED_TASK, project.id, "NET-1", CHANGES)
        tx.history.add(None, LATER, Act.CHANNEL_CHANGED, project.id)
    return project


def test_a_line_comes_back_to_the_letter_with_who_and_when(database, written):
    with tx_of(database) as tx:
        newest, oldest = tx.history.of_project(written.id, 9)

    assert (oldest.by, oldest.at, oldest.act, oldest.about) == (ANA, NOON, Act.CHANGED_TASK, "NET-1")
    assert oldest.changes == CHANGES
    assert (newest.by, newest.at) == (None, LATER)


def test_pages_go_on_where_the_last_one_ended(database, written):
    with tx_of(database) as tx:
        (newest,) = tx.history.of_project(written.id, 1)
        (older,) = tx.history.of_project(written.id, 1, before=newest.number)

        assert older.act is Act.CHANGED_TASK
        assert tx.history.of_project(written.id, 9, before=older.number) == []


@pytest.mark.parametrize(
    "statement", ["UPDATE history SET act = 'nothing'", "DELETE FROM history", "UPDATE history SET number = number + 1"]
)
def test_the_database_refuses_to_change_or_drop_a_line(database, written, statement):
    with pytest.raises(DBAPIError, match="the history cannot be changed"), database.engine.begin() as connection:
        connection.exec_driver_sql(statement)

    with tx_of(database) as tx:
        assert len(tx.history.of_project(written.id, 9)) == 2
