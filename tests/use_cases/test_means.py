"""What the organisation has changes: projects in planning that count on it are settled again, and no others."""

from dataclasses import fields, replace
from datetime import timedelta

import pytest

from domain.actors import Standing
from domain.capacity import monday_of
from domain.gate import Fact
from domain.people import Departure
from domain.projects import Lifecycle
from domain.skills import SkillKind
from domain.stages import SkillNeed, Stage, ThingNeed
from domain.stock import ThingKind
from domain.workspaces import SettingsForm
from storage.due import plans_due, unsettled_due
from storage.transactions import Transaction
from tests import make
from tests.make import ANA, HEAD, IT, NOON, PM, TODAY, TOMORROW
from use_cases.bookings import BookPerson, book_person
from use_cases.catalogue_entries import KeepSkill, keep_skill
from use_cases.decided import FACTS
from use_cases.departures import FollowInProject, follow_in_project
from use_cases.leave import AddLeave, ChangeHours, DropLeave, add_leave, change_hours, drop_leave
from use_cases.levels import JudgeLevel, judge_level
from use_cases.means import LookAtPlans, SettleAgain, look_at_plans, settle_again
from use_cases.stock import KeepThing, keep_thing
from use_cases.workspaces import SaveSettings, save_settings

NEXT = monday_of(TODAY) + timedelta(days=7)
ME = make.actor(ANA)


@pytest.fixture
def plan(tx):
    """A project in planning that needs networking, which Ana masters, and a thing."""
    make.office(tx)
    judge_level(JudgeLevel(make.actor(HEAD), ANA, "networking", 4), tx, NOON)
    keep_thing(KeepThing(make.admin(), "", "Switch", ThingKind.HARDWARE, 4), tx, NOON)
    project, switch = make.project(tx), tx.stock.every()[0]
    needs = SkillNeed("n", "networking", 3, 600)
    things = ThingNeed("t", switch.id, 2, NEXT, NEXT)
    tx.stages.add(Stage("s", project.id, 1, "Mount", NEXT, NEXT, PM, needs=(needs,), things=(things,)))
    return project


@pytest.fixture
def settled(monkeypatch):
    """The projects that were asked whether a fact is decided."""
    asked = []
    monkeypatch.setitem(FACTS, Fact.DATE, lambda project, tx, now: asked.append(project.key) is None)
    return asked


def clock_settles(tx):
    """Let the clock settle what waits for it; the keys of those projects."""
    due = [project for _, project in unsettled_due(tx.connection, NOON)]
    for one in due:
        settle_again(SettleAgain(make.clock(), one), tx, NOON)
    return [one.key for one in tx.projects.several(due)]


def rate(tx):
    keep_skill(KeepSkill(make.admin(), "networking", "Networking", SkillKind.SKILL, "90"), tx, NOON)


def level(tx):
    judge_level(JudgeLevel(make.actor(IT), ANA, "networking", 2), tx, NOON)


def away(tx):
    add_leave(AddLeave(ME, ANA, TODAY, TOMORROW), tx, NOON)


def part_time(tx):
    change_hours(ChangeHours(ME, ANA, "20", (0, 1)), tx, NOON)


def delivery(tx):
    keep_thing(KeepThing(make.admin(), tx.stock.every()[0].id, "Switch", ThingKind.HARDWARE, 9), tx, NOON)


@pytest.mark.parametrize("change", [rate, level, away, part_time, delivery])
def test_a_change_of_the_means_lets_the_clock_settle_each_project_that_counts_on_them_once(tx, plan, settled, change):
    change(tx)
    noted = [one for _, one in unsettled_due(tx.connection, NOON)]
    rate(tx)

    assert (noted, settled) == ([plan.id], [])
    assert [clock_settles(tx), settled, clock_settles(tx)] == [["NET"], ["NET"], []]
    kept = tx.projects.get(plan.id)
    assert kept.decided == tuple(fact for fact in Fact if fact in FACTS and FACTS[fact](kept, tx, NOON)) != tuple(Fact)


def test_leave_that_is_taken_out_settles_them_too(tx, plan, settled):
    away(tx)
    clock_settles(tx)
    leave = tx.capacity.leave((ANA,), TODAY, TODAY)[0]

    drop_leave(DropLeave(ME, leave.id), tx, NOON)

    assert clock_settles(tx) == ["NET"]


def test_booking_somebody_settles_that_project_at_once_and_the_clock_the_others(tx, plan, settled):
    noted = []

    for project in (plan, make.project(tx, "OPS")):
        book_person(BookPerson(make.actor(PM), project.id, ANA, NEXT, NEXT, "16"), tx, NOON)
        noted.append([one for _, one in unsettled_due(tx.connection, NOON)])

    assert settled == ["NET", "OPS"]
    assert noted == [[], [plan.id]]


def test_a_project_is_settled_when_somebody_on_it_has_gone(tx, plan, settled):
    tx.departures.note(plan.id, Departure(ANA, could_work=True), NOON)
    make.person(tx, ANA, standing=Standing.DEACTIVATED)

    follow_in_project(FollowInProject(make.clock(), plan.id), tx, NOON)

    assert settled == ["NET"]
    assert Fact.FEASIBLE not in tx.projects.get(plan.id).decided


def test_projects_that_need_something_else_or_have_begun_are_left_alone(tx, plan, settled):
    keep_skill(KeepSkill(make.admin(), "cloud", "Cloud", SkillKind.SKILL, "90"), tx, NOON)
    begun = tx.projects.for_change(plan.id)
    tx.projects.change(replace(begun, lifecycle=Lifecycle.ACTIVE))

    rate(tx)

    assert clock_settles(tx) == settled == []


def holidays(tx):
    kept = tx.workspaces.get()
    typed = {one.name: getattr(kept, one.name) for one in fields(SettingsForm)}
    save_settings(SaveSettings(make.admin(), SettingsForm(**{**typed, "country": "FR"}), frozenset({"EUR"})), tx, NOON)


def currency(tx):
    kept = tx.workspaces.get()
    typed = {one.name: getattr(kept, one.name) for one in fields(SettingsForm)}
    form = SettingsForm(**{**typed, "currency": "CHF"})
    save_settings(SaveSettings(make.admin(), form, frozenset({"CHF"})), tx, NOON)


@pytest.mark.parametrize("change", [holidays, currency])
def test_holidays_and_currency_concern_every_plan_and_no_project_without_one(tx, plan, settled, change):
    make.project(tx, "OPS")

    change(tx)

    assert clock_settles(tx) == ["NET"]


def test_holidays_concern_no_project_that_has_begun(tx, plan, settled):
    tx.projects.change(replace(tx.projects.for_change(plan.id), lifecycle=Lifecycle.ACTIVE))

    holidays(tx)

    assert list(unsettled_due(tx.connection, NOON)) == []


def test_every_plan_is_looked_at_once_on_each_day_of_the_workspace(tx, plan, settled):
    make.workspace(tx, zone="Pacific/Auckland")
    evening, next_day = NOON - timedelta(hours=2), NOON + timedelta(hours=1)
    seen = []

    for now in (evening, evening, next_day, next_day):
        seen.append([workspace for workspace, _ in plans_due(tx.connection, now)])
        look_at_plans(LookAtPlans(make.clock()), tx, now)
        seen.append(clock_settles(tx))

    here = [tx.workspace]
    assert seen == [here, ["NET"], [], [], here, ["NET"], [], []]


def test_a_zone_that_is_none_keeps_no_other_workspace_waiting(tx):
    elsewhere = Transaction(tx.connection, make.ELSEWHERE, NOON)
    make.workspace(elsewhere, zone="Nowhere/Atlantis")
    make.workspace(tx)

    due = [workspace for workspace, _ in plans_due(tx.connection, NOON)]

    assert due == [elsewhere.workspace, tx.workspace]
