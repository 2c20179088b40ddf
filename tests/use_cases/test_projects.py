from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from domain.actors import Standing
from domain.channels import Channel
from domain.effects import BookmarkCard, CreateChannel, InvitePeople, JoinChannel, PinCard, SetTopic
from domain.identity import ChannelId, UserId
from domain.living import ProjectCard, RoleBriefing
from domain.notices import ToProject
from domain.permissions import Forbidden
from domain.projects import ChannelKind
from domain.roles import Role
from domain.scope import Scope
from domain.staffing import Staffing
from domain.states import State
from domain.workspaces import Creators
from tests import make, saved
from tests.make import ANA, BEN, HEAD, IT, NOBODY, NOON, PM, RESP, TODAY
from tests.use_cases.refusals import refused
from use_cases.projects import (
    NameProject,
    PrepareProject,
    create_project,
    name_project,
    prepare_project,
    read_project_card,
)
from use_cases.reading import Read


@pytest.fixture
def office(tx):
    """Settings and people, among them every kind of stranger."""
    make.office(tx)
    for standing in ("guest", "outsider", "bot", "deactivated"):
        make.person(tx, f"U_{standing.upper()}", standing=Standing(standing))


def test_a_created_project_is_saved_with_its_roles_and_everything_that_was_typed(tx, office):
    key = create_project(
        make.creation(name=" Net rollout ", services="Wi-Fi\nVPN, Wi-Fi", zone="Europe/Berlin"), tx, NOON
    )

    project = tx.projects.by_key(key)
    assert (project.name, project.customer, project.zone, project.state) == (
        "Net rollout",
        "Acme",
        "Europe/Berlin",
        State.DRAFT,
    )
    assert (project.scope.users_count, project.scope.services) == (120, ("Wi-Fi", "VPN"))
    assert [(one.role, one.person) for one in project.staff] == [
        (Role.PROJECT_MANAGER, PM),
        (Role.IT_MANAGER, IT),
        (Role.DEPARTMENT_HEAD, HEAD),
        (Role.RESPONSIBLE, RESP),
        (Role.TEAM_MEMBER, ANA),
        (Role.TEAM_MEMBER, BEN),
    ]
    assert tx.schedules.get(project.id).next_at is None


def test_the_channel_is_made_by_a_chain_in_which_each_step_waits_for_what_it_needs(tx, office):
    create_project(make.creation(), tx, NOON)

    project = tx.projects.by_key("NET")
    rows = saved.effect_rows(tx)[:6]
    assert saved.waiting(tx)[:6] == [
        CreateChannel(project.id, "net-rollout", False),
        InvitePeople(project.id, (PM, IT, HEAD, RESP, ANA, BEN)),
        SetTopic(project.id, "NET · Net rollout for Acme · until 30 Jun 2027"),
        ProjectCard.of(project.id),
        PinCard(project.id),
        BookmarkCard(project.id, "NET card"),
    ]
    numbers = {row.id: n for n, row in enumerate(rows)}
    assert [numbers.get(row.after_id) for row in rows] == [None, 0, 0, 0, 3, 3]


@pytest.mark.parametrize("private", [False, True])
def test_an_existing_channel_is_joined_and_stays_as_private_as_it_is(tx, office, private):
    make.channel(tx, "C_OLD", "old-home", is_private=private)

    create_project(make.creation(channel_kind=ChannelKind.EXISTING, existing_channel="C_OLD"), tx, NOON)

    project = tx.projects.by_key("NET")
    assert (project.channel.id, project.channel.name) == ("C_OLD", "old-home")
    assert project.channel.kind is (ChannelKind.PRIVATE if private else ChannelKind.PUBLIC)
    assert saved.waiting(tx)[0] == JoinChannel(project.id, ChannelId("C_OLD"))


def test_everybody_with_a_role_is_briefed_on_it_but_whoever_gave_it_to_themselves(tx, office):
    create_project(make.creation(), tx, NOON)

    assert [one.to.person for one in saved.said(tx, RoleBriefing)] == [IT, HEAD, RESP, ANA, BEN]
    accepted = [one.person for one in tx.projects.by_key("NET").staff if one.accepted_at]
    assert accepted == [PM]


def test_the_zone_is_the_managers_unless_one_is_chosen(tx, office):
    make.person(tx, PM, zone="Asia/Kathmandu")

    create_project(make.creation(), tx, NOON)

    assert tx.projects.by_key("NET").zone == "Asia/Kathmandu"
    assert tx.schedules.get(tx.projects.by_key("NET").id).zone == "Asia/Kathmandu"


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"name": " "}, ["name"]),
        ({"name": "x" * 81}, ["name"]),
        ({"customer": ""}, ["customer"]),
        ({"key": "net"}, ["key"]),
        ({"key": "OLD"}, ["key"]),
        ({"completion_date": TODAY}, ["completion_date"]),
        ({"users_count": 0}, ["users_count"]),
        ({"zone": "Mars/Olympus"}, ["zone"]),
        ({"department_head": PM}, ["department_head"]),
        ({"project_manager": UserId("U_GUEST")}, ["project_manager"]),
        ({"it_manager": UserId("U_BOT")}, ["it_manager"]),
        ({"department_head": UserId("U_DEACTIVATED")}, ["department_head"]),
        ({"responsible": UserId("U_OUTSIDER")}, ["responsible"]),
        ({"team_members": (ANA, UserId("U_GUEST"), UserId("U_UNKNOWN"))}, ["team_members", "team_members"]),
        (
            {"name": "", "key": "?", "users_count": -1, "it_manager": UserId("U_BOT")},
            ["name", "key", "users_count", "it_manager"],
        ),
    ],
)
def test_a_creation_is_refused_beside_each_wrong_field(tx, office, changes, fields):
    make.project(tx, "OLD")

    with refused(tx, *fields):
        create_project(make.creation(**changes), tx, NOON)

    assert tx.projects.keys() == {"OLD"}


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"name": " ", "customer": ""}, ["name", "customer"]),
        ({"key": "OLD"}, ["key"]),
        ({"completion_date": TODAY}, ["completion_date"]),
        ({"channel_kind": ChannelKind.EXISTING}, ["existing_channel"]),
        ({"template": "gone"}, ["template"]),
    ],
)
def test_the_first_step_is_refused_beside_each_wrong_field_before_anybody_is_chosen(tx, office, changes, fields):
    make.project(tx, "OLD")

    with refused(tx, *fields):
        name_project(NameProject(make.actor(PM), make.creation(**changes).naming), tx, NOON)


def test_the_second_step_begins_with_what_the_first_said_and_who_said_it_as_project_manager(tx, office):
    naming = make.creation().naming

    form = name_project(NameProject(make.actor(PM), naming), tx, NOON)

    assert (form.naming, form.staffing) == (naming, Staffing(PM, None, None, None))


def test_a_project_is_created_with_nothing_decided_of_its_scope(tx, office):
    create_project(make.creation(users_count=None, services="", completion_date=None), tx, NOON)

    assert tx.projects.by_key("NET").scope == Scope()


def test_the_completion_date_is_judged_by_the_projects_zone(tx, office):
    night = datetime(2026, 12, 3, 1, tzinfo=ZoneInfo("Pacific/Auckland"))

    with refused(tx, "completion_date"):
        create_project(make.creation(zone="Pacific/Auckland", completion_date=date(2026, 12, 3)), tx, night)
    create_project(make.creation(zone="America/Los_Angeles", completion_date=date(2026, 12, 3)), tx, night)


@pytest.mark.parametrize(
    ("channel", "words"),
    [
        (None, "/invite"),
        (Channel(ChannelId("C_OLD"), "old", is_private=True), "/invite"),
        (Channel(ChannelId("C_OLD"), "general", has_bot=True), "#general is everybody's channel"),
        (Channel(ChannelId("C_OLD"), "old", is_archived=True, has_bot=True), "archived"),
        (Channel(ChannelId("C_OLD"), "old", is_shared=True, has_bot=True), "another organisation"),
    ],
)
def test_a_channel_the_project_cannot_live_in_is_refused_beside_it(tx, office, channel, words):
    if channel:
        tx.channels.keep(channel)

    with refused(tx, "existing_channel", words=words):
        create_project(make.creation(channel_kind=ChannelKind.EXISTING, existing_channel="C_OLD"), tx, NOON)


def test_everybodys_channel_is_refused_under_any_name_once_slack_has_shown_it(tx, office):
    make.channel(tx, "C_ALL", "welcome")
    met = Channel(ChannelId("C_ALL"), "welcome", has_bot=True, is_general=True)
    existing = {"channel_kind": ChannelKind.EXISTING, "existing_channel": "C_ALL"}

    with refused(tx, "existing_channel", words="#welcome is everybody's channel. Choose another one."):
        create_project(make.creation(**existing, met=met), tx, NOON)


def test_a_channel_where_a_project_lives_is_refused_and_so_is_no_channel_at_all(tx, office):
    make.project(tx, "OLD")
    make.channel(tx, "C_OLD", "old-rollout")

    with refused(tx, "existing_channel", words="OLD already lives"):
        create_project(make.creation(channel_kind=ChannelKind.EXISTING, existing_channel="C_OLD"), tx, NOON)
    with refused(tx, "existing_channel", words="Choose the channel"):
        create_project(make.creation(channel_kind=ChannelKind.EXISTING), tx, NOON)


@pytest.mark.parametrize("archived", [False, True])
def test_a_channel_name_that_the_directory_knows_is_refused_beside_the_kind(tx, office, archived):
    make.channel(tx, "C9", "net-rollout", is_archived=archived)

    with refused(tx, "channel_kind", words="#net-rollout"):
        create_project(make.creation(), tx, NOON)


def test_the_same_submission_twice_makes_one_project(run, inside):
    inside(make.office)

    keys = [run(create_project, make.creation(), once="V1/create_project/1") for _ in range(2)]

    assert keys == ["NET", "NET"]
    assert len(inside(saved.said, CreateChannel)) == 1


@pytest.mark.parametrize(("person", "may"), [(HEAD, True), (IT, True), (PM, False), (NOBODY, False)])
def test_where_only_leaders_create_projects_others_hear_who_may(tx, office, person, may):
    make.workspace(tx, creators=Creators.LEADERS)

    if may:
        assert prepare_project(PrepareProject(make.actor(person)), tx, NOON)
        assert create_project(make.creation(make.actor(person)), tx, NOON) == "NET"
        return
    with pytest.raises(Forbidden) as refusal:
        create_project(make.creation(make.actor(person)), tx, NOON)
    assert refusal.value.who_may == (HEAD, IT)


def test_the_form_proposes_a_free_key(tx, office):
    make.project(tx, "NR")

    form = prepare_project(PrepareProject(make.actor(PM), "Network rollout"), tx, NOON)

    assert (form.name, form.key) == ("Network rollout", "NR2")
    assert prepare_project(PrepareProject(make.actor(PM)), tx, NOON).key == ""


def test_the_card_shows_the_project_as_it_is_now(tx, office):
    project = make.project(tx)
    make.task(tx, project, percent=50)
    tx.projects.change(replace(tx.projects.get(project.id), scope=replace(project.scope, users_count=7)))

    card = read_project_card(Read(make.clock(), project.id, ToProject(project.id)), tx, NOON)

    assert (card.key, card.users_count, card.state, card.percent, card.open_tasks) == ("NET", 7, "approved", 50, 1)
    assert [(line.role, line.person) for line in card.roles][2] == (Role.DEPARTMENT_HEAD, HEAD)
    assert (card.team, card.missing, card.days_left) == ((ANA, BEN), (), 210)
