"""Somebody is on leave, and the clock says so."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from storage.due import stand_ins_due
from tests import make
from tests.make import BEN, IT, NOON, clock
from use_cases.leave import AddLeave, add_leave
from use_cases.standing_in import FollowStandIns, follow_stand_ins

MONDAY = date(2026, 12, 7)
FRIDAY, NEXT_MONDAY = MONDAY + timedelta(days=4), MONDAY + timedelta(days=7)


def at(day, hour=12, minute=0, zone="UTC"):
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo(zone))


def away(tx, person=IT, deputy=BEN, first=MONDAY, last=FRIDAY, now=NOON, by=None):
    """Somebody enters leave and names who stands in for everything."""
    leave = add_leave(AddLeave(make.actor(by or person), person, first, last, deputy), tx, now)
    follow(tx, now)
    return leave


def follow(tx, now):
    """What the clock sets off by this moment."""
    for _, project_id in stand_ins_due(tx.connection, now):
        follow_stand_ins(FollowStandIns(clock(), project_id), tx, now)
