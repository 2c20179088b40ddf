"""Where the bytes of files go in and come out."""

from __future__ import annotations

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from sandbox.refusals import Refused
from sandbox.web_api.arguments import MULTIPART, read_multipart
from sandbox.workspace.files import SharedFile
from sandbox.world import World

ROOM_FOR_A_FORM = 10_000


async def take_upload(request: Request) -> Response:
    """Take the bytes of an announced file: as they are, or as the file of a multipart form."""
    world: World = request.app.state.world
    ticket = request.path_params["ticket"]
    file = next((file for file in world.workspace.files.values() if file.ticket == ticket), None)
    if file is None or file.is_complete:
        return PlainTextResponse("This upload address is not known, or was used up.", 404)
    try:
        content = _unwrapped(await _read(request, file.size + ROOM_FOR_A_FORM), request.headers.get("content-type", ""))
    except Refused:
        return PlainTextResponse("The form holds no file.", 400)
    if len(content) != file.size:
        return PlainTextResponse(f"{file.size} bytes were announced, another number came.", 400)
    file.content = content
    return PlainTextResponse(f"OK - {file.size}")


async def _read(request: Request, most: int) -> bytes:
    """Read a body, but no more than could ever be right."""
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > most:
            break
    return bytes(content)


def _unwrapped(body: bytes, content_type: str) -> bytes:
    if not content_type.lower().startswith(MULTIPART):
        return body
    parts = read_multipart(body, content_type)
    if not parts.files:
        raise Refused("invalid_form_data")
    return parts.files[0]


async def give_download(request: Request) -> Response:
    """Give a file to an app with the scope files:read; anybody else is sent to the front page, as Slack does."""
    world: World = request.app.state.world
    file_id = request.path_params["file"].rpartition("-")[2]
    scheme, _, value = request.headers.get("authorization", "").partition(" ")
    token = world.workspace.app.installs.tokens.get(value.strip())
    if scheme.lower() != "bearer" or token is None or token.refusal is not None or "files:read" not in token.scopes:
        return RedirectResponse("/", 302)
    return _given(world, file_id, token.user)


async def show_file(request: Request) -> Response:
    """Give a file to the page of a person who can see it."""
    world: World = request.app.state.world
    person = world.workspace.find_person(request.query_params.get("as", ""))
    return _given(world, request.path_params["file"], person.id if person is not None else "")


def _given(world: World, file_id: str, person: str) -> Response:
    file = world.workspace.files.get(file_id)
    if file is None or file.content is None or not world.workspace.sees_file(person, file):
        return PlainTextResponse("There is no such file.", 404)
    return Response(file.content, headers=_headers(file))


def _headers(file: SharedFile) -> dict[str, str]:
    """Nothing that somebody uploaded is ever shown as a page of ours."""
    is_markup = "html" in file.mimetype or "xml" in file.mimetype
    return {
        "Content-Type": "application/octet-stream" if is_markup else file.mimetype,
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(file.name, safe='')}",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "X-Content-Type-Options": "nosniff",
    }
