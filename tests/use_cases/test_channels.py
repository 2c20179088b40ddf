from dataclasses import replace
from datetime import timedelta

import pytest

from domain.actors import Standing
from domain.effects import CreateChannel, Delivered, EffectState, JoinChannel, NotDelivered, PinCard, Posted
from domain.identity import ChannelId
from domain.living import ChannelRepair, Home, ProjectCard
from domain.notices import ToPerson
from domain.permissions import Forbidden
from domain.projects import ChannelKind
from tests import make, saved
from tests.make import ADMIN, ANA, HEAD, IT, NOBODY, NOON, PM, RESP
from tests.use_cases.examples import UPTIME, claimed
from tests.use_cases.refusals import refused
from use_cases.channels import (
    PrepareRepair,
    RepairChannel,
    prepare_repair,
    read_channel_repair,
    repair_channel,
    set_up_channel,
    tell_caretakers,
)
from use_cases.delegation import delegate_task
from use_cases.deliveries import RecordDelivery, record_delivery
from use_cases.reading import Read


@pytest.fixture
def project(tx):
    """A project whose channel's name was taken."""
    make.office(tx)
    return make.project(tx, channel=make.broken_channel())


def repair(project, name=None, person=PM):
    return RepairChannel(make.actor(person), project.id, name)


def test_the_form_proposes_the_next_free_name(tx, project):
    make.channel(tx, "C1", "net-rollout")
    make.channel(tx, "C2", "net-rollout-2", is_archived=True)

    form = prepare_repair(PrepareRepair(make.actor(PM), project.id), tx, NOON)

    assert (form.project_key, form.taken, form.proposed) == ("NET", "net-rollout", "net-rollout-3")


def test_another_name_starts_the_chain_again_and_tells_the_manager(tx, project):
    assert repair_channel(repair(project, "Net ROLLOUT two!"), tx, NOON) == "NET"

    assert tx.projects.get(project.id).channel == replace(project.channel, name="net-rollout-two", problem=None)
    assert saved.waiting(tx)[0] == CreateChannel(project.id, "net-rollout-two", False)
    assert saved.kinds(tx) == [
        "create_channel",
        "invite",
        "topic",
        "project_card",
        "pin",
        "bookmark",
        "channel_repair",
        *["home"] * 2,
    ]
    assert saved.said(tx, ChannelRepair) == [ChannelRepair(ToPerson(PM), project.id)]


def test_a_retry_without_a_name_tries_the_same_one(tx, project):
    repair_channel(repair(project), tx, NOON)

    assert saved.waiting(tx)[0] == CreateChannel(project.id, "net-rollout", False)


def test_a_channel_that_exists_keeps_its_name_and_is_joined_again(tx):
    project = make.project(tx, channel=make.broken_channel("not_in_channel", "C_NET"))

    repair_channel(repair(project, "other-name"), tx, NOON)

    assert tx.projects.get(project.id).channel.name == "net-rollout"
    assert saved.waiting(tx)[0] == JoinChannel(project.id, ChannelId("C_NET"))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("😀 !?", "Use letters and digits"),
        ("", "Use letters"),
        ("Old Home", "#old-home"),
        ("Net Rollout", "#net-rollout is the name that was taken"),
    ],
)
def test_a_name_that_cannot_be_or_is_taken_is_refused_beside_the_field(tx, project, name, words):
    make.channel(tx, "C1", "old-home")

    with refused(tx, "channel_name", words=words):
        repair_channel(repair(project, name), tx, NOON)

    assert tx.projects.get(project.id).channel.problem == "name_taken"


def test_a_second_press_on_the_repair_finds_nothing_to_repair(tx, project):
    repair_channel(repair(project, "another"), tx, NOON)

    with refused(tx, words="The channel of NET is fine"):
        repair_channel(repair(project, "another"), tx, NOON)
    with refused(tx, words="nothing to repair"):
        prepare_repair(PrepareRepair(make.actor(PM), project.id), tx, NOON)


@pytest.mark.parametrize("person", [RESP, ANA, NOBODY])
def test_only_who_leads_repairs(tx, project, person):
    with pytest.raises(Forbidden) as refusal:
        repair_channel(repair(project, person=person), tx, NOON)

    assert set(refusal.value.who_may) == {PM, HEAD, IT}


@pytest.mark.parametrize(
    ("gone", "told"),
    [((), [PM]), ((PM,), [HEAD]), ((PM, HEAD), [IT]), ((PM, HEAD, IT), [ADMIN])],
)
def test_the_trouble_is_told_to_whoever_can_repair_it(tx, project, gone, told):
    for person in gone:
        make.person(tx, person, standing=Standing.DEACTIVATED)

    tell_caretakers(project, tx, NOON)

    assert [one.to.person for one in saved.said(tx, ChannelRepair)] == told


def test_who_was_told_before_is_shown_who_sees_to_it_now(tx, project):
    before = ChannelRepair(ToPerson(PM), project.id)
    tx.outbox.keep_posted(before.mark, Posted(ChannelId("D_PM"), "1.5"))
    make.person(tx, PM, standing=Standing.DEACTIVATED)

    tell_caretakers(project, tx, NOON)

    assert saved.said(tx, ChannelRepair) == [
        ChannelRepair(ToPerson(HEAD), project.id),
        ChannelRepair(ToPerson(PM), project.id, edit_only=True),
    ]
    kept_by = [
        read_channel_repair(Read(make.clock(), project.id, ToPerson(person)), tx, NOON).kept_by for person in (HEAD, PM)
    ]
    assert kept_by == [None, HEAD]


def test_the_card_is_pinned_after_a_repair_even_when_it_waited_already(tx, project):
    delegate_task(make.delegation(project), tx, NOON)

    repair_channel(repair(project, "another"), tx, NOON)

    rows = {row.id: row for row in saved.effect_rows(tx)}
    pin = next(row for row in rows.values() if row.kind == "pin")
    assert rows[pin.after_id].kind == "project_card"
    assert rows[pin.after_id].state == "waiting"


def test_a_pin_waits_for_the_card_that_is_drawn_again_when_a_parked_one_is_let_go(tx, project):
    set_up_channel(project, tx, NOON)
    card = next(row.id for row in saved.effect_rows(tx) if row.kind == "project_card")
    tx.connection.exec_driver_sql("UPDATE effects SET state = 'parked' WHERE id = ?", (card,))

    repair_channel(repair(project, "another"), tx, NOON)

    states = {row.id: (row.kind, row.state) for row in saved.effect_rows(tx)}
    needs = [states[row.after_id] for row in saved.effect_rows(tx) if row.kind == "pin"]
    assert needs == [("project_card", "waiting")] * 2
    assert len(saved.said(tx, PinCard)) == 2


@pytest.mark.parametrize(
    ("problem", "id", "can_rename"),
    [("name_taken", None, True), ("name_taken", "C1", False), ("is_archived", None, False)],
)
def test_the_manager_sees_what_went_wrong_and_whether_another_name_helps(tx, problem, id, can_rename):
    project = make.project(tx, channel=make.broken_channel(problem, id))

    shown = read_channel_repair(Read(make.clock(), project.id, ToPerson(PM)), tx, NOON)

    assert (shown.problem, shown.channel, shown.can_rename) == (problem, id, can_rename)
    assert (shown.kept_by, shown.project_name, shown.channel_name) == (None, "Net rollout", "net-rollout")


def shown(tx, project):
    return read_channel_repair(Read(make.clock(), project.id, ToPerson(PM)), tx, NOON)


@pytest.mark.parametrize(("problem", "id"), [("name_taken", None), ("is_archived", "C_NET")])
def test_the_manager_sees_waiting_then_ready_and_never_both(tx, problem, id):
    project = make.project(tx, channel=make.broken_channel(problem, id))
    repair_channel(repair(project), tx, NOON)
    trying = shown(tx, project)
    effect = claimed(tx, saved.effect_rows(tx)[0].id).effect
    outcome = Delivered(channel=ChannelId("C_NET"), channel_name="net-rollout")

    record_delivery(RecordDelivery(make.clock(), effect.id, effect, outcome, UPTIME), tx, NOON)

    assert (trying.problem, trying.is_trying) == (None, True)
    assert (shown(tx, project).channel, shown(tx, project).is_trying) == ("C_NET", False)


def test_trying_again_in_vain_says_when(tx):
    project = make.project(tx, channel=make.broken_channel("is_archived", "C_NET"))
    first = shown(tx, project)
    for minutes in (1, 2):
        repair_channel(repair(project), tx, NOON + timedelta(minutes=minutes))
        row = next(row for row in saved.effect_rows(tx) if row.kind == "join_channel" and row.state == "waiting")
        effect = claimed(tx, row.id).effect
        outcome = NotDelivered("is_archived", needs_repair=True)
        record_delivery(RecordDelivery(make.clock(), effect.id, effect, outcome, UPTIME), tx, NOON)

    again = shown(tx, project)

    assert (first.problem, first.tried_again_at) == ("is_archived", None)
    assert (again.problem, again.tried_again_at) == ("is_archived", NOON + timedelta(minutes=2))


def test_what_once_succeeded_is_not_called_an_attempt_in_vain_when_it_breaks_later(tx):
    project = make.project(tx)
    for _ in range(2):
        set_up_channel(project, tx, NOON)
        tx.connection.exec_driver_sql("UPDATE effects SET state = 'done'")
    lost = replace(tx.projects.get(project.id).channel, problem="is_archived")
    tx.projects.change(replace(tx.projects.get(project.id), channel=lost))
    first = shown(tx, project)
    repair_channel(repair(project), tx, NOON + timedelta(minutes=1))
    row = next(row for row in saved.effect_rows(tx) if (row.kind, row.state) == ("join_channel", "waiting"))
    effect = claimed(tx, row.id).effect
    outcome = NotDelivered("is_archived", needs_repair=True)

    record_delivery(RecordDelivery(make.clock(), effect.id, effect, outcome, UPTIME), tx, NOON)

    assert (first.problem, first.tried_again_at) == ("is_archived", None)
    assert shown(tx, project).tried_again_at == NOON + timedelta(minutes=1)


@pytest.mark.parametrize(("kind", "joins"), [(ChannelKind.PUBLIC, True), (ChannelKind.PRIVATE, False)])
def test_only_a_public_channel_is_joined_by_a_retry_alone(tx, kind, joins):
    broken = replace(make.broken_channel("not_in_channel", "C_NET"), kind=kind)
    project = make.project(tx, channel=broken)

    assert shown(tx, project).can_join is joins


def test_a_taken_name_fails_the_chain_keeps_the_project_and_tells_the_manager_once(tx):
    project = make.project(tx, channel=make.broken_channel(None))
    set_up_channel(project, tx, NOON)
    chain = saved.effect_rows(tx)
    effect = claimed(tx, chain[0].id).effect
    outcome = NotDelivered("name_taken", needs_repair=True)

    record_delivery(RecordDelivery(make.clock(), effect.id, effect, outcome, UPTIME), tx, NOON)

    assert [row.state for row in saved.effect_rows(tx)[:6]] == [EffectState.FAILED] * 6
    assert tx.projects.get(project.id).channel.problem == "name_taken"
    assert saved.waiting(tx) == [ChannelRepair(ToPerson(PM), project.id), Home.of(PM), Home.of(HEAD)]
    assert ProjectCard.of(project.id).mark not in saved.marks(tx)
