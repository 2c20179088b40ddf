import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from domain.refusals import Refused, Unavailable
from scheduled_jobs import JOBS, tick
from scheduled_jobs.failures import LONGEST_PAUSE_SECONDS, Failures
from storage.database import Database
from storage.migrating import migrate
from storage.transactions import Runner, Sweeper

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(f"sqlite:///{tmp_path / 'steward.db'}")
    migrate(database)
    yield database
    database.close()


@pytest.fixture
def sweep(database: Database) -> Sweeper:
    return Sweeper(database, lambda: NOON)


@pytest.fixture
def run(database: Database) -> Runner:
    return Runner(database, lambda: NOON, lambda: None)


def test_a_tick_with_nothing_due_does_nothing(sweep, run, caplog):
    tick(JOBS, sweep, run)

    assert caplog.records == []


def test_a_failing_job_is_logged_and_the_next_has_its_turn(sweep, run, caplog):
    turns = []

    def breaks(sweep: Sweeper, run: Runner) -> None:
        raise RuntimeError("broken")

    def goes_on(sweep: Sweeper, run: Runner) -> None:
        turns.append((sweep, run))

    tick((breaks, goes_on), sweep, run)

    assert turns == [(sweep, run)]
    assert [(record.what, record.about, record.levelname) for record in caplog.records] == [("job", "breaks", "ERROR")]


@pytest.mark.parametrize(
    ("failure", "level", "has_traceback"),
    [
        (Unavailable("locked"), logging.WARNING, False),
        (Refused("Too late."), logging.WARNING, False),
        (KeyError("x"), logging.ERROR, True),
    ],
)
def test_only_what_nobody_expected_is_logged_with_a_traceback(failure, level, has_traceback, caplog):
    with Failures().logged("round", "P1"):
        raise failure

    (record,) = caplog.records
    assert (record.levelno, bool(record.exc_info), record.about) == (level, has_traceback, "P1")


def test_the_end_of_the_process_is_not_swallowed():
    with pytest.raises(KeyboardInterrupt), Failures().logged("round", "P1"):
        raise KeyboardInterrupt


def fail(failures, identity="P1"):
    with failures.logged("round", identity):
        raise RuntimeError("broken")


def test_what_failed_is_left_alone_twice_as_long_each_time_and_the_others_are_not():
    uptime = [0.0]
    failures = Failures(lambda: uptime[0])
    due = [("T1", "P1"), ("T1", "P2")]
    pauses = []

    for _ in range(12):
        fail(failures)
        began = uptime[0]
        while list(failures.without_troubled("round", due)) == [("T1", "P2")]:
            uptime[0] += 1
        pauses.append(uptime[0] - began)

    assert pauses[:4] == [0, 5, 10, 20]
    assert pauses[-1] == LONGEST_PAUSE_SECONDS


def test_what_works_again_has_its_usual_turn():
    failures = Failures(lambda: 1000.0)
    fail(failures)

    with failures.logged("round", "P1"):
        pass

    assert list(failures.without_troubled("round", [("T1", "P1")])) == [("T1", "P1")]


def test_a_database_that_is_away_is_nobodys_fault():
    failures = Failures(lambda: 1000.0)

    with failures.logged("round", "P1"):
        raise Unavailable("locked")

    assert list(failures.without_troubled("round", [("T1", "P1")])) == [("T1", "P1")]
