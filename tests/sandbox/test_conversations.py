from __future__ import annotations

from collections.abc import Callable

import pytest
from slack_sdk import WebClient

from sandbox import Driver
from sandbox.driver import PersonAtKeyboard
from tests.sandbox.errors import refusal
from tests.sandbox.fake_app import FakeApp


def created(client: WebClient, name: str = "rollout", *, private: bool = False) -> str:
    return str(client.conversations_create(name=name, is_private=private)["channel"]["id"])


def test_a_created_channel_has_the_app_as_its_member_and_creator(client: WebClient) -> None:
    channel = client.conversations_create(name="net-rollout")["channel"]

    assert (channel["name"], channel["is_member"], channel["creator"]) == ("net-rollout", True, "U0APP")
    assert client.conversations_members(channel=channel["id"])["members"] == ["U0APP"]


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("", "invalid_name_required"),
        ("x" * 81, "invalid_name_maxlength"),
        ("--", "invalid_name_punctuation"),
        ("Upper", "invalid_name_specials"),
        ("two words", "invalid_name_specials"),
        ("general", "name_taken"),
    ],
)
def test_a_channel_name_is_refused_as_slack_does(client: WebClient, name: str, error: str) -> None:
    assert refusal(client.conversations_create, name=name) == error


def test_a_name_is_taken_by_archived_and_by_unseen_private_channels(client: WebClient, driver: Driver) -> None:
    driver.channel("create", name="secret", is_private=True, as_="ana")
    client.conversations_archive(channel=created(client, "old"))

    assert refusal(client.conversations_create, name="secret") == "name_taken"
    assert refusal(client.conversations_create, name="old") == "name_taken"


def test_a_private_channel_the_app_is_not_in_does_not_exist_for_it(client: WebClient, driver: Driver) -> None:
    secret = driver.channel("create", name="secret", is_private=True, as_="ana")

    listed = client.conversations_list(types="public_channel,private_channel")["channels"]

    assert refusal(client.conversations_info, channel=secret) == "channel_not_found"
    assert refusal(client.chat_postMessage, channel=secret, text="x") == "channel_not_found"
    assert [channel["name"] for channel in listed] == ["general"]


def test_an_archived_channel_takes_nothing_until_it_is_unarchived(client: WebClient) -> None:
    channel = created(client)
    client.conversations_archive(channel=channel)

    assert refusal(client.conversations_archive, channel=channel) == "already_archived"
    assert refusal(client.chat_postMessage, channel=channel, text="x") == "is_archived"
    assert refusal(client.conversations_setTopic, channel=channel, topic="x") == "is_archived"
    client.conversations_unarchive(channel=channel)
    assert client.chat_postMessage(channel=channel, text="x")["ok"]


def test_invitations_are_refused_one_by_one_and_together(client: WebClient, driver: Driver) -> None:
    channel = created(client)
    driver.change_person("deactivate", "chi")

    def invite(users: str) -> str:
        return refusal(client.conversations_invite, channel=channel, users=users)

    assert invite("U0NOBODY") == "user_not_found"
    assert invite("U0APP") == "cant_invite_self"
    assert invite("U0CHI") == "cant_invite"
    assert invite("U0ANA,U0NOBODY") == "user_not_found"
    client.conversations_invite(channel=channel, users="U0ANA")
    assert invite("U0ANA") == "already_in_channel"


def test_a_forced_invitation_goes_on_past_those_who_cannot_come(client: WebClient) -> None:
    channel = created(client)

    answer = client.conversations_invite(channel=channel, users=["U0ANA", "U0NOBODY"], force=True)

    assert answer["errors"] == [{"user": "U0NOBODY", "ok": False, "error": "user_not_found"}]
    assert client.conversations_members(channel=channel)["members"] == ["U0APP", "U0ANA"]


def test_a_topic_has_at_most_250_characters(client: WebClient) -> None:
    channel = created(client)

    client.conversations_setTopic(channel=channel, topic="x" * 250)

    assert refusal(client.conversations_setTopic, channel=channel, topic="x" * 251) == "too_long"
    assert client.conversations_info(channel=channel)["channel"]["topic"]["value"] == "x" * 250


def test_leaving_kicking_and_renaming_are_told_to_the_app(client: WebClient, driver: Driver, app: FakeApp) -> None:
    channel = created(client)
    client.conversations_invite(channel=channel, users="U0ANA,U0BEN")
    client.conversations_kick(channel=channel, user="U0BEN")
    client.conversations_rename(channel=channel, name="renamed")
    driver.channel("kick", channel, user="U0APP", as_="ana")

    driver.wait_until(lambda: app.events("channel_left"))

    joined = [event["user"] for event in app.events("member_joined_channel")]
    assert joined == ["U0APP", "U0ANA", "U0BEN"]
    assert app.events("member_joined_channel")[1]["inviter"] == "U0APP"
    assert app.events("channel_rename")[0]["channel"]["name"] == "renamed"
    assert app.events("channel_left")[0]["channel"] == channel
    assert refusal(client.chat_postMessage, channel=channel, text="x") == "not_in_channel"


def test_what_people_do_to_channels_is_told_to_the_app(client: WebClient, driver: Driver, app: FakeApp) -> None:
    public, private = created(client, "public"), created(client, "private", private=True)
    for channel in (public, private):
        driver.channel("archive", channel)
        driver.channel("unarchive", channel)
        driver.channel("rename", channel, name=f"new-{channel.lower()}")
    driver.channel("make_private", public)
    driver.channel("delete", public)
    driver.channel("kick", private, user="U0APP")

    driver.wait_until(lambda: app.events("group_left") and app.events("member_left_channel"))

    kinds = {payload["event"]["type"] for payload in app.payloads("events_api")}
    assert kinds >= {"channel_archive", "channel_unarchive", "channel_rename", "group_deleted"}
    assert kinds >= {"group_archive", "group_unarchive", "group_rename", "group_left", "member_left_channel"}


def test_people_who_come_change_and_go_are_told_to_the_app(driver: Driver, app: FakeApp) -> None:
    driver.change_person("add", id="U0DAN", name="dan", real_name="Dan Dorn", tz="Asia/Kathmandu")
    driver.change_person("change", "U0DAN", changes={"title": "Head"})
    driver.change_person("deactivate", "U0DAN")

    driver.wait_until(lambda: len(app.events("user_change")) == 2)

    assert app.events("team_join")[0]["user"]["tz_offset"] == 20700
    changes = [event["user"] for event in app.events("user_change")]
    assert changes[0]["profile"]["title"] == "Head"
    assert changes[1]["deleted"] is True


def test_lists_come_in_pages(client: WebClient) -> None:
    for number in range(5):
        created(client, f"channel-{number}")

    names = [c["name"] for page in client.conversations_list(limit=2) for c in page["channels"]]
    handles = [m["name"] for page in client.users_list(limit=2) for m in page["members"]]

    assert names == ["general", *(f"channel-{number}" for number in range(5))]
    assert handles == ["slackbot", "app", "ana", "ben", "chi"]
    assert refusal(client.users_list, cursor="nonsense") == "invalid_cursor"


def test_a_direct_message_opens_once_and_only_with_people_who_can_read_it(client: WebClient, driver: Driver) -> None:
    driver.change_person("deactivate", "chi")

    first = client.conversations_open(users="U0ANA")["channel"]["id"]
    posted = client.chat_postMessage(channel="U0ANA", text="Hello")["channel"]

    assert first == posted
    assert refusal(client.conversations_open, users="U0CHI") == "user_disabled"
    assert refusal(client.chat_postMessage, channel="U0CHI", text="x") == "user_disabled"
    assert refusal(client.chat_postMessage, channel="USLACKBOT", text="x") == "cannot_dm_bot"
    assert refusal(client.chat_postMessage, channel="U0NOBODY", text="x") == "channel_not_found"


def test_a_person_is_described_with_their_zone_and_flags(client: WebClient, driver: Driver) -> None:
    driver.change_person("add", id="U0GUEST", name="guest", is_restricted=True)

    ben, guest = client.users_info(user="U0BEN")["user"], client.users_info(user="U0GUEST")["user"]

    assert (ben["tz"], ben["real_name"], ben["profile"]["title"]) == ("Europe/Berlin", "Ben Brandt", "Engineer")
    assert (ben["is_restricted"], guest["is_restricted"]) == (False, True)
    assert refusal(client.users_info, user="U0NOBODY") == "user_not_found"


def test_an_uninstalled_app_hears_it_and_is_locked_out(
    client: WebClient, driver: Driver, ana: PersonAtKeyboard, connect_app: Callable[..., FakeApp]
) -> None:
    app = connect_app()

    driver.app("uninstall")

    driver.wait_until(lambda: app.events("app_uninstalled"))
    assert app.events("tokens_revoked")[0]["tokens"]["bot"] == ["U0APP"]
    assert refusal(client.auth_test) == "account_inactive"
    driver.app("install")
    assert client.auth_test()["ok"]


def test_people_join_and_leave_by_themselves(client: WebClient, driver: Driver) -> None:
    channel = created(client)

    driver.channel("join", channel, as_="ben")
    inside = client.conversations_members(channel=channel)["members"]
    driver.channel("leave", channel, as_="ben")

    assert inside == ["U0APP", "U0BEN"]
    assert client.conversations_members(channel=channel)["members"] == ["U0APP"]
