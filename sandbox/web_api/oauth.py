"""oauth.v2.access: what a person allowed becomes tokens."""

from __future__ import annotations

from sandbox.refusals import Refused
from sandbox.web_api.accounts import refuse_stranger
from sandbox.web_api.registry import Answer, Call, method
from sandbox.workspace.installs import Code, Token


@method("oauth.v2.access")
def exchange_code(call: Call) -> Answer:
    refuse_stranger(call)
    grant_type = call.text("grant_type") or "authorization_code"
    if grant_type == "refresh_token":
        raise Refused("invalid_refresh_token")  # tokens here do not rotate
    if grant_type != "authorization_code":
        raise Refused("invalid_grant_type")
    installs = call.workspace.app.installs
    code = installs.redeem(call.text("code"), call.text("redirect_uri") or None)
    bot, person = installs.grant(code)
    call.workspace.note_workspace()
    return _installation(call, code, bot, person)


def _installation(call: Call, code: Code, bot: Token, person: Token | None) -> Answer:
    workspace, own = call.workspace, {"id": code.person}
    if person is not None:
        words = ",".join(person.scopes)
        own |= {"scope": words, "access_token": person.value, "token_type": "user"}
    return {
        "app_id": workspace.app.id,
        "authed_user": own,
        "scope": ",".join(bot.scopes),
        "token_type": "bot",
        "access_token": bot.value,
        "bot_user_id": workspace.bot,
        "team": {"id": workspace.team.id, "name": workspace.team.name},
        "enterprise": None,
        "is_enterprise_install": False,
    }
