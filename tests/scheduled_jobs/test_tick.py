import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from domain.refusals import Refused, Unavailable
from scheduled_jobs import JOBS, tick
from scheduled_jobs.failures import failures_logged
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
    with failures_logged("round", "P1"):
        raise failure

    (record,) = caplog.records
    assert (record.levelno, bool(record.exc_info), record.about) == (level, has_traceback, "P1")


def test_the_end_of_the_process_is_not_swallowed():
    with pytest.raises(KeyboardInterrupt), failures_logged("round", "P1"):
        raise KeyboardInterrupt
