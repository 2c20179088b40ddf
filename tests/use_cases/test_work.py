"""Logging hours and costs, and taking an entry back."""

from datetime import timedelta
from decimal import Decimal

import pytest

from domain.permissions import Forbidden
from domain.refusals import Refused
from domain.stages import SkillNeed, StageState
from domain.work import EntryKind, TypedWork
from message_templates import draw_message
from storage.people import Named
from tests import make, saved
from tests.make import ANA, BEN, NOBODY, NOON, PM, TOMORROW, YESTERDAY
from use_cases.checkins import answer_checkin
from use_cases.history import ShowHistory, show_history
from use_cases.levels import JudgeLevel, judge_level
from use_cases.stages import Choice
from use_cases.work import Logged, LogTyped, LogWork, PrepareLog, log_typed, log_work, prepare_log
from use_cases.work_entries import ListWork, PlaceWork, TakeBackWork, list_work, place_work, take_back_work


def typed(tx, words, by=ANA, channel=None):
    return log_typed(LogTyped(make.actor(by), TypedWork.read(tuple(words.split())), channel), tx, NOON)


def logged(tx, project, by=ANA, now=NOON, **more):
    return Logged.of(log_work(LogWork(make.actor(by), project.id, **{"hours": "3", **more}), tx, now))


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("3h NET-12 patched it", TypedWork("3h", "", ("NET-12", "patched", "it"))),
        ("3 h NET patched", TypedWork("3 h", "", ("NET", "patched"))),
        ("1,5 NET", TypedWork("1,5", "", ("NET",))),
        ("90m", TypedWork("90m")),
        ("cost 240 NET cables", TypedWork("", "240", ("NET", "cables"))),
        ("cost 1 200 NET cables", TypedWork("", "1 200", ("NET", "cables"))),
        ("cost 1.200,50 EUR NET cables", TypedWork("", "1.200,50 EUR", ("NET", "cables"))),
        ("NET-12", TypedWork(rest=("NET-12",))),
    ],
)
def test_what_is_typed_begins_with_how_much(words, read):
    assert TypedWork.read(tuple(words.split())) == read


def test_hours_and_costs_are_kept_where_they_were_typed_to_belong(tx):
    project = make.priced(tx, make.project(tx, started=True))
    stage = make.running_stage(tx, project)
    make.stage(tx, project, "Build")
    make.task(tx, project)

    hours = typed(tx, "3h NET-1 patched the switch")
    typed(tx, "1h30 NET-S2 measured")
    spent = typed(tx, "cost 240 NET cables")

    entries = tx.work.latest_in(project.id, 9)
    (money,) = tx.spending.latest_in(project.id, 9)
    assert {(one.minutes, one.task_id is None, one.words) for one in entries} == {
        (180, False, "patched the switch"),
        (90, True, "measured"),
    }
    assert {one.rate for one in entries} == {Decimal(90)}
    assert (money.amount, money.what, money.stage_id) == (240, "cables", stage.id)
    assert (hours.place, hours.day_minutes, spent.amount) == (
        "NET-1 Mount the access points",
        180,
        "€240.00",
    )


def test_in_its_channel_the_project_needs_no_key(tx):
    project = make.project(tx, started=True)

    kept = typed(tx, "3h patched the switch", channel=project.channel.id)

    assert (kept.project_key, kept.what) == ("NET", "patched the switch")


def test_nobody_works_more_than_a_day_on_one_day_over_everything(tx):
    project, other = make.project(tx, started=True), make.project(tx, "WEB", started=True)
    answer_checkin(make.checkin(project, hours="10"), tx, NOON)
    logged(tx, other, hours="13")

    with pytest.raises(Refused) as refusal:
        logged(tx, project, hours="1h30")

    assert refusal.value.field == "hours"


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"hours": ""}, "hours"),
        ({"hours": "-3"}, "hours"),
        ({"hours": "25"}, "hours"),
        ({"hours": "", "amount": "abc", "what": "x"}, "amount"),
        ({"hours": "", "amount": "5"}, "what"),
        ({"what": "x" * 501}, "what"),
        ({"day": TOMORROW}, "day"),
        ({"day": YESTERDAY}, "day"),
    ],
)
def test_what_cannot_be_logged_is_refused_beside_its_field(tx, more, field):
    project = make.project(tx, started=True)

    with pytest.raises(Refused) as refusal:
        logged(tx, project, **more)

    assert field in [one.field for one in refusal.value.problems]


def test_who_has_nothing_to_do_with_a_project_logs_nothing_in_it(tx):
    project = make.project(tx, started=True)

    with pytest.raises(Forbidden):
        logged(tx, project, by=NOBODY)


def test_who_has_a_task_in_a_project_logs_on_it_without_a_role(tx):
    project = make.project(tx, started=True)
    make.task(tx, project, assignee=NOBODY)

    kept = logged(tx, project, by=NOBODY)

    assert kept.minutes == 180


def test_the_hours_of_a_checkin_belong_to_the_stage_that_ran_and_cost_its_rate(tx):
    project = make.priced(tx, make.project(tx, started=True))
    stage = make.running_stage(tx, project)

    answer_checkin(make.checkin(project, hours="2"), tx, NOON)

    (entry,) = tx.work.latest_in(project.id, 9)
    assert (entry.stage_id, entry.rate, entry.minutes) == (stage.id, Decimal(90), 120)


def test_an_hour_costs_the_rate_of_the_needed_skill_that_its_person_masters_best(tx):
    """An hour of this stage is planned to cost 105: half of it networking at 90, half cloud at 120."""
    project = make.priced(tx, make.project(tx, started=True))
    stage = make.running_stage(tx, project)
    tx.stages.change(stage.needing(SkillNeed("n", "cloud", 3, 600)))
    for skill, level in (("networking", 3), ("cloud", 5), ("security", 5)):
        judge_level(JudgeLevel(make.admin(), ANA, skill, level), tx, NOON)

    for person in (ANA, BEN):
        logged(tx, project, by=person)

    rates = {one.person: one.rate for one in tx.work.latest_in(project.id, 9)}
    assert rates == {ANA: Decimal(120), BEN: Decimal(105)}


@pytest.mark.parametrize(
    ("ended", "second", "belongs"),
    [(None, False, True), (NOON, False, True), (NOON - timedelta(days=1), False, False), (None, True, False)],
    ids=["runs", "ended that day", "ended the day before", "another one runs"],
)
def test_hours_belong_to_the_one_stage_that_ran_on_their_day(tx, ended, second, belongs):
    project = make.priced(tx, make.project(tx, started=True, team=[ANA]))
    state = StageState.ENDED if ended else StageState.RUNNING
    stage = make.running_stage(tx, project, started_at=NOON - timedelta(days=5), state=state, ended_at=ended)
    if second:
        make.running_stage(tx, project, "Build")

    logged(tx, project)

    assert (tx.work.latest_in(project.id, 9)[0].stage_id == stage.id) == belongs


def test_what_counts_for_no_stage_says_so_and_is_put_where_it_belongs(tx):
    project = make.priced(tx, make.project(tx, started=True))
    stage = make.stage(tx, project)

    kept = logged(tx, project, amount="40", what="Cables")
    placed = place_work(PlaceWork(make.actor(ANA), stage.id, kept.hours_id, kept.cost_id), tx, NOON)

    assert (kept.counted.is_loose, kept.counted.offered) == (True, (Choice(stage.id, "1 Design"),))
    assert (placed.place, placed.minutes, placed.amount, placed.day_minutes) == ("NET 1 Design", 180, "€40.00", 180)
    assert [one.stage_id for one in (*tx.work.sums(project.id), *tx.spending.sums(project.id))] == [stage.id] * 2
    assert "which stage" not in str(draw_message("logged_work", Named(placed, {})).blocks).casefold()


def test_nobody_puts_work_into_a_stage_of_another_project_or_that_is_not_theirs(tx):
    project, other = make.project(tx, started=True), make.project(tx, "WEB", started=True)
    own, foreign = make.stage(tx, project), make.stage(tx, other)
    kept, paid_there = logged(tx, project), logged(tx, other, amount="40", what="Cables")

    for hours, cost, stage in ((kept.hours_id, "", foreign), (kept.hours_id, paid_there.cost_id, own)):
        with pytest.raises(Refused, match="does not exist"):
            place_work(PlaceWork(make.actor(ANA), stage.id, hours, cost), tx, NOON)
    with pytest.raises(Forbidden):
        place_work(PlaceWork(make.actor(BEN), own.id, kept.hours_id), tx, NOON)


def test_where_one_stage_runs_the_form_begins_with_it_and_the_answer_names_it(tx):
    project = make.priced(tx, make.project(tx, started=True))
    stage = make.running_stage(tx, project)

    form = prepare_log(PrepareLog(make.actor(ANA), ("NET",)), tx, NOON)
    kept = typed(tx, "3h NET")

    assert (form.place, kept.counted.stage) == (f"stage:{stage.id}", "1 Design")
    assert "counts for stage 1 Design" in str(draw_message("logged_work", Named(kept, {})).blocks)


def test_an_entry_is_taken_back_once_on_its_day_and_later_by_the_manager(tx):
    project = make.project(tx, started=True)
    own, other = logged(tx, project).hours_id, logged(tx, project).hours_id
    mine = TakeBackWork(make.actor(ANA), EntryKind.HOURS, own)

    taken = take_back_work(mine, tx, NOON)

    assert taken == "3 h"
    with pytest.raises(Refused, match="does not exist any more"):
        take_back_work(mine, tx, NOON)
    late = TakeBackWork(make.actor(ANA), EntryKind.HOURS, other)
    with pytest.raises(Refused, match="logged before today"):
        take_back_work(late, tx, NOON + timedelta(days=1))
    take_back_work(TakeBackWork(make.actor(PM), EntryKind.HOURS, other), tx, NOON + timedelta(days=1))
    assert tx.work.sums(project.id) == []


def test_nobody_else_takes_an_entry_back_and_a_checkins_hours_are_changed_there(tx):
    project = make.project(tx, started=True)
    entry = logged(tx, project).hours_id
    answer_checkin(make.checkin(project, hours="2"), tx, NOON)
    of_checkin = next(one for one in tx.work.latest_in(project.id, 9) if one.answer_id)

    with pytest.raises(Forbidden):
        take_back_work(TakeBackWork(make.actor(BEN), EntryKind.HOURS, entry), tx, NOON)
    with pytest.raises(Refused, match="Change that answer instead"):
        take_back_work(TakeBackWork(make.actor(ANA), EntryKind.HOURS, of_checkin.id), tx, NOON)


def test_a_list_shows_everybodys_entries_to_who_sees_costs_and_ones_own_to_anybody_else(tx):
    project = make.project(tx, started=True)
    logged(tx, project, by=ANA, what="Mine")
    logged(tx, project, by=BEN, hours="", amount="12", what="Cables")

    everybody = list_work(ListWork(make.actor(), "NET"), tx, NOON).facts
    own = list_work(ListWork(make.actor(ANA), "NET"), tx, NOON).facts

    assert sorted((one.what, one.amount, one.may_take_back) for one in everybody.entries) == [
        ("Cables", "€12.00", True),
        ("Mine", "", True),
    ]
    assert [one.what for one in own.entries] == ["Mine"]


def test_the_form_offers_stages_and_tasks_and_begins_with_what_was_typed(tx):
    project = make.project(tx, started=True)
    stage = make.stage(tx, project)
    task = make.task(tx, project)

    form = prepare_log(PrepareLog(make.actor(ANA), ("NET-1",)), tx, NOON)

    assert form.place == f"task:{task.id}"
    assert [one.id for one in form.places] == [f"stage:{stage.id}", f"task:{task.id}"]


def test_the_history_tells_amounts_only_to_those_who_may_know(tx):
    project = make.project(tx, started=True)
    logged(tx, project, hours="", amount="4321", what="Cables")

    told = {
        who: str(show_history(ShowHistory(make.actor(who), channel=project.channel.id), tx, NOON)) for who in (PM, ANA)
    }

    assert ("4,321" in told[PM], "4,321" in told[ANA]) == (True, False)
    assert saved.history_rows(tx)[-1].act == "logged work on"
