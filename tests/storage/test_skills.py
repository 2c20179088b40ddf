"""Skills, capacity and stock come back as they were kept, on both databases."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy.exc import IntegrityError

from domain.capacity import Booking
from domain.refusals import Refused
from domain.skills import SEEDS, SkillKind
from domain.tasks import TaskState
from storage.skills import FinishedWork
from tests.storage import rows
from tests.storage.rows import BO, CY, FRIDAY, MONDAY, NOON, SATURDAY, tx_of

WEEK = timedelta(days=7)


@pytest.fixture
def net(database):
    with tx_of(database) as tx:
        return rows.save(rows.everything(), tx)


def test_what_people_can_do_and_when_they_have_time_comes_back(database, net):
    with tx_of(database) as tx:
        assert tx.skills.catalogue()["networking"] == net.skill
        assert (
            tx.skills.of_person(CY) == tx.skills.holders(["networking"]) == tx.skills.waiting(9) == [net.person_skill]
        )
        assert tx.capacity.hours([CY, BO]) == {CY: net.hours}
        assert tx.capacity.leave([CY], SATURDAY, SATURDAY) == [net.leave]
        assert tx.capacity.bookings([CY], MONDAY, MONDAY) == [net.booking]
        assert tx.stock.get(net.thing.id) == net.thing


def test_a_workspace_that_said_nothing_has_the_whole_catalogue(database):
    with tx_of(database, "T9") as tx:
        assert tuple(tx.skills.catalogue().values()) == SEEDS


def test_a_rate_keeps_its_last_ten_thousandth(database):
    rated = rows.skill("own", kind=SkillKind.SKILL, hourly_rate=Decimal("123456789.0001"))
    with tx_of(database) as tx:
        tx.skills.keep(rated)

    with tx_of(database) as tx:
        assert tx.skills.catalogue()["own"].hourly_rate == Decimal("123456789.0001")


def test_what_was_proposed_and_never_confirmed_holds_no_level(database):
    proposed = rows.person_skill(level=None, confirmed_by=None, confirmed_at=None)
    with tx_of(database) as tx:
        tx.skills.master(proposed)

    with tx_of(database) as tx:
        assert tx.skills.holders(["networking"]) == []
        assert tx.skills.for_change(CY, "networking") == proposed
        assert tx.skills.for_change(BO, "cloud").level is None


def test_finished_tasks_that_needed_a_skill_are_counted_with_the_last_of_them(database, net):
    ended = NOON + timedelta(days=2)
    with tx_of(database) as tx:
        for number, at in ((21, NOON), (22, ended)):
            done = replace(rows.task(net.project, number), state=TaskState.DONE, done_at=at)
            tx.tasks.add(done, net.project)
        tx.tasks.add(replace(rows.task(net.project, 23), state=TaskState.DONE, skill_id=None), net.project)

    with tx_of(database) as tx:
        assert tx.skills.finished(CY) == {"networking": FinishedWork(2, ended)}


def test_booking_a_week_again_replaces_what_was_booked(database, net):
    with tx_of(database) as tx:
        tx.capacity.book([Booking(net.project.id, CY, week, 90) for week in (MONDAY, MONDAY + WEEK)])
        tx.capacity.unbook(net.project.id, CY, MONDAY + WEEK, MONDAY + WEEK)

    with tx_of(database) as tx:
        assert [one.minutes for one in tx.capacity.bookings([CY], MONDAY, MONDAY + WEEK)] == [90]
        assert tx.capacity.booked_in(net.project.id, MONDAY) == [CY]
        assert tx.capacity.booked_in(net.project.id, MONDAY + WEEK) == []


def test_leave_that_was_taken_out_is_not_found(database, net):
    with tx_of(database) as tx:
        tx.capacity.drop_leave(net.leave.id)

    with tx_of(database) as tx, pytest.raises(Refused, match="not entered any more"):
        tx.capacity.one_leave(net.leave.id)


@pytest.mark.parametrize("level", [0, 6])
def test_the_database_knows_five_levels(database, level):
    with pytest.raises(IntegrityError), tx_of(database) as tx:
        tx.skills.master(rows.person_skill(level=level))


def test_nothing_is_booked_backwards(database):
    with pytest.raises(IntegrityError), tx_of(database) as tx:
        tx.capacity.add_leave(replace(rows.everything().leave, first_day=SATURDAY, last_day=FRIDAY))
