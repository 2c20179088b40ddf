"""What somebody is told of a role, and that they accept it or say what they need."""

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from domain.history import Act
from domain.living import Home, ProjectCard, RoleBriefing
from domain.moves import Move
from domain.notices import RoleNeeds, ToPerson
from domain.projects import Lifecycle
from domain.refusals import Refused
from domain.roles import Role
from storage.tables.outbox import effects
from tests import make, saved
from tests.make import ANA, BEN, HEAD, IT, NOBODY, NOON, PM, RESP
from tests.use_cases.refusals import refused
from use_cases.briefings import (
    AcceptRole,
    PrepareNeed,
    StateNeed,
    accept_role,
    prepare_need,
    read_role_briefing,
    state_need,
)
from use_cases.moves import CancelProject, MoveProject, cancel_project, move_project
from use_cases.projects import create_project
from use_cases.reading import Read
from use_cases.roles import assign_roles
from use_cases.scope import change_scope
from use_cases.status import ShowStatus, show_status

LATER = NOON + timedelta(hours=1)


@pytest.fixture
def project(tx):
    """A project that the department head created for its manager and team."""
    make.office(tx)
    create_project(make.creation(make.actor(HEAD), team_members=(ANA, BEN, RESP)), tx, NOON)
    return tx.projects.by_key("NET")


def shown(tx, project, person):
    return read_role_briefing(Read(make.clock(), make.briefing(project, person), ToPerson(person)), tx, NOON)


def accept(tx, project, person, now=LATER):
    accept_role(AcceptRole(make.actor(person), make.briefing(project, person)), tx, now)


def need(tx, project, person, words="Two days a week"):
    state_need(StateNeed(make.actor(person), make.briefing(project, person), words), tx, LATER)


def test_a_briefing_says_what_was_given_by_whom_and_the_scope(tx, project):
    facts = shown(tx, project, ANA)

    assert (facts.roles, facts.given_by, facts.manager) == ((Role.TEAM_MEMBER,), HEAD, PM)
    assert (facts.project_key, facts.customer, facts.users_count) == ("NET", "Acme", 120)
    assert (facts.has_accepted, facts.needs) == (False, "")


@pytest.mark.parametrize(
    ("said", "redrawn"), [({"users_count": 7}, {PM, IT, ANA, RESP, BEN, HEAD}), ({"in_scope": ("x",)}, set())]
)
def test_every_briefing_says_what_was_decided_since_whether_it_was_accepted_or_not(tx, project, said, redrawn):
    accept(tx, project, BEN)
    statement = tx.scopes.newest(project.id).statement
    tx.connection.execute(sa.delete(effects))

    change_scope(tx.projects.for_change(project.id), replace(statement, **said), HEAD, "", tx, LATER)

    assert {one.to.person for one in saved.said(tx, RoleBriefing) if one.edit_only} == redrawn


def test_who_leads_and_is_on_the_team_too_is_briefed_once_and_only_as_a_leader(tx, project):
    briefed = [one for one in saved.said(tx, RoleBriefing) if one.to.person == RESP]

    assert len(briefed) == 1
    assert shown(tx, project, RESP).roles == (Role.RESPONSIBLE,)


def test_several_leading_roles_are_briefed_in_one_message(tx):
    make.office(tx)
    create_project(make.creation(responsible=IT), tx, NOON)

    assert len([one for one in saved.said(tx, RoleBriefing) if one.to.person == IT]) == 1
    assert shown(tx, tx.projects.by_key("NET"), IT).roles == (Role.IT_MANAGER, Role.RESPONSIBLE)


def test_a_role_counts_as_accepted_from_the_press_on_and_everything_shows_it(tx, project):
    before = show_status(ShowStatus(make.actor(PM), "NET"), tx, NOON).facts

    accept(tx, project, RESP)

    after = show_status(ShowStatus(make.actor(PM), "NET"), tx, NOON).facts
    assert {one.role for one in before.roles if not one.accepted} == {
        Role.PROJECT_MANAGER,
        Role.IT_MANAGER,
        Role.RESPONSIBLE,
    }
    assert {one.role for one in after.roles if not one.accepted} == {Role.PROJECT_MANAGER, Role.IT_MANAGER}
    assert shown(tx, project, RESP).has_accepted
    redrawn = RoleBriefing.of(project.id, next(one for one in project.staff if one.person == RESP), edit_only=True)
    assert {redrawn.mark, ProjectCard.of(project.id).mark, Home.of(RESP).mark} <= saved.marks(tx)


def test_whoever_comes_next_goes_on_from_their_briefing_and_nobody_else_does(tx):
    planning, started = make.project(tx, "OPS", decided=()), make.project(tx, "NET", started=True)

    mine, theirs, begun = (shown(tx, planning, PM), shown(tx, planning, ANA), shown(tx, started, PM))

    assert (mine.next.action, theirs.next, begun.next) == ("edit_requirements", None, None)
    assert (mine.is_planned, begun.is_planned, mine.head) == (True, False, HEAD)


def test_the_team_that_has_not_accepted_is_named_apart_without_those_who_lead(tx, project):
    accept(tx, project, BEN)

    facts = show_status(ShowStatus(make.actor(PM), "NET"), tx, NOON).facts

    assert (facts.team, facts.hesitating) == ((ANA, BEN, RESP), (ANA,))


def test_accepting_twice_is_accepting_once(tx, project):
    accept(tx, project, ANA)
    accept(tx, project, ANA, LATER + timedelta(hours=1))

    [held] = [one for one in tx.projects.get(project.id).staff if one.person == ANA]
    assert held.accepted_at == LATER
    assert [one.act for one in tx.history.of_project(project.id, 9)] == [Act.ACCEPTED_ROLE, Act.CREATED]


def test_what_somebody_needs_is_kept_and_told_to_whoever_gave_the_role_and_to_the_manager(tx, project):
    need(tx, project, RESP, " Two days\na week ")

    said = saved.said(tx, RoleNeeds)
    assert [(one.to.person, one.person, one.words, one.roles) for one in said] == [
        (person, RESP, " Two days\na week ", (Role.RESPONSIBLE,)) for person in (HEAD, PM)
    ]
    assert shown(tx, project, RESP).needs == " Two days\na week "
    assert prepare_need(PrepareNeed(make.actor(RESP), make.briefing(project, RESP)), tx, NOON).needs
    assert tx.history.of_project(project.id, 1)[0].act is Act.NEEDS_FOR_ROLE


def test_a_manager_who_needs_something_tells_only_whoever_made_them_manager(tx, project):
    need(tx, project, PM)

    assert [one.to.person for one in saved.said(tx, RoleNeeds)] == [HEAD]


def test_who_said_what_they_need_can_still_accept(tx, project):
    need(tx, project, ANA)
    accept(tx, project, ANA)

    facts = shown(tx, project, ANA)
    assert (facts.has_accepted, facts.needs) == (True, "Two days a week")


def test_needing_nothing_is_refused_beside_the_field(tx, project):
    with refused(tx, "needs", words="Say what you need"):
        need(tx, project, ANA, " \n")


def test_a_briefing_about_a_role_that_went_to_somebody_else_takes_no_answer(tx, project):
    assign_roles(make.assignment(project, why="She asked", responsible=NOBODY, team_members=(ANA, BEN)), tx, LATER)
    before = saved.effect_rows(tx)

    for order, use_case in (
        (AcceptRole(make.actor(RESP), make.briefing(project, RESP)), accept_role),
        (PrepareNeed(make.actor(RESP), make.briefing(project, RESP)), prepare_need),
    ):
        with pytest.raises(Refused, match="You do not hold this role in NET any more"):
            use_case(order, tx, LATER)

    assert shown(tx, project, RESP).roles == ()
    assert saved.effect_rows(tx) == before


def test_nobody_accepts_for_somebody_else(tx, project):
    with pytest.raises(Refused, match="You do not hold this role"):
        accept_role(AcceptRole(make.actor(NOBODY), make.briefing(project, RESP)), tx, LATER)


def test_what_is_given_later_is_a_message_of_its_own(tx, project):
    accept(tx, project, ANA)

    assign_roles(make.assignment(project, why="She asked", responsible=ANA), tx, LATER)

    after = tx.projects.get(project.id)
    briefings = {one.about for one in saved.said(tx, RoleBriefing) if one.to.person == ANA}
    new = RoleBriefing.of(project.id, next(one for one in after.staff if one.role is Role.RESPONSIBLE)).about
    facts = read_role_briefing(Read(make.clock(), new, ToPerson(ANA)), tx, LATER)
    assert briefings == {make.briefing(project, ANA), new}
    assert (facts.roles, facts.given_by, facts.has_accepted) == ((Role.RESPONSIBLE,), PM, False)


@pytest.mark.parametrize("about", ["gone/now", "nothing", ""])
def test_a_briefing_that_never_was_is_refused_in_words(tx, project, about):
    with pytest.raises(Refused):
        accept_role(AcceptRole(make.actor(ANA), about), tx, LATER)


def test_a_project_that_is_over_waits_for_nobody_to_accept(tx, project):
    tx.projects.change(replace(project, lifecycle=project.lifecycle.CLOSED))

    facts = show_status(ShowStatus(make.actor(PM), "NET"), tx, NOON).facts

    assert all(one.accepted for one in facts.roles)
    assert facts.hesitating == ()


@pytest.mark.parametrize("lifecycle", [Lifecycle.COMPLETED, Lifecycle.CLOSED, Lifecycle.CANCELLED])
def test_in_a_project_that_is_over_nobody_accepts_or_needs_anything(tx, project, lifecycle):
    tx.projects.change(replace(project, lifecycle=lifecycle))

    with refused(tx, words=f"NET is {lifecycle.value}, so nobody is asked about their role any more"):
        accept(tx, project, ANA)
    with refused(tx, words="any more"):
        need(tx, project, ANA)
    with refused(tx, words="any more"):
        prepare_need(PrepareNeed(make.actor(ANA), make.briefing(project, ANA)), tx, NOON)

    assert shown(tx, project, ANA).is_over
    assert {(one.accepted_at, one.needs) for one in tx.projects.get(project.id).staff if one.person == ANA} == {
        (None, "")
    }


def test_whoever_has_not_accepted_sees_that_they_are_asked_no_more_and_then_again(tx, project):
    accept(tx, project, BEN)
    seen = []

    for use_case, order in (
        (cancel_project, CancelProject(make.actor(HEAD), "NET", "No money")),
        (move_project, MoveProject(make.actor(HEAD), Move.REOPEN, "NET")),
    ):
        tx.connection.execute(sa.delete(effects))
        use_case(order, tx, LATER)
        seen.append({one.to.person for one in saved.said(tx, RoleBriefing) if one.edit_only})

    assert seen == [{PM, IT, ANA, RESP}, {PM, IT, ANA, RESP}]
