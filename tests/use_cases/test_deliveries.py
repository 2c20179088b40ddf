from datetime import timedelta

import pytest

from delivery.telling import tell
from domain.actors import Standing
from domain.effects import CreateChannel, Delivered, EffectState, NotDelivered, PinCard, Posted
from domain.figures import count_words
from domain.identity import ChannelId
from domain.living import ChannelRepair, CheckInPrompt, Home, ProjectCard, RoundAnswer, RoundParent
from domain.moves import Move
from domain.notices import ToPerson, ToProject
from domain.scope import Scope
from domain.task_notices import TaskFinished
from storage.transactions import Transaction
from tests import make, saved
from tests.make import ANA, BEN, NOON, PM
from tests.use_cases.examples import LEASE, UPTIME
from use_cases import deliveries
from use_cases.channels import RepairChannel, repair_channel, set_up_channel
from use_cases.checkins import answer_checkin
from use_cases.delegation import delegate_task
from use_cases.deliveries import (
    MOST_PREPARATIONS,
    ClaimEffect,
    PostponeEffect,
    RecordDelivery,
    claim_effect,
    postpone_effect,
    record_delivery,
)
from use_cases.home import OpenHome, open_home
from use_cases.moves import MoveProject, move_project

HELLO = TaskFinished(ToPerson(ANA), "NET-1", "Patch", "Net rollout", BEN)
POSTED = Posted(ChannelId("D_ANA"), "1.1")


def claim(tx, effect, uptime=UPTIME, now=NOON):
    return claim_effect(ClaimEffect(make.clock(), effect, uptime, uptime + LEASE), tx, now)


def record(tx, prepared, outcome, uptime=UPTIME):
    order = RecordDelivery(make.clock(), prepared.effect.id, prepared.effect, outcome, uptime)
    record_delivery(order, tx, NOON)


def state(tx, effect):
    return next(row.state for row in saved.effect_rows(tx) if row.id == effect)


def kinds_in(tx, wanted):
    return [row.kind for row in saved.effect_rows(tx) if row.state == wanted]


def test_an_announcement_is_claimed_with_its_facts_and_the_names_it_needs(tx):
    make.people(tx)
    effect = tx.outbox.add(HELLO, NOON)

    prepared = claim(tx, effect)

    assert (prepared.channel, prepared.template, prepared.posted) == (ANA, "task_finished", None)
    assert (prepared.named.facts, prepared.named.names) == (HELLO, {ANA: "Ana", BEN: "Ben"})
    assert state(tx, effect) == EffectState.CLAIMED


class Listening:
    """A caller that hears what is said."""

    def call(self, method, **said):
        self.heard = str(said["blocks"])
        return {"channel": "C_NET", "ts": "1.1"}


def test_a_message_writes_its_numbers_as_the_workspaces_country_does_where_facts_are_read_and_drawn(tx, monkeypatch):
    make.workspace(tx, country="DE")
    project = make.project(tx, team=[ANA], scope=Scope(1200, ("Wi-Fi",), make.COMPLETION))
    read, caller, in_words = deliveries.facts_for, Listening(), []
    monkeypatch.setattr(deliveries, "facts_for", lambda *asked: in_words.append(count_words(3467)) or read(*asked))

    tell(claim(tx, tx.outbox.add(ProjectCard.of(project.id), NOON)), caller, run=None)

    assert "1.200 IT users" in caller.heard
    assert (in_words, count_words(1200)) == (["3.467"], "1,200")


def test_what_is_for_somebody_who_has_gone_is_dropped_before_slack_is_asked(tx):
    make.person(tx, ANA, standing=Standing.DEACTIVATED)
    effect = tx.outbox.add(HELLO, NOON)
    after = tx.outbox.add(HELLO, NOON, after=effect)

    prepared = claim(tx, effect)

    assert prepared is None
    assert (state(tx, effect), state(tx, after)) == (EffectState.FAILED, EffectState.FAILED)


def test_a_claimed_effect_is_not_claimed_again_until_its_lease_ends_and_then_with_doubt(tx):
    effect = tx.outbox.add(HELLO, NOON)
    claim(tx, effect)

    early, late = claim(tx, effect, UPTIME + LEASE / 2), claim(tx, effect, UPTIME + LEASE)

    assert early is None
    assert (late.effect.uncertain, late.effect.attempts) == (True, 2)


def test_a_success_is_final_and_a_living_message_is_found_again_where_it_stands(tx):
    project = make.project(tx)
    effect = tx.outbox.add(ProjectCard.of(project.id), NOON)

    record(tx, claim(tx, effect), Delivered(Posted(ChannelId("C_NET"), "2.2")))
    again = claim(tx, tx.outbox.add(ProjectCard.of(project.id), NOON))

    assert state(tx, effect) == EffectState.DONE
    assert again.posted == Posted(ChannelId("C_NET"), "2.2")
    assert claim(tx, effect) is None


def test_a_living_message_is_drawn_from_the_database_as_it_is_when_claimed(tx):
    project = make.project(tx)
    effect = tx.outbox.add(ProjectCard.of(project.id), NOON)
    make.task(tx, project)

    prepared = claim(tx, effect)

    assert (prepared.channel, prepared.template) == ("C_NET", "project_card")
    assert prepared.named.facts.open_tasks == 1
    assert prepared.named.names[PM] == "Pm"


@pytest.mark.parametrize("uncertain", [True, False])
def test_a_passing_failure_is_tried_again_when_its_pause_is_over(tx, uncertain):
    effect = tx.outbox.add(HELLO, NOON)

    record(tx, claim(tx, effect), NotDelivered("ratelimited", retry_in=30, uncertain=uncertain))

    assert claim(tx, effect, UPTIME + timedelta(seconds=29)) is None
    assert claim(tx, effect, UPTIME + timedelta(seconds=30)).effect.uncertain is uncertain


def test_a_permanent_failure_is_final_fails_what_depends_on_it_and_lets_the_lane_go_on(tx):
    first = tx.outbox.add(HELLO, NOON)
    dependant = tx.outbox.add(PinCard(make.project(tx).id), NOON, after=first)
    second = tx.outbox.add(HELLO, NOON)
    assert claim(tx, second) is None

    record(tx, claim(tx, first), NotDelivered("user_not_found"))

    assert (state(tx, first), state(tx, dependant)) == (EffectState.FAILED, EffectState.FAILED)
    assert claim(tx, second) is not None


def test_a_prompt_that_comes_too_late_is_not_sent(tx):
    project = make.project(tx, started=True)
    make.round_of(tx, project)
    prompt = tx.prompts.of_day(ANA, make.TODAY)
    message = CheckInPrompt(ToPerson(ANA), prompt.id)
    timely, late = (tx.outbox.add(message, NOON, useless_after=prompt.ends_at) for _ in range(2))
    assert timely == late

    prepared = claim(tx, late, now=prompt.ends_at)

    assert prepared is None
    assert state(tx, late) == EffectState.FAILED


def test_an_edit_of_what_was_never_posted_is_nothing(tx):
    make.people(tx)
    effect = tx.outbox.add(Home.of(ANA), NOON)

    assert claim(tx, effect) is None
    assert state(tx, effect) == EffectState.DONE


def test_a_home_that_was_opened_is_kept_true(tx):
    make.people(tx)
    open_home(OpenHome(make.actor(ANA)), tx, NOON)
    (row,) = saved.effect_rows(tx)

    prepared = claim(tx, row.id)

    assert (prepared.template, prepared.channel) == ("home", ANA)


def test_an_answer_goes_into_the_thread_of_its_round(tx):
    project = make.project(tx, started=True)
    one = make.round_of(tx, project)
    answer_checkin(make.checkin(project), tx, NOON)
    rows = {row.kind: row.id for row in saved.effect_rows(tx)}
    tx.outbox.keep_posted(RoundParent.of(one.id, project.id).mark, Posted(ChannelId("C_NET"), "3.3"))

    prepared = claim(tx, rows["round_answer"])

    assert isinstance(prepared.effect.wanted, RoundAnswer)
    assert prepared.thread_ts == "3.3"


def test_an_answer_whose_round_was_never_posted_is_nothing_to_show(tx):
    project = make.project(tx, started=True)
    make.round_of(tx, project)
    answer_checkin(make.checkin(project), tx, NOON)
    effect = next(row.id for row in saved.effect_rows(tx) if row.kind == "round_answer")

    assert claim(tx, effect) is None
    assert state(tx, effect) == EffectState.DONE


def test_a_made_channel_is_kept_and_the_rest_of_its_chain_goes_there(tx):
    make.office(tx)
    project = make.ready(tx, channel=make.broken_channel(None))
    set_up_channel(project, tx, NOON)
    create, invite, *_ = [row.id for row in saved.effect_rows(tx)]
    assert claim(tx, invite) is None

    record(tx, claim(tx, create), Delivered(channel=ChannelId("C_MADE"), channel_name="net-rollout_"))

    channel = tx.projects.get(project.id).channel
    assert (channel.id, channel.name) == ("C_MADE", "net-rollout_")
    assert claim(tx, invite).channel == "C_MADE"
    assert [one for one in saved.said(tx, ChannelRepair) if not one.edit_only] == []


def test_a_pin_knows_where_the_card_stands(tx):
    project = make.project(tx)
    tx.outbox.keep_posted(ProjectCard.of(project.id).mark, Posted(ChannelId("C_NET"), "2.2"))

    prepared = claim(tx, tx.outbox.add(PinCard(project.id), NOON))

    assert prepared.card == Posted(ChannelId("C_NET"), "2.2")


def break_channel(tx, project, error="is_archived"):
    """Delivery finds out that a project's channel cannot be reached."""
    effect = tx.outbox.add(ProjectCard.of(project.id), NOON)
    record(tx, claim(tx, effect), NotDelivered(error, needs_repair=True))
    return effect


def test_what_a_person_must_repair_is_parked_and_told_to_the_manager_once(tx):
    project = make.project(tx)

    first = break_channel(tx, project)
    told = saved.said(tx, ChannelRepair)
    delegate_task(make.delegation(project), tx, NOON)
    parked = [claim(tx, row.id) for row in saved.effect_rows(tx) if row.lane == f"project:{project.id}"]

    assert told == saved.said(tx, ChannelRepair) == [ChannelRepair(ToPerson(PM), project.id)]
    assert state(tx, first) == EffectState.PARKED
    assert parked == [None] * 3
    assert sorted(kinds_in(tx, "parked")) == ["project_card", "project_card", "task_delegated"]
    assert tx.projects.get(project.id).channel.problem == "is_archived"


def test_after_the_repair_everything_parked_goes_on_in_order_and_what_lives_is_drawn_once(tx):
    project = make.project(tx)
    break_channel(tx, project)
    delegate_task(make.delegation(project), tx, NOON)
    for row in saved.effect_rows(tx):
        claim(tx, row.id)

    repair_channel(RepairChannel(make.actor(PM), project.id), tx, NOON)

    lane = [row.kind for row in saved.effect_rows(tx) if row.lane == f"project:{project.id}" and row.state == "waiting"]
    assert lane == ["task_delegated", "join_channel", "project_card"]
    assert kinds_in(tx, "parked") == []


def test_an_announcement_waits_until_the_channel_is_there(tx):
    make.office(tx)
    project = make.ready(tx, channel=make.broken_channel(None))
    set_up_channel(project, tx, NOON)
    move_project(MoveProject(make.actor(PM), Move.START, "NET"), tx, NOON)
    create, *_, moved = [row.id for row in saved.effect_rows(tx) if row.kind in ("create_channel", "project_moved")]
    assert claim(tx, moved) is None

    record(tx, claim(tx, create), Delivered(channel=ChannelId("C_MADE")))
    card = next(row.id for row in saved.effect_rows(tx) if row.kind == "project_card")
    record(tx, claim(tx, card), Delivered(Posted(ChannelId("C_MADE"), "1.1")))

    assert claim(tx, moved).channel == "C_MADE"


def test_a_channel_that_turns_out_mended_is_told_to_the_manager(tx):
    project = make.project(tx, channel=make.broken_channel())
    effect = tx.outbox.add(CreateChannel(project.id, "another", False), NOON)

    record(tx, claim(tx, effect), Delivered(channel=ChannelId("C_MADE"), channel_name="another"))

    assert tx.projects.get(project.id).channel.problem is None
    assert saved.said(tx, ChannelRepair) == [ChannelRepair(ToPerson(PM), project.id)]


def test_a_direct_message_that_cannot_be_repaired_breaks_no_project(tx):
    project = make.project(tx)
    effect = tx.outbox.add(HELLO, NOON)

    record(tx, claim(tx, effect), NotDelivered("channel_not_found", needs_repair=True))

    assert state(tx, effect) == EffectState.FAILED
    assert tx.projects.get(project.id).channel.problem is None


def test_an_effect_of_another_workspace_cannot_be_claimed(tx):
    effect = tx.outbox.add(HELLO, NOON)
    elsewhere = Transaction(tx.connection, make.ELSEWHERE, NOON)

    prepared = claim_effect(ClaimEffect(make.clock(make.ELSEWHERE), effect, UPTIME, UPTIME + LEASE), elsewhere, NOON)

    assert prepared is None
    assert state(tx, effect) == EffectState.WAITING


def test_a_project_message_knows_its_channel(tx):
    project = make.project(tx)
    message = RoundParent(ToProject(project.id), make.round_of(tx, project).id)

    assert claim(tx, tx.outbox.add(message, NOON)).channel == "C_NET"


def test_a_failure_that_comes_after_its_lease_has_ended_leaves_the_effect_to_whoever_holds_it_now(tx):
    effect = tx.outbox.add(HELLO, NOON)
    asleep = claim(tx, effect)
    awake = claim(tx, effect, UPTIME + LEASE)

    record(tx, asleep, NotDelivered("ran_out_of_time", retry_in=1), UPTIME + LEASE)

    assert state(tx, effect) == EffectState.CLAIMED
    record(tx, awake, Delivered(POSTED))
    assert state(tx, effect) == EffectState.DONE


def postpone(tx, effect, uptime=UPTIME, *, may_be_given_up=True):
    postpone_effect(PostponeEffect(make.clock(), effect, "broken", uptime, 30, may_be_given_up), tx, NOON)


def test_what_cannot_be_prepared_is_left_alone_for_a_while(tx):
    effect = tx.outbox.add(HELLO, NOON)

    postpone(tx, effect)

    assert claim(tx, effect, UPTIME + timedelta(seconds=29)) is None
    assert claim(tx, effect, UPTIME + timedelta(seconds=30)) is not None


def test_what_can_never_be_prepared_is_given_up_and_frees_its_lane(tx):
    broken, behind = tx.outbox.add(HELLO, NOON), tx.outbox.add(HELLO, NOON)
    needs_it = tx.outbox.add(HELLO, NOON, after=broken)

    for tries in range(MOST_PREPARATIONS):
        postpone(tx, broken, UPTIME + timedelta(minutes=tries))

    assert [state(tx, one) for one in (broken, needs_it)] == [EffectState.FAILED, EffectState.FAILED]
    assert claim(tx, behind, UPTIME) is not None


def test_what_nobody_can_be_told_now_is_never_given_up(tx):
    effect = tx.outbox.add(HELLO, NOON)

    for tries in range(MOST_PREPARATIONS * 3):
        postpone(tx, effect, UPTIME + timedelta(minutes=tries), may_be_given_up=False)

    assert state(tx, effect) == EffectState.WAITING


def test_what_somebody_else_has_in_hand_is_not_postponed(tx):
    effect = tx.outbox.add(HELLO, NOON)
    claim(tx, effect)

    postpone(tx, effect)

    assert state(tx, effect) == EffectState.CLAIMED
