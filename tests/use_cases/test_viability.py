"""Price, verdict before the start, and the decision at the end of a stage."""

import json
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
import sqlalchemy as sa

from domain.cost_notices import StageDecided, ViabilityDecided
from domain.gate import OTHER_HEAD, Fact
from domain.head_living import HeadWanted, VerdictQuestion
from domain.living import StageVoteCard
from domain.notices import ProjectMoved, ToProject
from domain.options import Choice, OptionSheet, Solution
from domain.permissions import Forbidden
from domain.projects import Lifecycle
from domain.refusals import Refused
from domain.stages import CostKind, OtherCost
from domain.urgency import Why
from domain.viability import ViabilityVerdict, Vote
from message_templates import draw_message, draw_view
from storage.tables.outbox import effects
from tests import make, saved
from tests.make import HEAD, NOON, PM, RESP
from tests.use_cases import change_scenes, plan_scenes
from tests.use_cases.change_scenes import JULY
from tests.use_cases.refusals import refused
from use_cases.costs import ShowCosts, show_costs
from use_cases.estimates import EndStage, EstimateStage, end_stage, estimate_stage
from use_cases.heads import ConfirmHead, confirm_head
from use_cases.my_work import waiting_for
from use_cases.reading import Read
from use_cases.roles import assign_roles
from use_cases.stage_cards import ShowStage, show_stage
from use_cases.verdict_questions import read_verdict_question
from use_cases.viability import (
    DecideViability,
    PreparePrice,
    PrepareVerdict,
    SetPrice,
    decide_viability,
    prepare_price,
    prepare_verdict,
    set_price,
)
from use_cases.vote_questions import read_head_wanted
from use_cases.votes import PrepareVote, VoteOnStage, prepare_vote, read_stage_vote, vote_on_stage
from use_cases.work import LogWork, log_work

VIABLE, NOT_VIABLE = ViabilityVerdict.VIABLE, ViabilityVerdict.NOT_VIABLE
NEW_HEAD = "U_NEW_HEAD"
head = make.actor(HEAD)


def planned(tx):
    """A project in planning with one stage of 900 and a price of 2000."""
    project = make.priced(tx, make.project(tx))
    make.stage(tx, project)
    return project


def decide(tx, project, verdict=VIABLE, reason="", by=head):
    form = prepare_verdict(PrepareVerdict(by, project.key), tx, NOON).facts
    return decide_viability(DecideViability(by, project.id, verdict, reason, form.seen), tx, NOON)


def test_a_price_is_read_as_it_is_written(tx):
    project = planned(tx)

    set_price(SetPrice(make.actor(), project.id, "2.500,50", 10), tx, NOON)

    form = prepare_price(PreparePrice(make.actor(), "NET"), tx, NOON).facts
    assert (form.price, form.contingency, form.planned_cost) == ("2500.50", 10, "€900.00")
    assert saved.history_rows(tx)[-1].act == "set the price of"


def test_an_accepted_price_moves_by_a_change_alone_and_its_reserve_freely(tx):
    project = planned(tx)
    make.approved(tx, project)

    offered = str(draw_message("cost_report", show_costs(ShowCosts(make.actor(), "NET"), tx, NOON)).blocks)
    assert "Change the price" not in offered
    assert "ask_change" in offered
    with refused(tx, "price", words="The customer has accepted this price. Ask for a change:"):
        set_price(SetPrice(make.actor(), project.id, "2001", 10), tx, NOON)
    set_price(SetPrice(make.actor(), project.id, "2000", 10), tx, NOON)

    assert tx.viabilities.get(project.id).contingency == 10


@pytest.mark.parametrize(
    ("price", "contingency", "field"),
    [("", 0, "price"), ("x", 0, "price"), ("-1", 0, "price"), ("5", 101, "contingency")],
)
def test_an_odd_price_is_refused_beside_its_field(tx, price, contingency, field):
    project = planned(tx)

    with pytest.raises(Refused) as refusal:
        set_price(SetPrice(make.actor(), project.id, price, contingency), tx, NOON)

    assert [one.field for one in refusal.value.problems] == [field]


def test_a_verdict_loses_its_currency_when_price_or_cost_change(tx):
    project = planned(tx)
    decide(tx, project)
    decided = Fact.VIABLE in tx.projects.get(project.id).decided

    set_price(SetPrice(make.actor(), project.id, "1900", 0), tx, NOON)

    report = show_costs(ShowCosts(make.actor(), "NET"), tx, NOON).facts
    assert (decided, Fact.VIABLE in tx.projects.get(project.id).decided) == (True, False)
    assert (report.verdict, report.is_outdated) == (VIABLE, True)


def test_a_no_says_why_and_is_told_to_the_manager(tx):
    project = planned(tx)
    with pytest.raises(Refused, match="Say why"):
        decide(tx, project, NOT_VIABLE)

    decide(tx, project, NOT_VIABLE, "Too dear")

    (told,) = saved.said(tx, ViabilityDecided)
    assert (told.to.person, told.verdict, told.reason) == (PM, NOT_VIABLE, "Too dear")
    assert Fact.VIABLE not in tx.projects.get(project.id).decided


def test_after_the_verdict_whoever_reads_it_has_the_next_button_of_the_gate(tx):
    project = planned(tx)

    decide(tx, project)

    (told,) = saved.said(tx, ViabilityDecided)
    costs = {who: show_costs(ShowCosts(who, "NET"), tx, NOON) for who in (make.actor(), head)}
    following = {who: one.facts.following for who, one in costs.items()}
    assert (told.next, told.waits_for) == (following[make.actor()].to_do, PM)
    assert f"'action_id': '{told.action}'" in str(draw_message("viability_decided", tx.people.named(told)).blocks)
    for who, one in costs.items():
        step = following[who]
        button = step.action if step.may_decide else "show_gate"
        assert f"'action_id': '{button}'" in str(draw_message("cost_report", one).blocks)


def test_what_changed_while_the_form_was_open_is_not_decided(tx):
    project = planned(tx)
    seen = prepare_verdict(PrepareVerdict(head, "NET"), tx, NOON).facts.seen
    set_price(SetPrice(make.actor(), project.id, "1", 0), tx, NOON)

    with pytest.raises(Refused, match="changed meanwhile"):
        decide_viability(DecideViability(head, project.id, VIABLE, "", seen), tx, NOON)


def test_nobody_but_the_head_decides(tx):
    project = planned(tx)

    with pytest.raises(Forbidden):
        decide(tx, project, by=make.actor(PM))


def test_without_a_price_or_stages_there_is_nothing_to_decide(tx):
    project = make.project(tx)
    with pytest.raises(Refused, match="has no price yet"):
        decide(tx, project)
    make.priced(tx, project)

    with pytest.raises(Refused, match="has no stages yet"):
        decide(tx, project)


def ended(tx):
    """A stage that has just ended, with another to come."""
    project = make.priced(tx, make.project(tx, started=True))
    stage = make.running_stage(tx, project)
    make.stage(tx, project, "Build", hours=1)
    end_stage(EndStage(make.actor(), stage.id), tx, NOON)
    return project, stage


@pytest.mark.parametrize(
    ("vote", "reason", "stands"),
    [
        (Vote.GO, "", Lifecycle.ACTIVE),
        (Vote.HOLD, "Wait", Lifecycle.ON_HOLD),
        (Vote.STOP, "Enough", Lifecycle.CANCELLED),
    ],
)
def test_hold_and_stop_act_through_the_moves_there_are(tx, vote, reason, stands):
    project, stage = ended(tx)

    vote_on_stage(VoteOnStage(head, stage.id, vote, reason), tx, NOON)

    after = tx.projects.get(project.id)
    assert (after.lifecycle, tx.votes.get(stage.id).vote) == (stands, vote)
    assert after.end_reason == (reason if vote is Vote.STOP else "")
    assert [one.vote for one in saved.said(tx, StageDecided)] == [vote]
    # Once is enough: the channel reads nothing else of it.
    assert ToProject(project.id) not in [one.to for one in saved.said(tx, ProjectMoved)]


def test_a_project_that_waits_already_stays_as_it_is_when_it_is_to_wait(tx):
    project, stage = ended(tx)
    tx.projects.change(replace(tx.projects.get(project.id), lifecycle=Lifecycle.ON_HOLD))

    vote_on_stage(VoteOnStage(head, stage.id, Vote.HOLD, "Wait"), tx, NOON)

    assert (tx.projects.get(project.id).lifecycle, tx.votes.get(stage.id).vote) == (Lifecycle.ON_HOLD, Vote.HOLD)


def test_a_second_vote_is_refused_in_words(tx):
    _, stage = ended(tx)
    vote_on_stage(VoteOnStage(head, stage.id, Vote.GO), tx, NOON)

    for again in (
        lambda: vote_on_stage(VoteOnStage(head, stage.id, Vote.HOLD, "Wait"), tx, NOON),
        lambda: prepare_vote(PrepareVote(head, stage.id, Vote.HOLD), tx, NOON),
    ):
        with pytest.raises(Refused, match="decided already: go"):
            again()


def test_the_question_shows_the_figures_and_the_next_stage(tx):
    _, stage = ended(tx)

    told = read_stage_vote(Read(make.clock(), stage.id, None), tx, NOON)

    assert (told.budget, told.spent, told.expected) == ("€990.00", "€0.00", "€90.00")
    assert (told.price, told.margin, told.next_stage) == ("€2,000.00", "€1,910.00", "2 Build")
    assert not told.is_over_budget


def test_the_question_says_what_its_figures_do_not_know_until_it_is_known(tx):
    project = make.priced(tx, make.project(tx, started=True))
    stage, late = make.running_stage(tx, project), NOON + timedelta(hours=1)
    make.stage(tx, project, "Build", hours=1)
    estimate_stage(EstimateStage(make.actor(RESP), stage.id, "90", ""), tx, NOON)
    before_end = json.dumps(draw_message("stage_card", show_stage(ShowStage(make.actor(), stage.id), tx, NOON)).blocks)

    end_stage(EndStage(make.actor(), stage.id), tx, late)

    asked = question(tx, stage)
    log_work(LogWork(make.actor(RESP), project.id, "1", place=f"stage:{stage.id}"), tx, late)
    estimate_stage(EstimateStage(make.actor(RESP), stage.id, "0", ""), tx, late)
    assert "No hours are logged on it, and 10 h are planned" in before_end
    assert "By the last estimate 90 h are left" in before_end
    assert "€8,190.00 expected, but not everything is known" in asked.text
    for words in (
        "No hours are logged on this stage; 10 h were planned",
        "Until then 90 h count as left",
        "Go on already?",
    ):
        assert words in json.dumps(asked.blocks)
        assert words not in json.dumps(question(tx, stage).blocks)


def question(tx, stage):
    return draw_message("stage_vote", tx.people.named(read_stage_vote(Read(make.clock(), stage.id, None), tx, NOON)))


def shown(tx, stage):
    told = read_stage_vote(Read(make.clock(), stage.id, None), tx, NOON)
    return told.spent, told.stage_spent, told.expected, told.price, told.margin, told.cost_index


def test_the_question_follows_the_figures_until_it_is_decided_and_then_keeps_those_that_were_decided_on(tx):
    project, stage = ended(tx)
    card, later = StageVoteCard.of(stage.id, HEAD, edit_only=True), NOON + timedelta(hours=1)
    steps = (
        lambda: estimate_stage(EstimateStage(make.actor(RESP), stage.id, "61", ""), tx, NOON),
        lambda: log_work(LogWork(make.actor(RESP), project.id, "1", place=f"stage:{stage.id}"), tx, later),
        lambda: set_price(SetPrice(make.actor(), project.id, "2500"), tx, NOON),
    )
    for step in steps:
        tx.connection.execute(sa.delete(effects))
        step()
        assert card in saved.waiting(tx)
    # 61 h less the 1 that was worked since at 90, and the hour of the other stage: 90 + 5,400 + 90.
    at_the_vote = ("€90.00", "€90.00", "€5,580.00", "€2,500.00", "-€3,080.00", "10.00")

    vote_on_stage(VoteOnStage(head, stage.id, Vote.GO), tx, NOON)
    after = shown(tx, stage)
    log_work(LogWork(make.actor(RESP), project.id, "5", place=f"stage:{stage.id}"), tx, NOON)
    tx.projects.change(replace(tx.projects.get(project.id), price=None))

    assert after == shown(tx, stage) == at_the_vote
    assert read_stage_vote(Read(make.clock(), stage.id, None), tx, NOON).is_over_budget


def test_who_starts_the_next_stage_is_told_that_it_is_not_decided_whether_it_goes_on(tx):
    project, stage = ended(tx)
    following = next(one for one in tx.stages.in_project(project.id) if one.id != stage.id)

    def told():
        return json.dumps(
            draw_message("stage_card", show_stage(ShowStage(make.actor(), following.id), tx, NOON)).blocks
        )

    before = told()
    vote_on_stage(VoteOnStage(head, stage.id, Vote.GO), tx, NOON)

    for words in ("Not decided yet", "1 Design", "Start this stage already?"):
        assert words in before
        assert words not in told()


def test_nobody_judges_what_they_asked_for(tx):
    project = make.requested(tx, make.priced(tx, make.project(tx, started=True)), by=HEAD)
    stage = make.running_stage(tx, project)
    make.stage(tx, project, "Build")
    end_stage(EndStage(make.actor(), stage.id), tx, NOON)
    words = "You requested NET, so somebody else decides this."

    assert StageVoteCard.of(stage.id, HEAD) not in saved.waiting(tx)
    with refused(tx, words=words):
        vote_on_stage(VoteOnStage(head, stage.id, Vote.GO), tx, NOON)
    with refused(tx, words=words):
        prepare_verdict(PrepareVerdict(head, project.key), tx, NOON)


def test_who_heads_a_project_later_is_asked_what_is_undecided_as_soon_as_they_are_confirmed(tx):
    project, stage = ended(tx)
    make.people(tx, [NEW_HEAD])

    assign_roles(make.assignment(project, make.actor(PM), why="Moved on", department_head=NEW_HEAD), tx, NOON)
    before = saved.waiting(tx)
    confirm_head(ConfirmHead(make.admin(), project.id), tx, NOON)

    assert StageVoteCard.of(stage.id, NEW_HEAD) not in before
    assert StageVoteCard.of(stage.id, NEW_HEAD) in saved.waiting(tx)


def test_whoever_changes_the_roles_finds_who_decides_where_the_head_asked_for_the_project(tx):
    project = make.requested(tx, make.priced(tx, make.project(tx, started=True)), by=HEAD)
    stage = make.running_stage(tx, project)
    make.stage(tx, project, "Build")
    make.people(tx, [NEW_HEAD])
    wanted = HeadWanted.of(stage.id, PM)

    def seen():
        facts = read_head_wanted(Read(make.clock(), wanted.about, wanted.to), tx, NOON)
        owed = [waiting_for(tx.people.get(one), tx, NOON) for one in (PM, HEAD, NEW_HEAD)]
        return facts.is_wanted, [[one.question for one in lines if one.why is Why.VOTE] for lines in owed]

    end_stage(EndStage(make.actor(), stage.id), tx, NOON)
    saved_then, before = saved.waiting(tx), seen()
    order = make.assignment(tx.projects.get(project.id), make.actor(PM), why="Asked for it", department_head=NEW_HEAD)
    assign_roles(order, tx, NOON)
    confirm_head(ConfirmHead(make.admin(), project.id), tx, NOON)

    assert saved_then.count(wanted) == 1
    assert before == (True, [[OTHER_HEAD], [], []])
    assert seen() == (False, [[], [], [None]])
    assert StageVoteCard.of(stage.id, NEW_HEAD) in saved.waiting(tx)


@pytest.mark.parametrize(
    ("moved", "figures"),
    [({"price": "90000"}, ["price"]), ({"completion_date": JULY}, ["completion date"]), ({"effort": "+40"}, [])],
)
def test_the_head_is_asked_again_when_a_change_agrees_on_other_figures_and_not_when_stages_are_planned_anew(
    tx, moved, figures
):
    project = change_scenes.approved(tx)
    decide(tx, project)
    tx.projects.change(replace(tx.projects.get(project.id), lifecycle=Lifecycle.ACTIVE, started_at=NOON))
    question = VerdictQuestion.of(project.id, "NET-C1", HEAD)

    def seen():
        facts = read_verdict_question(Read(make.clock(), question.about, question.to), tx, NOON)
        owed = [one.words for one in waiting_for(tx.people.get(HEAD), tx, NOON) if one.why is Why.VERDICT]
        return facts.is_asked, [one.figure for one in facts.moved], owed

    stage = tx.stages.in_project(project.id)[0]
    tx.stages.change(replace(stage, costs=(*stage.costs, OtherCost("more", "More", CostKind.OTHER, Decimal(1)))))
    before = seen()
    tx.stages.change(stage)
    change_scenes.agree(tx, change_scenes.ask(tx, project, **moved))
    if "effort" not in moved:
        change_scenes.answered(tx, project)
    asked, told = seen(), saved.waiting(tx).count(question)
    decide(tx, project)

    assert before == (False, [], [])
    assert asked == (True, figures, ["NET-C1"])
    assert told == 1
    assert seen() == (False, [], [])
    assert not show_costs(ShowCosts(head, project.key), tx, NOON).facts.is_outdated


def test_a_price_above_the_customers_ceiling_is_told_wherever_it_is_set_or_decided(tx):
    project = plan_scenes.planned(tx)
    make.stage(tx, project)
    low = prepare_verdict(PrepareVerdict(head, "NET"), tx, NOON).facts.pricing.ceiling

    set_price(SetPrice(make.actor(), project.id, "90000.01"), tx, NOON)

    report = show_costs(ShowCosts(make.actor(), "NET"), tx, NOON)
    assert "above the customer's ceiling of €90,000.00" in json.dumps(
        draw_message("cost_report", report).blocks, ensure_ascii=False
    )
    verdict = prepare_verdict(PrepareVerdict(head, "NET"), tx, NOON).facts.pricing
    assert (low, verdict.ceiling) == ("", "€90,000.00")
    assert prepare_price(PreparePrice(make.actor(), "NET"), tx, NOON).facts.ceiling == "€90,000.00"


def test_a_margin_says_whether_the_reserve_is_counted_wherever_it_is_read(tx):
    project, stage = ended(tx)
    set_price(SetPrice(make.actor(), project.id, "2000", 10), tx, NOON)

    report = show_costs(ShowCosts(make.actor(), "NET"), tx, NOON)
    tx.projects.change(replace(tx.projects.get(project.id), lifecycle=Lifecycle.PLANNING))
    planning = show_costs(ShowCosts(make.actor(), "NET"), tx, NOON)

    assert "before the reserve" in str(draw_message("cost_report", report).blocks)
    assert "before the reserve" in str(question(tx, stage).blocks)
    assert "after the reserve" in str(draw_message("cost_report", planning).blocks)


def test_a_price_of_nought_is_told(tx):
    project = planned(tx)

    set_price(SetPrice(make.actor(), project.id, "0"), tx, NOON)

    report = show_costs(ShowCosts(make.actor(), "NET"), tx, NOON)
    assert "the customer pays nothing" in json.dumps(draw_message("cost_report", report).blocks, ensure_ascii=False)


def test_the_head_sees_what_the_chosen_solution_costs_beside_the_stages_and_is_warned_where_they_hold_less(tx):
    project = planned(tx)
    chosen = Solution("s1", project.id, 1, "Rent it", "", Decimal(9000), Decimal(410))
    tx.options.keep_sheet(OptionSheet(project.id, (), 36, Choice("s1", HEAD, NOON, "", {})))
    tx.options.keep(chosen)

    form = prepare_verdict(PrepareVerdict(head, project.key), tx, NOON)

    shown = form.facts.solution
    assert (shown.once, shown.monthly, shown.is_missing) == ("€9,000.00", "€410.00", True)
    for blocks in (
        draw_view("decide_viability", form)["blocks"],
        draw_view("set_price", prepare_price(PreparePrice(make.actor(), "NET"), tx, NOON))["blocks"],
        draw_message("cost_report", show_costs(ShowCosts(make.actor(), "NET"), tx, NOON)).blocks,
    ):
        assert "the expected cost is too low" in str(blocks)


def test_a_verdict_is_asked_for_again_with_what_moved_when_a_change_moves_the_price_of_a_running_project(tx):
    project = planned(tx)
    decide(tx, project)
    running = replace(tx.projects.get(project.id), lifecycle=Lifecycle.ACTIVE, started_at=NOON)
    tx.projects.change(running)
    with refused(tx, words="before its start"):
        decide(tx, project)
    tx.projects.change(replace(running, price=running.price + 500))

    report = show_costs(ShowCosts(head, project.key), tx, NOON)
    decide(tx, project)

    assert [(one.figure, one.at_verdict != one.by_now) for one in report.facts.moved] == [("price", True)]
    assert "decide_viability" in str(draw_message("cost_report", report).blocks)
    assert not show_costs(ShowCosts(head, project.key), tx, NOON).facts.is_outdated
