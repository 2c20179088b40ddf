"""Reports of difficulties as the clock sets them off: once, in time, and one broken project stops no other."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.living import DifficultyReport
from scheduled_jobs import JOBS, tick
from scheduled_jobs.report_difficulties import report_difficulties
from storage.tables.projects import projects
from tests import make, saved
from tests.storage.together import together
from use_cases.difficulty_reports import plan_reports

MORNING = datetime(2026, 12, 3, 9, 30, tzinfo=UTC)


def difficult(tx, key="NET"):
    project = make.project(tx, key, started=True)
    make.difficulty(tx, project)
    plan_reports(project.id, tx, make.NOON)
    return project


def said(inside):
    return [one.to.project_id for one in inside(saved.said, DifficultyReport)]


@pytest.fixture
def ticking(sweep, run, clock):
    """One tick at a moment."""

    def at(moment):
        clock.set(moment)
        tick(JOBS, sweep, run)

    return at


def test_it_is_posted_in_the_first_tick_of_its_time_and_never_again(inside, ticking):
    net = inside(difficult)
    ticking(MORNING - timedelta(seconds=1))
    early = said(inside)

    for minutes in range(4):
        ticking(MORNING + timedelta(minutes=minutes))

    assert (early, said(inside)) == ([], [net.id])


def test_eight_ticks_at_once_post_it_once(inside, clock, sweep, run):
    net = inside(difficult)
    clock.set(MORNING)

    together(lambda _: report_difficulties(sweep, run), 8)

    assert said(inside) == [net.id]


def test_one_project_that_cannot_be_read_does_not_stop_the_others(inside, clock, sweep, run, caplog):
    broken, whole = inside(difficult, "BAD"), inside(difficult, "NET")
    inside(lambda tx: tx.connection.execute(projects.update().where(projects.c.id == broken.id).values(services="x")))
    inside(lambda tx: tx.connection.exec_driver_sql(f"DELETE FROM schedules WHERE project_id = '{broken.id}'"))
    clock.set(MORNING)

    report_difficulties(sweep, run)

    assert said(inside) == [whole.id]
    assert "the others go on" in caplog.text
