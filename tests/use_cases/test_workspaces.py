from dataclasses import replace
from datetime import timedelta

import pytest

from domain.actors import Standing
from domain.effects import EffectState
from domain.identity import UserId
from domain.living import Home
from domain.notices import HeadConfirmed, ToPerson
from domain.task_notices import TaskFinished
from domain.workspaces import Creators, Department, Workspace
from storage.due import unsettled_due
from storage.once import remember, remembered
from tests import make, saved
from tests.make import ADMIN, ANA, BEN, HEAD, NOBODY, NOON, WORKSPACE
from tests.use_cases.examples import LEADERSHIP, LEASE, SETTINGS, UPTIME
from tests.use_cases.refusals import refused
from use_cases import heads
from use_cases.means import SettleAgain, settle_again
from use_cases.projects import create_project
from use_cases.upkeep import ForgetOldKeys, forget_old_keys
from use_cases.workspaces import (
    SaveLeadership,
    SaveSettings,
    ShowSettings,
    save_leadership,
    save_settings,
    show_settings,
)


def save(by=None, **changes):
    return SaveSettings(by or make.admin(), replace(SETTINGS, **changes), frozenset({"EUR", "USD"}))


def lead(by=None, **changes):
    return SaveLeadership(by or make.admin(), replace(LEADERSHIP, **changes))


def test_saved_settings_are_shown_again_to_the_letter(tx):
    make.office(tx)

    save_settings(save(), tx, NOON)
    save_leadership(lead(creators=Creators.LEADERS), tx, NOON)

    shown = show_settings(ShowSettings(make.admin()), tx, NOON)
    wanted = vars(SETTINGS) | vars(replace(LEADERSHIP, creators=Creators.LEADERS))
    assert {name: getattr(shown, name) for name in wanted} == wanted
    assert (shown.settings_saved, shown.name, shown.bot_user) == (True, "Provider", make.BOT)
    assert saved.waiting(tx)[0] == Home.of(ADMIN)


def test_a_named_head_who_is_listed_now_counts_from_now_on_and_sees_whom_else_to_confirm(tx):
    make.office(tx)
    for key, head in (("NET", NOBODY), ("WEB", HEAD)):
        create_project(make.creation(key=key, department_head=head), tx, NOON)
    make.workspace(tx, departments=())
    create_project(make.creation(key="VPN", department_head=BEN, team_members=()), tx, NOON)

    save_leadership(lead(departments=(Department("Web", NOBODY),)), tx, NOON)

    confirmed = {key: tx.projects.by_key(key).head_confirmed for key in ("NET", "WEB", "VPN")}
    assert confirmed == {"NET": True, "WEB": True, "VPN": False}
    assert {(told.head, told.confirmed_by) for told in saved.said(tx, HeadConfirmed)} == {(NOBODY, ADMIN)}
    assert Home.of(NOBODY) in saved.waiting(tx)


def test_a_head_who_is_named_in_many_projects_counts_in_a_few_at_once_and_in_the_rest_in_turn(tx, monkeypatch):
    monkeypatch.setattr(heads, "CONFIRMED_AT_ONCE", 2)
    make.office(tx)
    keys = ("NET", "WEB", "VPN", "LAN")
    for key in keys:
        create_project(make.creation(key=key, department_head=NOBODY), tx, NOON)

    save_leadership(lead(departments=(Department("Web", NOBODY),)), tx, NOON)
    at_once = [key for key in keys if tx.projects.by_key(key).head_confirmed]
    for _, project in unsettled_due(tx.connection, NOON):
        settle_again(SettleAgain(make.clock(), project), tx, NOON)

    assert len(at_once) == 2
    assert all(tx.projects.by_key(key).head_confirmed for key in keys)
    assert {one.confirmed_by for one in saved.said(tx, HeadConfirmed)} == {ADMIN, None}
    assert list(unsettled_due(tx.connection, NOON)) == []


def test_until_they_are_saved_the_defaults_are_shown_as_such(tx):
    assert show_settings(ShowSettings(make.admin()), tx, NOON) == Workspace(WORKSPACE)


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"zone": "Berlin"}, ["zone"]),
        ({"working_days": ()}, ["working_days"]),
        ({"work_end": SETTINGS.work_start}, ["work_end"]),
        ({"country": "XX"}, ["country"]),
        ({"currency": "ZZZ"}, ["currency"]),
    ],
)
def test_settings_are_refused_beside_each_wrong_field_and_nothing_is_saved(tx, changes, fields):
    make.office(tx)
    before = tx.workspaces.get()

    with refused(tx, *fields):
        save_settings(save(**changes), tx, NOON)

    assert tx.workspaces.get() == before


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"it_managers": (UserId("U_GUEST"),)}, ["it_managers"]),
        ({"it_managers": (UserId("U_WHO"),)}, ["it_managers"]),
        ({"departments": (Department("A", HEAD), Department("B", UserId("U_GUEST")))}, ["head@2"]),
        ({"departments": (Department("A", UserId("U_WHO")),)}, ["head@1"]),
    ],
)
def test_who_leads_is_refused_beside_each_wrong_field_and_nothing_is_saved(tx, changes, fields):
    make.office(tx)
    make.person(tx, "U_GUEST", standing=Standing.GUEST)
    before = tx.workspaces.get()

    with refused(tx, *fields):
        save_leadership(lead(**changes), tx, NOON)

    assert tx.workspaces.get() == before


def test_a_wrong_head_is_refused_in_the_row_where_it_was_chosen(tx):
    make.office(tx)
    order = lead(departments=(Department("A", HEAD), Department("B", UserId("U_WHO"))))

    with refused(tx, "head@4"):
        save_leadership(replace(order, rows=("2", "4")), tx, NOON)


def test_two_departments_of_one_name_are_refused_in_the_second_row(tx):
    make.office(tx)
    order = lead(departments=(Department("Network", HEAD), Department("NETWORK", HEAD)))

    with refused(tx, "department@2", words="NETWORK stands here twice"):
        save_leadership(order, tx, NOON)


@pytest.mark.parametrize("person", [HEAD, NOBODY])
def test_only_administrators_see_and_change_the_settings(tx, person):
    make.office(tx)

    with refused(tx, words="Only workspace administrators may see"):
        show_settings(ShowSettings(make.actor(person)), tx, NOON)
    with refused(tx, words="Only workspace administrators may change"):
        save_settings(save(by=make.actor(person)), tx, NOON)
    with refused(tx, words="Only workspace administrators may change"):
        save_leadership(lead(by=make.actor(person)), tx, NOON)


def test_what_was_done_once_is_forgotten_when_no_repeat_can_come(tx):
    for key, days in (("old", 4), ("new", 1)):
        remembered(tx.connection, WORKSPACE, key, NOON - timedelta(days=days))
        remember(tx.connection, WORKSPACE, key, "done")

    forget_old_keys(ForgetOldKeys(make.clock()), tx, NOON)

    assert remembered(tx.connection, WORKSPACE, "new", NOON).answer == "done"
    assert remembered(tx.connection, WORKSPACE, "old", NOON) is None


def test_what_was_said_long_ago_is_forgotten_unless_something_waits_for_it(tx):
    make.people(tx)
    hello = TaskFinished(ToPerson(ANA), "NET-1", "Patch", "Net rollout", BEN)
    long_ago = NOON - timedelta(days=31)
    said, needed, young = (tx.outbox.add(hello, when) for when in (long_ago, long_ago, NOON - timedelta(days=29)))
    waiting = tx.outbox.add(hello, long_ago, after=needed)
    for effect in (said, needed, young):
        tx.outbox.claim(effect, UPTIME, UPTIME + LEASE)
        tx.outbox.finish(effect, EffectState.DONE)

    forget_old_keys(ForgetOldKeys(make.clock()), tx, NOON)

    assert {row.id for row in saved.effect_rows(tx)} == {needed, young, waiting}
