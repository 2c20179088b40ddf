"""auth.*, apps.* and team.info: who the app is, and where."""

from __future__ import annotations

from sandbox.refusals import Refused
from sandbox.web_api.registry import Answer, Call, method
from sandbox.workspace.app_life import revoke_token, uninstall_app


@method("auth.test")
def test_auth(call: Call) -> Answer:
    workspace, user = call.workspace, call.token.user
    answer: Answer = {
        "url": f"{call.world.url}/",
        "team": workspace.team.name,
        "user": workspace.people[user].name,
        "team_id": workspace.team.id,
        "user_id": user,
        "is_enterprise_install": False,
    }
    return answer | ({"bot_id": workspace.app.bot_id} if user == workspace.bot else {})


@method("auth.revoke")
def revoke(call: Call) -> Answer:
    if call.flag("test"):
        return {"revoked": False}
    revoke_token(call.workspace, call.token)
    return {"revoked": True}


@method("api.test")
def test_api(call: Call) -> Answer:
    if call.has("error"):
        raise Refused(call.text("error"), args=call.arguments)
    return {"args": call.arguments}


@method("apps.connections.open")
def open_connection(call: Call) -> Answer:
    ticket = call.world.courier.socket_mode.ticket()
    return {"url": call.world.url.replace("http", "ws", 1) + f"/link/?ticket={ticket}&app_id={call.workspace.app.id}"}


@method("apps.uninstall")
def uninstall(call: Call) -> Answer:
    refuse_stranger(call)
    uninstall_app(call.workspace)
    return {}


def refuse_stranger(call: Call) -> None:
    """Refuse a call that does not know the app's OAuth credentials, given as arguments or by Basic authorization."""
    installs = call.workspace.app.installs
    client_id, secret = call.basic or (call.text("client_id"), call.text("client_secret"))
    if client_id != installs.client_id:
        raise Refused("invalid_client_id")
    if secret != installs.client_secret:
        raise Refused("bad_client_secret")


@method("team.info")
def describe_team(call: Call) -> Answer:
    team = call.workspace.team
    if call.has("team") and call.text("team") != team.id:
        raise Refused("team_not_found")
    return {"team": {"id": team.id, "name": team.name, "domain": team.domain, "email_domain": "", "icon": {}}}
