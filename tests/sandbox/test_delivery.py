"""Socket Mode: connections, envelopes, acknowledgements and repeats."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from sandbox import Driver, Sandbox
from sandbox.driver import ControlRefused, PersonAtKeyboard
from tests.sandbox.fake_app import SILENCE, FakeApp, open_socket


def test_a_connection_begins_with_hello_and_its_ticket_opens_once(app: FakeApp, box: Sandbox) -> None:
    assert app.hello["type"] == "hello"
    assert app.hello["num_connections"] == 1
    with pytest.raises(InvalidStatus), connect(f"{box.url.replace('http', 'ws')}/link/?ticket=made-up", proxy=None):
        pass


def test_every_envelope_goes_to_one_connection_in_turn(
    connect_app: Callable[..., FakeApp], ana: PersonAtKeyboard
) -> None:
    apps = [connect_app() for _ in range(3)]

    for number in range(9):
        ana.command("#general", f"/project {number}")

    assert [len(app.heard) for app in apps] == [3, 3, 3]


def test_an_eleventh_connection_is_sent_away(connect_app: Callable[..., FakeApp], box: Sandbox, driver: Driver) -> None:
    for _ in range(10):
        connect_app()

    eleventh = connect_app()

    assert eleventh.hello == eleventh.hello | {"type": "disconnect", "reason": "too_many_websockets"}
    assert driver.workspace()["connections"] == 10


def test_connections_are_refreshed_on_demand(driver: Driver, app: FakeApp) -> None:
    driver.app("disconnect", reason="refresh_requested")

    driver.wait_until(lambda: app.goodbyes)

    assert app.goodbyes == ["refresh_requested"]
    assert driver.workspace()["connections"] == 0


def test_an_event_nobody_acknowledges_comes_again_three_times(
    driver: Driver, connect_app: Callable[..., FakeApp], ana: PersonAtKeyboard
) -> None:
    app = connect_app(lambda envelope: SILENCE)
    driver.deliver(retry_scale=0.0001, ack_seconds=0.1)

    ana.open_home()
    driver.wait_until(lambda: driver.problems())

    attempts = [envelope["retry_attempt"] for envelope in app.heard]
    assert attempts == [0, 1, 2, 3]
    assert {envelope["payload"]["event_id"] for envelope in app.heard} == {app.heard[0]["payload"]["event_id"]}
    assert app.heard[1]["retry_reason"] == "timeout"
    assert driver.problems()[0]["kind"] == "event_lost"


def test_an_event_carries_what_slack_sends(app: FakeApp, ana: PersonAtKeyboard, driver: Driver) -> None:
    ana.open_home()
    driver.wait_until(lambda: app.heard)

    payload = app.heard[0]["payload"]
    assert payload["type"] == "event_callback"
    assert payload["event_id"].startswith("Ev")
    assert payload["authorizations"][0]["user_id"] == "U0APP"
    assert payload["event_time"] == pytest.approx(time.time(), abs=5)
    assert app.heard[0]["accepts_response_payload"] is False


def test_a_warned_connection_goes_on_working(driver: Driver, app: FakeApp, ana: PersonAtKeyboard) -> None:
    driver.app("disconnect", reason="warning")
    driver.wait_until(lambda: app.goodbyes)

    seen = ana.command("#general", "/project")

    assert seen.ok
    assert app.goodbyes == ["warning"]
    assert driver.workspace()["connections"] == 1


def test_a_leaving_connection_only_gets_what_nobody_else_could_take(
    connect_app: Callable[..., FakeApp], driver: Driver, ana: PersonAtKeyboard
) -> None:
    old = connect_app()
    driver.app("disconnect", reason="refresh_requested")
    driver.wait_until(lambda: old.goodbyes)
    alone = ana.command("#general", "/project first")
    new = connect_app()

    beside = ana.command("#general", "/project second")

    assert (alone.ok, beside.ok) == (True, True)
    assert ([one["payload"]["text"] for one in old.heard], [one["payload"]["text"] for one in new.heard]) == (
        ["first"],
        ["second"],
    )


def test_an_acknowledgement_may_come_by_another_connection(
    connect_app: Callable[..., FakeApp], ana: PersonAtKeyboard
) -> None:
    def answer_elsewhere(envelope: dict[str, object]) -> object:
        old.close_socket()
        new.acknowledge(envelope, {"text": "from the new one"})
        return SILENCE

    old, new = connect_app(answer_elsewhere), connect_app()

    seen = [ana.command("#general", "/project").text for _ in range(2)]

    assert "from the new one" in seen


def test_an_event_for_a_connection_that_broke_comes_again_to_another(
    connect_app: Callable[..., FakeApp], driver: Driver, ana: PersonAtKeyboard
) -> None:
    def break_down(_envelope: dict[str, object]) -> object:
        broken.close_socket()
        return SILENCE

    broken = connect_app(break_down)
    driver.deliver(retry_scale=0.0001, ack_seconds=0.2)

    ana.open_home()
    driver.wait_until(lambda: broken.heard)
    healthy = connect_app()
    driver.wait_until(lambda: healthy.heard)

    assert broken.heard[0]["payload"]["event_id"] == healthy.heard[0]["payload"]["event_id"]
    assert healthy.heard[0]["retry_attempt"] >= 1


def test_a_command_for_a_connection_that_broke_fails_where_it_was_typed(
    connect_app: Callable[..., FakeApp], driver: Driver, ana: PersonAtKeyboard
) -> None:
    def break_down(_envelope: dict[str, object]) -> object:
        broken.close_socket()
        return SILENCE

    broken = connect_app(break_down)
    driver.deliver(ack_seconds=0.2)

    seen = ana.command("#general", "/project")

    assert seen.failure == '/project failed with the error "operation_timeout"'
    assert len(broken.heard) == 1


def open_and_read_nothing(box: Sandbox) -> socket.socket:
    """Open a connection like an app that is stuck: it never takes a byte from it."""
    place = urlsplit(open_socket(box.url))
    stuck = socket.create_connection((place.hostname, place.port))
    key = "Sec-WebSocket-Key: c2FuZGJveC1zYW5kYm94Lg==\r\nSec-WebSocket-Version: 13"
    wish = f"GET {place.path}?{place.query} HTTP/1.1\r\nHost: {place.netloc}\r\nUpgrade: websocket\r\n"
    stuck.sendall(f"{wish}Connection: Upgrade\r\n{key}\r\n\r\n".encode())
    return stuck


def test_a_connection_that_reads_nothing_keeps_nobody_waiting(
    box: Sandbox, driver: Driver, ana: PersonAtKeyboard
) -> None:
    driver.deliver(ack_seconds=0.2)
    with open_and_read_nothing(box):
        driver.wait_until(lambda: driver.workspace()["connections"])
        ana.command("#general", "/first " + "x" * 20_000_000)
        began = time.monotonic()

        seen = ana.command("#general", "/second")
        driver.app("disconnect", reason="warning")

        assert seen.failure == '/second failed with the error "operation_timeout"'
        assert time.monotonic() - began < 5


def test_connections_are_renewed_when_they_are_old(connect_app: Callable[..., FakeApp], driver: Driver) -> None:
    driver.deliver(connection_seconds=0.2)
    app = connect_app()

    driver.wait_until(lambda: app.goodbyes)

    assert app.goodbyes == ["refresh_requested"]
    assert driver.workspace()["connections"] == 0


def test_a_cut_connection_hears_no_goodbye(app: FakeApp, driver: Driver) -> None:
    driver.app("disconnect", reason="cut")

    driver.wait_until(lambda: app.is_closed)

    assert app.goodbyes == []
    with pytest.raises(ControlRefused, match="reason is one of refresh_requested, warning"):
        driver.app("disconnect", reason="because")
