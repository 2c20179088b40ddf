"""Moving a project to another channel: it lives there from now on, what is open goes along, and both channels hear."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.actors import Standing
from domain.channels import Channel
from domain.effects import CreateChannel, Delivered, EffectState, InvitePeople, JoinChannel, NotDelivered, Posted
from domain.history import Act
from domain.identity import ChannelId
from domain.living import ChannelRepair, MovedCard, ProjectCard, RoundAnswer, RoundParent
from domain.notices import ChannelMoved, ToChannel, ToPerson, ToProject
from domain.permissions import Forbidden
from domain.projects import ChannelKind, Lifecycle, ProjectChannel
from domain.refusals import Refused
from tests import make, saved
from tests.make import ADMIN, ANA, HEAD, IT, NOBODY, NOON, PM
from tests.use_cases.examples import UPTIME, claimed
from tests.use_cases.refusals import refused
from use_cases.checkins import answer_checkin
from use_cases.deliveries import RecordDelivery, record_delivery
from use_cases.reading import Read
from use_cases.relocation import PrepareRelocation, prepare_relocation, read_moved_card, relocate_project

OLD, NEW = ChannelId("C_NET"), ChannelId("C_NEW")


@pytest.fixture
def project(tx):
    """A running project with its channel, in a workspace with settings."""
    make.office(tx)
    make.channel(tx)
    return make.project(tx, started=True)


def existing(tx, **more):
    make.channel(tx, NEW, "old-friends", **more)
    return {"kind": ChannelKind.EXISTING, "name": "", "existing": NEW}


def delivered(tx, kind, outcome):
    """Slack answers the oldest waiting effect of this kind."""
    row = next(row for row in saved.effect_rows(tx) if row.kind == kind and row.state == "waiting")
    effect = claimed(tx, row.id).effect
    record_delivery(RecordDelivery(make.clock(), effect.id, effect, outcome, UPTIME), tx, NOON)


def test_a_project_moves_into_a_new_channel_with_everything_a_channel_gets(tx, project):
    assert relocate_project(make.relocation(project, name="New HOME!"), tx, NOON) == "new-home"

    assert tx.projects.get(project.id).channel == ProjectChannel(ChannelKind.PUBLIC, "new-home")
    said = ChannelMoved(ToProject(project.id), "NET", project.name, "net-rollout", None, "new-home", PM)
    assert saved.said(tx, ChannelMoved) == [replace(said, to=ToChannel(OLD)), said]
    assert saved.said(tx, CreateChannel) == [CreateChannel(project.id, "new-home", False)]
    assert [kind for kind in saved.kinds(tx) if kind in ("invite", "topic", "pin", "bookmark")] == [
        "invite",
        "topic",
        "pin",
        "bookmark",
    ]
    assert tx.history.of_project(project.id, 1)[0].act is Act.MOVED_CHANNEL


@pytest.mark.parametrize("private", [True, False])
def test_a_project_moves_into_an_existing_channel_and_is_as_private_as_that(tx, project, private):
    assert relocate_project(make.relocation(project, **existing(tx, is_private=private)), tx, NOON) == "old-friends"

    kind = ChannelKind.PRIVATE if private else ChannelKind.PUBLIC
    assert tx.projects.get(project.id).channel == ProjectChannel(kind, "old-friends", NEW)
    assert saved.said(tx, JoinChannel) == [JoinChannel(project.id, NEW)]


def test_the_old_card_becomes_a_signpost_and_the_new_channel_gets_a_card_of_its_own(tx, project):
    card = ProjectCard.of(project.id)
    tx.outbox.keep_posted(card.mark, Posted(OLD, "1.5"))

    relocate_project(make.relocation(project, **existing(tx)), tx, NOON)

    signpost = MovedCard.of(project.id, OLD)
    assert tx.outbox.posted(signpost.mark) == Posted(OLD, "1.5")
    rows = {row.kind: row.id for row in saved.effect_rows(tx)}
    assert claimed(tx, rows["moved_card"]).posted == Posted(OLD, "1.5")
    delivered(tx, "join_channel", Delivered(channel=NEW, channel_name="old-friends"))
    prepared = claimed(tx, rows["project_card"])
    assert (prepared.channel, prepared.posted) == (NEW, None)
    shown = read_moved_card(Read(make.clock(), project.id, signpost.to), tx, NOON)
    assert (shown.project_key, shown.channel, shown.channel_name) == ("NET", NEW, "old-friends")


def test_an_open_round_goes_along_with_its_answers_and_a_closed_one_stays(tx, project):
    held = make.round_of(tx, project)
    answer_checkin(make.checkin(project), tx, NOON)
    closed = make.round_of(tx, project, make.YESTERDAY)
    tx.rounds.close(closed.id)
    for row in saved.effect_rows(tx):
        tx.outbox.give_up(row.id, "said already")
    tx.outbox.keep_posted(RoundParent.of(held.id, project.id).mark, Posted(OLD, "1.1"))

    relocate_project(make.relocation(project, **existing(tx)), tx, NOON)

    assert saved.said(tx, RoundParent) == [RoundParent.of(held.id, project.id)]
    [answer] = saved.said(tx, RoundAnswer)
    rows = {row.kind: row for row in saved.effect_rows(tx) if row.state == "waiting"}
    assert rows["round_answer"].after_id == rows["round_parent"].id
    assert answer.thread_of == RoundParent.of(held.id, project.id).mark


def test_what_waited_for_a_broken_channel_is_said_in_the_new_one_and_the_old_one_hears_nothing(tx):
    make.office(tx)
    project = make.project(tx, channel=make.broken_channel("is_archived", OLD))
    waited = tx.outbox.add(ProjectCard.of(project.id), NOON)
    tx.outbox.claim(waited, NOON, NOON + timedelta(minutes=1))
    tx.outbox.finish(waited, EffectState.PARKED, "is_archived")
    tx.outbox.keep_posted(ChannelRepair(ToPerson(PM), project.id).mark, Posted(ChannelId("D1"), "1.5"))

    relocate_project(make.relocation(project), tx, NOON)

    assert tx.projects.get(project.id).channel.problem is None
    assert [one.to for one in saved.said(tx, ChannelMoved)] == [ToProject(project.id)]
    assert ProjectCard.of(project.id) in saved.waiting(tx)
    assert ChannelRepair(ToPerson(PM), project.id) in saved.waiting(tx)


def test_a_new_channel_whose_name_only_slack_knows_is_repaired_like_any_other(tx, project):
    relocate_project(make.relocation(project), tx, NOON)

    delivered(tx, "create_channel", NotDelivered("name_taken", needs_repair=True))

    assert tx.projects.get(project.id).channel.problem == "name_taken"
    assert ChannelRepair(ToPerson(PM), project.id) in saved.waiting(tx)


def test_who_came_while_the_channel_was_being_made_is_invited_once_it_is_there(tx, project):
    relocate_project(make.relocation(project), tx, NOON)
    tx.roles.keep(
        replace(project, staff=(*project.staff, replace(project.staff[-1], person=NOBODY, since=NOON + timedelta(1))))
    )

    delivered(tx, "create_channel", Delivered(channel=NEW, channel_name="new-home"))

    assert [one.people for one in saved.said(tx, InvitePeople)] == [project.people, (NOBODY,)]


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"kind": ChannelKind.EXISTING}, "existing_channel", "Choose the channel"),
        ({"kind": ChannelKind.EXISTING, "existing": OLD}, "existing_channel", "lives in that channel already"),
        ({"kind": ChannelKind.EXISTING, "existing": ChannelId("C_WEB")}, "existing_channel", "WEB already lives"),
        ({"kind": ChannelKind.EXISTING, "existing": ChannelId("C_GONE")}, "existing_channel", "Steward is not in"),
        (
            {"kind": ChannelKind.EXISTING, "existing": NEW, "met": Channel(NEW, "all", has_bot=True, is_general=True)},
            "existing_channel",
            "everybody's channel",
        ),
        ({"name": "Net Rollout"}, "channel_name", "There already is a channel #net-rollout"),
        ({"name": "!!"}, "channel_name", "Use letters"),
        ({"name": ""}, "channel_name", "Use letters"),
    ],
)
def test_a_channel_that_cannot_be_lived_in_is_refused_beside_its_field(tx, project, changes, field, words):
    make.project(tx, "WEB")
    make.channel(tx, "C_WEB", "web-rollout")
    existing(tx)

    with refused(tx, field, words=words):
        relocate_project(make.relocation(project, **changes), tx, NOON)

    assert tx.projects.get(project.id).channel.id == OLD


def test_a_channel_that_is_just_being_made_is_waited_for(tx):
    make.office(tx)
    project = make.project(tx, channel=make.broken_channel(None))

    with refused(tx, words="just being made"):
        relocate_project(make.relocation(project), tx, NOON)


def test_the_form_proposes_a_free_name(tx, project):
    form = prepare_relocation(PrepareRelocation(make.actor(HEAD), channel=OLD), tx, NOON)

    assert (form.project_key, form.channel_name, form.proposed) == ("NET", "net-rollout", "net-rollout-2")


@pytest.mark.parametrize("person", [PM, HEAD, IT])
def test_who_leads_moves_the_project(tx, project, person):
    relocate_project(make.relocation(project, make.actor(person)), tx, NOON)

    assert tx.projects.get(project.id).channel.name == "new-home"


@pytest.mark.parametrize("person", [ANA, NOBODY])
def test_nobody_else_does(tx, project, person):
    with pytest.raises(Forbidden):
        relocate_project(make.relocation(project, make.actor(person)), tx, NOON)
    with pytest.raises(Forbidden):
        prepare_relocation(PrepareRelocation(make.actor(person), "NET"), tx, NOON)

    assert saved.waiting(tx) == []


def test_an_administrator_moves_a_private_project_only_when_its_leaders_have_gone(tx):
    make.office(tx)
    project = make.project(tx, channel=replace(make.private_channel(), problem="not_in_channel"))

    with pytest.raises(Refused, match="That project does not exist any more"):
        relocate_project(make.relocation(project, make.admin()), tx, NOON)
    for person in (PM, HEAD):
        make.person(tx, person, standing=Standing.DEACTIVATED)
    relocate_project(make.relocation(project, make.admin()), tx, NOON)

    assert tx.projects.get(project.id).channel.name == "new-home"
    assert [one.moved_by for one in saved.said(tx, ChannelMoved)] == [ADMIN]


@pytest.mark.parametrize("lifecycle", [Lifecycle.COMPLETED, Lifecycle.CLOSED, Lifecycle.CANCELLED])
def test_a_project_that_is_over_stays_where_it_is(tx, lifecycle):
    make.office(tx)
    project = make.project(tx, lifecycle=lifecycle)

    with refused(tx, words="Reopen it first"):
        relocate_project(make.relocation(project), tx, NOON)
