"""A tiny bot, written twice: a command opens a form, the form posts a button, the button answers."""

from __future__ import annotations

from slack_bolt import Ack, App, Respond
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk import WebClient
from slack_sdk.web.async_client import AsyncWebClient

from tests.sandbox.payloads import actions, button, field, home, modal

FORM = modal(field("Name"), callback_id="greeting")
HOME = home(actions(button("At home")))
NOBODY = {"name": "Somebody, please."}


def name_in(view: dict) -> str:
    return str(view["state"]["values"]["name"]["value"]["value"])


def wave(name: str) -> dict:
    return {"text": name, "blocks": [actions(button("Wave", value=name))]}


def greeting_app(client: WebClient) -> App:
    """The bot as most people write it."""
    app = App(client=client, signing_secret="sandbox", process_before_response=True)

    @app.command("/greet")
    def greet(ack: Ack, body: dict, client: WebClient) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=FORM)
        ack(f"Hello, {body['user_name']}")

    @app.view("greeting")
    def greeted(ack: Ack, body: dict, view: dict, client: WebClient) -> None:
        name = name_in(view)
        if name == "nobody":
            ack(response_action="errors", errors=NOBODY)
            return
        client.chat_postMessage(channel=body["user"]["id"], **wave(name))
        ack()

    @app.action("press")
    def waved(ack: Ack, action: dict, respond: Respond) -> None:
        ack()
        respond(f"{action['value']} waves back", response_type="ephemeral", replace_original=False)

    @app.event("app_home_opened")
    def opened(event: dict, client: WebClient) -> None:
        client.views_publish(user_id=event["user"], view=HOME)

    return app


def async_greeting_app(client: AsyncWebClient) -> AsyncApp:
    """The same bot on asyncio."""
    app = AsyncApp(client=client, signing_secret="sandbox", process_before_response=True)

    @app.command("/greet")
    async def greet(ack: AsyncAck, body: dict, client: AsyncWebClient) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=FORM)
        await ack(f"Hello, {body['user_name']}")

    @app.view("greeting")
    async def greeted(ack: AsyncAck, body: dict, view: dict, client: AsyncWebClient) -> None:
        name = name_in(view)
        if name == "nobody":
            await ack(response_action="errors", errors=NOBODY)
            return
        await client.chat_postMessage(channel=body["user"]["id"], **wave(name))
        await ack()

    @app.action("press")
    async def waved(ack: AsyncAck, action: dict, respond: AsyncRespond) -> None:
        await ack()
        await respond(f"{action['value']} waves back", response_type="ephemeral", replace_original=False)

    @app.event("app_home_opened")
    async def opened(event: dict, client: AsyncWebClient) -> None:
        await client.views_publish(user_id=event["user"], view=HOME)

    return app
