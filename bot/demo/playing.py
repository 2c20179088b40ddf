"""Plays a story: moves the clock to each beat, lets everything due happen, and lets the person act."""

from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from datetime import time as time_of_day
from itertools import islice
from zoneinfo import ZoneInfo

from bot.composition import Steward
from bot.demo.acts import Beat
from bot.demo.seed import ZONE
from domain.calendars import WorkingCalendar, instant_of
from sandbox import Driver
from storage.due import effects_unfinished, next_moment

SETTLE_SECONDS = 20.0
HOME = ZoneInfo(ZONE)
CALENDAR = WorkingCalendar(country="DE")
OPENS, CLOSES = time_of_day(9, 35), time_of_day(15, 0)
"""While it is between these, today's check-in is open and something is left to do."""


class NotSettled(Exception):
    """Something that was to be said was not, within a long time."""


def working_day(days_ago: int, today: date) -> date:
    """The date so many of the provider's working days before today; 0 is today, worked or not."""
    back = (today - timedelta(days=n) for n in range(1, 60))
    worked = (day for day in back if CALENDAR.is_working_day(day))
    return today if days_ago == 0 else next(islice(worked, days_ago - 1, None))


def opening_after(now: datetime) -> datetime:
    """The moment at which a visitor comes in: now, or the next morning on which the provider works."""
    here = now.astimezone(HOME)
    if CALENDAR.is_working_day(here.date()) and OPENS <= here.time() < CLOSES:
        return now
    mornings = (instant_of(here.date() + timedelta(days=n), OPENS, HOME) for n in range(60))
    return next(at for at in mornings if at > now and CALENDAR.is_working_day(at.astimezone(HOME).date()))


def moment_of(beat: Beat, today: date) -> datetime:
    """When a beat happens, in UTC."""
    hours, minutes = map(int, beat.at.split(":"))
    day = datetime.combine(working_day(beat.days_ago, today), datetime.min.time())
    return instant_of(day.date(), day.replace(hour=hours, minute=minutes).time(), HOME)


def play(story: Iterable[Beat], driver: Driver, steward: Steward, until: datetime) -> None:
    """Play every beat that happened before `until`, then go there."""
    today = until.astimezone(HOME).date()
    for beat in story:
        moment = moment_of(beat, today)
        if moment >= until:
            break
        _go(driver, moment)
        beat.does.play(driver.person(beat.who), working_day(beat.days_ago, today))
        settle(steward)
    _go(driver, until)


def _go(driver: Driver, to: datetime) -> None:
    if to > driver.clock():
        driver.jump(to=to)


def follow(steward: Steward, to: datetime) -> None:
    """Take Steward to this moment and let it do and say what is due."""
    steward.clock.jump(to)
    steward.tick()
    settle(steward)


def next_stop(steward: Steward, now: datetime) -> datetime | None:
    """The next moment at which something is due: a jump stops there, so that messages bear their own times."""
    with steward.database.reading() as connection:
        return next_moment(connection, now)


def settle(steward: Steward) -> None:
    """Wait until everything that was to be said has been said."""
    deadline = time.monotonic() + SETTLE_SECONDS
    while steward.sweep(effects_unfinished):
        if time.monotonic() > deadline:
            raise NotSettled("Messages are still waiting to be delivered.")
        steward.wake.set()
        time.sleep(0.01)
