import threading
from dataclasses import replace

import pytest

from domain.living import TaskOffer
from domain.notices import ToPerson
from domain.projects import Lifecycle
from domain.refusals import Refused
from domain.task_notices import TaskFinished, TaskReopened
from domain.tasks import TaskState
from tests import make, saved
from tests.make import ANA, BEN, HEAD, NOBODY, NOON, PM
from tests.use_cases.refusals import refused
from use_cases.edits import DropTask, PrepareDrop, drop_task, prepare_drop
from use_cases.offers import AcceptTask, DeclineTask, PrepareAnswer, accept_task, decline_task, prepare_answer
from use_cases.progress import (
    PrepareProgress,
    ReopenTask,
    ReportProgress,
    prepare_progress,
    reopen_task,
    report_progress,
    submit_progress,
)


@pytest.mark.parametrize("person", [ANA, BEN, PM, HEAD])
def test_everybody_who_works_on_a_task_reports_its_progress(tx, person):
    project = make.project(tx)
    task = make.task(tx, project, helpers=(BEN,), estimate_minutes=120)

    shown = report_progress(ReportProgress(make.actor(person), "NET-1", 60), tx, NOON)

    assert (shown.facts.percent, shown.facts.state, shown.names[ANA]) == (60, "accepted", "Ana")
    assert tx.projects.get(project.id).progress.percent == 60
    assert saved.said(tx, TaskFinished) == []
    assert f"task_offer:{task.id}:person:{ANA}" in saved.marks(tx)


def test_finishing_tells_the_delegator_once_and_counts(tx):
    project = make.project(tx)
    make.task(tx, project)

    report_progress(ReportProgress(make.actor(ANA), "NET-1", 100), tx, NOON)

    assert saved.said(tx, TaskFinished) == [
        TaskFinished(ToPerson(PM), "NET-1", "Mount the access points", "Net rollout", ANA, PM)
    ]
    progress = tx.projects.get(project.id).progress
    assert (progress.open, progress.percent) == (0, 100)


@pytest.mark.parametrize(("by", "told"), [(PM, [ANA]), (ANA, [PM]), (HEAD, [PM, ANA])])
def test_who_did_not_finish_the_task_is_told_that_it_is_done(tx, by, told):
    make.task(tx, make.project(tx))

    report_progress(ReportProgress(make.actor(by), "NET-1", 100), tx, NOON)

    assert [one.to.person for one in saved.said(tx, TaskFinished)] == told


@pytest.mark.parametrize(
    ("key", "percent", "fields", "words"),
    [
        ("NET-2", 50, (), "There is no task NET-2"),
        ("WEB-1", 50, (), "There is no task WEB-1"),
        ("NET-1", 101, ("percent",), "from 0 to 100"),
        ("NET-1", -1, ("percent",), "from 0 to 100"),
    ],
)
def test_progress_that_cannot_be_is_refused(tx, key, percent, fields, words):
    make.task(tx, make.project(tx))

    with refused(tx, *fields, words=words):
        report_progress(ReportProgress(make.actor(ANA), key, percent), tx, NOON)


def test_who_has_nothing_to_do_with_a_task_cannot_report_on_it(tx):
    make.task(tx, make.project(tx))

    with refused(tx, words="Only"):
        report_progress(ReportProgress(make.actor(NOBODY), "NET-1", 50), tx, NOON)


def test_a_task_of_a_hidden_project_is_refused_as_one_that_does_not_exist(tx):
    make.task(tx, make.project(tx, channel=make.private_channel()))

    with pytest.raises(Refused) as hidden:
        report_progress(ReportProgress(make.actor(NOBODY), "NET-1", 50), tx, NOON)
    with pytest.raises(Refused) as missing:
        report_progress(ReportProgress(make.actor(NOBODY), "NET-7", 50), tx, NOON)

    assert hidden.value.message.replace("NET-1", "NET-7") == missing.value.message


def test_an_assignee_who_is_not_on_a_private_project_can_still_finish_the_task(tx):
    make.task(tx, make.project(tx, channel=make.private_channel()), assignee=NOBODY)

    report_progress(ReportProgress(make.actor(NOBODY), "NET-1", 100), tx, NOON)

    assert tx.tasks.by_key("NET-1").state is TaskState.DONE


def test_of_two_people_finishing_one_task_at_once_one_is_told_that_it_is_done(run, inside):
    project = inside(make.project)
    inside(make.task, project, helpers=(BEN,))
    ready, heard = threading.Barrier(2), []

    def finish(person):
        ready.wait()
        try:
            heard.append(run(report_progress, ReportProgress(make.actor(person), "NET-1", 100)).facts.state)
        except Refused as refusal:
            heard.append(refusal.message)

    people = [threading.Thread(target=finish, args=(person,)) for person in (ANA, BEN)]
    for one in people:
        one.start()
    for one in people:
        one.join()

    assert sorted(heard) == ["NET-1 is already done.", "done"]
    assert len({one.finished_by for one in inside(saved.said, TaskFinished)}) == 1
    assert inside(lambda tx: tx.projects.get(project.id).progress.open) == 0


def test_a_wrong_done_is_undone_at_the_percent_it_had_and_the_delegator_hears_of_both(tx):
    project = make.project(tx)
    make.task(tx, project, TaskState.ACCEPTED, 40)
    report_progress(ReportProgress(make.actor(ANA), "NET-1", 100), tx, NOON)

    shown = reopen_task(ReopenTask(make.actor(ANA), "NET-1"), tx, NOON).facts

    assert (shown.percent, tx.tasks.by_key("NET-1").done_by) == (40, None)
    assert tx.projects.get(project.id).progress.open == 1
    assert [(one.to.person, one.reopened_by, one.percent) for one in saved.said(tx, TaskReopened)] == [(PM, ANA, 40)]


def test_the_assignee_is_told_that_a_task_is_open_again_or_gets_a_new_offer(tx):
    project = make.project(tx)
    done, declined = make.task(tx, project, TaskState.DONE), make.task(tx, project, TaskState.DECLINED)

    for task in (done, declined):
        reopen_task(ReopenTask(make.actor(HEAD), task.key), tx, NOON)

    assert {(one.to.person, one.task_key) for one in saved.said(tx, TaskReopened)} == {
        (ANA, "NET-1"),
        (PM, "NET-1"),
        (PM, "NET-2"),
    }
    again = tx.tasks.get(declined.id)
    assert (again.state, again.times_reoffered) == (TaskState.OFFERED, 1)
    assert TaskOffer.of(again) in saved.said(tx, TaskOffer)


@pytest.mark.parametrize(("state", "may"), [(TaskState.DONE, True), (TaskState.DECLINED, False)])
def test_the_assignee_reopens_what_was_done_and_not_what_was_declined(tx, state, may):
    make.task(tx, make.project(tx), state)

    if may:
        assert reopen_task(ReopenTask(make.actor(ANA), "NET-1"), tx, NOON).facts.key == "NET-1"
    else:
        with refused(tx, words="may change this task"):
            reopen_task(ReopenTask(make.actor(ANA), "NET-1"), tx, NOON)


def test_a_task_that_is_open_is_not_reopened_and_none_in_a_project_that_is_over(tx):
    project = make.project(tx)
    make.task(tx, project), make.task(tx, project, TaskState.DONE)

    with refused(tx, words="NET-1 is open already."):
        reopen_task(ReopenTask(make.actor(PM), "NET-1"), tx, NOON)
    tx.projects.change(replace(tx.projects.get(project.id), lifecycle=Lifecycle.CLOSED))
    with refused(tx, words="NET is closed and takes no more work. It cannot be reopened."):
        reopen_task(ReopenTask(make.actor(PM), "NET-2"), tx, NOON)


def test_who_had_not_accepted_a_reopened_task_is_asked_by_a_new_message_instead_of_told_that_it_is_theirs(tx):
    task = make.task(tx, make.project(tx))
    drop_task(DropTask(make.actor(HEAD), task.id, "Not needed"), tx, NOON)

    shown = reopen_task(ReopenTask(make.actor(HEAD), "NET-1"), tx, NOON).facts

    again = tx.tasks.get(task.id)
    assert shown.is_offered
    assert (again.state, again.times_reoffered) == (TaskState.OFFERED, 1)
    assert TaskOffer.of(again) in saved.said(tx, TaskOffer)
    assert [one.to.person for one in saved.said(tx, TaskReopened)] == [PM]


def test_the_form_shows_how_far_a_task_is_to_who_works_on_it(tx):
    make.task(tx, make.project(tx), TaskState.ACCEPTED, 40)

    form = prepare_progress(PrepareProgress(make.actor(ANA), "NET-1"), tx, NOON)

    assert (form.task_key, form.percent) == ("NET-1", 40)
    with refused(tx, words="may work on this task"):
        prepare_progress(PrepareProgress(make.actor(NOBODY), "NET-1"), tx, NOON)


def test_a_form_about_progress_that_comes_twice_saves_once(run, inside):
    inside(make.task, inside(make.project))

    for _ in range(2):
        run(submit_progress, ReportProgress(make.actor(ANA), "NET-1", 100), once="V1:report_progress:0")

    assert len(inside(saved.said, TaskFinished)) == 1


@pytest.mark.parametrize(
    ("use_case", "order"),
    [
        (report_progress, lambda task: ReportProgress(make.actor(ANA), task.key, 100)),
        (prepare_progress, lambda task: PrepareProgress(make.actor(ANA), task.key)),
        (accept_task, lambda task: AcceptTask(make.actor(ANA), task.id)),
        (decline_task, lambda task: DeclineTask(make.actor(ANA), task.id, "No time")),
        (prepare_answer, lambda task: PrepareAnswer(make.actor(ANA), task.id)),
        (prepare_drop, lambda task: PrepareDrop(make.actor(PM), task.id)),
        (drop_task, lambda task: DropTask(make.actor(PM), task.id, "Not needed")),
    ],
)
def test_no_task_is_worked_on_in_a_project_that_is_over(tx, use_case, order):
    project = make.project(tx)
    task = make.task(tx, project)
    tx.projects.change(replace(tx.projects.get(project.id), lifecycle=Lifecycle.CANCELLED))

    with refused(tx, words="NET is cancelled and takes no more work. Reopen it first."):
        use_case(order(task), tx, NOON)

    assert tx.tasks.get(task.id) == task
