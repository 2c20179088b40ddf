"""auth.*, apps.*, team.* and users.*: who is who."""

from __future__ import annotations

from sandbox.refusals import Refused
from sandbox.web_api.registry import Answer, Call, method, page_of
from sandbox.workspace.people import Person


@method("auth.test")
def test_auth(call: Call) -> Answer:
    workspace = call.workspace
    return {
        "url": f"{call.world.url}/",
        "team": workspace.team.name,
        "user": workspace.people[workspace.bot].name,
        "team_id": workspace.team.id,
        "user_id": workspace.bot,
        "bot_id": workspace.app.bot_id,
        "is_enterprise_install": False,
    }


@method("api.test")
def test_api(call: Call) -> Answer:
    return {"args": call.arguments}


@method("apps.connections.open")
def open_connection(call: Call) -> Answer:
    ticket = call.world.courier.socket_mode.ticket()
    return {"url": call.world.url.replace("http", "ws", 1) + f"/link/?ticket={ticket}&app_id={call.workspace.app.id}"}


@method("team.info")
def describe_team(call: Call) -> Answer:
    team = call.workspace.team
    if call.has("team") and call.text("team") != team.id:
        raise Refused("team_not_found")
    return {"team": {"id": team.id, "name": team.name, "domain": team.domain, "email_domain": "", "icon": {}}}


@method("users.info")
def describe_person(call: Call) -> Answer:
    person = call.workspace.people.get(call.text("user"))
    if person is None:
        raise Refused("user_not_found")
    return {"user": _as_api(call, person)}


@method("users.list")
def list_people(call: Call) -> Answer:
    home = [person for person in call.workspace.people.values() if not person.is_stranger]
    people, metadata = page_of(call, home, usual=1000)
    members = [_as_api(call, person) for person in people]
    return {"members": members, "cache_ts": call.workspace.clock.seconds(), "response_metadata": metadata}


def _as_api(call: Call, person: Person) -> Answer:
    user = person.as_api(call.workspace.clock.now(), with_email=call.may("users:read.email"))
    return user | {"locale": "en-US"} if call.flag("include_locale") else user
