"""The whole sandbox as one web application."""

from __future__ import annotations

from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocket

from sandbox.acts.responses import answer_response
from sandbox.control.disturbances import forget_faults
from sandbox.control.endpoint import do, show, stream
from sandbox.oauth.authorize import ask_consent, decide
from sandbox.web_api.endpoint import answer_call
from sandbox.web_api.transfers import give_download, show_file, take_upload
from sandbox.world import World

PAGE = Path(__file__).parent / "page"
OWN_HOSTS = ("127.0.0.1", "localhost", "[::1]")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


class OwnHostOnly:
    """Turns away requests that a foreign web page made somebody's browser send."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket") or _is_own(scope):
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            refusal = JSONResponse({"ok": False, "error": "The sandbox answers only to its own address."}, 403)
            await refusal(scope, receive, send)
        else:
            await WebSocket(scope, receive, send).close(code=1008)


def _is_own(scope: Scope) -> bool:
    headers = {name: value.decode("latin-1") for name, value in scope["headers"] if name in (b"host", b"origin")}
    host, origin = headers.get(b"host", ""), headers.get(b"origin")
    return host.rsplit(":", 1)[0] in OWN_HOSTS and (origin is None or origin.split("//")[-1] == host)


async def front_page(_request: Request) -> Response:
    index = PAGE / "index.html"
    if not index.is_file():
        return PlainTextResponse("The sandbox is running. Its page is not part of this checkout.")
    return FileResponse(index, headers={"Content-Security-Policy": POLICY, "Cache-Control": "no-cache"})


class FreshFiles(StaticFiles):
    """Serves the page's files so that a reload always shows the newest ones."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        response = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        response.headers["Cache-Control"] = "no-cache"
        response.headers["Content-Security-Policy"] = POLICY
        return response


async def follow_permalink(request: Request) -> Response:
    """Lead a permalink to the page, at that channel and message."""
    channel, number = request.path_params["channel"], request.path_params["number"]
    digits = number.removeprefix("p")
    return RedirectResponse(f"/?channel={channel}&message={digits[:-6]}.{digits[-6:]}")


async def say_hello(_request: Request) -> Response:
    return JSONResponse({"ok": True})


async def serve_socket(socket: WebSocket) -> None:
    await socket.app.state.world.courier.socket_mode.serve(socket)


def make_application(world: World) -> Starlette:
    """Put the doors of the sandbox together."""
    routes: list[BaseRoute] = [
        Route("/api/{method}", answer_call, methods=["GET", "POST"]),
        Route("/upload/v1/{ticket}", take_upload, methods=["POST"]),
        Route("/files-pri/{file}/{name}", give_download, methods=["GET"]),
        Route("/files-pri/{file}/download/{name}", give_download, methods=["GET"]),
        Route("/control/files/{file}", show_file, methods=["GET"]),
        Route("/respond/{token}", answer_response, methods=["POST"]),
        WebSocketRoute("/link/", serve_socket),
        WebSocketRoute("/control/stream", stream),
        Route("/control/hello", say_hello, methods=["GET"]),
        Route("/control/faults", forget_faults, methods=["DELETE"]),
        Route("/control/{what}", show, methods=["GET"]),
        Route("/control/{what}", do, methods=["POST"]),
        Route("/oauth/v2/authorize", ask_consent, methods=["GET"]),
        Route("/oauth/v2/authorize", decide, methods=["POST"]),
        Route("/archives/{channel}/{number}", follow_permalink),
        Route("/", front_page),
        Mount("/static", FreshFiles(directory=PAGE, check_dir=False)),
    ]
    application = Starlette(routes=routes, middleware=[Middleware(OwnHostOnly)])
    application.state.world = world
    return application
