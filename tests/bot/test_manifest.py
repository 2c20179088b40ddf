import json
from pathlib import Path

import pytest

from bot.manifest import EVENTS, SCOPES, SHORTCUTS, USAGE_HINT, as_text, manifest_for
from bot.settings import SettingsRefused
from delivery.repeatability import REPEATS
from handlers import route_book
from handlers.routing import FROM_OUTSIDE, Kind

COMMITTED = Path(__file__).parents[2] / "manifest.json"
ALSO_CALLED = ("users.info", "users.list", "conversations.list", "views.open", "views.push", "views.update")
# What Slack's reference asks for; any one of them is enough.
NEEDED = {
    "auth.test": {""},
    "bookmarks.add": {"bookmarks:write"},
    "bookmarks.list": {"bookmarks:read"},
    "chat.getPermalink": {""},
    "chat.postMessage": {"chat:write"},
    "chat.update": {"chat:write"},
    "conversations.create": {"channels:manage", "groups:write"},
    "conversations.history": {"channels:history", "groups:history", "im:history", "mpim:history"},
    "conversations.info": {"channels:read", "groups:read"},
    "conversations.invite": {"channels:manage", "groups:write"},
    "conversations.join": {"channels:join"},
    "conversations.list": {"channels:read", "groups:read"},
    "conversations.open": {"im:write", "mpim:write"},
    "conversations.replies": {"channels:history", "groups:history", "im:history", "mpim:history"},
    "conversations.setTopic": {"channels:manage", "groups:write"},
    "files.completeUploadExternal": {"files:write"},
    "files.getUploadURLExternal": {"files:write"},
    "pins.add": {"pins:write"},
    "users.info": {"users:read"},
    "users.list": {"users:read"},
    "views.open": {""},
    "views.publish": {""},
    "views.push": {""},
    "views.update": {""},
}


def routed(kind: Kind) -> set[str]:
    return {name for routed_kind, name in route_book() if routed_kind is kind}


def test_the_committed_manifest_is_what_the_command_prints():
    printed = as_text(manifest_for())

    assert COMMITTED.read_text(encoding="utf-8") == printed + "\n"


def test_every_event_has_a_listener_and_every_listener_its_event():
    assert sorted(EVENTS) == sorted(routed(Kind.EVENT))


def test_every_shortcut_has_a_listener_and_every_listener_its_shortcut():
    assert {shortcut["callback_id"] for shortcut in SHORTCUTS} == routed(Kind.SHORTCUT)


def test_the_hint_names_every_verb_that_is_answered_and_no_other():
    hinted = USAGE_HINT.split(" | ")

    assert sorted(hinted) == sorted(routed(Kind.COMMAND) - {"", "?", FROM_OUTSIDE})


def test_nobody_is_invited_to_write_where_nobody_reads():
    home = manifest_for()["features"]["app_home"]

    assert (home["messages_tab_enabled"], home["messages_tab_read_only_enabled"]) == (True, True)


def test_every_call_has_its_scope_and_every_scope_its_call():
    called = {*REPEATS, *ALSO_CALLED}

    without = {method for method in called if not NEEDED[method] & {"", *SCOPES}}
    unused = set(SCOPES) - {"commands"} - {scope for method in called for scope in NEEDED[method]}

    assert (without, unused) == (set(), set())


def test_names_arrive_as_ids():
    written = manifest_for("/it")

    command = written["features"]["slash_commands"][0]
    assert (command["command"], command["should_escape"]) == ("/it", True)


def test_socket_mode_names_no_address():
    written = manifest_for()

    assert written["settings"]["socket_mode_enabled"] is True
    assert "url" not in json.dumps(written)


@pytest.mark.parametrize(
    "http", ["https://bot.example.com", "https://bot.example.com/", "https://bot.example.com/slack/events"]
)
def test_http_names_one_address_everywhere(http):
    written = manifest_for(http=http)

    settings = written["settings"]
    assert settings["socket_mode_enabled"] is False
    assert {
        written["features"]["slash_commands"][0]["url"],
        settings["event_subscriptions"]["request_url"],
        settings["interactivity"]["request_url"],
        settings["interactivity"]["message_menu_options_url"],
    } == {"https://bot.example.com/slack/events"}


def test_an_address_that_slack_cannot_reach_is_refused():
    with pytest.raises(SettingsRefused, match="must be the address that Slack can reach"):
        manifest_for(http="bot.example.com")


@pytest.mark.parametrize("command", ["project", "/Project", "/my project", "/"])
def test_what_cannot_be_a_command_is_refused(command):
    with pytest.raises(SettingsRefused, match="--command must be a slash"):
        manifest_for(command)


def test_slacks_limits_are_kept():
    written = manifest_for()

    display, features = written["display_information"], written["features"]
    assert len(display["name"]) <= 35
    assert len(display["description"]) <= 140
    assert all(len(shortcut["name"]) <= 24 and len(shortcut["description"]) <= 150 for shortcut in SHORTCUTS)
    assert len(features["slash_commands"][0]["usage_hint"]) <= 1000
