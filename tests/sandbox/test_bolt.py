"""A real Bolt app, unchanged, over both transports."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from slack_bolt import Ack, App, Respond
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk import WebClient

from sandbox import Driver, Sandbox
from sandbox.driver import PersonAtKeyboard
from tests.sandbox.payloads import actions, button, field, modal


class Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        """Keep the tests' output quiet."""


def make_app(client: WebClient) -> App:
    """A tiny bot: a command opens a form, the form posts a button, the button answers."""
    app = App(client=client, signing_secret="sandbox", process_before_response=True)

    @app.command("/greet")
    def greet(ack: Ack, body: dict, client: WebClient) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=modal(field("Name"), callback_id="greeting"))
        ack(f"Hello, {body['user_name']}")

    @app.view("greeting")
    def greeted(ack: Ack, body: dict, view: dict, client: WebClient) -> None:
        name = view["state"]["values"]["name"]["value"]["value"]
        if name == "nobody":
            ack(response_action="errors", errors={"name": "Somebody, please."})
            return
        client.chat_postMessage(channel=body["user"]["id"], text=name, blocks=[actions(button("Wave", value=name))])
        ack()

    @app.action("press")
    def waved(ack: Ack, action: dict, respond: Respond) -> None:
        ack()
        respond(f"{action['value']} waves back", response_type="ephemeral", replace_original=False)

    @app.event("app_home_opened")
    def opened(event: dict, client: WebClient) -> None:
        client.views_publish(user_id=event["user"], view={"type": "home", "blocks": [actions(button("At home"))]})

    return app


@pytest.fixture(params=["socket", "http"])
def bolt(request: pytest.FixtureRequest, box: Sandbox, client: WebClient, driver: Driver) -> Iterator[App]:
    app = make_app(client)
    if request.param == "socket":
        handler = SocketModeHandler(app, "xapp-sandbox", web_client=WebClient("xapp-sandbox", base_url=box.api_url))
        handler.connect()
        driver.wait_until(lambda: driver.workspace()["connections"])
        yield app
        handler.close()
        return
    server = make_server("127.0.0.1", 0, SlackRequestHandler(app), handler_class=Quiet)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    box.register_http_app(f"http://127.0.0.1:{server.server_port}/slack/events")
    yield app
    server.shutdown()
    server.server_close()


def test_a_bolt_app_works_against_the_sandbox(bolt: App, ana: PersonAtKeyboard, driver: Driver) -> None:
    answer = ana.command("#general", "/greet")
    form = ana.modal()
    refused = form.fill({"Name": "nobody"}).submit()
    accepted = form.fill({"Name": "Ada"}).submit()
    waved = ana.press("Wave")
    ana.open_home()
    published = driver.wait_until(ana.home)

    assert answer.text == "Hello, ana"
    assert refused.errors == {"name": "Somebody, please."}
    assert accepted.ok
    assert ana.dm()[0]["text"] == "Ada"
    assert waved.text == "Ada waves back"
    assert ana.plain(published) == "[At home]"
    assert driver.problems() == []
