"""The door of OAuth: shows the page, and sends the person back to the app with a code or a refusal."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from sandbox.oauth.page import consent_page, refusal_page
from sandbox.oauth.requests import ConsentRefused, ConsentRequest, installers, read_request
from sandbox.world import World

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
)


async def ask_consent(request: Request) -> Response:
    """Answer GET /oauth/v2/authorize."""
    workspace = request.app.state.world.workspace
    try:
        wanted = read_request(workspace, dict(request.query_params))
    except ConsentRefused as refusal:
        return _page(refusal_page(str(refusal)), status=400)
    named = workspace.find_person(request.query_params.get("as", ""))
    people = installers(workspace)
    chosen = named.id if named in people else ""
    return _page(consent_page(workspace, wanted, people, chosen), wanted)


async def decide(request: Request) -> Response:
    """Answer POST /oauth/v2/authorize: the person allowed it, or did not."""
    world: World = request.app.state.world
    body = (await request.body()).decode("utf-8", "replace")
    form = dict(parse_qsl(body, keep_blank_values=True))
    try:
        wanted = read_request(world.workspace, form)
        return RedirectResponse(_decided(world, wanted, form), status_code=302)
    except ConsentRefused as refusal:
        return _page(refusal_page(str(refusal)), status=400)


def _decided(world: World, wanted: ConsentRequest, form: dict[str, str]) -> str:
    """Return where the person goes from here."""
    if form.get("decision") == "cancel":
        return wanted.answer(error="access_denied")
    if form.get("decision") != "allow":
        raise ConsentRefused("Choose Allow or Cancel.")
    person = world.workspace.find_person(form.get("person", ""))
    if person is None or person not in installers(world.workspace):
        raise ConsentRefused("Only active members of the workspace who are not guests can install an app.")
    return wanted.answer(code=world.workspace.app.installs.issue_code(wanted.code_for(person.id)))


def _page(content: str, wanted: ConsentRequest | None = None, status: int = 200) -> Response:
    """Send a page that runs nothing; its form may lead to the app, to nowhere else."""
    policy = POLICY
    if wanted is not None:
        place = urlsplit(wanted.redirect_uri)
        policy += f" {place.scheme}://{place.netloc}"
    headers = {"Content-Security-Policy": policy, "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    return HTMLResponse(content, status, headers)
