"""Whatever people do before the start, in any order: what is stored is what is true, and nobody starts past it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.editing import seen_of
from domain.identity import UserId
from domain.moves import Move
from domain.opinions import Verdict, to_judge
from domain.plans import PlanVerdict
from domain.projects import Lifecycle
from domain.refusals import Refused
from domain.scope_limits import Wishes, outline_of
from domain.skills import PersonSkill
from domain.tools import ToolState
from domain.viability import ViabilityVerdict
from storage.due import unsettled_due
from tests import make
from tests.make import ANA, CONTACT, HEAD, IT, NOON, PM, RESP, TODAY
from use_cases.gate import found_again, settle_gate
from use_cases.heads import ConfirmHead, confirm_head
from use_cases.leave import AddLeave, ChangeHours, add_leave, change_hours
from use_cases.means import SettleAgain, settle_again
from use_cases.moves import MoveProject, move_project
from use_cases.opinions import GiveOpinion, Said, give_opinion
from use_cases.overrides import OverrideGate, override_gate
from use_cases.plan_answers import AnswerPlan, answer_plan
from use_cases.presenting import PresentPlan, present_plan
from use_cases.roles import assign_roles
from use_cases.scope_steps import DecideStep, Step, decide_step
from use_cases.stages import RemoveStage, SaveStage, remove_stage, save_stage
from use_cases.tool_lists import ListTools, list_tools
from use_cases.tools import ReadyTool, ready_tool
from use_cases.viability import DecideViability, PrepareVerdict, SetPrice, decide_viability, prepare_verdict, set_price

NEW_HEAD = UserId("U_NEW_HEAD")
pm, resp, head, it = (make.actor(one) for one in (PM, RESP, HEAD, IT))


def users(tx, net, count=150):
    now = outline_of(tx.scopes.newest(net.id).statement)
    decide_step(DecideStep(pm, net.id, Step.OUTLINE, replace(now, users_count=count), seen_of(now), "More"), tx, NOON)


def no_users(tx, net):
    users(tx, net, None)


def require(tx, net):
    now = Wishes.of(tx.scopes.newest(net.id).statement.requirements)
    wanted = replace(now, must=(*now.must, f"Wish {len(now.must)}"))
    decide_step(DecideStep(pm, net.id, Step.REQUIREMENTS, wanted, seen_of(now), "More"), tx, NOON)


def judge(tx, net):
    wanted = to_judge(tx.scopes.newest(net.id).statement)
    said = tuple(Said(one.id, Verdict.AS_PLANNED, "", seen_of(one)) for one in wanted)
    give_opinion(GiveOpinion(it, net.id, said), tx, NOON)


def plan_another_stage(tx, net):
    days = (TODAY + timedelta(days=30), TODAY + timedelta(days=40))
    number = 1 + len(tx.stages.in_project(net.id))
    save_stage(SaveStage(pm, net.id, f"Stage {number}", *days, RESP), tx, NOON)


def take_a_stage_away(tx, net):
    remove_stage(RemoveStage(pm, tx.stages.in_project(net.id)[-1].id), tx, NOON)


def price(tx, net):
    set_price(SetPrice(pm, net.id, "2500", 10), tx, NOON)


def find_viable(tx, net):
    form = prepare_verdict(PrepareVerdict(head, net.key), tx, NOON).facts
    decide_viability(DecideViability(head, net.id, ViabilityVerdict.VIABLE, "", form.seen), tx, NOON)


def need_a_tool(tx, net):
    more = f"Tool {len(tx.tools.of_project(net.id))}"
    list_tools(ListTools(pm, net.key, (), more, ANA), tx, NOON)


def have_every_tool(tx, net):
    for one in (tool for tool in tx.tools.of_project(net.id) if tool.state is not ToolState.READY):
        ready_tool(ReadyTool(make.actor(ANA), one.id), tx, NOON)


def hand_over(tx, net):
    assign_roles(make.assignment(net, pm, why="Moved on", department_head=NEW_HEAD), tx, NOON)


def confirm(tx, net):
    confirm_head(ConfirmHead(make.admin(), net.id), tx, NOON)


def go_on_leave(tx, net):
    add_leave(AddLeave(make.admin(), UserId(ANA), TODAY, TODAY + timedelta(days=360)), tx, NOON)


def work_less(tx, net):
    change_hours(ChangeHours(make.admin(), UserId(ANA), "1", (0,)), tx, NOON)


def present(tx, net):
    present_plan(PresentPlan(pm, net.id, CONTACT), tx, NOON)


def answer(tx, net, verdict, comment=""):
    newest = tx.plans.newest_of(net.id)
    if newest is not None:
        answer_plan(AnswerPlan(make.actor(CONTACT), newest.id, verdict, comment), tx, NOON)


def accept(tx, net):
    answer(tx, net, PlanVerdict.ACCEPTED)


def reject(tx, net):
    answer(tx, net, PlanVerdict.REJECTED, "Too late")


def start(tx, net):
    move_project(MoveProject(pm, Move.START, net.key), tx, NOON)


def override(tx, net):
    override_gate(OverrideGate(head, net.key, "They wait for it"), tx, NOON)


DEEDS = (
    users,
    no_users,
    require,
    judge,
    plan_another_stage,
    take_a_stage_away,
    price,
    find_viable,
    need_a_tool,
    have_every_tool,
    hand_over,
    confirm,
    go_on_leave,
    work_less,
    present,
    accept,
    reject,
    start,
    override,
)


@pytest.fixture
def net(tx):
    """A project that only its customer has not seen, and of whose team one person has what its stages need."""
    make.people(tx, [ANA, CONTACT, NEW_HEAD])
    tx.skills.master(PersonSkill(UserId(ANA), "networking", 4, UserId(HEAD), NOON))
    project = make.project(tx, team=[ANA])
    make.stage(tx, project)
    make.complete_scope(tx, project)
    make.chosen_solution(tx, project)
    make.costed(tx, project)
    make.tool(tx, project, state=ToolState.READY)
    return settle_gate(project.id, tx, NOON)


@pytest.mark.parametrize("deed", [one for one in DEEDS if one not in (confirm, accept, reject, start)])
def test_each_of_them_can_be_done(tx, net, deed):
    deed(tx, net)


def tried(tx, net, deed):
    """Do it, or be refused and leave nothing behind; then let the clock settle what was noted meanwhile."""
    try:
        with tx.connection.begin_nested():
            deed(tx, tx.projects.get(net.id))
    except (Refused, IndexError):
        return
    for _, project in unsettled_due(tx.connection, NOON):
        settle_again(SettleAgain(make.clock(), project), tx, NOON)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=st.lists(st.sampled_from(DEEDS), min_size=6, max_size=18))
def test_what_is_stored_is_what_is_true_and_nobody_starts_past_it(tx, net, deeds):
    with tx.connection.begin_nested() as undone:
        for deed in deeds:
            before = tx.projects.get(net.id)
            tried(tx, net, deed)
            after = tx.projects.get(net.id)
            if after.lifecycle is Lifecycle.PLANNING:
                assert found_again(after, tx, NOON) == after
                assert after.listed_as is after.state
            elif before.lifecycle is Lifecycle.PLANNING:
                open_facts = found_again(before, tx, NOON).undecided
                assert (deed is override) == bool(open_facts) == (tx.overrides.of_project(net.id) is not None)
            assert after.is_approved == bool(tx.baselines.of_project(net.id))
        undone.rollback()
