"""What comes after a leave was entered falls into it, too: roles, tasks, due dates, and parts that are kept apart."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.deputies import WhyOpen
from domain.deputy_living import DeputyOffer
from domain.deputy_notices import Kept, LeaveKept, PlacesAdded, PlacesGiven, PlacesOpen
from domain.moves import Move
from domain.notices import ToPerson
from domain.projects import Lifecycle
from domain.roles import Role
from domain.tasks import TaskState
from tests import make, saved
from tests.make import ANA, BEN, IT, NOON, PM, RESP, clock
from tests.storage.queries import statements_of
from tests.storage.rows import tx_of
from tests.use_cases.leave_scenes import FRIDAY, MONDAY, NEXT_MONDAY, at, away, follow
from tests.use_cases.refusals import refused
from use_cases.delegation import delegate_task
from use_cases.deputies import NameDeputy, name_deputy
from use_cases.deputy_answers import AcceptPlaces, GivePlacesBack, accept_places, give_places_back
from use_cases.deputy_lists import ShowDeputies, read_deputy_offer, show_deputies
from use_cases.edits import edit_task
from use_cases.leave import AddLeave, ChangeHours, DropLeave, add_leave, change_hours, drop_leave
from use_cases.moved_leave import ChangeLeave, change_leave
from use_cases.moved_places import follow_days
from use_cases.moves import MoveProject, move_project
from use_cases.projects import create_project
from use_cases.reading import Read
from use_cases.roles import assign_roles


@pytest.fixture
def project(tx):
    """A running project in a workspace with settings."""
    make.office(tx)
    return make.project(tx, started=True)


def lines_of(tx, leave):
    return [(one.role or one.task_id, one.deputy) for one in tx.deputies.of_leave(leave) if not one.is_over]


def responsible(tx, project, person):
    now = tx.projects.get(project.id)
    assign_roles(make.assignment(now, why="They move on", responsible=person), tx, NOON)


def given(tx, project, person=ANA):
    """A task that falls into the leave of whoever gets it."""
    delegate_task(make.delegation(project, assignee=person, due=FRIDAY), tx, NOON)
    return tx.tasks.open_of(person, 9)[-1]


def due_on(tx, task, day):
    edit_task(make.edit(tx, task, due=day), tx, NOON)
    return tx.tasks.get(task.id)


def told(tx, kind, person):
    return [one for one in saved.said(tx, kind) if one.to == ToPerson(person)]


def test_a_role_that_comes_later_goes_to_whoever_sees_to_the_leave_and_both_are_told(tx, project):
    leave = away(tx, ANA, BEN)

    responsible(tx, project, ANA)
    follow(tx, at(MONDAY))

    assert lines_of(tx, leave) == [(Role.RESPONSIBLE, BEN)]
    assert tx.projects.get(project.id).acting(Role.RESPONSIBLE) == BEN
    assert [(one.whats, one.deputy) for one in told(tx, PlacesAdded, ANA)] == [
        (("responsible staff member of NET",), BEN)
    ]
    assert DeputyOffer.of(leave, BEN) in saved.said(tx, DeputyOffer)


@pytest.fixture
def secret(tx):
    """A running project in a private channel of which an administrator must not know."""
    make.office(tx)
    return make.project(tx, "SEC", started=True, team=(ANA,), channel=make.private_channel())


def test_a_deputy_whom_an_administrator_named_gets_nothing_of_a_private_project_by_other_days(tx, secret):
    given(tx, secret)
    leave = add_leave(AddLeave(make.admin(), ANA, MONDAY, FRIDAY, BEN), tx, NOON)

    change_leave(ChangeLeave(make.admin(), leave, MONDAY, MONDAY), tx, NOON)
    change_leave(ChangeLeave(make.admin(), leave, MONDAY, FRIDAY), tx, NOON)
    follow(tx, at(MONDAY))

    assert [deputy for _, deputy in lines_of(tx, leave)] == [None]
    assert tx.projects.get(secret.id).is_hidden_from(make.actor(BEN))


def test_a_role_of_a_private_project_that_comes_later_is_its_persons_to_fill(tx, secret):
    add_leave(AddLeave(make.admin(), ANA, MONDAY, FRIDAY, BEN), tx, NOON)

    responsible(tx, secret, ANA)
    follow(tx, at(MONDAY))

    assert tx.projects.get(secret.id).is_hidden_from(make.actor(BEN))
    assert [one.deputy for one in told(tx, PlacesAdded, ANA)] == [None]


def test_what_comes_later_to_a_leave_without_a_deputy_is_open_and_its_person_is_told(tx, project):
    leave = away(tx, ANA, None)

    responsible(tx, project, ANA)

    assert lines_of(tx, leave) == [(Role.RESPONSIBLE, None)]
    assert [one.deputy for one in told(tx, PlacesAdded, ANA)] == [None]


def test_a_role_that_goes_takes_its_line_along(tx, project):
    leave = away(tx, RESP, BEN)

    responsible(tx, project, ANA)

    assert lines_of(tx, leave) == []


def test_a_task_falls_into_leave_when_it_is_given_and_with_its_due_date(tx, project):
    leave = away(tx, ANA, BEN)

    task = given(tx, project)
    at_first = lines_of(tx, leave)
    moved = due_on(tx, task, FRIDAY + timedelta(days=20))
    later = lines_of(tx, leave)
    due_on(tx, moved, MONDAY)

    assert (at_first, later, lines_of(tx, leave)) == ([(task.id, BEN)], [], [(task.id, BEN)])


def test_whoever_cannot_sees_to_nothing_that_comes_later_either(tx, project):
    leave = away(tx, RESP, BEN)
    give_places_back(GivePlacesBack(make.actor(BEN), leave), tx, NOON)

    task = given(tx, project, RESP)

    assert lines_of(tx, leave) == [(Role.RESPONSIBLE, None), (task.id, None)]


def test_whoever_was_told_already_hears_in_a_message_of_its_own_what_they_see_to_besides(tx, project):
    leave = away(tx, RESP, BEN)
    saved.delivered(tx, DeputyOffer.of(leave, BEN))
    accept_places(AcceptPlaces(make.actor(BEN), leave), tx, NOON)

    task = given(tx, project, RESP)

    assert [one.whats for one in told(tx, PlacesGiven, BEN)] == [(f"{task.key} {task.title}",)]


def test_the_list_leaves_out_a_project_that_has_ended(tx, project):
    leave = away(tx, RESP, BEN)
    make.project(tx, "WAR", started=True)

    tx.projects.change(replace(tx.projects.get(project.id), lifecycle=Lifecycle.CLOSED))

    shown = show_deputies(ShowDeputies(make.actor(RESP), leave), tx, NOON).facts
    offered = read_deputy_offer(Read(clock(), leave, ToPerson(BEN)), tx, NOON)
    assert ([one.what for one in shown.lines], offered.whats) == ([], ())


def test_a_new_project_falls_into_the_leave_of_its_people(tx, project):
    leave = away(tx, RESP, BEN)

    create_project(make.creation(key="WAR", responsible=RESP), tx, NOON)

    assert tx.projects.by_key("WAR").id in {one.project_id for one in tx.deputies.of_leave(leave)}


def test_a_project_that_goes_on_again_falls_into_leave_that_was_entered_meanwhile(tx, project):
    make.task(tx, project, TaskState.ACCEPTED, assignee=ANA, due=FRIDAY)
    tx.projects.change(replace(tx.projects.get(project.id), lifecycle=Lifecycle.COMPLETED, ended_at=NOON))
    leaves = away(tx, RESP, BEN), away(tx, ANA, BEN)

    move_project(MoveProject(make.actor(PM), Move.REOPEN, project.key), tx, NOON)
    follow(tx, at(MONDAY))

    assert [[deputy for _, deputy in lines_of(tx, one)] for one in leaves] == [[BEN], [BEN]]
    assert tx.projects.get(project.id).acting(Role.RESPONSIBLE) == BEN


@pytest.mark.parametrize(("first", "second"), [(IT, PM), (PM, IT)])
def test_who_stands_in_on_these_days_is_not_named_for_a_part_that_is_kept_apart(tx, project, first, second):
    away(tx, first, BEN)
    leave = away(tx, second, BEN)
    line = tx.deputies.of_leave(leave)[0]

    with refused(tx, "deputy", words="stay two people"):
        name_deputy(NameDeputy(make.actor(second), line.id, BEN), tx, NOON)

    assert (line.deputy, line.why_open) == (None, WhyOpen.DUTIES)


def test_who_comes_to_hold_a_part_that_is_kept_apart_loses_the_line_and_the_person_is_told(tx, project):
    leave = away(tx, IT, BEN)

    now = tx.projects.get(project.id)
    assign_roles(make.assignment(now, why="They move on", project_manager=BEN), tx, NOON)

    assert [one.why_open for one in tx.deputies.of_leave(leave)] == [WhyOpen.DUTIES]
    assert [one.to.person for one in saved.said(tx, PlacesOpen)] == [IT]


def test_who_loses_one_part_that_is_kept_apart_sees_to_what_comes_later_still(tx, project):
    leave = away(tx, IT, BEN)
    now = tx.projects.get(project.id)
    assign_roles(make.assignment(now, why="They move on", project_manager=BEN), tx, NOON)

    later = given(tx, make.project(tx, "WAR", started=True), IT).project_id

    lines = tx.deputies.of_leave(leave)
    assert {(one.project_id, one.deputy) for one in lines} == {(project.id, None), (later, BEN)}


def test_whoever_is_away_hears_what_others_do_about_their_leave(tx, project):
    leave = add_leave(AddLeave(make.admin(), IT, MONDAY, FRIDAY, BEN), tx, NOON)
    line = tx.deputies.of_leave(leave)[0]
    name_deputy(NameDeputy(make.admin(), line.id, ANA), tx, NOON)
    drop_leave(DropLeave(make.admin(), leave), tx, NOON)

    heard = told(tx, LeaveKept, IT)

    assert [(one.did, one.deputy) for one in heard] == [(Kept.ENTERED, BEN), (Kept.NAMED, ANA), (Kept.TAKEN_OUT, BEN)]


def test_a_usual_week_that_changes_moves_the_day_on_which_they_are_back(tx, project):
    leave = away(tx, IT, BEN)

    change_hours(ChangeHours(make.actor(IT), IT, "24", (2, 3, 4)), tx, NOON)

    assert tx.deputies.of_leave(leave)[0].window.back_on == NEXT_MONDAY + timedelta(days=2)


def test_leave_in_however_many_projects_has_a_line_of_each_and_asks_no_more(database):
    counts = []
    for prefix, person, many in (("PA", ANA, 1), ("PB", BEN, 52)):
        with tx_of(database, make.WORKSPACE) as tx:
            make.office(tx)
            for number in range(many):
                make.project(tx, f"{prefix}{number}", started=True, team=(), staff={Role.RESPONSIBLE: person})
        with statements_of(database) as sent, tx_of(database, make.WORKSPACE) as tx:
            leave = add_leave(AddLeave(make.actor(person), person, MONDAY, FRIDAY, PM), tx, NOON)
            counts.append((len(tx.deputies.of_leave(leave)), len(sent)))

    assert [lines for lines, _ in counts] == [1, 52]
    assert counts[0][1] == counts[1][1]


@pytest.mark.parametrize("by", [ANA, BEN])
def test_leave_that_is_moved_or_met_by_the_deputys_own_asks_as_little_of_many_lines_as_of_few(database, by):
    counts = []
    for person, deputy, many in ((IT, RESP, 2), (ANA, BEN, 12)):
        with tx_of(database, make.WORKSPACE) as tx:
            make.office(tx)
            for number in range(many):
                make.project(
                    tx, f"P{many}X{number}", started=True, team=(), staff=dict.fromkeys([Role.RESPONSIBLE], person)
                )
            leave = away(tx, person, deputy)
        with statements_of(database) as sent, tx_of(database, make.WORKSPACE) as tx:
            if by == ANA:
                change_leave(ChangeLeave(make.actor(person), leave, MONDAY, MONDAY), tx, NOON)
            else:
                add_leave(AddLeave(make.actor(deputy), deputy, MONDAY, MONDAY), tx, NOON)
        counts.append(len(sent))

    assert counts[0] == counts[1]


def test_days_that_move_nobodys_leave_are_found_out_in_as_little_for_many_people_as_for_few(tx, project, database):
    counts = []
    for prefix, many in (("UA", 1), ("UB", 9)):
        for number in range(many):
            person = make.person(tx, f"{prefix}{number}").id
            make.task(tx, project, TaskState.ACCEPTED, assignee=person, due=FRIDAY)
            away(tx, person, None)
        with statements_of(database) as sent:
            follow_days(tx.deputies.away_after(NOON), tx, NOON)
        counts.append(len(sent))

    assert counts[0] == counts[1]
