"""How far projects are, as the clock has it kept: once a day, on both databases."""

from datetime import timedelta

import pytest

from domain.progress_days import ProgressWatch
from scheduled_jobs import JOBS, tick
from tests import make
from tests.storage.together import together

DAY = timedelta(days=1)


def watched(tx, key="NET"):
    project = make.project(tx, key, started=True)
    tx.progress_days.keep_watch(ProgressWatch(project.id, make.NOON))
    return project


def days(tx, project):
    return [one.day for one in tx.progress_days.of_project(project.id)]


@pytest.fixture
def ticking(sweep, run, clock):
    """One tick at a moment."""

    def at(moment):
        clock.set(moment)
        tick(JOBS, sweep, run)

    return at


def test_a_week_with_a_stop_of_two_days_leaves_a_gap_of_two_days(inside, ticking):
    net = inside(watched)

    for day in (0, 1, 4):
        for minutes in (0, 1, 400):
            ticking(make.NOON + DAY * day + timedelta(minutes=minutes))

    assert [(day - make.TODAY).days for day in inside(days, net)] == [0, 1, 4]


def test_eight_ticks_at_once_keep_one_row(inside, ticking):
    net = inside(watched)

    together(lambda _: ticking(make.NOON), 8)

    assert inside(days, net) == [make.TODAY]


def test_a_project_that_cannot_be_counted_does_not_stop_the_others(inside, ticking, caplog):
    broken, net = inside(watched, "OPS"), inside(watched)
    inside(lambda tx: tx.projects.change(make.replace(broken, zone="Nowhere")))

    ticking(make.NOON)

    assert inside(days, net) == [make.TODAY]
    assert ("progress", broken.id) in [(one.what, one.about) for one in caplog.records]
