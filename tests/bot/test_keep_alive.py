import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.error import URLError

import pytest
from slack_sdk.errors import SlackApiError

from bot.clients import Clients


class Slackish(BaseHTTPRequestHandler):
    """Answers like the Web API, keeps connections, and counts them."""

    protocol_version = "HTTP/1.1"

    def setup(self) -> None:
        super().setup()
        self.server.opened += 1

    def do_POST(self) -> None:
        self.server.heard.append(self.path)
        self.rfile.read(int(self.headers["Content-Length"]))
        status, headers = self.server.answers.get(self.path, (200, {}))
        body = json.dumps({"ok": status == 200, **({} if status == 200 else {"error": "ratelimited"})}).encode()
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Slackish)
    server.opened, server.heard, server.answers = 0, [], {}
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def clients(server: ThreadingHTTPServer) -> Clients:
    return Clients(f"http://127.0.0.1:{server.server_address[1]}/api/")


def test_calls_one_after_the_other_share_a_connection(server, clients):
    for _ in range(5):
        clients.delivering("xoxb-1").auth_test()

    assert (len(server.heard), server.opened) == (5, 1)


def test_a_connection_that_slack_closed_meanwhile_is_not_used_again(server, clients):
    server.answers["/api/api.test"] = (200, {"Connection": "close"})
    client = clients.delivering("xoxb-1")
    client.auth_test()
    client.api_test()

    client.auth_test()

    assert (len(server.heard), server.opened) == (3, 2)


def test_a_limit_is_told_as_the_original_client_tells_it(server, clients):
    server.answers["/api/chat.postMessage"] = (429, {"Retry-After": "7"})

    with pytest.raises(SlackApiError) as refused:
        clients.delivering("xoxb-1").chat_postMessage(channel="C1", text="hello")

    assert refused.value.response.status_code == 429
    assert refused.value.response.headers["Retry-After"] == "7"
    assert server.heard == ["/api/chat.postMessage"]


def test_reading_waits_as_long_as_slack_says(server, clients, monkeypatch):
    server.answers["/api/users.list"] = (429, {"Retry-After": "1"})
    waited = []
    monkeypatch.setattr("slack_sdk.http_retry.builtin_handlers.time.sleep", waited.append)

    with pytest.raises(SlackApiError):
        clients.reading("xoxb-1").users_list()

    assert len(server.heard) == 21
    assert all(1.0 <= seconds < 3.0 for seconds in waited)


def test_nobody_there_is_tried_once_more_and_then_told(server):
    clients = Clients("http://127.0.0.1:9/api/")

    with pytest.raises(URLError) as failed:
        clients.answering("xoxb-1").auth_test()

    assert isinstance(failed.value.reason, ConnectionRefusedError)


def test_what_slack_may_have_heard_is_never_repeated(clients):
    class HangsUp(Slackish):
        def do_POST(self) -> None:
            self.server.heard.append(self.path)
            self.close_connection = True

    server = ThreadingHTTPServer(("127.0.0.1", 0), HangsUp)
    server.opened, server.heard, server.answers = 0, [], {}
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    clients = Clients(f"http://127.0.0.1:{server.server_address[1]}/api/")

    for client in (clients.answering("x"), clients.delivering("x"), clients.reading("x")):
        with pytest.raises(ConnectionResetError):
            client.chat_postMessage(channel="C1", text="hello")

    assert len(server.heard) == 3
    server.shutdown()
    server.server_close()
