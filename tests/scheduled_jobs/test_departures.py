"""Somebody leaves: each project follows in a turn of its own, so that one in trouble keeps nobody else waiting."""

from dataclasses import replace

import pytest

from domain.actors import Standing
from domain.history import Act
from scheduled_jobs.follow_departures import follow_departures
from tests import make
from tests.make import ANA
from use_cases.directory import KeepPeople, keep_people


@pytest.fixture
def projects(inside):
    """Three projects in which Ana is on the team."""
    return [inside(make.project, key, started=True) for key in ("NET", "VPN", "WEB")]


def deactivate(run, inside, person):
    known = inside(lambda tx: tx.people.get(person) or make.person(tx, person))
    run(keep_people, KeepPeople(make.clock(), (replace(known, standing=Standing.DEACTIVATED),)))


def followed(inside, projects):
    acts = {
        one.key: [line.act for line in inside(lambda tx, one=one: tx.history.of_project(one.id, 9))] for one in projects
    }
    return {key: made.count(Act.DEPARTED) for key, made in acts.items()}


def test_the_transaction_that_hears_of_it_holds_no_project(run, inside, projects):
    deactivate(run, inside, ANA)

    assert followed(inside, projects) == {"NET": 0, "VPN": 0, "WEB": 0}


def test_what_a_crash_left_undone_is_done_by_the_next_turn_and_nothing_twice(run, sweep, inside, projects, caplog):
    deactivate(run, inside, ANA)
    crashed = []

    def dies_at_the_second(use_case, order):
        crashed.append(order.project_id)
        if len(crashed) == 2:
            raise SystemExit
        return run(use_case, order)

    with pytest.raises(SystemExit):
        follow_departures(sweep, dies_at_the_second)
    before = sum(followed(inside, projects).values())
    for _ in range(2):
        follow_departures(sweep, run)

    assert before == 1
    assert followed(inside, projects) == {"NET": 1, "VPN": 1, "WEB": 1}


def test_one_project_that_fails_does_not_stop_the_others(run, sweep, inside, projects, caplog):
    deactivate(run, inside, ANA)
    troubled = projects[1]

    def breaks_for_one(use_case, order):
        if order.project_id == troubled.id:
            raise RuntimeError("broken")
        return run(use_case, order)

    follow_departures(sweep, breaks_for_one)

    assert followed(inside, projects) == {"NET": 1, "VPN": 0, "WEB": 1}
    assert [record.about for record in caplog.records if record.exc_info] == [troubled.id]
