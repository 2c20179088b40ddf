"""Opening a database: snapshots for readers, turns for writers, and words instead of waiting for ever."""

import sqlite3
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, IntegrityError

from domain.actors import Actor
from domain.refusals import Unavailable
from storage.database import TURN_SECONDS, Database
from storage.tables.directory import people
from storage.transactions import Runner, Transaction, read_only
from tests.databases import PostgreSQL, opened
from tests.storage import rows
from tests.storage.rows import ANA, NOON, tx_of
from tests.storage.together import together

ENOUGH = 2.0
"""Seconds in which a person is told that the database is away; a request has 2.5."""


@dataclass
class Order:
    actor: Actor = field(default_factory=lambda: Actor.clock("T1"))


def names(connection):
    return sorted(connection.execute(sa.select(people.c.id)).scalars())


def keep(database, person=ANA):
    with tx_of(database) as tx:
        tx.people.keep(rows.person(person))


@contextmanager
def timed():
    """Seconds spent inside, in a list of one."""
    seconds, began = [], time.monotonic()
    yield seconds
    seconds.append(time.monotonic() - began)


def test_a_reader_sees_one_snapshot_whatever_is_saved_meanwhile(database):
    keep(database, "U1")

    with database.reading() as connection:
        before = names(connection)
        keep(database, "U2")
        after = names(connection)

    with database.reading() as connection:
        later = names(connection)
    assert (before, after, later) == (["U1"], ["U1"], ["U1", "U2"])


def test_a_screen_sees_no_change_made_between_its_statements(database):
    keep(database, "U1")
    run = Runner(database, lambda: NOON, lambda: None)

    @read_only
    def look_twice(order, tx, now):
        first = names(tx.connection)
        keep(database, "U2")
        return first, names(tx.connection)

    assert run(look_twice, Order()) == (["U1"], ["U1"])


def test_a_reader_does_not_wait_for_a_writer(database):
    with tx_of(database) as tx:
        tx.people.keep(rows.person("U1"))
        with timed() as seconds, database.reading() as connection:
            found = names(connection)

    assert found == []
    assert seconds[0] < 0.5


def test_readers_take_turns_on_sqlite_and_read_side_by_side_on_postgresql(database):
    met = threading.Barrier(2, timeout=TURN_SECONDS / 3 if database.is_sqlite else ENOUGH)

    def read(_):
        with database.reading():
            met.wait()

    failures = together(read, 2)

    broken = (threading.BrokenBarrierError,) * database.is_sqlite
    assert [type(one) for one in failures if one] == [*broken, *broken]


def test_a_slow_reader_holds_nobody_up_for_long(database):
    keep(database, "U1")

    def read(_):
        with database.reading() as connection:
            return names(connection)

    with database.reading(), timed() as seconds:
        found = together(read, 3)

    assert found == [["U1"]] * 3
    assert seconds[0] < ENOUGH


class Taken:
    """A turn that somebody else never gives back."""

    def __init__(self):
        self.waited = []

    def acquire(self, timeout):
        self.waited.append(timeout)
        return False


def test_a_reader_waits_a_quarter_of_a_second_at_most_and_the_health_check_not_at_all(sqlite, monkeypatch):
    monkeypatch.setattr(sqlite, "_reader", taken := Taken())

    answers = sqlite.ping()
    waited = list(taken.waited)
    with sqlite.reading() as connection:
        found = names(connection)

    assert (answers, waited, found) == (True, [], [])
    assert [seconds <= 0.25 for seconds in taken.waited] == [True]


def test_nothing_is_kept_of_a_transaction_that_failed(database):
    def keep_and_fail(order, tx, now):
        tx.people.keep(rows.person("U1"))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        Runner(database, lambda: NOON, lambda: None)(keep_and_fail, Order())

    with database.reading() as connection:
        assert names(connection) == []


def test_readers_of_postgresql_cannot_write(postgres):
    with pytest.raises(DBAPIError, match="read-only"), postgres.reading() as connection:
        Transaction(connection, "T1", NOON).people.keep(rows.person("U1"))


def test_a_use_case_marked_as_reading_takes_no_lock(database):
    @read_only
    def look(order, tx, now):
        return names(tx.connection)

    run = Runner(database, lambda: NOON, lambda: None)
    with tx_of(database) as tx:
        tx.people.keep(rows.person("U1"))

        assert run(look, Order()) == []


def test_a_locked_sqlite_file_is_told_in_time_and_works_again_by_itself(sqlite):
    other = sqlite3.connect(sqlite.url.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with timed() as seconds, pytest.raises(Unavailable):
        keep(sqlite)
    other.execute("ROLLBACK")
    other.close()
    keep(sqlite)

    assert 1.0 < seconds[0] < ENOUGH
    with sqlite.reading() as connection:
        assert names(connection) == [ANA]


def test_a_locked_row_of_postgresql_is_told_in_time_and_works_again_by_itself(postgres):
    project = rows.project()
    with tx_of(postgres) as tx:
        tx.projects.add(project)

    with tx_of(postgres) as tx:
        tx.projects.for_change(project.id)
        with timed() as seconds, pytest.raises(Unavailable), tx_of(postgres) as other:
            other.projects.for_change(project.id)
    with tx_of(postgres) as tx:
        found = tx.projects.for_change(project.id)

    assert 1.0 < seconds[0] < ENOUGH
    assert found == project


def test_a_sqlite_folder_that_is_not_there_is_told_as_away(tmp_path):
    with opened(f"sqlite:///{tmp_path}/nowhere/steward.db") as database:
        assert not database.ping()
        with pytest.raises(Unavailable):
            keep(database)


def test_a_server_that_nobody_started_is_told_in_time(tmp_path):
    with opened(f"postgresql://postgres@/steward?host={tmp_path}") as database, timed() as seconds:
        is_there = database.ping()

    assert not is_there
    assert seconds[0] < ENOUGH


def test_a_mistake_in_a_statement_is_no_absence(database):
    with pytest.raises(DBAPIError), database.writing() as connection:
        connection.exec_driver_sql("SELECT nothing FROM nowhere")


def test_a_broken_rule_of_a_table_is_no_absence(database):
    with pytest.raises(IntegrityError), tx_of(database) as tx:
        tx.rounds.add(rows.round_of(rows.project()))


def test_all_connections_in_use_is_told_in_time(tmp_path, monkeypatch):
    monkeypatch.setattr("storage.database.POOL_SIZE", 1)
    monkeypatch.setattr("storage.database.POOL_OVERFLOW", 0)
    with opened(f"sqlite:///{tmp_path}/steward.db") as database, database.reading(), timed() as seconds:
        is_there = database.ping()

    assert not is_there
    assert seconds[0] < ENOUGH


def test_eight_writers_of_one_file_wait_for_their_turn(sqlite):
    run = Runner(sqlite, lambda: NOON, lambda: None)

    def join(order, tx, now):
        known = len(names(tx.connection))
        time.sleep(0.01)  # long enough for another to read the same number, if it could
        tx.people.keep(rows.person(f"U{known:03}"))

    def five_times(_):
        for _ in range(5):
            run(join, Order())

    assert together(five_times) == [None] * 8
    with sqlite.reading() as connection:
        assert len(names(connection)) == 40


@pytest.mark.postgres
@pytest.mark.slow
def test_postgresql_stopped_in_the_middle_and_started_again():
    server = PostgreSQL()
    try:
        with opened(server.make()) as database:
            people.create(database.engine)
            keep(database, "U1")
            told = [outcome(database, "U2", server.stop), outcome(database, "U3")]
            server.start()
            again = eventually(lambda: outcome(database, "U4"), "saved")
            with database.reading() as connection:
                found = names(connection)
    finally:
        server.remove()

    assert told == ["away", "away"]
    assert again == "saved"
    assert set(found) == {"U1", "U4"}


def outcome(database: Database, person: str, in_the_middle=lambda: None) -> str:
    """Save a person; what somebody who asked for it would be told, and in time."""
    try:
        with timed() as seconds, tx_of(database) as tx:
            tx.people.known([person])
            in_the_middle()
            tx.people.keep(rows.person(person))
    except Unavailable:
        return "away"
    return "saved" if seconds[0] < ENOUGH else "late"


def eventually(ask, wanted, within=5.0):
    """Ask again and again until the answer is the wanted one, or it takes too long."""
    until = time.monotonic() + within
    while (found := ask()) != wanted and time.monotonic() < until:
        threading.Event().wait(0.05)
    return found
