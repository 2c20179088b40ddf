"""Leave is shortened or moved in place: who stands in follows its new days at once."""

from datetime import timedelta

import pytest

from domain.capacity import Leave
from domain.deputies import StandInState, WhyOpen
from domain.deputy_living import BackAtWork
from domain.refusals import Refused
from domain.roles import Role
from tests import make, saved
from tests.make import BEN, IT, NOON
from tests.use_cases.leave_scenes import FRIDAY, MONDAY, NEXT_MONDAY, at, away, follow
from tests.use_cases.refusals import refused
from use_cases.deputy_answers import AcceptPlaces, accept_places
from use_cases.moved_leave import ChangeLeave, PrepareLeaveChange, change_leave, prepare_leave_change

DAY = timedelta(days=1)


@pytest.fixture
def project(tx):
    """A running project in a workspace with settings."""
    make.office(tx)
    return make.project(tx, started=True)


def moved(tx, leave, first, last, now):
    change_leave(ChangeLeave(make.actor(IT), leave, first, last), tx, now)


def acts(tx, project):
    return tx.projects.get(project.id).acting(Role.IT_MANAGER)


def test_leave_that_is_shortened_ends_a_deputys_part_at_once_and_says_what_was_decided(tx, project):
    leave = away(tx)
    follow(tx, at(MONDAY))

    moved(tx, leave, MONDAY, MONDAY + DAY, at(MONDAY + 2 * DAY))
    now_acting = acts(tx, project)
    follow(tx, at(MONDAY + 2 * DAY))

    assert now_acting == IT
    assert saved.said(tx, BackAtWork) == [BackAtWork.of(leave, IT)]
    assert [one.state for one in tx.deputies.of_leave(leave)] == [StandInState.OVER]


def test_leave_that_is_moved_away_takes_its_deputy_back_until_its_new_first_day(tx, project):
    leave = away(tx)
    follow(tx, at(MONDAY))

    moved(tx, leave, NEXT_MONDAY, NEXT_MONDAY + DAY, at(MONDAY))
    meanwhile = acts(tx, project)
    follow(tx, at(MONDAY))
    follow(tx, at(NEXT_MONDAY))
    on_the_new_day = acts(tx, project)
    follow(tx, at(NEXT_MONDAY + 2 * DAY))

    assert (meanwhile, on_the_new_day, acts(tx, project)) == (IT, BEN, IT)


def test_who_accepted_is_asked_anew_only_for_days_beyond_those_they_know_of(tx, project):
    leave = away(tx)
    accept_places(AcceptPlaces(make.actor(BEN), leave), tx, NOON)

    moved(tx, leave, MONDAY, FRIDAY - DAY, NOON)
    shorter = tx.deputies.of_leave(leave)[0].state
    moved(tx, leave, MONDAY, NEXT_MONDAY, NOON)

    assert (shorter, tx.deputies.of_leave(leave)[0].state) == (StandInState.ACCEPTED, StandInState.GIVEN)


def test_a_task_falls_into_a_leave_or_out_of_it_with_its_days(tx, project):
    task = make.task(tx, project, assignee=IT, due=FRIDAY + timedelta(days=10))
    leave = away(tx)

    moved(tx, leave, MONDAY, FRIDAY + timedelta(days=11), NOON)
    longer = [one.task_id for one in tx.deputies.of_leave(leave) if not one.is_over]
    moved(tx, leave, MONDAY, FRIDAY, NOON)

    assert longer == [None, task.id]
    assert [one.task_id for one in tx.deputies.of_leave(leave) if not one.is_over] == [None]


def test_a_deputy_who_is_away_on_the_new_days_loses_the_line(tx, project):
    leave = away(tx)
    tx.capacity.add_leave(Leave("theirs", BEN, NEXT_MONDAY, NEXT_MONDAY))

    moved(tx, leave, NEXT_MONDAY, NEXT_MONDAY, NOON)

    assert [(one.deputy, one.why_open) for one in tx.deputies.of_leave(leave)] == [(None, WhyOpen.AWAY)]


def test_new_days_are_checked_beside_their_fields_as_those_of_new_leave(tx, project):
    leave = away(tx)
    tx.capacity.add_leave(Leave("other", IT, NEXT_MONDAY, NEXT_MONDAY))

    with refused(tx, "last_day", words="before the first"):
        moved(tx, leave, FRIDAY, MONDAY, NOON)
    with refused(tx, "first_day", words="overlaps"):
        moved(tx, leave, MONDAY, NEXT_MONDAY, NOON)

    with pytest.raises(Refused, match="is over"):
        moved(tx, leave, MONDAY, FRIDAY, at(NEXT_MONDAY))
    form = prepare_leave_change(PrepareLeaveChange(make.actor(IT), leave), tx, NOON).facts
    assert (form.first_day, form.last_day) == (MONDAY, FRIDAY)


def test_what_they_see_to_for_others_is_open_again_where_the_new_days_meet_it(tx, project):
    theirs = away(tx, make.PM, BEN, NEXT_MONDAY, NEXT_MONDAY)
    leave = away(tx, BEN, None)

    change_leave(ChangeLeave(make.actor(BEN), leave, MONDAY, NEXT_MONDAY), tx, NOON)

    assert [(one.deputy, one.why_open) for one in tx.deputies.of_leave(theirs)] == [(None, WhyOpen.AWAY)]
