"""So many calls of a method a minute, one message a second in a channel; by real time, and scalable."""

from __future__ import annotations

from datetime import timedelta

import pytest
from slack_sdk import WebClient

from sandbox import Driver, Sandbox, SeedRefused
from sandbox.driver import ControlRefused
from sandbox.rate_limits import IN_ONE_CHANNEL, SPECIAL, TIER_OF, RateLimits
from sandbox.web_api.registry import METHODS
from sandbox.workspace.seeds import DEFAULT_SEED
from tests.sandbox.raw_calls import Answered, call


class Hourglass:
    """Real time that a test turns by hand."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def glass() -> Hourglass:
    return Hourglass()


def through(limits: RateLimits, method: str, calls: int, channel: str = "") -> int:
    return sum(limits.seconds_to_wait(method, channel) == 0 for _ in range(calls))


@pytest.mark.parametrize(("method", "a_minute"), [("users.list", 20), ("chat.update", 50), ("views.open", 100)])
def test_a_tier_lets_its_calls_through_at_once_and_as_many_in_each_minute_after(
    glass: Hourglass, method: str, a_minute: int
) -> None:
    limits = RateLimits(1, glass)

    at_once = through(limits, method, a_minute + 30)
    glass.seconds += 30
    in_half_a_minute = through(limits, method, a_minute)
    glass.seconds += 3600
    after_a_rest = through(limits, method, a_minute + 30)

    assert (at_once, in_half_a_minute, after_a_rest) == (a_minute, a_minute / 2, a_minute)


def test_who_waits_as_long_as_was_said_gets_through(glass: Hourglass) -> None:
    limits = RateLimits(1, glass)
    through(limits, "users.list", 20)

    wait = limits.seconds_to_wait("users.list")
    glass.seconds += wait

    assert wait == 3
    assert limits.seconds_to_wait("users.list") == 0


def test_a_channel_takes_a_short_burst_and_then_one_message_a_second(glass: Hourglass) -> None:
    limits = RateLimits(1, glass)

    burst = through(limits, "chat.postMessage", 20, "C1")
    elsewhere = through(limits, "chat.postMessage", 1, "C2")
    glass.seconds += 7
    later = through(limits, "chat.postMessage", 20, "C1")

    assert (burst, elsewhere, later) == (5, 1, 5)
    assert limits.seconds_to_wait("chat.postMessage", "C1") == 1


def test_all_channels_together_take_several_hundred_a_minute(glass: Hourglass) -> None:
    limits = RateLimits(1, glass)

    said = sum(through(limits, "chat.postMessage", 1, f"C{number}") for number in range(400))

    assert said == 300


@pytest.mark.parametrize(("scale", "expected"), [(10, 200), (0.1, 2), (0, 500)])
def test_a_scale_makes_limits_wider_or_narrower_or_lifts_them(glass: Hourglass, scale: float, expected: int) -> None:
    limits = RateLimits(scale, glass)

    assert through(limits, "users.list", 500) == expected


def test_every_method_has_its_rate() -> None:
    assert TIER_OF.keys() | SPECIAL.keys() == METHODS.keys()
    assert not TIER_OF.keys() & SPECIAL.keys()
    assert IN_ONE_CHANNEL.keys() <= SPECIAL.keys()


def last_of(box: Sandbox, calls: int) -> Answered:
    answers = [call(box, "users.list") for _ in range(calls)]
    return answers[-1]


def test_one_call_too_many_is_told_when_to_come_again() -> None:
    with Sandbox(rate_scale=1) as box:
        allowed, refused = last_of(box, 20), call(box, "users.list")
        other = call(box, "users.info", user="U0ANA")

    assert allowed.body["ok"]
    assert refused.status == 429
    assert 1 <= int(refused.headers["retry-after"]) <= 3
    assert refused.body == {"ok": False, "error": "ratelimited"}
    assert other.body["ok"]


def test_the_clock_of_the_workspace_gives_nothing_back() -> None:
    with Sandbox(rate_scale=1) as box:
        last_of(box, 20)
        Driver(box.url).jump(by=timedelta(days=1))

        assert call(box, "users.list").error == "ratelimited"


def test_limits_come_from_the_seed_and_can_be_changed_while_it_runs(box: Sandbox, driver: Driver) -> None:
    with Sandbox(DEFAULT_SEED | {"rate_scale": 0.05}) as seeded:
        assert last_of(seeded, 2).error == "ratelimited"

    assert last_of(box, 30).body["ok"]
    driver.limit(0.05)
    assert driver.wire.look("limits")["rate_scale"] == 0.05
    assert last_of(box, 2).error == "ratelimited"
    driver.limit(None)
    assert last_of(box, 30).body["ok"]


def test_a_refused_token_uses_nothing_up(glass: Hourglass) -> None:
    with Sandbox(rate_scale=0.05) as box:
        WebClient("xoxb-sandbox", base_url=box.api_url).api_test()
        assert call(box, "users.list", token="xoxb-other").error == "invalid_auth"

        assert call(box, "users.list").body["ok"]


@pytest.mark.parametrize("scale", [-1, "wide", True, []])
def test_a_scale_that_is_none_is_refused_with_a_sentence(driver: Driver, scale: object) -> None:
    with pytest.raises(ControlRefused, match="A rate_scale is 1 for Slack's rate limits"):
        driver.wire.do("limits", {"rate_scale": scale})
    with pytest.raises(SeedRefused, match="rate_scale is 1 for Slack's rate limits"):
        Sandbox({"rate_scale": scale}).start()
