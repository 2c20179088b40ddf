"""What Slack tells of people and channels is kept once, and asked for again when it could not be kept."""

import pytest

from domain.actors import Standing
from domain.projects import ChannelKind
from tests import make
from tests.make import ANA, BOT

USER = {"id": "U_NEW", "team_id": "T1", "name": "new", "real_name": "New One", "tz": "Asia/Tokyo", "profile": {}}


def channel(office, id="C_NET"):
    return office.inside(lambda tx: tx.channels.get(id))


def project(office):
    return office.inside(lambda tx: tx.projects.by_key("NET"))


@pytest.fixture
def home(office, net):
    return office.inside(make.channel)


@pytest.mark.parametrize("kind", ["team_join", "user_change"])
def test_a_person_is_known_from_then_on(office, kind):
    office.phone(ANA).event({"type": kind, "user": USER})

    person = office.inside(lambda tx: tx.people.get("U_NEW"))
    assert (person.name, person.zone, person.standing) == ("New One", "Asia/Tokyo", Standing.MEMBER)


def test_somebody_who_left_can_do_nothing_any_more(office, net):
    office.phone(ANA).event({"type": "user_change", "user": {**USER, "id": ANA, "deleted": True}})

    office.phone(ANA).command("checkin")

    assert office.inside(lambda tx: tx.people.get(ANA)).standing is Standing.DEACTIVATED
    assert office.slack.told("views.open") == []


def test_a_new_public_channel_is_known_at_once(office):
    event = {"type": "channel_created", "channel": {"id": "C_NEW", "name": "cables", "created": 1, "creator": ANA}}

    office.phone(ANA).event(event)

    assert (channel(office, "C_NEW").name, channel(office, "C_NEW").is_private) == ("cables", False)


def test_a_channel_that_we_made_keeps_its_bot_when_slack_tells_that_it_is_there(office, home):
    office.phone(ANA).event({"type": "channel_created", "channel": {"id": "C_NET", "name": "net-rollout"}})

    assert channel(office).has_bot


@pytest.mark.parametrize("kind", ["channel_rename", "group_rename"])
def test_a_project_follows_its_channels_name(office, home, kind):
    office.phone(ANA).event({"type": kind, "channel": {"id": "C_NET", "name": "net-new", "created": 1}})

    assert channel(office).name == "net-new"
    assert project(office).channel.name == "net-new"


@pytest.mark.parametrize(
    ("gone", "back"),
    [
        ({"type": "channel_archive", "channel": "C_NET", "user": ANA}, "channel_unarchive"),
        ({"type": "group_archive", "channel": "C_NET", "user": ANA}, "group_unarchive"),
    ],
)
def test_an_archived_channel_is_known_and_so_is_its_return(office, home, gone, back):
    office.phone(ANA).event(gone)
    archived = channel(office).is_archived

    office.phone(ANA).event({"type": back, "channel": "C_NET", "user": ANA}, event_id="Ev2")

    assert archived
    assert not channel(office).is_archived


@pytest.mark.parametrize("kind", ["channel_deleted", "group_deleted"])
def test_a_deleted_channel_is_gone_with_its_name_and_its_project_knows(office, home, kind):
    office.phone(ANA).event({"type": kind, "channel": "C_NET"})

    assert (channel(office).is_archived, channel(office).name) == (True, "")
    assert (project(office).channel.problem, project(office).channel.name) == ("is_deleted", "net-rollout")


@pytest.mark.parametrize(
    "event",
    [
        {"type": "group_rename", "channel": {"id": "C_NET", "name": "net-rollout"}},
        {"type": "group_archive", "channel": "C_NET"},
        {"type": "group_left", "channel": "C_NET"},
    ],
    ids=lambda event: event["type"],
)
def test_an_event_of_a_private_channel_tells_that_it_is_private(office, home, event):
    office.phone(ANA).event(event)

    assert channel(office).is_private
    assert project(office).channel.kind is ChannelKind.PRIVATE


@pytest.mark.parametrize("kind", ["channel_left", "group_left"])
def test_the_bots_removal_is_known(office, home, kind):
    office.phone(ANA).event({"type": kind, "channel": "C_NET"})

    assert not channel(office).has_bot


def test_the_bots_coming_and_going_are_known_and_other_peoples_are_not_kept(office, home):
    seen = []
    for number, (kind, user) in enumerate(
        [("member_left_channel", ANA), ("member_left_channel", BOT), ("member_joined_channel", BOT)]
    ):
        event = {"type": kind, "user": user, "channel": "C_NET", "channel_type": "C", "team": "T1"}
        office.phone(ANA).event(event, event_id=f"Ev{number}")
        seen.append(channel(office).has_bot)

    assert seen == [True, False, True]


def test_an_event_that_was_kept_already_changes_nothing_again(office, home):
    event = {"type": "channel_rename", "channel": {"id": "C_NET", "name": "first"}}
    office.phone(ANA).event(event, event_id="Ev1")
    office.phone(ANA).event({"type": "channel_rename", "channel": {"id": "C_NET", "name": "second"}}, event_id="Ev2")

    office.phone(ANA).event(event, event_id="Ev1")

    assert channel(office).name == "second"


@pytest.mark.parametrize(
    "event",
    [
        {"type": "user_change", "user": USER},
        {"type": "channel_rename", "channel": {"id": "C_NET", "name": "x"}},
        {"type": "channel_archive", "channel": "C_NET"},
        {"type": "member_left_channel", "user": BOT, "channel": "C_NET"},
        {"type": "channel_left", "channel": "C_NET"},
        {"type": "app_home_opened", "user": ANA, "tab": "home"},
    ],
    ids=lambda event: event["type"],
)
def test_slack_is_asked_to_repeat_what_could_not_be_kept(office, home, event):
    office.run.is_away = True
    first = office.phone(ANA).event(event)
    office.run.is_away = False

    second = office.phone(ANA).event(event)

    assert (first.status, second.status) == (500, 200)


def test_an_event_nobody_listens_to_is_taken_quietly(office):
    heard = office.phone(ANA).event({"type": "reaction_added", "user": ANA})

    assert heard.status == 200
    assert office.slack.calls == []


@pytest.mark.parametrize("left", ["member_left_channel", "channel_left", "group_left"])
def test_that_the_bot_came_is_no_news_once_it_was_taken_out_again(office, home, left):
    came = {"type": "member_joined_channel", "user": BOT, "channel": "C_NET", "event_ts": "1764752400.000100"}
    office.phone(ANA).event({"type": left, "user": BOT, "channel": "C_NET", "event_ts": "1764752400.000200"}, "Ev1")

    office.phone(ANA).event(came, "Ev2")
    late = channel(office).has_bot, project(office).channel.problem
    office.phone(ANA).event({**came, "event_ts": "1764752401.000000"}, "Ev3")

    assert late == (False, "not_in_channel")
    assert (channel(office).has_bot, project(office).channel.problem) == (True, None)


@pytest.mark.parametrize("moment", [None, "", "soon", "99999999999.5", "1764752400", 5])
def test_an_event_that_does_not_say_when_is_believed(office, home, moment):
    office.phone(ANA).event({"type": "channel_left", "channel": "C_NET", "event_ts": moment})

    assert not channel(office).has_bot
