"""What the demo begins with: a moment at which there is something to do."""

import signal
from datetime import UTC, datetime

import pytest

from bot.demo.playing import CALENDAR, CLOSES, HOME, OPENS, opening_after
from sandbox import Driver
from tests.bot.running import started

FRIDAY = datetime(2026, 4, 3, 10, tzinfo=UTC)  # Good Friday; the Monday after it is a holiday, too


@pytest.mark.parametrize(
    ("now", "opening"),
    [
        (datetime(2026, 3, 18, 10, 0, tzinfo=UTC), datetime(2026, 3, 18, 10, 0, tzinfo=UTC)),
        (datetime(2026, 3, 18, 8, 34, 59, tzinfo=UTC), datetime(2026, 3, 18, 8, 35, tzinfo=UTC)),
        (datetime(2026, 3, 18, 8, 35, tzinfo=UTC), datetime(2026, 3, 18, 8, 35, tzinfo=UTC)),
        (datetime(2026, 3, 18, 14, 0, tzinfo=UTC), datetime(2026, 3, 19, 8, 35, tzinfo=UTC)),
        (datetime(2026, 3, 20, 23, 30, tzinfo=UTC), datetime(2026, 3, 23, 8, 35, tzinfo=UTC)),
        (datetime(2026, 3, 28, 12, 0, tzinfo=UTC), datetime(2026, 3, 30, 7, 35, tzinfo=UTC)),
        (FRIDAY, datetime(2026, 4, 7, 7, 35, tzinfo=UTC)),
    ],
    ids=["at work", "before opening", "at opening", "closed", "before a weekend", "before summer time", "holidays"],
)
def test_a_visitor_comes_while_the_provider_works(now, opening):
    assert opening_after(now) == opening


def test_the_demo_opens_with_something_to_do_for_the_manager_and_the_team(tmp_path):
    with started(tmp_path / "log", "demo", "--port", "0", "--no-open") as process:
        process.wait_for(lambda: "Ctrl+C ends" in process.said, 90)
        address = next(word for word in process.said.split() if word.startswith("http"))
        driver = Driver(address.partition("/?")[0])
        ana, tom = driver.person("ana"), driver.person("tom")
        here = driver.clock().astimezone(HOME)
        waiting = ana.plain(ana.home()), [tom.plain(message) for message in tom.dm()][-1]
        code = process.stop(signal.SIGINT)

    assert address.endswith("/?as=U0ANA&channel=net-network-renewal")
    assert CALENDAR.is_working_day(here.date())
    assert OPENS <= here.time() <= CLOSES
    assert "[Accept] [Ask] [Decline]" in waiting[0]
    assert "[Answer] [I am away today]" in waiting[1]
    assert code == 0
    assert process.said.endswith("The demo is over; nothing was kept.\n")
