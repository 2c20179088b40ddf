from dataclasses import replace
from datetime import timedelta

import pytest

from domain.actors import Standing
from domain.channels import Channel
from domain.effects import InvitePeople
from domain.identity import ChannelId, UserId
from domain.living import ChannelRepair, ProjectCard
from domain.notices import ToPerson
from domain.people import Person
from domain.projects import ChannelKind, ProjectChannel
from domain.refusals import Refused
from storage.database import Collided
from tests import make, saved
from tests.make import ANA, BEN, BOT, NOON, PM, clock
from use_cases.channels import RepairChannel, repair_channel
from use_cases.directory import (
    BotPresence,
    ChangeChannel,
    FindWorkspace,
    Home,
    Identified,
    Identify,
    InstallWorkspace,
    KeepChannels,
    KeepPeople,
    ListHomes,
    NamePeople,
    change_channel,
    find_workspace,
    identify,
    install_workspace,
    keep_channels,
    keep_people,
    list_homes,
    name_people,
    note_bot_presence,
)

NET = ChannelId("C_NET")


def channel_of(tx, project):
    return tx.projects.get(project.id).channel


def test_people_are_known_and_named_as_slack_last_showed_them(tx):
    ana = Person(ANA, "Ana", "Engineer", "Europe/Berlin", Standing.MEMBER, True)

    keep_people(KeepPeople(clock(), (replace(ana, name="Old"), Person(BEN, "Ben"))), tx, NOON)
    keep_people(KeepPeople(clock(), (ana,)), tx, NOON)

    assert identify(Identify(clock(), ANA), tx, NOON) == Identified(ana, "")
    assert identify(Identify(clock(), UserId("U_WHO")), tx, NOON) is None
    assert name_people(NamePeople(clock(), (ANA, BEN, UserId("U_WHO"))), tx, NOON) == {ANA: "Ana", BEN: "Ben"}


def test_an_installation_is_remembered_and_leaves_saved_settings_alone(tx):
    install_workspace(InstallWorkspace(clock(), "Provider", BOT, "Europe/Berlin"), tx, NOON)
    fresh = find_workspace(FindWorkspace(clock()), tx, NOON)
    make.workspace(tx, zone="Asia/Tokyo")

    install_workspace(InstallWorkspace(clock(), "Renamed", UserId("U_NEWBOT"), "Europe/Berlin"), tx, NOON)

    after = find_workspace(FindWorkspace(clock()), tx, NOON)
    assert (fresh.name, fresh.bot_user, fresh.zone) == ("Provider", BOT, "Europe/Berlin")
    assert (after.name, after.bot_user, after.zone) == ("Renamed", "U_NEWBOT", "Asia/Tokyo")
    assert after.departments


def test_a_workspace_where_steward_never_was_has_no_bot(tx):
    assert find_workspace(FindWorkspace(clock()), tx, NOON).bot_user is None


def test_homes_are_the_projects_that_have_a_channel_by_key(tx):
    make.project(tx, "WEB")
    make.project(tx, "NET")
    make.project(tx, "BAD", channel=make.broken_channel())

    homes = list_homes(ListHomes(clock()), tx, NOON)

    assert homes == [Home("NET", NET, "net-rollout"), Home("WEB", ChannelId("C_WEB"), "web-rollout")]


def test_a_renamed_channel_keeps_its_project_and_the_card_says_so(tx):
    project = make.project(tx)
    make.channel(tx)

    change_channel(ChangeChannel(clock(), NET, name="new-name"), tx, NOON)

    assert tx.channels.get(NET).name == channel_of(tx, project).name == "new-name"
    assert saved.waiting(tx) == [ProjectCard.of(project.id)]


def test_a_channel_that_became_private_hides_its_project(tx):
    project = make.project(tx)
    make.channel(tx)

    change_channel(ChangeChannel(clock(), NET, is_private=True), tx, NOON)

    assert tx.projects.get(project.id).is_hidden_from(make.actor("U_NOBODY"))


@pytest.mark.parametrize(
    "change",
    [
        ChangeChannel(clock(), NET, is_archived=True),
        ChangeChannel(clock(), NET, has_bot=False),
        ChangeChannel(clock(), NET, is_archived=False),
        ChangeChannel(clock(), NET, has_bot=True),
    ],
)
def test_what_happens_to_a_channel_that_slack_never_listed_leaves_a_private_project_private_and_named(tx, change):
    project = make.project(tx, channel=ProjectChannel(ChannelKind.PRIVATE, "secret", NET))

    change_channel(change, tx, NOON)

    after = channel_of(tx, project)
    assert (after.kind, after.name) == (ChannelKind.PRIVATE, "secret")
    assert tx.channels.get(NET).is_private


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (ChangeChannel(clock(), NET, is_archived=True), "is_archived"),
        (ChangeChannel(clock(), NET, has_bot=False), "not_in_channel"),
    ],
)
def test_the_manager_hears_at_once_and_once_that_the_channel_is_lost(tx, change, problem):
    project = make.project(tx)
    make.channel(tx)

    change_channel(change, tx, NOON)
    told = saved.said(tx, ChannelRepair)
    change_channel(ChangeChannel(clock(), NET, has_bot=False), tx, NOON)

    assert channel_of(tx, project).problem == problem
    assert saved.said(tx, ChannelRepair) == told == [ChannelRepair(ToPerson(PM), project.id)]


def test_an_archived_channel_that_is_deleted_after_all_can_only_be_moved_away_from(tx):
    project = make.project(tx)
    make.channel(tx)

    change_channel(ChangeChannel(clock(), NET, is_archived=True), tx, NOON)
    change_channel(ChangeChannel(clock(), NET, is_deleted=True), tx, NOON)

    assert channel_of(tx, project).problem == "is_deleted"
    with pytest.raises(Refused, match="Move NET to another channel"):
        repair_channel(RepairChannel(make.actor(PM), project.id), tx, NOON)


def test_who_came_while_the_channel_was_lost_is_invited_when_it_is_back(tx):
    project = make.project(tx, channel=make.broken_channel("is_archived", NET))
    make.channel(tx, is_archived=True)

    change_channel(ChangeChannel(clock(), NET, is_archived=False), tx, NOON)

    assert saved.said(tx, InvitePeople) == [InvitePeople(project.id, project.people)]


def test_a_private_channel_that_was_made_public_shows_its_project_again(tx):
    project = make.project(tx, channel=make.private_channel(NET))
    make.channel(tx, name="secret", is_private=True)

    keep_channels(KeepChannels(clock(), (Channel(NET, "secret", has_bot=True),)), tx, NOON)

    assert not tx.projects.get(project.id).is_hidden_from(make.actor("U_NOBODY"))


@pytest.mark.parametrize("listed", [True, False])
def test_an_unarchived_channel_lets_everything_that_waited_go_on_and_the_manager_hears(tx, listed):
    project = make.project(tx, channel=make.broken_channel("is_archived", NET))
    if listed:
        make.channel(tx, is_archived=True)

    change_channel(ChangeChannel(clock(), NET, is_archived=False), tx, NOON)

    assert channel_of(tx, project).problem is None
    assert ChannelRepair(ToPerson(PM), project.id) in saved.waiting(tx)


def test_a_channel_that_was_only_unarchived_while_the_bot_is_out_is_not_mended(tx):
    project = make.project(tx, channel=make.broken_channel("not_in_channel", NET))
    make.channel(tx, has_bot=False, is_archived=True)

    change_channel(ChangeChannel(clock(), NET, is_archived=False), tx, NOON)

    assert channel_of(tx, project).problem == "not_in_channel"


def test_only_the_bots_own_comings_and_goings_are_kept(tx):
    make.workspace(tx)
    project = make.project(tx, channel=make.broken_channel("not_in_channel", NET))
    make.channel(tx, has_bot=False)

    note_bot_presence(BotPresence(clock(), NET, ANA, True), tx, NOON)
    before = channel_of(tx, project).problem
    note_bot_presence(BotPresence(clock(), NET, BOT, True), tx, NOON)

    assert (before, channel_of(tx, project).problem) == ("not_in_channel", None)
    assert tx.channels.get(NET).has_bot


def test_a_coming_of_the_bot_that_is_told_late_repairs_nothing_and_a_going_breaks_nothing(tx):
    make.workspace(tx)
    project = make.project(tx)
    make.channel(tx, has_bot=True)
    came, went, came_back = (NOON + timedelta(seconds=n) for n in range(3))
    seen = []

    for is_there, at in ((False, went), (True, came), (True, came_back), (False, went)):
        note_bot_presence(BotPresence(clock(), NET, BOT, is_there, at=at), tx, NOON)
        seen.append((tx.channels.get(NET).has_bot, channel_of(tx, project).problem))

    assert seen == [(False, "not_in_channel"), (False, "not_in_channel"), (True, None), (True, None)]


def test_an_event_that_comes_late_shows_nobody_a_project_that_is_private_by_now(tx):
    make.workspace(tx)
    project = make.project(tx, channel=make.private_channel(NET))
    make.channel(tx, name="secret", is_private=True)

    note_bot_presence(BotPresence(clock(), NET, BOT, True, is_private=False), tx, NOON)
    change_channel(ChangeChannel(clock(), NET, name="secret", is_private=False), tx, NOON)

    assert tx.projects.get(project.id).is_hidden_from(make.actor("U_NOBODY"))


@pytest.mark.parametrize("private", [True, False])
def test_a_channel_that_the_bot_was_invited_to_is_kept_as_private_as_slack_says(tx, private):
    make.workspace(tx)

    note_bot_presence(BotPresence(clock(), ChannelId("C_NEW"), BOT, True, private), tx, NOON)

    assert tx.channels.get("C_NEW") == Channel(ChannelId("C_NEW"), "", private, has_bot=True)


def test_a_listing_updates_the_directory_and_only_the_projects_that_changed(tx):
    net, web = make.project(tx, "NET"), make.project(tx, "WEB")
    listed = (
        Channel(NET, "net-rollout", has_bot=True),
        Channel(ChannelId("C_WEB"), "web-two", has_bot=True),
        Channel(ChannelId("C_ELSE"), "else"),
    )

    keep_channels(KeepChannels(clock(), listed), tx, NOON)

    assert [tx.channels.get(one.id) for one in listed] == list(listed)
    assert channel_of(tx, web).name == "web-two"
    assert saved.waiting(tx) == [ProjectCard.of(web.id)]
    assert channel_of(tx, net) == net.channel


def test_a_project_that_comes_to_live_in_a_channel_while_it_changes_is_not_passed_over(tx, monkeypatch):
    project = make.project(tx)
    read = iter((None, project))  # before the channel was held, and after
    monkeypatch.setattr(tx.projects, "in_channel", lambda _: next(read))

    with pytest.raises(Collided):
        change_channel(ChangeChannel(clock(), project.channel.id, is_archived=True), tx, NOON)


def test_the_old_channel_of_a_project_that_has_just_moved_changes_nothing_about_the_new_one(tx, monkeypatch):
    before = make.project(tx)
    moved = replace(before, channel=replace(before.channel, id=ChannelId("C_NEW"), name="new-home"))
    tx.projects.change(moved)
    read = iter((before, None))  # before its row was held, and after
    monkeypatch.setattr(tx.projects, "in_channel", lambda _: next(read))

    change_channel(ChangeChannel(clock(), before.channel.id, is_archived=True), tx, NOON)

    assert tx.projects.get(before.id).channel == moved.channel
