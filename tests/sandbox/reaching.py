"""Every way in which Slack reaches an app of Bolt for Python: its Socket Mode clients, and its servers' adapters."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import uvicorn
from slack_bolt.adapter.asgi.async_handler import AsyncSlackRequestHandler
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler as OnAiohttp
from slack_bolt.adapter.socket_mode.websockets import AsyncSocketModeHandler as OnWebsockets
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk import WebClient
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Driver, Sandbox
from tests.sandbox.greeting import async_greeting_app, greeting_app

BOT, APP = "xoxb-sandbox", "xapp-sandbox"
START_SECONDS = 10.0


class Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        """Keep the tests' output quiet."""


@contextmanager
def builtin_socket(box: Sandbox) -> Iterator[None]:
    """Socket Mode by slack_sdk's own client."""
    app = greeting_app(WebClient(BOT, base_url=box.api_url))
    handler = SocketModeHandler(app, APP, web_client=WebClient(APP, base_url=box.api_url))
    handler.connect()
    yield
    handler.close()


@contextmanager
def wsgi(box: Sandbox) -> Iterator[None]:
    """Signed HTTP into a WSGI server."""
    app = greeting_app(WebClient(BOT, base_url=box.api_url))
    server = make_server("127.0.0.1", 0, SlackRequestHandler(app), handler_class=Quiet)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    box.register_http_app(f"http://127.0.0.1:{server.server_port}/slack/events")
    yield
    server.shutdown()
    server.server_close()


@asynccontextmanager
async def _async_socket(box: Sandbox, handler_of: Callable[..., Any]) -> AsyncIterator[None]:
    app = async_greeting_app(AsyncWebClient(BOT, base_url=box.api_url))
    handler = handler_of(app, APP, web_client=AsyncWebClient(APP, base_url=box.api_url))
    await handler.connect_async()
    yield
    await handler.close_async()


@asynccontextmanager
async def _asgi(box: Sandbox) -> AsyncIterator[None]:
    """Signed HTTP into an ASGI server."""
    app = async_greeting_app(AsyncWebClient(BOT, base_url=box.api_url))
    listening = socket.create_server(("127.0.0.1", 0))
    settings = uvicorn.Config(AsyncSlackRequestHandler(app), log_level="critical", timeout_graceful_shutdown=1)
    server = uvicorn.Server(settings)
    serving = asyncio.create_task(server.serve([listening]))
    deadline = time.monotonic() + START_SECONDS
    while not server.started:
        assert time.monotonic() < deadline, "the ASGI server did not start"
        await asyncio.sleep(0.01)
    port = listening.getsockname()[1]
    await asyncio.to_thread(box.register_http_app, f"http://127.0.0.1:{port}/slack/events")
    yield
    server.should_exit = True
    await serving


@contextmanager
def in_a_loop(place: Any) -> Iterator[None]:
    """Keep an asynchronous place open in a loop of its own, beside the test."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    def wait_for(coroutine: Any) -> None:
        asyncio.run_coroutine_threadsafe(coroutine, loop).result(START_SECONDS)

    wait_for(place.__aenter__())
    try:
        yield
    finally:
        wait_for(place.__aexit__(None, None, None))
        loop.call_soon_threadsafe(loop.stop)
        thread.join(START_SECONDS)
        loop.close()


SOCKETS: dict[str, Callable[[Sandbox], AbstractContextManager[None]]] = {
    "socket-builtin": builtin_socket,
    "socket-aiohttp": lambda box: in_a_loop(_async_socket(box, OnAiohttp)),
    "socket-websockets": lambda box: in_a_loop(_async_socket(box, OnWebsockets)),
}
WAYS = SOCKETS | {"http-wsgi": wsgi, "http-asgi": lambda box: in_a_loop(_asgi(box))}


def await_reachable(driver: Driver) -> None:
    """Wait until Slack has somewhere to deliver to."""
    driver.wait_until(lambda: driver.workspace()["connections"] or driver.workspace()["request_url"], seconds=20)
