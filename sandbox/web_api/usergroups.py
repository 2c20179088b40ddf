"""usergroups.*: which groups of people have a name."""

from __future__ import annotations

from sandbox.refusals import Refused
from sandbox.web_api.registry import Answer, Call, method
from sandbox.workspace.usergroups import Usergroup


@method("usergroups.list")
def list_usergroups(call: Call) -> Answer:
    shown = [group for group in call.workspace.usergroups.values() if _is_shown(call, group)]
    return {"usergroups": [_as_api(call, group) for group in shown]}


def _is_shown(call: Call, group: Usergroup) -> bool:
    return not group.disabled or call.flag("include_disabled")


def _as_api(call: Call, group: Usergroup) -> Answer:
    shown = group.as_api(call.workspace.team.id)
    shown |= {"users": group.users} if call.flag("include_users") else {}
    return shown | ({"user_count": len(group.users)} if call.flag("include_count") else {})


@method("usergroups.users.list")
def list_people_of_usergroup(call: Call) -> Answer:
    group = call.workspace.usergroups.get(call.text("usergroup"))
    if group is None or not _is_shown(call, group):
        raise Refused("no_such_subteam")
    return {"users": group.users}
