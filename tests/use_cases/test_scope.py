"""Deciding what a project delivers: by whom, in versions, with what the start of the project counts."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from domain.editing import seen_of
from domain.gate import Fact
from domain.history import Act, Change, HistoryFilter
from domain.opinions import Verdict
from domain.projects import ChannelKind, Lifecycle, ProjectChannel
from domain.refusals import Refused
from domain.roles import Role
from domain.scope import FinancialRequirements, Requirement, Scope
from domain.scope_limits import Outline, Wishes, outline_of
from message_templates import draw_message
from tests import make, saved
from tests.make import ANA, COMPLETION, HEAD, NOBODY, NOON, PM, RESP
from tests.use_cases.refusals import refused
from tests.use_cases.scope_examples import COVERAGE, GOAL, asked, opinion, planned, wishes
from use_cases.history import ShowHistory, show_history
from use_cases.opinions import AskOpinion, ask_opinion, give_opinion
from use_cases.scope import ShowScope, freeze_scope, show_scope
from use_cases.scope_items import (
    DecideItem,
    DropItem,
    ListItems,
    PrepareItem,
    decide_item,
    drop_item,
    list_items,
    prepare_item,
)
from use_cases.scope_steps import (
    DecideStep,
    FindNextStep,
    PrepareStep,
    Step,
    decide_step,
    find_next_step,
    prepare_step,
)
from use_cases.scope_versions import CompareVersions, compare_versions
from use_cases.services import FindServices, find_services

pm = make.actor(PM)


@pytest.fixture
def net(tx):
    make.office(tx)
    return make.project(tx, decided=())


def outline(tx, project, by=pm, seen=None, why="", **changes):
    """The order that changes something of the outline as it stands now."""
    now = outline_of(tx.scopes.newest(project.id).statement)
    typed = replace(now, **changes)
    return DecideStep(by, project.id, Step.OUTLINE, typed, seen or seen_of(now), why)


def statement(tx, project):
    return tx.scopes.newest(project.id).statement


def test_what_is_decided_stands_on_the_project_in_its_history_and_in_the_catalogue(tx, net):
    order = outline(tx, net, users_count=150, services=("Wi-Fi", "Scanners"), in_scope=("Cabling",))

    assert decide_step(order, tx, NOON) == []

    assert tx.projects.get(net.id).scope == Scope(150, ("Wi-Fi", "Scanners"), COMPLETION)
    assert statement(tx, net).in_scope == ("Cabling",)
    assert find_services(FindServices(make.actor(NOBODY), "scan"), tx, NOON) == ["Scanners"]
    line = saved.history_rows(tx)[-1]
    assert (line.act, line.about) == (Act.CHANGED_SCOPE.value, "version 1")
    assert line.changes[0]["field"] == "IT users"


def test_a_service_that_the_catalogue_lacks_can_be_chosen_where_it_may_be_new(tx):
    make.workspace(tx)

    found = find_services(FindServices(make.actor(), " Drones ", may_be_new=True), tx, NOON)

    assert found == ["Drones"]
    assert find_services(FindServices(make.actor(), "wi-fi", may_be_new=True), tx, NOON)[0] == "Wi-Fi"
    assert find_services(FindServices(make.actor(), " Drones "), tx, NOON) == []


def test_what_something_refers_to_stays_and_the_next_edit_makes_another_version(tx, net):
    freeze_scope(net.id, tx)

    decide_step(outline(tx, net, users_count=150, why="Another hall"), tx, NOON)
    decide_step(outline(tx, net, users_count=160), tx, NOON)

    first, second = tx.scopes.version(net.id, 1), tx.scopes.newest(net.id)
    assert (first.statement.users_count, first.is_frozen) == (120, True)
    assert (second.number, second.statement.users_count, second.reason) == (2, 160, "Another hall")
    compared = compare_versions(CompareVersions(make.actor(NOBODY), net.key), tx, NOON).facts
    assert (compared.before, compared.after) == (1, 2)
    assert compared.changes == (Change("IT users", "120", "160"),)


@pytest.mark.parametrize("person", [ANA, HEAD, NOBODY])
def test_only_who_plans_and_who_answers_for_the_scope_decide_it(tx, net, person):
    with refused(tx, words="Only the project manager or the responsible staff member may"):
        decide_step(outline(tx, net, make.actor(person), users_count=7), tx, NOON)

    assert decide_step(outline(tx, net, make.actor(RESP), users_count=7), tx, NOON) == []


@pytest.mark.parametrize("lifecycle", [Lifecycle.PLANNING, Lifecycle.ACTIVE, Lifecycle.ON_HOLD])
def test_what_the_customer_accepted_only_a_change_request_changes(tx, net, lifecycle):
    tx.projects.change(replace(net, lifecycle=lifecycle))
    make.approved(tx, net)

    with refused(tx, words="The customer has accepted this scope. Ask for a change:"):
        decide_step(outline(tx, net, users_count=7), tx, NOON)

    assert show_scope(ShowScope(pm, net.key), tx, NOON).facts.is_approved


def test_a_project_that_was_started_before_anything_was_approved_still_decides_its_scope(tx, net):
    tx.projects.change(replace(net, lifecycle=Lifecycle.ACTIVE, started_at=NOON))

    assert decide_step(outline(tx, net, users_count=7), tx, NOON) == []

    assert not show_scope(ShowScope(pm, net.key), tx, NOON).facts.is_approved


def test_the_scope_of_a_project_that_is_over_stays_as_it_is(tx, net):
    tx.projects.change(replace(net, lifecycle=Lifecycle.CANCELLED))

    with refused(tx, words="its scope stays as it is"):
        decide_step(outline(tx, net, users_count=7), tx, NOON)

    assert not show_scope(ShowScope(pm, net.key), tx, NOON).facts.may_edit


def test_the_money_of_a_scope_is_for_the_projects_people(tx, net):
    make.people(tx, [NOBODY])
    freeze_scope(net.id, tx)
    money = FinancialRequirements(Decimal(90_000), "Net 30", ("All at the end",))
    decide_step(DecideStep(pm, net.id, Step.MONEY, money, seen_of(FinancialRequirements())), tx, NOON)

    shown = [show_scope(ShowScope(make.actor(one), net.key), tx, NOON).facts for one in (ANA, NOBODY)]
    compared = [compare_versions(CompareVersions(make.actor(one), net.key), tx, NOON).facts for one in (ANA, NOBODY)]

    assert [(one.ceiling, one.payment_terms, one.invoicing_points) for one in shown] == [
        ("€90,000.00", "Net 30", ("All at the end",)),
        ("", "", ()),
    ]
    assert [[one.field for one in facts.changes] for facts in compared] == [
        ["Budget ceiling", "Payment terms", "Invoicing point added"],
        [],
    ]
    pages = [show_history(ShowHistory(make.actor(one), HistoryFilter("NET")), tx, NOON).facts for one in (PM, ANA)]
    assert [len(page.entries[0].changes) for page in pages] == [3, 0]


def test_amounts_of_a_scope_are_in_the_currency_of_the_project_whatever_the_workspace_counts_in_by_now(tx):
    project = make.project(tx, currency="CHF")
    make.decide_scope(tx, project, financial=FinancialRequirements(Decimal(90)))

    assert "CHF" in show_scope(ShowScope(pm, "NET"), tx, NOON).facts.ceiling


def test_a_private_project_shows_its_scope_to_nobody_else(tx):
    make.project(tx, "SEC", channel=ProjectChannel(ChannelKind.PRIVATE, "secret"))

    with pytest.raises(Refused, match="There is no project SEC"):
        show_scope(ShowScope(make.actor(NOBODY), "SEC"), tx, NOON)


def test_two_who_change_different_fields_both_have_their_way(tx, net):
    before = seen_of(outline_of(statement(tx, net)))
    stale = replace(outline_of(statement(tx, net)), in_scope=("Cabling",))
    decide_step(outline(tx, net, make.actor(RESP), users_count=150), tx, NOON)

    assert decide_step(DecideStep(pm, net.id, Step.OUTLINE, stale, before), tx, NOON) == []

    assert (statement(tx, net).users_count, statement(tx, net).in_scope) == (150, ("Cabling",))


def test_of_two_who_change_the_same_the_second_is_shown_it_and_loses_nothing(tx, net):
    before, mine = seen_of(outline_of(statement(tx, net))), replace(outline_of(statement(tx, net)), users_count=99)
    decide_step(outline(tx, net, make.actor(RESP), users_count=150), tx, NOON)
    order = DecideStep(pm, net.id, Step.OUTLINE, mine, before)

    assert decide_step(order, tx, NOON) == ["users_count"]

    form = prepare_step(PrepareStep(pm, net.key, Step.OUTLINE, order), tx, NOON)
    assert (statement(tx, net).users_count, form.users_count) == (150, 99)
    assert form.changed_meanwhile == (Change("IT users", "99", "150"),)
    assert decide_step(replace(order, seen=form.seen), tx, NOON) == []
    assert statement(tx, net).users_count == 99


def test_the_steps_follow_each_other_as_long_as_they_are_empty(tx, net):
    money = FinancialRequirements(Decimal(25_000), "30 days")

    def following(step):
        return find_next_step(FindNextStep(pm, net.key, step), tx, NOON)

    assert following(Step.OUTLINE) is Step.REQUIREMENTS
    decide_step(wishes(net, "Roaming"), tx, NOON)
    decide_step(DecideStep(pm, net.id, Step.MONEY, money, seen_of(FinancialRequirements())), tx, NOON)
    assert following(Step.OUTLINE) is None
    assert following(Step.REQUIREMENTS) is Step.TECHNICAL
    assert following(Step.TECHNICAL) is Step.GOALS
    assert following(Step.GOALS) is None
    assert show_scope(ShowScope(pm, net.key), tx, NOON).facts.ceiling == "€25,000.00"


def test_a_requirement_that_is_reworded_leaves_the_ids_of_the_others(tx, net):
    decide_step(wishes(net, "Roaming", "Heat map"), tx, NOON)
    before = {one.text: one.id for one in statement(tx, net).requirements}
    order = DecideStep(pm, net.id, Step.REQUIREMENTS, Wishes(("Roaming in hall 1",), ("Heat map",)), "")

    decide_step(replace(order, seen=seen_of(Wishes(("Roaming", "Heat map")))), tx, NOON)

    after = {one.text: one.id for one in statement(tx, net).requirements}
    assert after["Heat map"] == before["Heat map"]
    assert after["Roaming in hall 1"] not in before.values()


def test_everything_wrong_with_a_step_is_said_at_once_and_nothing_is_saved(tx, net):
    with refused(tx, "users_count", "services", "in_scope"):
        decide_step(outline(tx, net, users_count=0, services=(), in_scope=("x" * 301,)), tx, NOON)

    assert statement(tx, net).users_count == 120


def test_technical_requirements_and_goals_are_added_changed_and_taken_out(tx):
    project = planned(tx)
    form = prepare_item(PrepareItem(pm, project.id, Step.TECHNICAL, COVERAGE.id), tx, NOON)

    reworded = replace(COVERAGE, statement="Coverage in hall 1")
    assert decide_item(DecideItem(pm, project.id, reworded, form.seen), tx, NOON)
    assert decide_item(DecideItem(pm, project.id, replace(GOAL, id="")), tx, NOON)
    drop_item(DropItem(pm, project.id, Step.GOALS, GOAL.id), tx, NOON)

    shown = list_items(ListItems(pm, project.key, Step.GOALS), tx, NOON)
    assert shown.technical == (reworded,)
    assert [(one.text, one.id != GOAL.id) for one in shown.goals] == [(GOAL.text, True)]
    with refused(tx, words="not in the scope any more"):
        drop_item(DropItem(pm, project.id, Step.GOALS, GOAL.id), tx, NOON)
    with refused(tx, "text", words="Somebody took this out of the scope meanwhile."):
        decide_item(DecideItem(pm, project.id, replace(GOAL, target="under 3")), tx, NOON)


def test_of_two_who_change_one_technical_requirement_the_second_is_shown_it(tx):
    project = planned(tx)
    shown = prepare_item(PrepareItem(pm, project.id, Step.TECHNICAL, COVERAGE.id), tx, NOON).seen
    decide_item(DecideItem(pm, project.id, replace(COVERAGE, statement="Hall 1"), shown), tx, NOON)
    order = DecideItem(make.actor(RESP), project.id, replace(COVERAGE, statement="Hall 2"), shown)

    assert not decide_item(order, tx, NOON)

    form = prepare_item(PrepareItem(pm, project.id, Step.TECHNICAL, COVERAGE.id, order), tx, NOON)
    assert (form.technical.statement, statement(tx, project).technical[0].statement) == ("Hall 2", "Hall 1")
    assert [one.field for one in form.changed_meanwhile] == ["Technical requirement"]


def test_the_start_counts_requirements_and_an_opinion_that_holds(tx):
    project = asked(tx)

    def open_facts():
        return [one for one in tx.projects.get(project.id).undecided if one in (Fact.REQUIREMENTS, Fact.OPINION)]

    give_opinion(opinion(project, Verdict.NOT_POSSIBLE, "A metal roof"), tx, NOON)
    assert open_facts() == [Fact.REQUIREMENTS, Fact.OPINION]
    decide_step(wishes(project, "Roaming"), tx, NOON)
    give_opinion(opinion(project), tx, NOON)
    assert open_facts() == []
    decide_item(DecideItem(pm, project.id, replace(COVERAGE, statement="Coverage outside")), tx, NOON)
    assert open_facts() == [Fact.OPINION]


def test_an_outline_can_be_emptied_but_for_its_services(tx, net):
    assert decide_step(outline(tx, net, users_count=None, completion_date=None), tx, NOON) == []

    assert Outline(None, ("Wi-Fi", "Service desk"), None) == outline_of(statement(tx, net))
    assert {Fact.USERS, Fact.DATE} <= set(tx.projects.get(net.id).undecided)


def test_a_manager_who_left_the_project_decides_nothing_any_more(tx, net):
    staff = tuple(one for one in net.staff if one.role is not Role.PROJECT_MANAGER)
    tx.roles.keep(replace(net, staff=staff))

    with refused(tx):
        decide_step(outline(tx, net, users_count=7), tx, NOON)


def test_a_scope_is_not_completed_before_its_last_stage(tx, net):
    stage = make.stage(tx, net)

    with refused(tx, "completion_date", words="Let it end earlier first:"):
        decide_step(outline(tx, net, completion_date=stage.ends_on - timedelta(days=1)), tx, NOON)
    assert decide_step(outline(tx, net, completion_date=stage.ends_on), tx, NOON) == []


def test_where_nothing_of_the_scope_is_left_to_do_the_way_on_is_what_is_open_before_the_start(tx):
    project = planned(tx)
    wanted = (Requirement("r1", "Wi-Fi in the halls"),)
    make.decide_scope(tx, project, technical=(COVERAGE,), goals=(GOAL,), requirements=wanted)
    before = next_button(tx)
    ask_opinion(AskOpinion(pm, "NET"), tx, NOON)

    after = next_button(tx)

    tx.projects.change(replace(tx.projects.get(project.id), lifecycle=Lifecycle.ACTIVE))
    assert (before, after, next_button(tx)) == (["ask_opinion"], ["show_gate"], [])


def next_button(tx):
    """What the scope's card leads its manager to."""
    blocks = draw_message("scope_card", show_scope(ShowScope(pm, "NET"), tx, NOON)).blocks
    buttons = [button for block in blocks for button in block.get("elements", ()) if "action_id" in button]
    return [one["action_id"] for one in buttons if one.get("style") == "primary"]
