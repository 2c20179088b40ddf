"""Digests as the clock sets them off: once, on Monday morning, and kept true, on both databases."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.difficulties import Severity
from domain.digest_living import WeeklyDigest
from domain.roles import Role
from scheduled_jobs import JOBS, tick
from scheduled_jobs.send_digests import send_digests
from storage.due import next_moment
from storage.tables.projects import projects
from tests import make, saved
from tests.make import HEAD, IT, NOON
from tests.storage.together import together
from use_cases.difficulties import AcknowledgeDifficulty, acknowledge_difficulty
from use_cases.digest_plans import plan_digests

MONDAY = datetime(2026, 12, 7, 9, 0, tzinfo=UTC)


def troubled(tx, key="NET", **more):
    make.office(tx)
    return make.difficulty(tx, make.project(tx, key, started=True, **more), Severity.CRITICAL)


def said(inside, edit_only=False):
    return [one.to for one in inside(saved.said, WeeklyDigest) if one.edit_only is edit_only]


@pytest.fixture
def ticking(sweep, run, clock):
    """One tick at a moment."""

    def at(moment):
        clock.set(moment)
        tick(JOBS, sweep, run)

    return at


def test_the_days_look_at_plans_plans_it_and_the_first_tick_of_monday_posts_it_once(inside, ticking, run):
    inside(troubled)
    ticking(NOON)
    with run.database.reading() as connection:
        moments, at = set(), NOON
        while (at := next_moment(connection, at)) is not None and at <= MONDAY:
            moments.add(at)
    ticking(MONDAY - timedelta(seconds=1))
    early = said(inside)

    for minutes in range(3):
        ticking(MONDAY + timedelta(minutes=minutes))

    assert MONDAY in moments
    assert (early, len(said(inside))) == ([], 1)


def test_eight_ticks_at_once_post_it_once(inside, clock, sweep, run):
    inside(troubled)
    inside(plan_digests, NOON)
    clock.set(MONDAY)

    together(lambda _: send_digests(sweep, run), 8)

    assert len(said(inside)) == 1


def test_what_is_decided_is_seen_at_the_next_tick_and_what_happened_before_is_not_looked_at_again(
    inside, ticking, clock
):
    difficulty = inside(troubled)
    inside(plan_digests, NOON)
    ticking(MONDAY)
    digest = inside(lambda tx: tx.digests.last_of(HEAD, IT))
    inside(saved.delivered, WeeklyDigest.of(digest))

    ticking(MONDAY + timedelta(hours=1))
    before = said(inside, edit_only=True)
    clock.set(MONDAY + timedelta(hours=2))
    inside(lambda tx: acknowledge_difficulty(AcknowledgeDifficulty(make.actor(HEAD), difficulty.id), tx, clock()))
    ticking(MONDAY + timedelta(hours=2, minutes=1))

    assert (before, said(inside, edit_only=True)) == ([], [WeeklyDigest.of(digest).to])
    assert inside(lambda tx: tx.digests.get(digest.id)).entries[0].settled_at is not None


def test_one_head_whose_projects_cannot_be_read_does_not_stop_the_others(inside, clock, sweep, run, caplog):
    inside(troubled)
    inside(make.people, ["U_ELSE"])
    broken = inside(lambda tx: make.project(tx, "BAD", started=True, staff={Role.DEPARTMENT_HEAD: "U_ELSE"}))
    inside(plan_digests, NOON)
    inside(lambda tx: tx.connection.execute(projects.update().where(projects.c.id == broken.id).values(services="x")))
    clock.set(MONDAY)

    send_digests(sweep, run)

    assert len(said(inside)) == 1
