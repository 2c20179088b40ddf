"""Reminding whoever has to see to something, and asking a colleague or the head for what is missing."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.actors import Standing
from domain.capacity import Leave
from domain.gate import Fact
from domain.history import HistoryFilter
from domain.notices import ToPerson
from domain.nudges import Nudge, fact_thing
from domain.projects import ChannelKind
from domain.tools import ToolState
from message_templates import draw_message
from tests import make, saved
from tests.make import ADMIN, ANA, BEN, HEAD, NOBODY, NOON, PM, RESP, TODAY
from tests.use_cases.refusals import refused
from use_cases.gate import ShowGate, settle_gate, show_gate
from use_cases.history import ShowHistory, show_history
from use_cases.levels import JudgeLevel, ProposeLevel, judge_level, propose_level
from use_cases.moves import CancelProject, cancel_project
from use_cases.nudges import NudgePerson, nudge_person, read_nudge
from use_cases.overrides import OverrideGate, override_gate
from use_cases.reading import Read
from use_cases.roles import assign_roles
from use_cases.viability import SetPrice, set_price

pm = make.actor(PM)


@pytest.fixture
def net(tx):
    """A project in which nothing is open but the verdict of its head, and what comes after it."""
    project = make.project(tx)
    make.complete_scope(tx, project)
    make.chosen_solution(tx, project)
    make.costed(tx, project)
    make.tool(tx, project, state=ToolState.READY)
    make.people(tx, [ANA, BEN])
    settle_gate(project.id, tx, NOON)
    set_price(SetPrice(pm, project.id, "3000", 0), tx, NOON)
    return tx.projects.get(project.id)


def nudged(tx, thing, person, now=NOON):
    nudge_person(NudgePerson(pm, "NET", thing, person), tx, now)
    return saved.said(tx, Nudge)[-1]


def drawn(tx, nudge):
    facts = read_nudge(Read(make.clock(tx.workspace), nudge.about, nudge.to), tx, NOON)
    return draw_message("nudge", tx.people.named(facts))


def test_what_is_up_to_somebody_else_is_put_before_them_once_a_day_and_the_list_says_when(tx, net):
    thing = fact_thing(net.id, Fact.VIABLE)
    before = str(draw_message("start_gate", show_gate(ShowGate(pm, "NET"), tx, NOON)).blocks)

    nudge = nudged(tx, thing, HEAD)

    assert f"'NET {thing} {HEAD}'" in before
    assert nudge.to == ToPerson(HEAD)
    assert "decide_viability" in str(drawn(tx, nudge).blocks)
    assert "reminded on" in str(draw_message("start_gate", show_gate(ShowGate(pm, "NET"), tx, NOON)).blocks)
    with refused(tx, words="was reminded of this today"):
        nudged(tx, thing, HEAD, NOON + timedelta(hours=1))
    nudged(tx, thing, HEAD, NOON + timedelta(days=1))


def test_nobody_is_reminded_on_leave_on_a_free_day_or_of_what_is_not_up_to_them(tx, net):
    thing = fact_thing(net.id, Fact.VIABLE)
    with refused(tx, words="This is not up to them."):
        nudged(tx, thing, BEN)
    with refused(tx, words="This is not up to them."):
        nudge_person(NudgePerson(make.actor(HEAD), "NET", thing, HEAD), tx, NOON)
    with refused(tx, words="no working day"):
        nudged(tx, thing, HEAD, NOON + timedelta(days=3))
    with refused(tx, words="This is not open any more"):
        nudged(tx, fact_thing(net.id, Fact.TOOLS), PM)

    tx.capacity.add_leave(Leave("l1", HEAD, TODAY, TODAY))

    with refused(tx, words="is on leave today"):
        nudged(tx, thing, HEAD)
    assert saved.said(tx, Nudge) == []


def test_a_reminder_shows_that_it_is_done(tx, net):
    nudge = nudged(tx, fact_thing(net.id, Fact.VIABLE), HEAD)
    saved.delivered(tx, nudge)

    make.costed(tx, net)
    settle_gate(net.id, tx, NOON)

    assert any(isinstance(one, Nudge) and one.edit_only for one in saved.waiting(tx))
    message = drawn(tx, nudge)
    assert message.text.startswith("Done in ")
    assert "decide_viability" not in str(message.blocks)


def test_a_colleague_is_asked_for_their_level_and_who_confirms_it_is_reminded_until_both_are_done(tx, net):
    asked = nudged(tx, "proposal/networking", BEN)
    saved.delivered(tx, asked)
    wanted = "propose_level" in str(drawn(tx, asked).blocks)
    propose_level(ProposeLevel(make.actor(BEN), "networking", 4), tx, NOON)
    proposed = drawn(tx, asked)

    judge = nudged(tx, f"level/{BEN}/networking", ADMIN)
    saved.delivered(tx, judge)
    waits = "set_level" in str(drawn(tx, judge).blocks)
    judge_level(JudgeLevel(make.actor(ADMIN, is_admin=True), BEN, "networking", 4), tx, NOON)

    assert (wanted, waits) == (True, True)
    assert (proposed.text.startswith("Done in "), drawn(tx, judge).text.startswith("Done in ")) == (True, True)
    edited = {one.about for one in saved.waiting(tx) if isinstance(one, Nudge) and one.edit_only}
    assert edited == {asked.about, judge.about}


def test_who_must_not_know_of_a_project_is_asked_without_its_name(tx, net):
    tx.projects.change(replace(net, channel=replace(net.channel, kind=ChannelKind.PRIVATE)))
    make.people(tx, [NOBODY])
    nudge = nudged(tx, "proposal/networking", NOBODY)

    message = drawn(tx, nudge)

    assert message.text == "Pm waits for you: say how well you master Networking"
    assert "Net rollout" not in str(message.blocks)


def test_the_head_is_asked_for_the_override_with_the_button_that_gives_it(tx, net):
    nudge = nudged(tx, fact_thing(net.id, "override"), HEAD)

    message = drawn(tx, nudge)

    assert "override_gate" in str(message.blocks)
    assert "are not decided" in message.text


def gone(tx, net):
    tx.people.keep(replace(tx.people.get(BEN), standing=Standing.DEACTIVATED))


def judged(tx, net):
    judge_level(JudgeLevel(make.admin(), BEN, "networking", 2), tx, NOON)


def proposed(tx, net):
    propose_level(ProposeLevel(make.actor(BEN), "networking", 4), tx, NOON)


def over(tx, net):
    cancel_project(CancelProject(pm, "NET", "No money"), tx, NOON)


def nothing(tx, net):
    """All stays as it is."""


@pytest.mark.parametrize(
    ("meanwhile", "thing", "person", "words"),
    [
        (gone, "proposal/networking", BEN, "This is not up to them."),
        (judged, "proposal/networking", BEN, "Ben has level 2"),
        (proposed, "proposal/networking", BEN, "Ben has proposed level 4"),
        (nothing, "proposal/networking", "U_NEVER", "does not know this account"),
        (nothing, "{net}/presented", PM, "Somebody has to decide whether it is financially viable before."),
        (nothing, "{other}/viable", HEAD, "This is not open any more"),
        (over, "proposal/networking", BEN, "nothing of it is left to do"),
    ],
)
def test_who_is_not_asked_is_named_with_why(tx, net, meanwhile, thing, person, words):
    other = make.project(tx, "OTH", channel=make.private_channel())
    meanwhile(tx, net)

    with refused(tx, words=words):
        nudge_person(NudgePerson(make.actor(RESP), "NET", thing.format(net=net.id, other=other.id), person), tx, NOON)

    assert saved.said(tx, Nudge) == []


def test_a_level_that_has_become_old_is_asked_for_and_confirmed_again(tx, net):
    judged(tx, net)
    later = NOON + timedelta(days=371)

    asked = [nudged(tx, "proposal/networking", BEN, later), nudged(tx, f"level/{BEN}/networking", ADMIN, later)]

    assert [one.to.person for one in asked] == [BEN, ADMIN]


def overridden(tx, net):
    override_gate(OverrideGate(make.actor(HEAD), "NET", "We begin"), tx, NOON)


def another_head(tx, net):
    assign_roles(make.assignment(net, department_head=BEN, why="Leave"), tx, NOON)


@pytest.mark.parametrize(
    ("thing", "happens", "begins"),
    [
        (Fact.VIABLE, overridden, "Not needed any more in "),
        (Fact.VIABLE, over, "Not needed any more in "),
        (Fact.VIABLE, another_head, "Not yours any more in "),
        ("override", overridden, "Done in "),
        ("override", over, "Not needed any more in "),
        ("override", another_head, "Not yours any more in "),
    ],
)
def test_a_reminder_ends_with_what_it_asks_for(tx, net, thing, happens, begins):
    nudge = nudged(tx, fact_thing(net.id, thing), HEAD)
    saved.delivered(tx, nudge)

    happens(tx, net)

    message = drawn(tx, nudge)
    assert any(isinstance(one, Nudge) and one.edit_only for one in saved.waiting(tx))
    assert message.text.startswith(begins)
    assert "button" not in str(message.blocks)


def test_a_reminder_has_no_button_while_something_comes_first(tx, net):
    nudge = nudge_of(net, Fact.PRESENTED, PM)

    message = drawn(tx, nudge)

    assert "First somebody has to decide whether it is financially viable." in str(message.blocks)
    assert "present_plan" not in str(message.blocks)


def nudge_of(project, fact, person):
    return Nudge.of(person, fact_thing(project.id, fact), RESP, project.id, TODAY)


def test_once_a_day_holds_after_many_others_were_asked(tx, net):
    thing = fact_thing(net.id, Fact.VIABLE)
    others = [f"U_P{n}" for n in range(51)]
    make.people(tx, others)
    nudged(tx, thing, HEAD)
    for person in others:
        nudged(tx, "proposal/networking", person)

    with refused(tx, words="was reminded of this today"):
        nudged(tx, thing, HEAD)


def test_the_history_says_who_was_reminded_of_what_in_words(tx, net):
    nudged(tx, fact_thing(net.id, Fact.VIABLE), HEAD)

    shown = draw_message("history", show_history(ShowHistory(pm, HistoryFilter("NET")), tx, NOON))

    assert "to Head; of: decide whether it is financially viable" in str(shown.blocks)
    assert net.id not in str(shown.blocks)
