"""Tokens and installs, people and their groups, direct messages with a few, reactions."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from slack_sdk import WebClient

from sandbox import Driver, Sandbox
from sandbox.driver import PersonAtKeyboard
from sandbox.workspace.installs import Code, Installs
from sandbox.workspace.seeds import DEFAULT_SEED
from tests.sandbox.errors import refusal
from tests.sandbox.fake_app import FakeApp
from tests.sandbox.raw_calls import call, send

CREDENTIALS = {"client_id": "sandbox-client", "client_secret": "sandbox-client-secret"}
GROUPS = [
    {"id": "S0NET", "name": "Network team", "handle": "network", "users": ["U0ANA", "U0BEN"]},
    {"id": "S0OLD", "name": "Old team", "handle": "old", "disabled": True},
]


def installs(**more: Any) -> Installs:
    return Installs("U0APP", ["commands"], "id", "secret", **more)


def test_an_install_widens_what_the_app_may_do_and_never_narrows_it() -> None:
    held = installs()

    bot, person = held.grant(Code("U0ANA", ["chat:write"], ["search:read"], None))
    again, nobody = held.grant(Code("U0BEN", ["commands"], [], None))

    assert bot is again
    assert bot.scopes == ["commands", "chat:write"]
    assert (person.user, person.kind, person.scopes) == ("U0ANA", "user", ["search:read"]) if person else False
    assert nobody is None


def test_after_an_uninstall_a_new_install_brings_a_new_token() -> None:
    held = installs()
    before = held.bot_token
    held.refuse("account_inactive")

    bot, _ = held.grant(Code("U0ANA", ["chat:write"], [], None))

    assert bot.value != before.value
    assert (before.refusal, bot.refusal, bot.scopes) == ("account_inactive", None, ["chat:write"])


def test_the_app_exchanges_only_with_its_own_credentials(box: Sandbox) -> None:
    wrong = base64.b64encode(b"sandbox-client:guess").decode()
    right = base64.b64encode(b"sandbox-client:sandbox-client-secret").decode()

    def by_header(encoded: str) -> str:
        return send(box, "api/oauth.v2.access?code=none", b"", {"Authorization": f"Basic {encoded}"}).error

    assert call(box, "oauth.v2.access", "", client_id="other").error == "invalid_client_id"
    assert by_header(wrong) == "bad_client_secret"
    assert by_header(right) == "invalid_code"
    assert by_header("no base64!") == "invalid_client_id"


def test_a_revoked_token_is_of_no_more_use(client: WebClient, driver: Driver, app: FakeApp) -> None:
    tried = client.auth_revoke(test=True)["revoked"]

    assert client.auth_revoke()["revoked"]
    driver.wait_until(lambda: app.events("tokens_revoked"))
    assert tried is False
    assert refusal(client.auth_test) == "token_revoked"


def test_an_app_can_uninstall_itself(client: WebClient, driver: Driver, app: FakeApp) -> None:
    wrong = refusal(client.apps_uninstall, client_id="sandbox-client", client_secret="guess")

    client.apps_uninstall(**CREDENTIALS)

    driver.wait_until(lambda: app.events("app_uninstalled"))
    assert wrong == "bad_client_secret"
    assert refusal(client.auth_test) == "account_inactive"


def test_a_person_is_found_by_their_address(client: WebClient, driver: Driver) -> None:
    found = client.users_lookupByEmail(email="ANA@sandbox.example")["user"]["id"]
    driver.change_person("change", "ana", changes={"email": "ana@elsewhere.example"})

    assert found == "U0ANA"
    assert refusal(client.users_lookupByEmail, email="ana@sandbox.example") == "users_not_found"
    assert client.users_lookupByEmail(email="ana@elsewhere.example")["user"]["id"] == "U0ANA"


def test_a_person_who_left_is_away(client: WebClient, driver: Driver) -> None:
    driver.change_person("deactivate", "chi")

    assert client.users_getPresence(user="U0BEN")["presence"] == "active"
    assert client.users_getPresence(user="U0CHI")["presence"] == "away"
    assert client.users_profile_get(user="U0BEN")["profile"]["title"] == "Engineer"


def test_groups_of_people_come_from_the_seed() -> None:
    with Sandbox(DEFAULT_SEED | {"usergroups": GROUPS}) as box:
        client = WebClient("xoxb-sandbox", base_url=box.api_url)
        groups = client.usergroups_list(include_users=True)["usergroups"]
        all_groups = client.usergroups_list(include_disabled=True, include_count=True)["usergroups"]
        people = client.usergroups_users_list(usergroup="S0NET")["users"]
        missing = refusal(client.usergroups_users_list, usergroup="S0OLD")

    assert [(group["handle"], group["users"]) for group in groups] == [("network", ["U0ANA", "U0BEN"])]
    assert [group["user_count"] for group in all_groups] == [2, 0]
    assert (people, missing) == (["U0ANA", "U0BEN"], "no_such_subteam")


def test_a_few_people_and_the_app_have_one_group_message(
    client: WebClient, driver: Driver, ana: PersonAtKeyboard
) -> None:
    first = client.conversations_open(users="U0ANA,U0BEN", return_im=True)["channel"]
    again = client.conversations_open(users=["U0BEN", "U0ANA", "U0APP"])

    client.chat_postMessage(channel=first["id"], text="Hello, both")

    assert (first["is_mpim"], first["name"]) == (True, "mpdm-app--ana--ben-1")
    assert (again["channel"]["id"], again["already_open"]) == (first["id"], True)
    assert [message["text"] for message in ana.messages(first["id"])] == ["Hello, both"]
    assert first["id"] not in {channel["id"] for channel in driver.person("chi").workspace()["channels"]}
    assert [c["id"] for c in client.conversations_list(types="mpim")["channels"]] == [first["id"]]
    assert refusal(client.conversations_invite, channel=first["id"], users="U0CHI").startswith("method_not_supported")


def test_group_messages_have_at_most_eight_others(client: WebClient, driver: Driver) -> None:
    people = [driver.change_person("add", name=f"p{number}")["id"] for number in range(9)]

    assert refusal(client.conversations_open, users=people) == "too_many_users"
    assert client.conversations_open(users=people[:8])["ok"]
    assert refusal(client.conversations_open, users="U0APP") == "not_enough_users"
    assert refusal(client.conversations_open, users="U0ANA,U0NOBODY") == "user_not_found"
    assert refusal(client.conversations_open, users="U0BEN", prevent_creation=True) == "channel_not_found"


def test_a_direct_message_can_be_put_away_and_comes_back_with_the_next_message(client: WebClient) -> None:
    dm = client.conversations_open(users="U0ANA")["channel"]["id"]

    closed = client.conversations_close(channel=dm)
    again = client.conversations_close(channel=dm)
    client.chat_postMessage(channel=dm, text="x")

    assert ("no_op" in closed.data, again["already_closed"]) == (False, True)
    assert client.conversations_open(channel=dm)["already_open"]
    assert refusal(client.conversations_close, channel="C0GENERAL").startswith("method_not_supported")


def test_the_app_marks_how_far_it_has_read(client: WebClient, general: str) -> None:
    ts = client.chat_postMessage(channel=general, text="x")["ts"]

    assert client.conversations_mark(channel=general, ts=ts)["ok"]
    assert refusal(client.conversations_mark, channel=general, ts="yesterday") == "invalid_timestamp"


def test_reactions_come_and_go(client: WebClient, general: str, driver: Driver, app: FakeApp) -> None:
    ts = client.chat_postMessage(channel=general, text="x")["ts"]
    client.reactions_add(channel=general, timestamp=ts, name="eyes")
    seen = client.reactions_get(channel=general, timestamp=ts)["message"]["reactions"]
    listed = client.reactions_list()["items"][0]["message"]["ts"]

    client.reactions_remove(channel=general, timestamp=ts, name="eyes")

    driver.wait_until(lambda: app.events("reaction_removed"))
    assert app.events("reaction_added")[0]["item"] == {"type": "message", "channel": general, "ts": ts}
    assert (seen, listed) == ([{"name": "eyes", "users": ["U0APP"], "count": 1}], ts)
    assert "reactions" not in client.reactions_get(channel=general, timestamp=ts)["message"]
    assert refusal(client.reactions_remove, channel=general, timestamp=ts, name="eyes") == "no_reaction"


def test_one_person_puts_at_most_23_emoji_under_a_message(client: WebClient, general: str) -> None:
    ts = client.chat_postMessage(channel=general, text="x")["ts"]
    for number in range(23):
        client.reactions_add(channel=general, timestamp=ts, name=f"emoji-{number}")

    assert refusal(client.reactions_add, channel=general, timestamp=ts, name="one-more") == "too_many_reactions"


def test_a_message_may_say_what_the_app_does(client: WebClient, general: str, ana: PersonAtKeyboard) -> None:
    client.chat_meMessage(channel=general, text="rings the bell")

    assert [(m["text"], m["subtype"]) for m in ana.messages("#general")] == [("rings the bell", "me_message")]


@pytest.mark.parametrize("groups", [[{"id": "S1"}], [GROUPS[0] | {"users": ["U9"]}], 7])
def test_a_wrong_group_in_the_seed_is_refused(groups: Any) -> None:
    with pytest.raises(ValueError, match=r"seed is not right|not in people"):
        Sandbox(DEFAULT_SEED | {"usergroups": groups}).start()
