"""Planning stages, what they need, and the beginning and end of their work."""

import json
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
import sqlalchemy as sa

from domain.cost_notices import StageMoved
from domain.gate import Fact
from domain.living import StageQuestion, StageVoteCard
from domain.permissions import Forbidden
from domain.refusals import Refused
from domain.stages import StageState
from domain.stock import Thing, ThingKind
from domain.urgency import Why
from message_templates import draw_message, draw_view
from storage.people import Named
from storage.tables.outbox import effects
from tests import make, saved
from tests.make import ANA, HEAD, IT, NOON, PM, RESP, TODAY
from use_cases.cost_watches import WatchCosts, watch_costs
from use_cases.costs import ShowCosts, show_costs
from use_cases.estimates import (
    EndStage,
    EstimateStage,
    PrepareEstimate,
    StartStage,
    end_stage,
    estimate_stage,
    prepare_estimate,
    read_stage_question,
    start_stage,
)
from use_cases.gate import settle_gate
from use_cases.my_work import ShowMyWork, show_my_work
from use_cases.reading import Read
from use_cases.stage_cards import ShowStage, ShowStages, show_stage, show_stages
from use_cases.stage_needs import (
    DropNeed,
    NeedMoney,
    NeedSkill,
    NeedStep,
    NeedThing,
    PrepareNeeds,
    drop_need,
    need_money,
    need_skill,
    need_thing,
    prepare_needs,
)
from use_cases.stages import PrepareStage, RemoveStage, SaveStage, prepare_stage, remove_stage, save_stage
from use_cases.work import LogWork, log_work


def day(n):
    return TODAY + timedelta(days=n)


def saving(project, **typed):
    return SaveStage(make.actor(), project.id, **{"name": "Build", "starts_on": day(5), "ends_on": day(9), **typed})


def test_a_stage_costs_its_hours_and_what_is_paid_besides_for_those_who_may_know(tx):
    project = make.priced(tx, make.project(tx))
    make.stage(tx, project, hours=10, paid=240)

    seen = show_stages(ShowStages(make.actor(), "NET"), tx, NOON).facts
    hidden = show_stages(ShowStages(make.actor(ANA), "NET"), tx, NOON).facts

    assert (seen.total, seen.stages[0].cost, seen.minutes) == ("€1,140.00", "€1,140.00", 600)
    assert (hidden.total, hidden.stages[0].cost, hidden.without, hidden.minutes) == ("", "", (), 600)


def test_hours_without_a_rate_are_named_and_not_in_the_total(tx):
    project = make.project(tx)
    make.stage(tx, project, paid=100)

    seen = show_stages(ShowStages(make.actor(), "NET"), tx, NOON).facts

    assert (seen.total, seen.without) == ("€100.00", ("Networking",))


def test_rates_in_another_currency_than_the_projects_count_nothing(tx):
    project = make.priced(tx, make.project(tx, currency="CHF"))
    make.stage(tx, project)

    seen = show_stages(ShowStages(make.actor(), "NET"), tx, NOON).facts

    assert (seen.other_currency, seen.without) == ("EUR", ("Networking",))


def test_a_new_stage_begins_after_the_one_before(tx):
    project = make.project(tx)
    first = make.stage(tx, project)

    form = prepare_stage(PrepareStage(make.actor(), "NET"), tx, NOON)

    assert form.after == (first.id,)
    assert form.starts_on > first.ends_on
    assert [one.label for one in form.others] == ["1 Design"]


def test_a_stage_is_planned_changed_and_taken_out(tx):
    project = make.project(tx)
    planned = save_stage(saving(project), tx, NOON)
    later = save_stage(saving(project, name="Test", starts_on=day(12), ends_on=day(13), after=(planned,)), tx, NOON)

    save_stage(saving(project, name="Roll out", stage_id=planned), tx, NOON)
    changed = tx.stages.get(planned).name
    key = remove_stage(RemoveStage(make.actor(), planned), tx, NOON)

    assert (changed, key) == ("Roll out", "NET")
    assert [(one.id, one.number, one.after) for one in tx.stages.in_project(project.id)] == [(later, 2, ())]
    acts = [row.act for row in saved.history_rows(tx)]
    assert acts == ["planned the stage", "planned the stage", "changed the stage", "took out the stage"]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": ""}, "name"),
        ({"ends_on": day(1)}, "ends_on"),
        ({"starts_on": day(-1)}, "starts_on"),
        ({"ends_on": day(2000)}, "ends_on"),
        ({"responsible": "U_STRANGE"}, "responsible"),
        ({"after": ("gone",)}, "after"),
    ],
)
def test_a_stage_that_cannot_be_is_refused_beside_its_field(tx, typed, field):
    project = make.project(tx)

    with pytest.raises(Refused) as refusal:
        save_stage(saving(project, **typed), tx, NOON)

    assert field in [one.field for one in refusal.value.problems]


def test_only_the_manager_and_the_responsible_member_plan(tx):
    project = make.project(tx)

    with pytest.raises(Forbidden):
        save_stage(replace(saving(project), actor=make.actor(IT)), tx, NOON)


def test_a_stage_in_which_work_was_done_stays(tx):
    project = make.project(tx, started=True)
    running, paid = make.running_stage(tx, project), make.stage(tx, project)
    log_work(LogWork(make.actor(ANA), project.id, amount="5", what="Cables", place=f"stage:{paid.id}"), tx, NOON)

    for stage in (running, paid):
        with pytest.raises(Refused, match="so it stays"):
            remove_stage(RemoveStage(make.actor(), stage.id), tx, NOON)


def test_the_tasks_of_a_stage_that_is_taken_out_belong_to_none(tx):
    project = make.project(tx)
    stage, other = make.stage(tx, project), make.stage(tx, project, "Build")
    here, there = (make.task(tx, project) for _ in range(2))
    for task, its in ((here, stage), (there, other)):
        tx.tasks.change(task, replace(task, stage_id=its.id), tx.projects.get(project.id))

    remove_stage(RemoveStage(make.actor(), stage.id), tx, NOON)

    assert [tx.tasks.get(one.id).stage_id for one in (here, there)] == [None, other.id]


def test_what_a_stage_needs_is_added_line_by_line_and_taken_out(tx):
    project = make.priced(tx, make.project(tx))
    stage = make.stage(tx, project, hours=0)
    tx.stock.keep(Thing("switch", "Switch", ThingKind.HARDWARE, 4))
    pm = make.actor()

    need_skill(NeedSkill(pm, stage.id, "networking", "3", "1h30"), tx, NOON)
    need_skill(NeedSkill(pm, stage.id, "networking", "3", "2"), tx, NOON)
    need_thing(NeedThing(pm, stage.id, "switch", 2), tx, NOON)
    need_money(NeedMoney(pm, stage.id, "Cables", amount="1.200,50"), tx, NOON)
    whole = tx.stages.get(stage.id)
    drop_need(DropNeed(pm, stage.id, whole.costs[0].id), tx, NOON)

    assert [one.minutes for one in whole.needs] == [120]
    assert [(one.quantity, one.first_day) for one in whole.things] == [(2, stage.starts_on)]
    assert [one.amount for one in whole.costs] == [Decimal("1200.50")]
    assert tx.stages.get(stage.id).costs == ()
    lines = [
        prepare_needs(PrepareNeeds(pm, stage.id, step), tx, NOON).lines[0].label
        for step in (NeedStep.SKILLS, NeedStep.THINGS)
    ]
    assert lines[0] == "Networking 3: 2 h"
    assert lines[1].startswith("2 × Switch, ")


def test_an_empty_stock_is_passed_over(tx):
    project = make.project(tx)
    stage = make.stage(tx, project)

    form = prepare_needs(PrepareNeeds(make.actor(), stage.id, NeedStep.THINGS), tx, NOON)

    assert form.step is NeedStep.MONEY


@pytest.mark.parametrize(
    ("add", "fields"),
    [
        (lambda pm, id: (need_skill, NeedSkill(pm, id)), {"skill", "level", "hours"}),
        (lambda pm, id: (need_skill, NeedSkill(pm, id, "networking", "3", "-5")), {"hours"}),
        (lambda pm, id: (need_skill, NeedSkill(pm, id, "gone", "3", "5")), {"skill"}),
        (lambda pm, id: (need_thing, NeedThing(pm, id)), {"thing", "quantity"}),
        (lambda pm, id: (need_money, NeedMoney(pm, id, "", amount="abc")), {"what", "amount"}),
        (lambda pm, id: (need_money, NeedMoney(pm, id, "Cables", amount="-5")), {"amount"}),
    ],
)
def test_everything_wrong_with_a_need_is_told_at_once_beside_its_field(tx, add, fields):
    stage = make.stage(tx, make.project(tx))
    use_case, order = add(make.actor(), stage.id)

    with pytest.raises(Refused) as refusal:
        use_case(order, tx, NOON)

    assert {one.field for one in refusal.value.problems} == fields


def test_a_stage_starts_in_an_active_project_and_asks_whoever_answers_for_it(tx):
    project = make.project(tx, started=True)
    stage = make.stage(tx, project)

    start_stage(StartStage(make.actor(), stage.id), tx, NOON)

    assert tx.stages.get(stage.id).state is StageState.RUNNING
    assert StageQuestion.of(tx.stages.get(stage.id), RESP) in saved.waiting(tx)
    assert [one.stands for one in saved.waiting(tx) if isinstance(one, StageMoved)] == [StageState.RUNNING]


def test_no_stage_starts_before_its_project(tx):
    stage = make.stage(tx, make.project(tx))

    with pytest.raises(Refused, match="Start the project first"):
        start_stage(StartStage(make.actor(), stage.id), tx, NOON)


def test_the_end_of_a_stage_asks_what_is_left_and_how_it_goes_on(tx):
    project = make.project(tx, started=True)
    stage = make.running_stage(tx, project)
    make.stage(tx, project, "Build")

    end_stage(EndStage(make.actor(), stage.id), tx, NOON)

    waiting = saved.waiting(tx)
    assert StageQuestion.of(tx.stages.get(stage.id), RESP) in waiting
    assert StageVoteCard.of(stage.id, HEAD) in waiting


def test_after_the_last_stage_there_is_nothing_to_decide(tx):
    stage = make.running_stage(tx, make.project(tx, started=True))

    end_stage(EndStage(make.actor(), stage.id), tx, NOON)

    assert tx.votes.in_project(stage.project_id) == []


def test_every_estimate_is_kept_with_its_date_and_the_question_shows_the_last(tx):
    make.skill_rates(tx)
    stage = make.running_stage(tx, make.project(tx, started=True))
    owner = make.actor(RESP)
    estimate_stage(EstimateStage(owner, stage.id, "8", ""), tx, NOON)

    estimate_stage(EstimateStage(owner, stage.id, "4,5", "100", "Cables"), tx, NOON + timedelta(hours=1))

    told = read_stage_question(Read(make.clock(), f"{stage.id}/running", None), tx, NOON)
    form = prepare_estimate(PrepareEstimate(owner, stage.id), tx, NOON)
    assert [one.minutes_left for one in tx.estimates.in_project(stage.project_id)] == [480, 270]
    assert (told.left_minutes, told.left_cost, told.answered_by) == (270, "€100.00", RESP)
    assert (form.left_minutes, form.left_cost) == (270, "100")


def test_the_card_shows_each_estimate_beside_what_was_done_by_then(tx):
    project = make.priced(tx, make.project(tx, started=True, team=[ANA]))
    stage, hours = make.running_stage(tx, project), [NOON + timedelta(hours=n) for n in range(6)]
    place = f"stage:{stage.id}"
    estimate_stage(EstimateStage(make.actor(RESP), stage.id, "20", ""), tx, hours[0])
    log_work(LogWork(make.actor(ANA), project.id, "5", place=place), tx, hours[1])
    log_work(LogWork(make.actor(ANA), project.id, "", "100", "Cables", place), tx, hours[2])
    estimate_stage(EstimateStage(make.actor(RESP), stage.id, "8", "40"), tx, hours[3])
    log_work(LogWork(make.actor(ANA), project.id, "1", place=place), tx, hours[4])

    seen, theirs = (show_stage(ShowStage(make.actor(who), stage.id), tx, hours[5]) for who in (PM, ANA))

    assert [(one.left_minutes, one.left, one.worked_minutes, one.spent) for one in seen.facts.estimates.lines] == [
        (480, "€40.00", 300, "€550.00"),  # 5 h at 90, and the cables
        (1200, "", 0, ""),
    ]
    assert [(one.left, one.spent) for one in theirs.facts.estimates.lines] == [("", ""), ("", "")]
    assert "8 h and €40.00 left, 5 h worked, €550.00 spent" in json.dumps(
        draw_message("stage_card", seen).blocks, ensure_ascii=False
    )


def test_of_a_stage_that_nobody_answers_for_whoever_is_asked_instead_has_the_button(tx):
    project = make.priced(tx, make.project(tx, started=True))
    stage = make.running_stage(tx, project, responsible=None)

    cards = [show_stage(ShowStage(make.actor(person), stage.id), tx, NOON).facts for person in (RESP, ANA)]

    assert [one.may_estimate for one in cards] == [True, False]


def test_what_was_left_before_its_end_is_asked_again_of_an_ended_stage(tx):
    project = make.priced(tx, make.project(tx, started=True))
    stage, owner, end = make.running_stage(tx, project), make.actor(RESP), NOON + timedelta(hours=1)
    make.stage(tx, project, "Build")
    estimate_stage(EstimateStage(owner, stage.id, "50", "1000"), tx, NOON)

    end_stage(EndStage(make.actor(), stage.id), tx, end)

    card = show_stage(ShowStage(owner, stage.id), tx, end).facts
    asked = [read_stage_question(Read(make.clock(), f"{stage.id}/{about}", None), tx, end) for about in StageState]
    assert (card.may_estimate, card.left_minutes, card.is_unanswered) == (True, 3000, True)
    assert prepare_estimate(PrepareEstimate(owner, stage.id), tx, end).left_minutes is None
    assert [one.left_minutes for one in asked[1:]] == [3000, None]
    assert tx.votes.get(stage.id).expected == 900 + 50 * 90 + 1000


@pytest.mark.parametrize(
    ("hours", "cost", "fields"), [("", "x", {"hours_left", "cost_left"}), ("-1", "", {"hours_left"})]
)
def test_what_is_no_estimate_is_refused_beside_its_field(tx, hours, cost, fields):
    stage = make.running_stage(tx, make.project(tx, started=True))

    with pytest.raises(Refused) as refusal:
        estimate_stage(EstimateStage(make.actor(RESP), stage.id, hours, cost), tx, NOON)

    assert {one.field for one in refusal.value.problems} == fields


def test_a_card_has_the_buttons_of_its_reader(tx):
    project = make.priced(tx, make.project(tx, started=True))
    stage = make.stage(tx, project)

    cards = {who: show_stage(ShowStage(make.actor(who), stage.id), tx, NOON).facts for who in (PM, RESP, ANA)}

    assert [(one.may_start, one.may_plan, one.own.cost) for one in cards.values()] == [
        (True, True, "€900.00"),
        (True, True, "€900.00"),
        (False, False, ""),
    ]


def test_stages_with_rates_are_facts_of_the_start(tx):
    project = make.project(tx)
    settle_gate(project.id, tx, NOON)
    before = tx.projects.get(project.id).decided
    save_stage(saving(project), tx, NOON)
    stage = tx.stages.in_project(project.id)[0]

    need_skill(NeedSkill(make.actor(), stage.id, "networking", "3", "5"), tx, NOON)
    without_rate = tx.projects.get(project.id).decided
    make.skill_rates(tx)
    settle_gate(project.id, tx, NOON)

    facts = (Fact.STAGES, Fact.COSTS)
    assert [fact in before for fact in facts] == [False, False]
    assert [fact in without_rate for fact in facts] == [True, False]
    assert [fact in tx.projects.get(project.id).decided for fact in facts] == [True, True]


def test_hours_without_a_rate_are_not_said_to_cost_nothing(tx):
    project = make.project(tx)
    made = make.stage(tx, project)

    listed = show_stages(ShowStages(make.actor(), "NET"), tx, NOON)
    card = show_stage(ShowStage(make.actor(), made.id), tx, NOON)
    report = show_costs(ShowCosts(make.actor(), "NET"), tx, NOON)

    for name, seen in (("stages", listed), ("stage_card", card), ("cost_report", report)):
        assert "cost not known" in json.dumps(draw_message(name, seen).blocks)
    assert (listed.facts.without_minutes, report.facts.gap.skill_id) == (600, "networking")


@pytest.mark.parametrize("step", NeedStep)
def test_the_next_line_of_what_a_stage_needs_begins_as_the_first_did(tx, step):
    stage = make.stage(tx, make.project(tx))
    tx.stock.keep(Thing("ap", "Access point", ThingKind.HARDWARE, 10))
    form = Named(prepare_needs(PrepareNeeds(make.actor(), stage.id, step), tx, NOON), {})

    views = [draw_view(f"stage_{step}", form, turn=turn, stamp_key=f"turn{turn}") for turn in (0, 1)]

    first, then = ({one["element"]["action_id"] for one in view["blocks"] if one["type"] == "input"} for view in views)
    assert (first & then, len(first)) == (set(), 1)


def begins(tx, stage, now=NOON):
    facts = tx.people.named(read_stage_question(Read(make.clock(), f"{stage.id}/planned", None), tx, now))
    return draw_message("stage_question", facts)


def test_on_its_first_day_whoever_may_is_asked_to_start_a_stage_until_it_has_begun(tx):
    project = make.priced(tx, make.project(tx, started=True))
    day, tomorrow = {"starts_on": TODAY, "ends_on": TODAY}, NOON + timedelta(days=1)
    due = make.stage(tx, project, **day)
    make.stage(tx, project, "Build", **day, after=(due.id,))
    make.stage(tx, project, "Later", starts_on=TODAY + timedelta(days=9), ends_on=TODAY + timedelta(days=9))

    def waits(person, now=NOON):
        lines = show_my_work(ShowMyWork(make.actor(person)), tx, now).facts.waiting
        return [(one.title, one.is_late) for one in lines if one.why is Why.BEGINS]

    tx.cost_watches.keep(replace(tx.cost_watches.get(project.id), next_at=NOON))
    watch_costs(WatchCosts(make.clock(), project.id), tx, NOON)

    asked = [one for one in saved.waiting(tx) if isinstance(one, StageQuestion)]
    before, late = (waits(PM), waits(RESP), waits(ANA)), (waits(PM, tomorrow), begins(tx, due, tomorrow))
    assert asked == [StageQuestion.of(due, PM), StageQuestion.of(due, RESP)]
    assert before == ([("Design", False)], [("Design", False)], [])
    assert late[0] == [("Design", True)]
    assert "has not (1 day late)" in json.dumps(late[1].blocks)
    tx.connection.execute(sa.delete(effects))
    start_stage(StartStage(make.actor(), due.id), tx, tomorrow)
    assert waits(PM, tomorrow) == []
    assert {StageQuestion.of(due, one, edit_only=True) for one in (PM, RESP)} <= set(saved.waiting(tx))
    assert "stage_start" not in json.dumps(begins(tx, due, tomorrow).blocks)
    (told,) = saved.said(tx, StageMoved)
    assert "It was to end on" in json.dumps(draw_message("stage_moved", tx.people.named(told)).blocks)
