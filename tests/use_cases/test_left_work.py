"""What somebody leaves behind is shown to whoever looks after the project, until nothing is left of it."""

from dataclasses import replace

import pytest

from domain.actors import Standing
from domain.effects import Posted
from domain.identity import ChannelId
from domain.living import LeftWork
from domain.notices import ToPerson
from domain.projects import Lifecycle
from domain.roles import Party, Role
from domain.tasks import TaskState
from tests import make, saved
from tests.make import ADMIN, ANA, BEN, HEAD, IT, NOBODY, NOON, PM, TODAY
from use_cases.left_work import TASKS_SHOWN, ShowLeftTasks, read_left_work, show_left_tasks, show_left_work
from use_cases.progress import ReportProgress, report_progress
from use_cases.reading import Read
from use_cases.roles import assign_roles


@pytest.fixture
def project(tx):
    """A running project in a workspace with settings."""
    make.office(tx)
    return make.project(tx, started=True)


def gone(tx, *people):
    for person in people:
        make.person(tx, person, standing=Standing.DEACTIVATED)


def shown(tx, project, person=ANA, reader=PM):
    return read_left_work(Read(make.clock(), f"{project.id}/{person}", ToPerson(reader)), tx, NOON)


def was_posted(tx, project, person=ANA, reader=PM):
    tx.outbox.keep_posted(LeftWork.of(reader, project.id, person).mark, Posted(ChannelId("D1"), "1.5"))


def told(tx):
    return [(one.to.person, one.about.partition("/")[2], one.edit_only) for one in saved.said(tx, LeftWork)]


def test_every_part_in_an_open_task_needs_somebody_else(tx, project):
    theirs = make.task(tx, project)
    helped = make.task(tx, project, assignee=BEN, helpers=(ANA,))
    asked = make.task(tx, project, assignee=BEN, by=ANA)
    tx.tasks.change(asked, replace(asked, question="How many?"), tx.projects.get(project.id))
    make.task(tx, project, TaskState.DONE)
    make.task(tx, project, assignee=BEN, by=ANA)
    gone(tx, ANA)

    facts = shown(tx, project)

    assert [(one.key, one.party) for one in facts.left.tasks] == [
        (theirs.key, Party.ASSIGNEE),
        (helped.key, Party.HELPER),
        (asked.key, Party.DELEGATOR),
    ]
    assert (facts.roles, facts.has_gone, facts.is_settled) == ((Role.TEAM_MEMBER,), True, False)


def test_somebody_whose_name_begins_like_anothers_is_somebody_else(tx, project):
    make.task(tx, project, assignee=BEN, helpers=(ANA,))

    assert tx.tasks.waiting_for("U_AN", project.id, 9) == []
    assert tx.tasks.projects_waiting_for(ANA) == [project.id]


def test_more_tasks_than_are_shown_are_announced(tx, project):
    for _ in range(TASKS_SHOWN + 1):
        make.task(tx, project)
    gone(tx, ANA)

    left = shown(tx, project).left

    assert (len(left.tasks), left.has_more) == (TASKS_SHOWN, True)


@pytest.mark.parametrize(
    ("away", "reader"), [((ANA,), PM), ((ANA, PM), HEAD), ((ANA, PM, HEAD), IT), ((ANA, PM, HEAD, IT), ADMIN)]
)
def test_whoever_looks_after_the_project_is_shown_it(tx, project, away, reader):
    gone(tx, *away)

    show_left_work(project, (ANA,), tx, NOON)

    assert told(tx) == [(reader, ANA, False)]
    assert shown(tx, project, reader=reader).left.may_edit is (reader in (PM, HEAD))


def test_a_department_head_who_is_not_confirmed_looks_after_nothing(tx, project):
    unconfirmed = tuple(replace(one, confirmed=one.role is not Role.DEPARTMENT_HEAD) for one in project.staff)
    tx.roles.keep(replace(project, staff=unconfirmed))
    gone(tx, PM)

    show_left_work(tx.projects.get(project.id), (PM,), tx, NOON)

    assert told(tx) == [(IT, PM, False)]


def test_the_next_one_to_look_after_the_project_is_shown_what_is_still_left_and_the_last_one_who_that_is(tx, project):
    make.task(tx, project)
    gone(tx, ANA)
    was_posted(tx, project)

    assign_roles(make.assignment(project, make.actor(HEAD), "Pm asked", project_manager=BEN), tx, NOON)

    assert told(tx) == [(BEN, ANA, False), (PM, ANA, True)]
    assert (shown(tx, project, reader=PM).kept_by, shown(tx, project, reader=BEN).kept_by) == (BEN, None)


def test_who_is_taken_off_the_team_leaves_their_open_tasks_to_be_reassigned(tx, project):
    make.task(tx, project)

    left = assign_roles(make.assignment(project, team_members=(BEN,)), tx, NOON)

    assert left == [ANA]
    assert told(tx) == [(PM, ANA, False)]
    seen = show_left_tasks(ShowLeftTasks(make.actor(PM), project.id, (ANA,)), tx, NOON).facts
    assert ([one.key for one in seen.tasks], seen.may_edit) == (["NET-1"], True)
    facts = shown(tx, project)
    assert (facts.has_gone, facts.roles, facts.is_settled) == (False, (), False)


def test_who_leaves_nothing_behind_is_not_talked_about(tx, project):
    make.task(tx, project, assignee=BEN)

    left = assign_roles(make.assignment(project, team_members=(BEN,)), tx, NOON)

    assert (left, told(tx)) == ([], [])
    assert shown(tx, project) is None


def test_a_finished_task_is_taken_off_the_list_and_an_empty_list_says_that_all_is_reassigned(tx, project):
    make.task(tx, project, TaskState.ACCEPTED)
    tx.roles.keep(replace(project, staff=tuple(one for one in project.staff if one.person != ANA)))
    was_posted(tx, project)

    report_progress(ReportProgress(make.actor(PM), "NET-1", 100), tx, NOON)

    assert told(tx) == [(PM, ANA, True)]
    assert shown(tx, project).is_settled


def test_a_step_in_the_work_of_somebody_who_is_here_redraws_no_list(tx, project):
    make.task(tx, project, TaskState.ACCEPTED)

    report_progress(ReportProgress(make.actor(PM), "NET-1", 100), tx, NOON)

    assert told(tx) == []


def test_who_is_put_back_on_the_team_closes_the_list(tx, project):
    make.task(tx, project)
    was_posted(tx, project)

    facts = shown(tx, project)

    assert (facts.is_back, facts.is_settled) == (True, True)


def test_a_project_that_is_over_asks_nobody_to_reassign(tx):
    make.office(tx)
    project = make.project(tx)
    make.task(tx, project)
    tx.projects.change(replace(tx.projects.get(project.id), lifecycle=Lifecycle.CLOSED))
    gone(tx, ANA)

    assert shown(tx, project) is None
    was_posted(tx, project)
    assert shown(tx, project).is_settled


def test_a_task_whose_date_is_past_stays_on_the_list(tx, project):
    make.task(tx, project, due=TODAY)
    gone(tx, ANA)

    assert len(shown(tx, project).left.tasks) == 1
    assert shown(tx, project, person=NOBODY) is None
