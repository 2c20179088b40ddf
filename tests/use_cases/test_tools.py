import json
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.gate import Fact
from domain.gate_notices import StateReached
from domain.history import Act
from domain.living import Home, ProjectCard, ToolsGiven
from domain.notices import ToPerson
from domain.projects import Lifecycle
from domain.states import State
from domain.tools import USUAL_TOOLS, ToolState
from message_templates import draw_message
from tests import make, saved
from tests.make import ANA, BEN, HEAD, NOBODY, NOON, PM, RESP
from tests.use_cases.refusals import refused
from use_cases.reading import Read
from use_cases.tool_lists import ListTools, PrepareListing, ShowTools, list_tools, prepare_listing, show_tools
from use_cases.tools import (
    PrepareNextTool,
    PrepareTool,
    ReadyTool,
    SettleTool,
    prepare_next_tool,
    prepare_tool,
    ready_tool,
    settle_tool,
)
from use_cases.tools_given import read_tools_given

LATER = NOON + timedelta(hours=1)
AMONG_OTHERS = tuple(fact for fact in Fact if fact is not Fact.TOOLS)


@pytest.fixture
def project(tx):
    """A project in which everything but its tools is decided."""
    made = make.project(tx, decided=AMONG_OTHERS)
    make.complete_scope(tx, made)
    make.chosen_solution(tx, made)
    return made


def listing(tx, more="Keys", owner=ANA, person=PM, usual=("Backup",), now=NOON):
    return list_tools(ListTools(make.actor(person), "NET", usual, more, owner), tx, now)


def settling(tool, person=ANA, **more):
    wanted = {"what": tool.what, "owner": tool.owner, "state": ToolState.READY} | more
    return SettleTool(make.actor(person), tool.id, **wanted)


def given(tx, tool):
    order = Read(make.clock(), ToolsGiven.of(tool).about, ToPerson(tool.owner))
    return read_tools_given(order, tx, NOON)


def test_the_first_form_offers_what_is_usual_for_the_responsible_person_and_a_later_one_nothing(tx, project):
    first = prepare_listing(PrepareListing(make.actor(PM), "NET"), tx, NOON).facts
    listing(tx)
    later = prepare_listing(PrepareListing(make.actor(PM), "NET"), tx, NOON).facts

    assert (first.usual, first.owner, later.usual) == (USUAL_TOOLS, RESP, ())


def test_what_is_listed_stands_in_order_and_its_owner_is_asked_once_for_all_of_it(tx, project):
    listing(tx, more="Keys\nbackup\nVPN")

    tools = tx.tools.of_project(project.id)
    assert [one.what for one in tools] == ["Backup", "Keys", "VPN"]
    assert [one for one in saved.waiting(tx) if isinstance(one, ToolsGiven)] == [ToolsGiven.of(tools[0])]
    assert [one.tool for one in given(tx, tools[0]).tools] == ["Backup", "Keys", "VPN"]
    assert tx.history.of_project(project.id, 9)[0].act is Act.LISTED_TOOLS


def test_nobody_is_asked_who_listed_it_for_themselves_or_for_nobody_yet(tx, project):
    listing(tx, owner=PM)
    listing(tx, usual=(), more="VPN", owner=None)

    assert [one for one in saved.waiting(tx) if isinstance(one, ToolsGiven)] == []
    assert Home.of(PM).mark in saved.marks(tx)


def test_what_is_on_the_list_or_an_account_that_cannot_work_is_refused_beside_its_field(tx, project):
    listing(tx)

    with refused(tx, "more", words="“Backup” is on the list already."):
        listing(tx)
    with refused(tx, "more", "owner", words="Steward does not know this account."):
        listing(tx, usual=(), more=" ", owner="U_STRANGER")


def test_once_everything_is_settled_the_project_is_planned_and_its_channel_hears_it(tx, project):
    make.costed(tx, project)
    listing(tx)
    first, second = tx.tools.of_project(project.id)

    ready_tool(ReadyTool(make.actor(ANA), first.id), tx, NOON)
    before = tx.projects.get(project.id).undecided
    settle_tool(settling(second, state=ToolState.NOT_NEEDED, why="The doors are open"), tx, NOON)

    after = tx.projects.get(project.id)
    assert set(before) - set(after.undecided) == {Fact.TOOLS}
    assert saved.said(tx, StateReached)[-1].state is after.state is not State.DRAFT
    assert ProjectCard.of(project.id).mark in saved.marks(tx)


def test_what_is_open_again_takes_the_fact_back_without_a_word_in_the_channel(tx, project):
    make.costed(tx, project)
    listing(tx, usual=())
    (tool,) = tx.tools.of_project(project.id)
    ready_tool(ReadyTool(make.actor(ANA), tool.id), tx, NOON)
    told, before = saved.said(tx, StateReached), tx.projects.get(project.id).undecided

    settle_tool(settling(tool, state=ToolState.OPEN), tx, NOON)

    assert set(tx.projects.get(project.id).undecided) - set(before) == {Fact.TOOLS}
    assert saved.said(tx, StateReached) == told


def test_a_finished_list_leads_on_to_what_is_decided_next(tx, project):
    make.tool(tx, project, state=ToolState.READY)
    make.priced(tx, project)
    tx.projects.settle(replace(project, decided=tuple(one for one in Fact if one is not Fact.VIABLE)))

    drawn = [draw_message("tools", show_tools(ShowTools(make.actor(who), "NET"), tx, NOON)) for who in (HEAD, PM)]

    assert ["decide_viability" in json.dumps(one.blocks) for one in drawn] == [True, False]
    assert "show_gate" in json.dumps(drawn[1].blocks)


def test_ready_said_twice_changes_nothing_more(tx, project):
    tool = make.tool(tx, project)
    ready_tool(ReadyTool(make.actor(ANA), tool.id), tx, NOON)
    lines = tx.history.of_project(project.id, 9)

    ready_tool(ReadyTool(make.actor(ANA), tool.id), tx, LATER)

    assert tx.history.of_project(project.id, 9) == lines


def test_who_is_given_one_after_the_other_reads_one_message_until_all_of_it_is_settled(tx, project):
    listing(tx, owner=None)
    first, second = tx.tools.of_project(project.id)
    for tool, minutes in ((first, 0), (second, 2)):
        settle_tool(settling(tool, PM, owner=ANA, state=ToolState.OPEN), tx, NOON + timedelta(minutes=minutes))
    together = [one.given_at for one in tx.tools.of_project(project.id)]
    for tool in (first, second):
        ready_tool(ReadyTool(make.actor(ANA), tool.id), tx, NOON)

    listing(tx, usual=(), more="VPN", now=NOON + timedelta(minutes=4))

    assert together == [NOON, NOON]
    assert tx.tools.of_project(project.id)[-1].given_at == NOON + timedelta(minutes=4)


def test_nobody_is_asked_for_what_was_settled_as_it_was_given_to_them(tx, project):
    listing(tx, usual=(), owner=None)
    (tool,) = tx.tools.of_project(project.id)

    settle_tool(settling(tool, PM, owner=ANA), tx, NOON)

    assert [one.edit_only for one in saved.waiting(tx) if isinstance(one, ToolsGiven)] == [True]


def test_handed_on_it_goes_from_the_old_message_and_the_new_owner_is_asked(tx, project):
    tool = make.tool(tx, project)

    settle_tool(settling(tool, PM, owner=BEN, state=ToolState.OPEN), tx, LATER)

    handed = tx.tools.get(tool.id)
    assert (handed.owner, handed.given_at) == (BEN, LATER)
    assert {ToolsGiven.of(tool).mark, ToolsGiven.of(handed).mark} <= saved.marks(tx)
    assert given(tx, tool).tools == ()


def test_taken_off_the_list_it_is_gone_and_its_message_says_so(tx, project):
    tool = make.tool(tx, project)

    settle_tool(settling(tool, PM, is_removed=True), tx, NOON)

    assert tx.tools.of_project(project.id) == []
    assert given(tx, tool).tools == ()
    with refused(tx, words="That is not on the list of tools and methods any more."):
        ready_tool(ReadyTool(make.actor(ANA), tool.id), tx, NOON)


def test_not_needed_without_a_reason_is_refused_beside_the_reason(tx, project):
    tool = make.tool(tx, project)

    with refused(tx, "why", words="Say why it is not needed."):
        settle_tool(settling(tool, state=ToolState.NOT_NEEDED), tx, NOON)


def test_going_through_what_is_open_meets_each_once_and_ends_with_the_list(tx, project):
    first, second = make.tool(tx, project), make.tool(tx, project)

    def following(after):
        return prepare_next_tool(PrepareNextTool(make.actor(PM), "NET", after), tx, NOON).facts

    assert (following(0).tool_id, following(0).open_after) == (first.id, 1)
    assert (following(first.number).tool_id, following(first.number).open_after) == (second.id, 0)
    assert len(following(second.number).tools) == 2


def test_without_a_list_the_next_step_is_to_make_one(tx, project):
    assert prepare_next_tool(PrepareNextTool(make.actor(PM), "NET"), tx, NOON).facts.usual == USUAL_TOOLS


def test_only_the_owner_and_those_who_answer_for_the_project_may_settle_it(tx, project):
    tool = make.tool(tx, project)

    assert prepare_tool(PrepareTool(make.actor(ANA), tool.id), tx, NOON).facts.what == tool.what
    with refused(tx, words="Only"):
        settle_tool(settling(tool, BEN), tx, NOON)
    lines = [show_tools(ShowTools(make.actor(who), "NET"), tx, NOON).facts for who in (ANA, BEN, PM)]
    assert [(one.tools[0].may_settle, one.may_list) for one in lines] == [(True, False), (False, False), (True, True)]


def test_in_a_project_that_is_over_the_list_stays_as_it_was(tx, project):
    tool = make.tool(tx, project)
    tx.projects.change(replace(project, lifecycle=Lifecycle.CANCELLED, ended_at=NOON))

    with refused(tx, words="and its tools and methods stay as they were. Reopen it first."):
        ready_tool(ReadyTool(make.actor(ANA), tool.id), tx, NOON)
    assert given(tx, tool).is_over


def test_of_a_private_project_nobody_else_learns_that_there_is_a_list(tx):
    tool = make.tool(tx, make.project(tx, channel=make.private_channel()))

    with refused(tx, words="That is not on the list of tools and methods any more."):
        ready_tool(ReadyTool(make.actor(NOBODY), tool.id), tx, NOON)
