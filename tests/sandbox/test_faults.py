"""Faults on demand: what goes wrong, for how long, and what refuses to."""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.request
from typing import Any
from urllib.error import URLError

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox import Driver, Sandbox
from sandbox.driver import ControlRefused, PersonAtKeyboard
from tests.sandbox.errors import refusal


def test_a_dropped_call_has_no_effect_before_and_its_effect_after(
    client: WebClient, general: str, driver: Driver, ana: PersonAtKeyboard
) -> None:
    driver.fault("chat.postMessage", "drop_before")
    with pytest.raises((URLError, ConnectionError, http.client.HTTPException)):
        client.chat_postMessage(channel=general, text="before")
    driver.fault("chat.postMessage", "drop_after")
    with pytest.raises((URLError, ConnectionError, http.client.HTTPException)):
        client.chat_postMessage(channel=general, text="after")

    client.chat_postMessage(channel=general, text="fine")

    assert [message["text"] for message in ana.messages("#general")] == ["after", "fine"]


def test_calls_can_be_refused_garbled_and_delayed(client: WebClient, driver: Driver) -> None:
    driver.fault("*", "status", status=429, retry_after=7)
    with pytest.raises(SlackApiError) as limited:
        client.auth_test()
    driver.fault("auth.test", "status", status=500)
    with pytest.raises(SlackApiError) as failed:
        client.auth_test()
    driver.fault("auth.test", "garbage")
    with pytest.raises(SlackApiError, match="non-JSON"):
        client.auth_test()
    driver.fault("auth.test", "error", error="fatal_error")
    fatal = refusal(client.auth_test)
    driver.fault("auth.test", "latency", seconds=0.2, times=None)
    began = time.monotonic()
    client.auth_test()
    waited = time.monotonic() - began
    driver.clear_faults()

    assert limited.value.response["error"] == "ratelimited"
    assert limited.value.response.headers["retry-after"] == "7"
    assert failed.value.response.status_code == 500
    assert fatal == "fatal_error"
    assert waited >= 0.2
    assert driver.wire.do("faults", {"method": "auth.test", "kind": "garbage"})["faults"] == 1


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        ({}, "method is a method of the Web API, response_url or . for all, not None"),
        ({"method": "chat.shout", "kind": "garbage"}, "not 'chat.shout'"),
        ({"method": "*", "kind": "storm"}, "kind is one of drop_before, drop_after, status"),
        ({"method": "*", "kind": "latency", "seconds": "x"}, "seconds is a number of at least 0 and at most 120"),
        ({"method": "*", "kind": "status", "status": 200}, "status is a number of at least 400 and at most 599"),
        ({"method": "*", "kind": "status", "times": 0}, "times is a number of at least 1"),
        ({"method": "*", "kind": "error", "error": 5}, "error is the name of an error"),
        ({"method": "*", "kind": "garbage", "after": "no"}, "after is true or false"),
        ({"method": "*", "kind": "garbage", "chance": 1}, "it has no chance"),
    ],
)
def test_a_fault_that_makes_no_sense_is_refused_in_words(driver: Driver, fault: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ControlRefused, match=sentence):
        driver.wire.do("faults", fault)


def test_what_stands_can_be_seen_and_taken_away_one_by_one(client: WebClient, driver: Driver) -> None:
    driver.fault("auth.test", "status", status=503, times=None)
    driver.fault("*", "latency", seconds=0.01)
    armed = driver.wire.look("conditions")["faults"]

    driver.wire.forget(f"faults?number={armed[0]['number']}")

    common = {"times": None, "after": False}
    assert armed[0] == common | {"number": 1, "method": "auth.test", "kind": "status", "status": 503, "retry_after": 1}
    assert [fault["kind"] for fault in driver.wire.look("faults")["faults"]] == ["latency"]
    assert client.auth_test()["ok"]
    with pytest.raises(ControlRefused, match="no fault with the number '1' any more"):
        driver.wire.forget("faults?number=1")


def test_a_response_url_can_be_late_and_fail(box: Sandbox, driver: Driver) -> None:
    driver.fault("response_url", "latency", seconds=0.2)
    driver.fault("response_url", "status", status=429, retry_after=9)

    began = time.monotonic()
    with pytest.raises(urllib.error.HTTPError) as limited:
        urllib.request.urlopen(f"{box.url}/respond/any", b"{}", timeout=5)

    assert (limited.value.code, limited.value.headers["Retry-After"]) == (429, "9")
    assert time.monotonic() - began >= 0.2
