from dataclasses import replace
from datetime import timedelta

import pytest

from domain.effects import EffectState
from domain.living import HeadConfirmation, Home
from domain.moves import Move
from domain.notices import HeadConfirmed, ToPerson, ToProject
from domain.permissions import Forbidden
from domain.states import State
from tests import make, saved
from tests.make import ADMIN, HEAD, IT, NOBODY, NOON, PM
from tests.use_cases.refusals import refused
from use_cases.heads import ConfirmHead, confirm_head, read_head_confirmation
from use_cases.moves import MoveProject, move_project
from use_cases.projects import create_project
from use_cases.reading import Read
from use_cases.roles import assign_roles


@pytest.fixture
def office(tx):
    """Settings and people."""
    make.office(tx)


def test_a_head_who_is_on_no_list_waits_for_an_administrator_who_is_asked(tx, office):
    create_project(make.creation(department_head=NOBODY), tx, NOON)

    project = tx.projects.by_key("NET")
    assert (project.head_confirmed, project.state) == (False, State.DRAFT)
    assert saved.said(tx, HeadConfirmation) == [HeadConfirmation.of(ADMIN, project)]
    assert f"home:{ADMIN}:person:{ADMIN}" in saved.marks(tx)


def test_a_head_whom_an_administrator_names_counts_at_once(tx, office):
    create_project(make.creation(make.admin(), department_head=NOBODY), tx, NOON)

    assert tx.projects.by_key("NET").head_confirmed
    assert saved.said(tx, HeadConfirmation) == []


@pytest.mark.parametrize("by", [make.admin(), make.actor(HEAD)])
def test_a_confirmed_head_counts_and_the_channel_hears_of_it_once(tx, office, by):
    create_project(make.creation(department_head=NOBODY), tx, NOON)
    project = make.decide_everything(tx, tx.projects.by_key("NET"))

    confirm_head(ConfirmHead(by, project.id), tx, NOON)
    confirm_head(ConfirmHead(by, project.id), tx, NOON)

    assert tx.projects.get(project.id).head_confirmed
    assert saved.said(tx, HeadConfirmed) == [
        HeadConfirmed(ToProject(project.id), "NET", NOBODY, by.user_id),
        HeadConfirmed(ToPerson(PM), "NET", NOBODY, by.user_id, can_start=True),
    ]


def test_whoever_may_confirm_a_head_sees_on_their_home_that_it_is_asked_and_that_it_is_done(tx, office):
    create_project(make.creation(department_head=NOBODY), tx, NOON)
    asked = saved.marks(tx)
    for row in saved.effect_rows(tx):
        tx.outbox.claim(row.id, NOON, NOON + timedelta(minutes=1))
        tx.outbox.finish(row.id, EffectState.DONE)

    confirm_head(ConfirmHead(make.actor(HEAD), tx.projects.by_key("NET").id), tx, NOON)

    homes = {Home.of(person).mark for person in (ADMIN, HEAD)}
    assert homes <= asked
    assert homes | {Home.of(NOBODY).mark, Home.of(PM).mark} <= saved.marks(tx)


@pytest.mark.parametrize("person", [PM, NOBODY, IT])
def test_nobody_else_confirms_a_head_and_least_of_all_the_head(tx, office, person):
    create_project(make.creation(department_head=NOBODY), tx, NOON)

    with refused(tx, words="Only workspace administrators or department heads on the workspace's list"):
        confirm_head(ConfirmHead(make.actor(person), tx.projects.by_key("NET").id), tx, NOON)


def test_who_is_to_confirm_a_head_sees_whom_who_named_them_and_whether_it_is_done(tx, office):
    create_project(make.creation(department_head=NOBODY), tx, NOON)
    project = tx.projects.by_key("NET")
    order = Read(make.clock(), f"{project.id}/{NOBODY}", ToPerson(ADMIN))

    before = read_head_confirmation(order, tx, NOON)
    confirm_head(ConfirmHead(make.admin(), project.id), tx, NOON)
    after = read_head_confirmation(order, tx, NOON)

    assert (before.head, before.manager, before.confirmed) == (NOBODY, PM, False)
    assert after.confirmed


def test_a_question_about_a_head_who_was_replaced_says_so_and_the_next_one_is_asked_apart(tx, office):
    create_project(make.creation(department_head=NOBODY), tx, NOON)
    project = tx.projects.by_key("NET")

    assign_roles(make.assignment(project, why="Ben knows it better", department_head=make.BEN), tx, NOON)

    asked = [one.about for one in saved.said(tx, HeadConfirmation)]
    old, new = (read_head_confirmation(Read(make.clock(), about, ToPerson(ADMIN)), tx, NOON) for about in asked)
    assert ((old.head, old.is_named), (new.head, new.is_named)) == ((NOBODY, False), (make.BEN, True))


def test_who_is_named_head_and_not_confirmed_hears_that_when_refused_and_what_to_do(tx):
    project = make.project(tx, decided=())
    tx.roles.keep(replace(project, staff=tuple(replace(one, confirmed=one.person != HEAD) for one in project.staff)))

    with pytest.raises(Forbidden) as refusal:
        move_project(MoveProject(make.actor(HEAD), Move.START, "NET"), tx, NOON)

    assert "You are named department head, which counts once a workspace administrator" in refusal.value.message
    assert "Until then: Only the department head or the project manager may start" in refusal.value.message
