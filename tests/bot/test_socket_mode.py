import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from slack_bolt import Ack, App
from slack_bolt.authorization import AuthorizeResult

from bot import socket_mode
from bot.clients import Clients
from bot.processes import Stopped, watch
from bot.socket_mode import Socket
from sandbox import Driver, Sandbox

Open = Callable[[Callable[[], str]], Socket]


@pytest.fixture
def open_socket(box: Sandbox) -> Iterator[Open]:
    """Opens a connection over which /project is answered with what a function says."""
    opened: list[Socket] = []

    def open_one(say: Callable[[], str]) -> Socket:
        clients = Clients(box.api_url)
        here = AuthorizeResult(enterprise_id=None, team_id="T0SANDBOX", bot_user_id="U0APP", bot_token="xoxb-sandbox")
        app = App(
            client=clients.answering(None),
            authorize=lambda: here,
            signing_secret="sandbox",
            process_before_response=True,
        )

        @app.command("/project")
        def answer(ack: Ack) -> None:
            ack(say())

        socket = Socket(app, "xapp-sandbox", clients.connecting())
        opened.append(socket)
        socket.connect(threading.Event())
        return socket

    yield open_one
    for socket in opened:
        socket.close()


def test_closing_waits_for_what_is_being_answered(box, open_socket):
    heard = threading.Event()

    def slowly() -> str:
        heard.set()
        time.sleep(0.5)
        return "done"

    socket = open_socket(slowly)
    ana = Driver(box.url).person("ana")

    with ThreadPoolExecutor(1) as keyboard:
        seen = keyboard.submit(ana.command, "general", "/project x")
        assert heard.wait(5)
        socket.close()

    assert (seen.result().failure, seen.result().text) == (None, "done")


def test_requests_are_answered_side_by_side(box, open_socket):
    together = threading.Barrier(8, timeout=2)

    def when_all_are_here() -> str:
        together.wait()
        return "all here"

    open_socket(when_all_are_here)
    people = [Driver(box.url).person("ana") for _ in range(8)]

    with ThreadPoolExecutor(8) as keyboards:
        seen = list(keyboards.map(lambda person: person.command("general", "/project x"), people))

    assert [one.text for one in seen] == ["all here"] * 8


def test_a_connection_in_order_has_nothing_wrong(open_socket):
    socket = open_socket(str)

    assert socket.is_connected
    assert socket.what_is_wrong() is None


def test_a_long_silence_is_noticed_and_a_short_one_is_not(monkeypatch):
    nobody = Clients("http://127.0.0.1:9/api/")
    app = App(client=nobody.answering(None), authorize=lambda: None, signing_secret="x")
    socket = Socket(app, "xapp-sandbox", nobody.connecting())
    before = socket.what_is_wrong()

    monkeypatch.setattr(socket_mode, "LONGEST_SILENCE_SECONDS", -1.0)

    assert before is None
    assert socket.what_is_wrong() == "Slack has not been heard for 0 s"
    socket.close()


def test_what_is_wrong_ends_the_process_with_a_sentence(monkeypatch):
    monkeypatch.setattr("bot.processes.LOOK_SECONDS", 0.01)

    with pytest.raises(Stopped, match=r"Steward stops, because the scheduler's thread has died\."):
        watch(threading.Event(), [lambda: None, lambda: "the scheduler's thread has died"])


def test_being_asked_to_stop_ends_the_watch():
    stop = threading.Event()
    stop.set()

    watch(stop, [lambda: "this is not even looked at"])

    assert stop.is_set()
