"""Handing roles over: saved, written down, told to the channel and to those concerned; refused beside the field."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.actors import Standing
from domain.checkins import Presence, PromptState
from domain.effects import InvitePeople
from domain.history import Act, Change
from domain.identity import UserId
from domain.living import CheckInPrompt, HeadConfirmation, Home, ProjectCard, RoleBriefing, RoundParent
from domain.notices import RolesChanged, RolesEnded, ToPerson, ToProject
from domain.permissions import Forbidden
from domain.projects import Lifecycle
from domain.refusals import Refused
from domain.roles import Role
from domain.staffing import RoleChange, Staffing
from tests import make, saved
from tests.make import ADMIN, ANA, BEN, HEAD, IT, NOBODY, NOON, PM, RESP
from tests.use_cases.refusals import refused
from use_cases.checkins import answer_checkin
from use_cases.prompts import SendPrompt, send_prompt
from use_cases.roles import PrepareAssignment, assign_roles, prepare_assignment

LATER = NOON + timedelta(hours=1)
WHY = "Resp goes on leave"


@pytest.fixture
def project(tx):
    """A running project in a workspace with settings."""
    make.office(tx)
    return make.project(tx, started=True)


def assigned(tx, project, by=None, why="", **changes):
    assign_roles(make.assignment(project, by, why, **changes), tx, LATER)
    return tx.projects.get(project.id)


def test_a_leading_role_is_handed_over_and_the_channel_hears_from_whom_to_whom_and_why_in_one_message(tx, project):
    after = assigned(tx, project, why=WHY, responsible=NOBODY)

    assert after.holder(Role.RESPONSIBLE) == NOBODY
    change = RoleChange(Role.RESPONSIBLE, (RESP,), (NOBODY,))
    assert saved.said(tx, RolesChanged) == [
        RolesChanged(ToProject(project.id), "NET", project.name, (change,), WHY, PM)
    ]
    assert saved.said(tx, RolesEnded) == [RolesEnded(ToPerson(RESP), "NET", project.name, (change,), WHY, PM)]
    assert [(one.to.person, one.edit_only) for one in saved.said(tx, RoleBriefing)] == [(NOBODY, False), (RESP, True)]
    assert saved.said(tx, InvitePeople) == [InvitePeople(project.id, (NOBODY,))]
    assert ProjectCard.of(project.id) in saved.waiting(tx)
    assert {Home.of(one) for one in (*project.people, NOBODY)} <= set(saved.waiting(tx))


def test_a_handover_is_a_line_of_the_history_and_so_is_a_changed_team(tx, project):
    assigned(tx, project, why=WHY, responsible=BEN, it_manager=HEAD, team_members=(ANA, NOBODY))

    lines = tx.history.of_project(project.id, 9)
    assert [(one.act, one.about, one.by, one.at) for one in lines] == [
        (Act.CHANGED_TEAM, "", PM, LATER),
        (Act.HANDED_OVER, "responsible staff member", PM, LATER),
        (Act.HANDED_OVER, "IT manager", PM, LATER),
    ]
    why = Change("why", after=WHY)
    assert lines[1].changes == (
        Change("responsible staff member", people_before=(RESP,), people_after=(BEN,)),
        why,
    )
    assert lines[0].changes == (Change("team member", people_before=(BEN,), people_after=(NOBODY,)), why)


def test_a_reason_is_asked_for_when_a_leading_role_changes_hands_and_not_for_a_bigger_team(tx, project):
    with refused(tx, "why", words="Say why"):
        assigned(tx, project, why=" \n", responsible=BEN)

    after = assigned(tx, project, team_members=(ANA, BEN, NOBODY), observers=(ADMIN,))

    assert (after.holders(Role.TEAM_MEMBER), after.holders(Role.OBSERVER)) == ((ANA, BEN, NOBODY), (ADMIN,))
    assert after.holder(Role.RESPONSIBLE) == RESP


def test_nothing_changed_is_nothing_said(tx, project):
    assert assign_roles(make.assignment(project), tx, LATER) == []

    assert saved.waiting(tx) == []
    assert tx.history.of_project(project.id, 9) == []


def test_two_who_change_roles_at_the_same_time_do_not_undo_each_other(tx, project):
    assigned(tx, project, team_members=(ANA, BEN, NOBODY))

    assigned(tx, project, make.actor(HEAD), why=WHY, responsible=BEN, team_members=(ANA,))

    after = tx.projects.get(project.id)
    assert (after.holder(Role.RESPONSIBLE), after.holders(Role.TEAM_MEMBER)) == (BEN, (ANA, NOBODY))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"department_head": PM}, "department_head"),
        ({"team_members": (ANA, UserId("U_BOT"))}, "team_members"),
        ({"team_members": (UserId("U_GUEST"),)}, "team_members"),
        ({"observers": (UserId("U_OUTSIDER"),)}, "observers"),
        ({"responsible": UserId("U_NEVER_SEEN")}, "responsible"),
        ({"observers": (ANA,)}, "observers"),
        ({"it_manager": None}, "it_manager"),
    ],
)
def test_who_cannot_hold_a_role_is_refused_beside_the_field(tx, project, changes, field):
    for standing in ("guest", "outsider", "bot"):
        make.person(tx, f"U_{standing.upper()}", standing=Standing(standing))

    with refused(tx, field):
        assigned(tx, project, why=WHY, **changes)

    assert tx.projects.get(project.id) == project


def test_a_new_head_on_no_list_waits_for_a_confirmation_and_a_listed_one_counts_at_once(tx, project):
    unlisted = assigned(tx, project, why=WHY, department_head=NOBODY)
    asked = [one for one in saved.said(tx, HeadConfirmation) if not one.edit_only]
    listed = assigned(tx, unlisted, why=WHY, department_head=HEAD)

    assert (unlisted.head_confirmed, listed.head_confirmed) == (False, True)
    assert asked == [HeadConfirmation.of(ADMIN, unlisted)]


@pytest.mark.parametrize("person", [PM, HEAD, IT])
def test_who_leads_changes_roles(tx, project, person):
    after = assigned(tx, project, make.actor(person), team_members=(ANA,))

    assert after.holders(Role.TEAM_MEMBER) == (ANA,)


def test_an_administrator_repairs_a_project_although_they_are_not_on_it(tx, project):
    after = assigned(tx, project, make.admin(), why=WHY, project_manager=BEN)

    assert after.holder(Role.PROJECT_MANAGER) == BEN


@pytest.mark.parametrize("person", [RESP, ANA, NOBODY])
def test_nobody_else_changes_roles_and_they_hear_whom_to_ask(tx, project, person):
    with pytest.raises(Forbidden) as refusal:
        assigned(tx, project, make.actor(person), team_members=())
    with pytest.raises(Forbidden):
        prepare_assignment(PrepareAssignment(make.actor(person), "NET"), tx, NOON)

    assert set(refusal.value.who_may) == {PM, HEAD, IT}
    assert saved.waiting(tx) == []


def test_the_form_shows_who_holds_what_and_names_apart_who_cannot_work_any_more(tx, project):
    make.person(tx, BEN, standing=Standing.DEACTIVATED)
    make.person(tx, RESP, standing=Standing.GUEST)

    form = prepare_assignment(PrepareAssignment(make.actor(PM), channel="C_NET"), tx, NOON).facts

    assert form.staffing == replace(Staffing.of(project), responsible=None, team_members=(ANA,))
    assert [(one.role, one.out) for one in form.gone] == [(Role.RESPONSIBLE, (RESP,)), (Role.TEAM_MEMBER, (BEN,))]
    assert (form.project_key, form.is_here) == ("NET", True)


def test_saving_the_form_takes_out_who_cannot_work_any_more(tx, project):
    make.person(tx, BEN, standing=Standing.DEACTIVATED)
    shown = Staffing.of(project, besides=frozenset({BEN}))
    order = replace(make.assignment(project), shown=shown, chosen=replace(shown, observers=(NOBODY,)))

    assign_roles(order, tx, LATER)

    assert tx.projects.get(project.id).holders(Role.TEAM_MEMBER) == (ANA,)
    assert saved.said(tx, RolesEnded) == []


def test_a_leading_role_whose_holder_has_gone_asks_for_somebody(tx, project):
    make.person(tx, RESP, standing=Standing.DEACTIVATED)

    with refused(tx, "responsible", words="Choose a person"):
        assign_roles(make.assignment(project, why=WHY, team_members=(ANA,)), tx, LATER)


@pytest.mark.parametrize("lifecycle", [Lifecycle.COMPLETED, Lifecycle.CLOSED, Lifecycle.CANCELLED])
def test_the_roles_of_a_project_that_is_over_stay_as_they_were(tx, lifecycle):
    make.office(tx)
    project = make.project(tx, lifecycle=lifecycle)

    with refused(tx, words=f"NET is {lifecycle}, and its roles stay as they were. "):
        assigned(tx, project, team_members=())
    with pytest.raises(Refused, match=f"NET is {lifecycle}, and its roles stay as they were. "):
        prepare_assignment(PrepareAssignment(make.actor(PM), "NET"), tx, NOON)


def test_a_private_project_does_not_exist_for_an_administrator_until_its_leaders_have_gone(tx):
    make.office(tx)
    make.project(tx, channel=make.private_channel())
    order = PrepareAssignment(make.admin(), "NET")

    with pytest.raises(Refused, match="There is no project NET"):
        prepare_assignment(order, tx, NOON)
    make.person(tx, PM, standing=Standing.DEACTIVATED)
    make.person(tx, HEAD, standing=Standing.DEACTIVATED)

    assert prepare_assignment(order, tx, NOON).facts.project_key == "NET"


def test_who_is_taken_off_the_team_during_a_round_is_not_missing_in_it_and_who_comes_waits_for_the_next(tx, project):
    held = make.round_of(tx, project)

    assigned(tx, project, team_members=(ANA, NOBODY))

    standing = {one.person: one.presence for one in tx.rounds.last_standing(project.id).people}
    assert standing == {ANA: Presence.MISSING, RESP: Presence.MISSING}
    assert RoundParent.of(held.id, project.id) in saved.waiting(tx)
    assert BEN in {one.to.person for one in saved.said(tx, CheckInPrompt)}


def test_what_somebody_answered_before_they_left_the_team_stays(tx, project):
    held = make.round_of(tx, project)
    answer_checkin(make.checkin(project, make.actor(BEN)), tx, NOON)

    assigned(tx, project, team_members=(ANA,))

    assert BEN in {one.person for one in tx.rounds.asked(held.id)}


def test_nobody_is_invited_to_a_channel_that_is_not_there_or_broken(tx):
    make.office(tx)
    making = make.project(tx, "NEW", channel=make.broken_channel(None))
    broken = make.project(tx, "BAD", channel=make.broken_channel("is_archived", "C_BAD"))

    for project in (making, broken):
        assigned(tx, project, team_members=(NOBODY,))

    assert saved.said(tx, InvitePeople) == []


def test_a_prompt_that_waits_for_somebody_who_was_taken_off_the_team_is_not_sent(tx, project):
    make.round_of(tx, project)
    waiting = replace(tx.prompts.of_day(BEN, make.TODAY), state=PromptState.WAITING)
    tx.prompts.change(waiting)
    assigned(tx, project, team_members=(ANA,))

    send_prompt(SendPrompt(make.clock(), waiting.id), tx, NOON)

    after = tx.prompts.get(waiting.id)
    assert (after.state, after.reason) == (PromptState.SKIPPED, "off the team")
