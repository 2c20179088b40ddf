import json
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.actors import Standing
from domain.briefs import Priority
from domain.history import Change
from domain.living import Home, TaskOffer
from domain.notices import ToPerson, ToProject
from domain.projects import Lifecycle
from domain.task_notices import TaskChanged, TaskDelegated, TaskDropped, TaskUnblocked
from domain.tasks import TaskState
from message_templates import draw_view
from tests import make, saved
from tests.make import ANA, BEN, HEAD, IT, NOBODY, NOON, PM, TODAY, TOMORROW, YESTERDAY
from tests.use_cases.refusals import refused
from use_cases.edits import DropTask, PrepareDrop, PrepareEdit, drop_task, edit_task, prepare_drop, prepare_edit
from use_cases.offers import read_task_offer
from use_cases.reading import Read
from use_cases.task_details import PrepareDetails, prepare_details

LATER = TODAY + timedelta(days=9)


@pytest.fixture
def task(tx):
    """An accepted task of Ana's, delegated by the manager."""
    return make.task(tx, make.project(tx), TaskState.ACCEPTED, 40)


def changes_of(tx, person):
    (told,) = [one for one in saved.said(tx, TaskChanged) if one.to == ToPerson(person)]
    return told.changes


def test_an_edit_is_saved_and_told_once_to_both_sides_from_and_to(tx, task):
    edit_task(make.edit(tx, task, by=make.actor(HEAD), title="Else", due=LATER, estimate="2"), tx, NOON)

    after = tx.tasks.get(task.id)
    assert (after.title, after.due, after.estimate_minutes, after.state, after.percent) == (
        "Else",
        LATER,
        120,
        TaskState.ACCEPTED,
        40,
    )
    told = saved.said(tx, TaskChanged)
    assert {one.to.person for one in told} == {ANA, PM}
    assert changes_of(tx, ANA) == (
        Change("title", "Mount the access points", "Else"),
        Change("due date", "Thu 3 Dec 2026", "Fri 11 Dec 2026"),
        Change("estimate", "4 h", "2 h"),
    )
    assert f"task_offer:{task.id}:person:{ANA}" in saved.marks(tx)
    assert tx.history.of_project(task.project_id, 1)[0].changes == changes_of(tx, ANA)


def test_who_edits_their_own_delegation_is_not_told(tx, task):
    edit_task(make.edit(tx, task, priority=Priority.URGENT), tx, NOON)

    assert [one.to.person for one in saved.said(tx, TaskChanged)] == [ANA]


def test_a_form_that_changes_nothing_says_nothing(tx, task):
    edit_task(make.edit(tx, task), tx, NOON)

    assert saved.waiting(tx) == []
    assert tx.history.of_project(task.project_id, 9) == []


def test_who_helps_from_now_on_and_who_no_more_is_told(tx):
    task = make.task(tx, make.project(tx), TaskState.ACCEPTED, helpers=(BEN, IT))

    edit_task(make.edit(tx, task, helpers=(IT, NOBODY)), tx, NOON)

    assert {one.to.person for one in saved.said(tx, TaskChanged)} == {ANA, BEN, NOBODY}
    assert changes_of(tx, BEN) == (Change("helpers", people_before=(BEN, IT), people_after=(IT, NOBODY)),)


def test_another_assignee_gets_an_offer_the_old_one_is_told_and_their_message_is_over(tx, task):
    edit_task(make.edit(tx, task, by=make.actor(HEAD), assignee=BEN), tx, NOON)

    after = tx.tasks.get(task.id)
    old, new = TaskOffer(ToPerson(ANA), task.id), TaskOffer.of(after)
    assert (after.assignee, after.delegated_by, after.state, after.percent) == (BEN, HEAD, TaskState.OFFERED, 40)
    assert saved.said(tx, TaskOffer) == [new, replace(old, edit_only=True)]
    assert new.mark != old.mark
    assert {one.to.person for one in saved.said(tx, TaskChanged)} == {ANA, PM}
    assert changes_of(tx, ANA) == (Change("assignee", people_before=(ANA,), people_after=(BEN,)),)
    assert [(one.to, one.assignee, one.before) for one in saved.said(tx, TaskDelegated)] == [
        (ToProject(task.project_id), BEN, ANA)
    ]
    assert {ANA, BEN, PM, HEAD} <= {one.about for one in saved.said(tx, Home)}
    assert not read_task_offer(Read(make.clock(), old.about, old.to), tx, NOON).is_theirs
    assert read_task_offer(Read(make.clock(), new.about, new.to), tx, NOON).is_theirs


def test_a_task_that_comes_back_to_somebody_is_a_new_message_to_them(tx, task):
    edit_task(make.edit(tx, task, assignee=BEN), tx, NOON)
    edit_task(make.edit(tx, tx.tasks.get(task.id), assignee=ANA), tx, NOON)

    latest = TaskOffer.of(tx.tasks.get(task.id))
    assert latest.to == ToPerson(ANA)
    assert latest.mark != TaskOffer.of(task).mark


def test_a_declined_task_is_offered_again_even_to_the_same_person_and_the_channel_hears_who_has_it(tx):
    task = make.task(tx, make.project(tx), TaskState.DECLINED)

    edit_task(make.edit(tx, task, due=LATER), tx, NOON)

    after = tx.tasks.get(task.id)
    assert (after.state, after.decline_reason) == (TaskState.OFFERED, "")
    assert TaskOffer.of(after) in saved.said(tx, TaskOffer)
    assert [(one.assignee, one.before) for one in saved.said(tx, TaskDelegated)] == [(ANA, None)]
    assert saved.said(tx, TaskChanged) == []


def test_what_two_people_change_in_different_fields_is_both_kept(tx, task):
    mine = make.edit(tx, task, title="Mine")
    edit_task(make.edit(tx, task, due=LATER), tx, NOON)

    assert edit_task(mine, tx, NOON) == []

    after = tx.tasks.get(task.id)
    assert (after.title, after.due) == ("Mine", LATER)


def test_what_two_people_change_in_one_field_is_told_first_and_saved_when_it_is_sent_again(tx, task):
    mine = make.edit(tx, task, title="Mine", why="So")
    edit_task(make.edit(tx, task, by=make.actor(HEAD), title="Theirs"), tx, NOON)
    before = saved.effect_rows(tx)

    refusal = edit_task(mine, tx, NOON)
    form = prepare_edit(PrepareEdit(make.actor(PM), task.id, again=mine), tx, NOON).facts

    assert refusal == ["title"]
    assert saved.effect_rows(tx) == before
    assert (form.brief.title, form.brief.why) == ("Mine", "So")
    assert form.changed_meanwhile == (Change("title", "Mine", "Theirs"),)
    assert edit_task(replace(mine, seen=form.seen), tx, NOON) == []
    assert tx.tasks.get(task.id).title == "Mine"


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ({"title": " "}, ["title"]),
        ({"due": YESTERDAY}, ["due"]),
        ({"estimate": "soon"}, ["estimate"]),
        ({"assignee": "U_WHO"}, ["assignee"]),
        ({"helpers": ("U_WHO",)}, ["helpers"]),
        ({"blocked_by": ("nowhere",)}, ["blocked_by"]),
    ],
    ids=str,
)
def test_what_is_wrong_is_refused_beside_its_field_and_nothing_is_saved(tx, task, typed, fields):
    with refused(tx, *fields):
        edit_task(make.edit(tx, task, **typed), tx, NOON)

    assert tx.tasks.get(task.id) == task


def test_who_was_there_before_is_not_judged_again(tx):
    task = make.task(tx, make.project(tx), TaskState.ACCEPTED, due=YESTERDAY, helpers=(BEN,))
    for person in (ANA, BEN):
        make.person(tx, person, standing=Standing.DEACTIVATED)

    edit_task(make.edit(tx, task, title="Else"), tx, NOON)

    assert tx.tasks.get(task.id).title == "Else"


def test_the_form_proposes_nobody_in_the_place_of_who_cannot_work_here(tx, task):
    here = prepare_edit(PrepareEdit(make.actor(), task.id), tx, NOON).facts
    make.person(tx, ANA, standing=Standing.DEACTIVATED)

    gone = prepare_edit(PrepareEdit(make.actor(), task.id), tx, NOON)

    assert (here.needs_somebody, gone.facts.needs_somebody) == (False, True)
    assert '"initial_user"' not in json.dumps(draw_view("edit_task", gone))


@pytest.mark.parametrize("person", [ANA, BEN, IT, NOBODY])
def test_only_leaders_and_the_delegator_change_a_task(tx, task, person):
    with refused(tx, words="Only the person who delegated it, the department head or the project manager"):
        edit_task(make.edit(tx, task, by=make.actor(person), title="Else"), tx, NOON)
    with refused(tx, words="may change this task"):
        prepare_edit(PrepareEdit(make.actor(person), task.id), tx, NOON)
    with refused(tx, words="may change this task"):
        drop_task(DropTask(make.actor(person), task.id, "No"), tx, NOON)


def test_a_task_of_a_hidden_project_does_not_exist(tx):
    task = make.task(tx, make.project(tx, channel=make.private_channel()))

    for use_case, order in (
        (edit_task, make.edit(tx, task, by=make.actor(NOBODY))),
        (prepare_edit, PrepareEdit(make.actor(NOBODY), task.id)),
        (drop_task, DropTask(make.actor(NOBODY), task.id, "No")),
        (prepare_drop, PrepareDrop(make.actor(NOBODY), task.id)),
    ):
        with refused(tx, words="That task does not exist any more"):
            use_case(order, tx, NOON)


def test_nothing_is_changed_in_a_project_that_is_over(tx):
    task = make.task(tx, make.project(tx))
    tx.projects.change(replace(tx.projects.get(task.project_id), lifecycle=Lifecycle.COMPLETED))

    with refused(tx, words="NET is completed and takes no more work. Reopen it first."):
        edit_task(make.edit(tx, task, title="Else"), tx, NOON)
    with refused(tx, words="NET is completed and takes no more work. Reopen it first."):
        prepare_edit(PrepareEdit(make.actor(PM), task.id), tx, NOON)


@pytest.mark.parametrize("state", [TaskState.DONE, TaskState.DROPPED])
def test_what_has_ended_is_reopened_before_it_is_changed(tx, state):
    task = make.task(tx, make.project(tx), state)

    for use_case, order in (
        (edit_task, make.edit(tx, task, title="Else")),
        (prepare_edit, PrepareEdit(make.actor(PM), task.id)),
        (drop_task, DropTask(make.actor(PM), task.id, "No")),
        (prepare_drop, PrepareDrop(make.actor(PM), task.id)),
    ):
        with refused(tx, words="Reopen it first"):
            use_case(order, tx, NOON)


def test_a_circle_is_refused_beside_its_field_with_its_tasks_named(tx):
    project = make.project(tx)
    one, two, three = (make.task(tx, project) for _ in range(3))
    edit_task(make.edit(tx, two, blocked_by=(one.id,)), tx, NOON)
    edit_task(make.edit(tx, three, blocked_by=(two.id,)), tx, NOON)

    circle = "That would be a circle: NET-1 waits for NET-3, which waits for NET-2, which waits for NET-1."
    with refused(tx, "blocked_by", words=circle):
        edit_task(make.edit(tx, one, blocked_by=(three.id,)), tx, NOON)
    with refused(tx, "blocked_by", words="NET-1 cannot wait for itself."):
        edit_task(make.edit(tx, one, blocked_by=(one.id,)), tx, NOON)


def test_a_task_waits_only_for_tasks_of_its_project(tx, task):
    other = make.task(tx, make.project(tx, "WEB"))

    with refused(tx, "blocked_by", words="Choose tasks of NET only."):
        edit_task(make.edit(tx, task, blocked_by=(other.id,)), tx, NOON)


def test_all_that_is_wrong_is_said_at_once_each_beside_its_field(tx, task):
    with refused(tx, "estimate", "title", "assignee"):
        edit_task(make.edit(tx, task, title=" ", estimate="two", assignee="U_WHO"), tx, NOON)
    with refused(tx, "helpers", "helpers", "blocked_by", "stage_id"):
        details = {"helpers": ("U_WHO", "U_GUEST"), "blocked_by": (task.id,), "stage_id": "elsewhere"}
        edit_task(make.edit(tx, task, **details), tx, NOON)


def test_what_a_task_waits_for_is_shown_told_and_written_down(tx, task):
    other = make.task(tx, tx.projects.get(task.project_id), title="Order the cables")

    edit_task(make.edit(tx, task, blocked_by=(other.id,)), tx, NOON)

    shown = read_task_offer(Read(make.clock(), task.id, ToPerson(ANA)), tx, NOON)
    form = prepare_details(PrepareDetails(make.actor(PM), task.key), tx, NOON).facts
    assert [(one.task_key, one.title, one.assignee) for one in shown.blocked_by] == [("NET-2", "Order the cables", ANA)]
    assert [(one.id, one.label) for one in form.blockers] == [(other.id, "NET-2 Order the cables")]
    assert changes_of(tx, ANA) == (Change("waits for", "", "NET-2"),)
    assert tx.history.of_project(task.project_id, 1)[0].changes == (Change("waits for", "", "NET-2"),)


def test_the_stage_of_a_task_is_chosen_told_by_name_and_left_when_the_stage_is_taken_out(tx, task):
    stage = make.stage(tx, tx.projects.get(task.project_id), name="Design")

    edit_task(make.edit(tx, task, stage_id=stage.id), tx, NOON)

    form = prepare_details(PrepareDetails(make.actor(PM), task.key), tx, NOON).facts
    assert tx.tasks.get(task.id).stage_id == stage.id
    assert [(one.id, one.label) for one in form.stages] == [(stage.id, "1 Design")]
    assert changes_of(tx, ANA) == (Change("stage", "", "1 Design"),)
    assert tx.history.of_project(task.project_id, 1)[0].changes == (Change("stage", "", "1 Design"),)
    tx.stages.remove(stage.id)
    assert tx.tasks.get(task.id).stage_id is None


def test_what_is_said_besides_is_read_in_the_offer_by_whoever_has_not_answered_it(tx):
    task = make.task(tx, make.project(tx))

    edit_task(make.edit(tx, task, helpers=(BEN,), done_means="Pinged"), tx, NOON)

    assert {one.to.person for one in saved.said(tx, TaskChanged)} == {BEN}
    assert read_task_offer(Read(make.clock(), task.id, ToPerson(ANA)), tx, NOON).done_means == "Pinged"


def test_the_first_form_leaves_alone_what_only_the_second_asks(tx, task):
    edit_task(make.edit(tx, task, helpers=(BEN,), priority=Priority.HIGH), tx, NOON)

    edit_task(make.edit(tx, tx.tasks.get(task.id), title="Else"), tx, NOON)

    after = tx.tasks.get(task.id)
    assert (after.title, after.helpers, after.priority) == ("Else", (BEN,), Priority.HIGH)


def test_dropping_tells_everybody_who_has_to_do_with_it_why_and_counts_no_more(tx):
    project = make.project(tx)
    task = make.task(tx, project, TaskState.ACCEPTED, helpers=(BEN,))

    drop_task(DropTask(make.actor(HEAD), task.id, "Bought *elsewhere*"), tx, NOON)

    after = tx.tasks.get(task.id)
    assert (after.state, after.drop_reason, after.done_by, after.done_at) == (
        TaskState.DROPPED,
        "Bought *elsewhere*",
        HEAD,
        NOON,
    )
    assert {(one.to.person, one.reason) for one in saved.said(tx, TaskDropped)} == {
        (person, "Bought *elsewhere*") for person in (ANA, PM, BEN)
    }
    assert tx.projects.get(project.id).progress.tasks == 0


def test_a_drop_needs_its_reason(tx, task):
    with refused(tx, "reason"):
        drop_task(DropTask(make.actor(PM), task.id, " "), tx, NOON)


def test_the_form_that_drops_says_how_many_wait_for_it(tx, task):
    other = make.task(tx, tx.projects.get(task.project_id))
    edit_task(make.edit(tx, other, blocked_by=(task.id,)), tx, NOON)

    assert prepare_drop(PrepareDrop(make.actor(PM), task.id), tx, NOON).waiting == 1


def test_dropping_the_last_task_that_was_waited_for_lets_the_other_go_on(tx, task):
    other = make.task(tx, tx.projects.get(task.project_id), assignee=BEN, due=TOMORROW)
    edit_task(make.edit(tx, other, blocked_by=(task.id,)), tx, NOON)

    drop_task(DropTask(make.actor(PM), task.id, "Not needed"), tx, NOON)

    (told,) = saved.said(tx, TaskUnblocked)
    assert (told.to, told.task_key, told.ended_key, told.was_dropped) == (ToPerson(BEN), "NET-2", "NET-1", True)
