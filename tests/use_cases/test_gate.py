from dataclasses import replace

import pytest

from domain.calendars import day_words
from domain.gate import QUESTIONS, Fact
from domain.gate_living import Turn
from domain.gate_notices import StateReached
from domain.identity import UserId
from domain.living import Home, ProjectCard
from domain.moves import Move
from domain.notices import ProjectMoved, ToPerson
from domain.projects import Lifecycle
from domain.requests import ProjectRequest
from domain.roles import Role
from domain.scope import Scope
from domain.states import State
from domain.tools import ToolState
from domain.urgency import Why
from message_templates import draw_message
from tests import make, saved
from tests.make import ADMIN, ANA, HEAD, IT, NOON, PM, RESP
from tests.use_cases.refusals import refused
from use_cases.decided import FACTS
from use_cases.gate import ShowGate, read_turn, settle_gate, show_gate
from use_cases.moves import MoveProject, move_project
from use_cases.my_work import waiting_for
from use_cases.overrides import OverrideGate, PrepareOverride, override_gate, prepare_override
from use_cases.project_facts import project_facts
from use_cases.reading import Read
from use_cases.viability import SetPrice, set_price

UNSCOPED = Scope(None, ("Wi-Fi",), None)


def shown(tx, person=PM, **more):
    return show_gate(ShowGate(make.actor(person, **more), "NET"), tx, NOON).facts


def test_what_is_open_is_listed_in_the_order_of_deciding_with_what_is_decided(tx):
    make.ready(tx, scope=UNSCOPED)

    gate = shown(tx)

    assert [one.missing for one in gate.open] == [("the number of IT users",), ("the completion date",)]
    assert gate.decided[:3] == ("roles", "department head confirmed", "IT services")
    assert len(gate.decided) + len(gate.open) == len(Fact)


def test_what_nobody_has_decided_is_asked_in_the_order_in_which_people_decide_it(tx):
    project = make.project(tx, scope=Scope(), decided=())
    tx.roles.keep(replace(project, staff=tuple(one for one in project.staff if one.role is not Role.RESPONSIBLE)))

    gate = shown(tx)

    assert [one.to_do for one in gate.open] == [
        "name who leads",
        "decide the number of IT users",
        "decide the IT services",
        "decide the completion date",
        "write down the customer's requirements",
        "ask for the opinion of what is technically possible",
        "compare solutions and choose one",
        "plan the stages with what they need",
        "say what every stage takes and costs",
        "see whether it can be done with what is there",
        "set the price, so that the department head can decide whether it is financially viable",
        "see to the tools and methods",
        "present the plan",
        "hear the customer's answer",
    ]


def test_a_button_is_for_those_who_may_and_the_others_read_who_decides(tx):
    project = make.ready(tx, scope=UNSCOPED)
    tx.roles.keep(replace(project, staff=tuple(one for one in project.staff if one.role is not Role.RESPONSIBLE)))

    ours, theirs = shown(tx).open[0], shown(tx, ANA).open[0]

    assert (ours.missing, ours.may_decide) == (("the responsible staff member",), True)
    assert (theirs.may_decide, theirs.deciders) == (False, (PM, IT))


def unpresented(tx):
    """A project whose plan nobody has shown to the customer yet."""
    project = make.project(tx)
    make.complete_scope(tx, project)
    make.chosen_solution(tx, project)
    make.costed(tx, project)
    make.tool(tx, project, state=ToolState.READY)
    return settle_gate(project.id, tx, NOON)


def test_what_would_be_refused_is_not_offered_but_what_comes_first(tx):
    project = unpresented(tx)
    tx.roles.keep(replace(project, staff=tuple(replace(one, confirmed=False) for one in project.staff)))

    gate = show_gate(ShowGate(make.actor(PM), "NET"), tx, NOON)

    rows = {one.missing[0]: one for one in gate.facts.open}
    presented = rows["the plan presented to the customer as it stands"]
    assert (presented.now.action, presented.first.missing[0]) == ("gate_confirm_head", QUESTIONS[Fact.HEAD].missing)
    drawn = str(draw_message("start_gate", gate).blocks)
    assert ("'present_plan'" in drawn, "'start_project'" in drawn) == (False, False)
    assert "first comes the confirmation of the department head" in drawn


def test_a_verdict_that_is_missing_names_who_gives_it_before_they_are_confirmed_too(tx):
    project = make.ready(tx)
    make.priced(tx, project, price=3_000)
    tx.roles.keep(replace(project, staff=tuple(replace(one, confirmed=False) for one in project.staff)))
    settle_gate(project.id, tx, NOON)

    (row,) = (one for one in shown(tx).open if one.missing == (QUESTIONS[Fact.VIABLE].missing,))

    assert (row.deciders, row.first.missing) == ((HEAD,), (QUESTIONS[Fact.HEAD].missing,))


def test_what_has_no_price_waits_for_who_sets_it_and_then_for_who_judges_it(tx):
    project = unpresented(tx)
    tx.projects.change(replace(project, price=None))
    settle_gate(project.id, tx, NOON)
    before = {who: to_decide(tx, who) for who in (HEAD, PM)}

    set_price(SetPrice(make.actor(PM), project.id, "3000", 10), tx, NOON)

    assert before == {HEAD: [], PM: [Fact.VIABLE]}
    assert {who: to_decide(tx, who) for who in (HEAD, PM)} == {HEAD: [Fact.VIABLE], PM: []}
    assert [one.to for one in saved.said(tx, Turn) if not one.edit_only][-1] == ToPerson(HEAD)


def test_only_the_head_is_offered_an_override(tx):
    make.ready(tx, scope=UNSCOPED)

    assert [shown(tx, who).may_override for who in (HEAD, PM, ANA)] == [True, False, False]
    assert [shown(tx, who).may_start for who in (HEAD, PM, ANA)] == [True, True, False]


def test_nothing_is_open_before_a_start_that_was_made(tx):
    make.project(tx, started=True)

    with refused(tx, words="NET is already active."):
        shown(tx)


def test_each_state_is_announced_once_and_falling_back_only_on_the_card(tx):
    project = make.project(tx, scope=UNSCOPED, decided=())
    scoped = replace(tx.projects.get(project.id), scope=make.unsaved_project().scope)
    make.complete_scope(tx, scoped)
    make.chosen_solution(tx, project)

    for one in (scoped, project, scoped):
        tx.projects.change(one)
        settle_gate(project.id, tx, NOON)

    (said,) = saved.said(tx, StateReached)
    assert said.state is State.SCOPED
    assert (said.next, said.waits_for, said.action) == ("plan the stages with what they need", PM, "show_stages")
    assert ProjectCard.of(project.id).mark in saved.marks(tx)
    assert tx.projects.get(project.id).reached is State.SCOPED


@pytest.mark.parametrize("lifecycle", [one for one in Lifecycle if one is not Lifecycle.PLANNING])
def test_what_was_decided_stays_as_it_was_once_a_project_has_begun_or_ended(tx, lifecycle):
    project = make.project(tx, lifecycle=lifecycle, started_at=NOON, decided=())

    settle_gate(project.id, tx, NOON)

    assert tx.projects.get(project.id) == project
    assert saved.waiting(tx) == []


def test_what_is_stored_as_decided_is_what_is_counted_again(tx):
    project = make.project(tx, decided=())

    settle_gate(project.id, tx, NOON)

    stored = tx.projects.get(project.id)
    assert stored.decided == tuple(fact for fact in Fact if fact in FACTS and FACTS[fact](stored, tx, NOON))


def test_the_card_says_how_much_is_decided_and_what_comes_next(tx):
    facts = project_facts(make.ready(tx, scope=UNSCOPED), tx, NOON)

    assert (facts.decided.decided, facts.decided.in_all) == (len(Fact) - 2, len(Fact))
    assert facts.decided.next.to_do == "decide the number of IT users"


def over(tx, person=HEAD, reason="They wait for it"):
    return override_gate(OverrideGate(make.actor(person), "NET", reason), tx, NOON)


def test_the_head_starts_a_project_over_what_is_open_and_the_reason_stays_on_its_card(tx):
    project = make.ready(tx, scope=UNSCOPED)

    over(tx)

    started = tx.projects.get(project.id)
    facts = project_facts(started, tx, NOON)
    assert (started.lifecycle, started.next_checkin is not None) == (Lifecycle.ACTIVE, True)
    assert (facts.override.made_by, facts.override.grounds) == (HEAD, "They wait for it")
    assert facts.override.facts == (Fact.USERS, Fact.DATE)
    line = tx.history.of_project(project.id, 9)[1]
    assert [one.after for one in line.changes] == ["the number of IT users; the completion date", "They wait for it"]


@pytest.mark.parametrize(
    ("reason", "words"),
    [(" ", "Say why it starts all the same."), ("x" * 1001, "Use at most 1,000 characters.")],
)
def test_an_override_needs_a_reason_that_people_can_read(tx, reason, words):
    make.ready(tx, scope=UNSCOPED)

    with refused(tx, "reason", words=words):
        over(tx, reason=reason)


def test_a_project_that_could_start_by_itself_is_not_overridden(tx):
    make.ready(tx)

    with refused(tx, words="Everything is decided by now"):
        over(tx)


def test_nobody_starts_on_what_was_decided_once_and_is_so_no_longer(tx):
    project = make.ready(tx)
    make.tool(tx, project)

    assert shown(tx).open[0].to_do == "see to the tools and methods"
    seen = move_project(MoveProject(make.actor(PM), Move.START, "NET"), tx, NOON).facts
    over(tx)

    assert [one.missing for one in seen.open] == [("the tools and methods, all ready or not needed",)]
    assert tx.overrides.of_project(project.id).facts == (Fact.TOOLS,)


@pytest.mark.parametrize("person", [PM, ANA, ADMIN])
def test_nobody_but_the_head_opens_the_form_of_an_override(tx, person):
    make.ready(tx, scope=UNSCOPED)

    with refused(tx, words="Only the department head may"):
        prepare_override(PrepareOverride(make.actor(person), "NET"), tx, NOON)


def test_a_head_who_requested_the_project_does_not_judge_its_start(tx):
    project = make.ready(tx, scope=UNSCOPED)
    tx.requests.add(ProjectRequest("r1", project.workspace, 1, HEAD, NOON, "Wi-Fi", project_id=project.id))

    with refused(tx, words="You requested NET"):
        over(tx)
    assert not shown(tx, HEAD).may_override


def test_what_the_head_requested_waits_for_another_head_and_until_then_for_who_changes_roles(tx):
    project = make.requested(tx, make.ready(tx), by=HEAD)
    make.priced(tx, project, price=3_000)
    settle_gate(project.id, tx, NOON)

    rows = [shown(tx, who).open[0] for who in (HEAD, RESP)]

    assert [(one.action, one.may_decide) for one in rows] == [("assign_roles", True), ("assign_roles", False)]
    assert rows[1].missing == ("another department head, who decides whether it is financially viable",)
    turn = Turn.of(project, Fact.VIABLE, UserId(PM))
    told = draw_message("turn", tx.people.named(read_turn(Read(make.clock(), turn.about, turn.to), tx, NOON)))
    assert told.text.endswith("let another department head decide whether it is viable")
    assert {who: to_decide(tx, who) for who in (HEAD, PM)} == {HEAD: [], PM: [Fact.VIABLE]}


def test_the_channel_reads_why_a_project_starts_over_what_is_open(tx):
    make.ready(tx, scope=UNSCOPED)

    over(tx)

    (told,) = saved.said(tx, ProjectMoved)
    assert (told.open_facts, told.reason) == (2, "They wait for it")


def test_a_head_who_is_not_confirmed_overrides_nothing(tx):
    project = make.ready(tx, scope=UNSCOPED)
    staff = tuple(replace(one, confirmed=one.role is not Role.DEPARTMENT_HEAD) for one in project.staff)
    tx.roles.keep(replace(project, staff=staff))

    with refused(tx, words="Only the department head may"):
        over(tx)


def test_a_turn_that_passes_on_is_told_once_and_waits_for_that_person_alone(tx):
    project = make.ready(tx)
    make.priced(tx, project, price=3_000)

    for _ in range(2):
        settle_gate(project.id, tx, NOON)

    assert [one for one in saved.waiting(tx) if isinstance(one, Turn)] == [Turn.of(project, Fact.VIABLE, UserId(HEAD))]
    assert {who: to_decide(tx, who) for who in (HEAD, PM, RESP)} == {HEAD: [Fact.VIABLE], PM: [], RESP: []}
    assert Home.of(UserId(HEAD)).mark in saved.marks(tx)


def test_what_was_somebodys_turn_says_so_once_it_has_gone_on(tx):
    project = make.ready(tx)
    make.priced(tx, project, price=3_000)
    settle_gate(project.id, tx, NOON)
    turn = Turn.of(project, Fact.VIABLE, UserId(HEAD))

    before = read_turn(Read(make.clock(), turn.about, turn.to), tx, NOON)
    make.costed(tx, project)
    settle_gate(project.id, tx, NOON)
    after = read_turn(Read(make.clock(), turn.about, turn.to), tx, NOON)

    assert (before.is_next, after.is_next, after.project_key) == (True, False, "NET")
    told = draw_message("turn", tx.people.named(after))
    assert told.text.startswith("Done in Net rollout (NET): decide whether it is financially viable. It went on to ")


def test_whose_turn_was_taken_back_reads_that_it_is_not_done(tx):
    project = make.ready(tx)
    make.priced(tx, project, price=3_000)
    settle_gate(project.id, tx, NOON)
    turn = Turn.of(project, Fact.VIABLE, UserId(HEAD))
    make.decide_scope(tx, project, users_count=None)
    settle_gate(project.id, tx, NOON)

    facts = read_turn(Read(make.clock(), turn.about, turn.to), tx, NOON)

    told = draw_message("turn", tx.people.named(facts)).text
    assert told.startswith("Not your turn any more in ")
    assert "It went on to Pm: " in told


def test_a_start_that_nothing_stands_in_the_way_of_waits_for_the_project_manager(tx):
    make.ready(tx)

    assert {who: to_decide(tx, who) for who in (HEAD, PM)} == {HEAD: [], PM: [None]}


def to_decide(tx, who):
    return [one.fact for one in waiting_for(tx.people.get(who), tx, NOON) if one.why is Why.TO_DECIDE]


def test_starting_a_project_is_asked_once_more_with_the_day_by_which_all_is_to_be_done(tx):
    make.ready(tx)

    gate = show_gate(ShowGate(make.actor(PM), "NET"), tx, NOON)
    buttons = [one for block in draw_message("start_gate", gate).blocks for one in block.get("elements", ())]
    (start,) = [one for one in buttons if one.get("action_id") == "start_project"]

    assert start["confirm"]["confirm"]["text"] == "Start"
    assert day_words(gate.facts.completion_date) in start["confirm"]["text"]["text"]


def test_lists_find_a_project_in_another_state_when_only_what_stands_on_it_has_changed(tx):
    before = unpresented(tx)
    tx.projects.change(replace(before, scope=replace(before.scope, users_count=None)))

    after = settle_gate(before.id, tx, NOON)

    assert after.decided == before.decided
    assert before.standing is not after.standing
    assert tx.projects.get(before.id).listed_as is after.standing
