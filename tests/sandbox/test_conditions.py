"""The clock, faults, seeds, and the control API's own manners."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.error import URLError

import pytest
from slack_sdk import WebClient
from websockets.sync.client import connect

from sandbox import Driver, Sandbox
from sandbox.driver import ControlRefused, PersonAtKeyboard
from sandbox.workspace.seeds import SeedRefused
from tests.sandbox.errors import refusal
from tests.sandbox.fake_app import FakeApp


def test_the_clock_jumps_forward_and_messages_with_it(client: WebClient, general: str, driver: Driver) -> None:
    before = client.chat_postMessage(channel=general, text="x")["ts"]
    start = driver.clock()

    moved = driver.jump(by=timedelta(hours=5))
    later = driver.jump(to=moved + timedelta(days=2))

    after = client.chat_postMessage(channel=general, text="x")["ts"]
    assert later - start >= timedelta(days=2, hours=5)
    assert float(after) - float(before) == pytest.approx(53 * 3600, abs=5)
    with pytest.raises(ControlRefused, match="only moves forward"):
        driver.jump(to=start)
    with pytest.raises(ControlRefused, match="only moves forward"):
        driver.jump(by=timedelta(seconds=-1))


def test_a_jump_waits_for_those_who_listen_to_the_clock() -> None:
    told: list[tuple[datetime, str]] = []

    def listen(moment: datetime) -> None:
        WebClient("xoxb-sandbox", base_url=box.api_url).auth_test()
        told.append((moment, threading.current_thread().name))

    with Sandbox(on_clock=listen) as box:
        moved = Driver(box.url).jump(by=timedelta(days=1))

    assert told[0][0] == pytest.approx(moved, abs=timedelta(seconds=5))
    assert told[0][1] != "sandbox"


def test_a_jump_stops_where_the_listener_wants_to_be_on_the_way() -> None:
    told: list[datetime] = []
    start = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
    wanted = [start + timedelta(hours=hours) for hours in (2, 5, 30)]

    def next_stop(now: datetime) -> datetime | None:
        return next((moment for moment in wanted if moment > now), None)

    with Sandbox({"clock": start.isoformat()}, on_clock=told.append, next_stop=next_stop) as box:
        Driver(box.url).jump(to=start + timedelta(hours=24))

    assert [moment.hour for moment in told] == [10, 13, 8]


def test_a_listener_that_fails_does_not_stop_the_clock() -> None:
    def listen(_moment: datetime) -> None:
        raise RuntimeError("broken listener")

    with Sandbox(on_clock=listen) as box:
        driver = Driver(box.url)
        driver.jump(by=timedelta(days=1))

        assert "broken listener" in driver.problems()[0]["problem"]


def test_a_seed_file_describes_the_workspace(tmp_path: Path) -> None:
    seed = {
        "clock": "2026-02-27T08:00:00",
        "team": {"id": "T1", "name": "Provider", "domain": "provider"},
        "app": {"id": "A1", "name": "Helper", "bot_user": "U1BOT"},
        "people": [{"id": "U1", "name": "one", "real_name": "One", "is_restricted": True, "tz": None}],
        "channels": [{"id": "C1", "name": "room", "members": ["U1", "U1BOT"], "is_private": True, "topic": "T"}],
    }
    file = tmp_path / "seed.json"
    file.write_text(json.dumps(seed))

    with Sandbox(file) as box:
        driver = Driver(box.url)
        workspace = driver.workspace("one")
        clock = driver.clock()
        info = WebClient("xoxb-sandbox", base_url=box.api_url).conversations_info(channel="C1")["channel"]

    assert (workspace["team"]["name"], workspace["app"]["bot_user"]) == ("Provider", "U1BOT")
    assert clock - datetime(2026, 2, 27, 8, tzinfo=UTC) < timedelta(seconds=10)
    assert (info["is_private"], info["is_member"], info["topic"]["value"]) == (True, True, "T")


@pytest.mark.parametrize(
    "seed",
    [
        {"people": [{"id": "U1"}]},
        {"people": [{"id": "U1", "name": "x", "shoe": 1}]},
        {"people": 7},
        {"channels": [{"name": "x"}]},
        {"channels": [{"id": "C1", "name": "x", "members": ["U9"]}]},
        {"clock": "soon"},
    ],
    ids=lambda seed: json.dumps(seed),
)
def test_a_wrong_seed_is_refused_before_anything_starts(seed: dict[str, Any]) -> None:
    with pytest.raises(SeedRefused):
        Sandbox(seed).start()


def test_the_calls_are_written_down_without_the_token(client: WebClient, driver: Driver) -> None:
    client.auth_test()
    client.users_info(user="U0ANA")

    calls = driver.calls("users.info")

    assert calls[0]["arguments"] == {"user": "U0ANA"}
    assert calls[0]["answer"]["user"]["name"] == "ana"
    assert "xoxb" not in json.dumps(driver.calls())
    assert driver.calls(since=calls[0]["number"]) == []


def post(url: str, body: bytes, **headers: str) -> tuple[int, bytes]:
    try:
        with urllib.request.urlopen(urllib.request.Request(url, body, headers), timeout=5) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read()


BODIES = [
    *(b"", b"{", b"[]", b'"x"', b"null", b"\xff\xfe", b'{"as": 1, "channel": [], "ts": {}}'),
    b'{"as": "ana", "view_id": {}, "values": 7, "channel": null}',
    b'{"as": "ana", "op": "create", "name": [], "members": 3, "method": 1, "kind": "latency", "times": "x"}',
    b'{"as": "ana", "op": "add", "name": "x", "user": {}, "to": "soon", "by": "x", "request_url": 5}',
    b'{"as": "ana", "channel": "C0GENERAL", "text": 5, "ts": "1.1", "callback_id": [], "values": {"a": {"b": "c"}}}',
]


@pytest.mark.parametrize("body", BODIES)
def test_no_body_breaks_the_sandbox(box: Sandbox, client: WebClient, driver: Driver, body: bytes) -> None:
    deeds = ["command", "press", "submit", "close", "suggest", "shortcut", "home", "message", "dm"]
    deeds += ["channel", "person", "app", "clock", "delivery", "faults"]
    statuses = {post(f"{box.url}/control/{what}", body)[0] for what in deeds}
    driver.clear_faults()
    for method in ("chat.postMessage", "views.open", "views.publish", "conversations.create", "pins.add"):
        headers = {"Authorization": "Bearer xoxb-sandbox", "Content-Type": "application/json"}
        status, answer = post(f"{box.url}/api/{method}", body, **headers)
        assert status == 200
        assert json.loads(answer).get("error") != "internal_error"

    assert statuses <= {200, 400}
    assert client.auth_test()["ok"]


@pytest.mark.parametrize("blocks", ["[[]]", '[{"type": 5}]', '[{"type": "section", "text": []}]', "[null]", "7", '"x"'])
def test_no_blocks_break_the_validator(client: WebClient, general: str, blocks: str) -> None:
    assert refusal(client.chat_postMessage, channel=general, text="x", blocks=blocks).startswith("invalid_blocks")


def test_a_foreign_page_cannot_drive_the_workspace(box: Sandbox) -> None:
    act = json.dumps({"by": 1}).encode()

    assert post(f"{box.url}/control/clock", act, Origin="https://elsewhere.example")[0] == 403
    assert post(f"{box.url}/control/clock", act, Host="elsewhere.example")[0] == 403
    assert post(f"{box.url}/control/clock", act, Origin=box.url)[0] == 200


def test_the_stream_tells_only_those_who_can_see(
    box: Sandbox, client: WebClient, general: str, ana: PersonAtKeyboard
) -> None:
    address = f"{box.url.replace('http', 'ws')}/control/stream?as="
    with connect(address + "ana", proxy=None) as hers, connect(address + "ben", proxy=None) as his:
        client.chat_postEphemeral(channel=general, user="U0ANA", text="psst")
        for_her = json.loads(hers.recv(timeout=5))
        client.chat_postMessage(channel=general, text="all")
        for_him = json.loads(his.recv(timeout=5))

    assert for_her == {"changed": [f"messages:{general}"]}
    assert for_him == {"changed": [f"messages:{general}", "workspace"]}


def test_reading_a_channel_marks_it_as_read(client: WebClient, general: str, ana: PersonAtKeyboard) -> None:
    client.chat_postMessage(channel=general, text="x")

    def unread() -> int:
        return next(channel["unread"] for channel in ana.workspace()["channels"] if channel["id"] == general)

    before = unread()
    ana._wire.look("messages", as_="ana", channel=general)

    assert (before, unread()) == (1, 0)


def test_other_spellings_of_a_call_are_understood(box: Sandbox) -> None:
    _, by_address = post(f"{box.url}/api/users.info?token=xoxb-sandbox&user=U0ANA", b"")
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    _, by_form = post(f"{box.url}/api/users.info", b"token=xoxb-sandbox&user=U0ANA", **form)

    assert json.loads(by_address)["user"]["id"] == json.loads(by_form)["user"]["id"] == "U0ANA"


def test_the_sandbox_runs_from_the_command_line() -> None:
    command = [sys.executable, "-m", "sandbox", "--port", "0"]
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as running:
        assert running.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:\d+", running.stdout.readline())
        assert found is not None
        answered = Driver(found[0]).workspace()["team"]["name"]
        running.send_signal(signal.SIGTERM)
        ended = running.wait(timeout=10)

    assert (answered, ended) == ("Sandbox", 0)


def test_stopping_lets_open_connections_go(box: Sandbox, app: FakeApp) -> None:
    box.stop()

    with pytest.raises((URLError, ConnectionError)):
        urllib.request.urlopen(f"{box.url}/control/hello", timeout=2)
    app._thread.join(5)
    assert not app._thread.is_alive()
