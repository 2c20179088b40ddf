import threading
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.actors import Standing
from domain.identity import UserId
from domain.living import Home, TaskOffer
from domain.notices import TaskAnswered, TaskDeclined, TaskDelegated, TaskFinished, ToPerson, ToProject
from domain.permissions import Forbidden
from domain.projects import Lifecycle
from domain.refusals import Refused
from domain.tasks import Priority, TaskState
from tests import make, saved
from tests.make import ANA, BEN, HEAD, NOBODY, NOON, PM, TODAY, TOMORROW, YESTERDAY
from tests.use_cases.examples import running
from tests.use_cases.refusals import refused
from use_cases.reading import Read
from use_cases.tasks import (
    AcceptTask,
    AskAboutTask,
    DeclineTask,
    PrepareAnswer,
    PrepareDelegation,
    ReportProgress,
    accept_task,
    ask_about_task,
    decline_task,
    delegate_task,
    prepare_answer,
    prepare_delegation,
    read_task_offer,
    report_progress,
)


def test_a_delegated_task_is_saved_counted_and_told_to_its_assignee_and_the_channel(tx):
    project = make.project(tx)

    key = delegate_task(make.delegation(project, estimate="1,5", helpers=(BEN,), priority=Priority.HIGH), tx, NOON)

    task = tx.tasks.by_key(key)
    assert (key, task.assignee, task.helpers, task.due) == ("NET-1", ANA, (BEN,), TOMORROW)
    assert (task.estimate_minutes, task.priority, task.delegated_by, task.state) == (90, "high", PM, "offered")
    assert tx.projects.get(project.id).progress.open == 1
    assert saved.said(tx, TaskOffer) == [TaskOffer(ToPerson(ANA), task.id)]
    assert saved.said(tx, TaskDelegated) == [
        TaskDelegated(ToProject(project.id), "NET-1", task.title, ANA, PM, TOMORROW, Priority.HIGH)
    ]
    assert saved.kinds(tx)[2:] == ["project_card", "home", "home"]


def test_tasks_are_numbered_one_after_the_other_in_each_project(tx):
    net, web = make.project(tx, "NET"), make.project(tx, "WEB")

    keys = [delegate_task(make.delegation(project), tx, NOON) for project in (net, web, net)]

    assert keys == ["NET-1", "WEB-1", "NET-2"]


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"title": "  "}, ["title"]),
        ({"title": "x" * 201}, ["title"]),
        ({"due": YESTERDAY}, ["due"]),
        ({"estimate": "two days"}, ["estimate"]),
        ({"estimate": "-1"}, ["estimate"]),
        ({"assignee": UserId("U_UNKNOWN")}, ["assignee"]),
        ({"assignee": UserId("U_GUEST")}, ["assignee"]),
        ({"assignee": UserId("U_GONE")}, ["assignee"]),
        ({"helpers": (BEN, UserId("U_BOT"), UserId("U_UNKNOWN"))}, ["helpers", "helpers"]),
        ({"title": "", "due": YESTERDAY, "estimate": "x"}, ["estimate", "title", "due"]),
    ],
)
def test_a_delegation_is_refused_beside_each_wrong_field(tx, changes, fields):
    project = make.project(tx)
    for name, standing in (("GUEST", "guest"), ("GONE", "deactivated"), ("BOT", "bot")):
        make.person(tx, f"U_{name}", standing=Standing(standing))

    with refused(tx, *fields):
        delegate_task(make.delegation(project, **changes), tx, NOON)

    assert tx.tasks.all_in(project.id) == []


def test_a_due_date_is_judged_by_the_projects_calendar(tx):
    project = make.project(tx, zone="Pacific/Auckland")
    tomorrow_there = datetime(2026, 12, 3, 1, tzinfo=ZoneInfo("Pacific/Auckland"))

    with refused(tx, "due"):
        delegate_task(make.delegation(project, due=date(2026, 12, 2)), tx, tomorrow_there)


@pytest.mark.parametrize(
    "text", ["<!channel>", "😀", "مرحبا", "{{ 7*7 }}", "'; DROP TABLE tasks; --", "x" * 3000, "a\nb"]
)
def test_what_was_typed_is_kept_to_the_letter(tx, text):
    project = make.project(tx)

    delegate_task(make.delegation(project, title=text[:200], why=text, done_means=text), tx, NOON)

    task = tx.tasks.by_key("NET-1")
    assert (task.title, task.why, task.done_means) == (text[:200], text, text)


@pytest.mark.parametrize("person", ["U_IT", "U_RESP", "U_ANA", "U_NOBODY", "U_ADMIN"])
def test_only_the_manager_and_the_head_delegate(tx, person):
    project = make.project(tx)

    with pytest.raises(Forbidden) as refusal:
        delegate_task(make.delegation(project, by=make.actor(person)), tx, NOON)

    assert set(refusal.value.who_may) == {PM, HEAD}


def test_no_work_is_delegated_in_a_project_that_is_over(tx):
    project = make.project(tx, lifecycle=Lifecycle.CANCELLED)

    with refused(tx, words="cancelled"):
        delegate_task(make.delegation(project), tx, NOON)


def test_the_form_knows_its_project_by_key_or_by_channel_and_what_day_it_is_there(tx):
    project = make.project(tx, zone="Pacific/Auckland")

    by_key = prepare_delegation(PrepareDelegation(make.actor(PM), "NET", typed=("NET", "x" * 300)), tx, NOON)
    by_channel = prepare_delegation(PrepareDelegation(make.actor(HEAD), channel="C_NET"), tx, NOON)

    assert (by_key.project_id, by_key.title, by_key.today) == (project.id, "x" * 200, date(2026, 12, 3))
    assert by_channel.project_id == project.id


def test_in_a_projects_channel_the_first_word_may_be_the_titles(tx):
    make.project(tx)

    def asked(channel: str | None):
        order = PrepareDelegation(make.actor(PM), "ORDER", channel, ("Order", "the", "switches"))
        return prepare_delegation(order, tx, NOON)

    here = asked("C_NET")

    assert (here.project_key, here.title) == ("NET", "Order the switches")
    with pytest.raises(Refused, match="no project ORDER"):
        asked("C_ELSEWHERE")
    with pytest.raises(Refused, match="no project ORDER"):
        asked(None)


def test_the_form_opens_only_for_those_who_may_delegate(tx):
    make.project(tx)

    with refused(tx, words="Only the department head or the project manager"):
        prepare_delegation(PrepareDelegation(make.actor(ANA), "NET"), tx, NOON)


@pytest.mark.parametrize(
    ("use_case", "order", "state", "answer", "words"),
    [
        (accept_task, lambda task: AcceptTask(make.actor(ANA), task.id), "accepted", "accepted", ""),
        (
            decline_task,
            lambda task: DeclineTask(make.actor(ANA), task.id, "No time"),
            "declined",
            "declined",
            "No time",
        ),
        (ask_about_task, lambda task: AskAboutTask(make.actor(ANA), task.id, "Why?"), "offered", "asked", "Why?"),
    ],
)
def test_an_answer_is_saved_and_told_to_the_delegator(tx, use_case, order, state, answer, words):
    task = make.task(tx, make.project(tx))

    use_case(order(task), tx, NOON)

    assert tx.tasks.get(task.id).state == state
    assert saved.said(tx, TaskAnswered) == [
        TaskAnswered(ToPerson(PM), "NET-1", task.title, "Net rollout", answer, ANA, words)
    ]
    assert saved.said(tx, TaskOffer) == [TaskOffer(ToPerson(ANA), task.id)]
    assert {one.about for one in saved.said(tx, Home)} == {ANA, PM} | ({HEAD} if answer == "declined" else set())


def test_a_declined_task_is_said_to_need_somebody_and_the_manager_hears_why(tx):
    project = make.project(tx)
    task = make.task(tx, project, by=HEAD)

    decline_task(DeclineTask(make.actor(ANA), task.id, "No time"), tx, NOON)

    assert saved.said(tx, TaskDeclined) == [
        TaskDeclined(ToProject(project.id), "NET-1", task.title, ANA, task.due),
    ]
    assert [(one.to.person, one.words) for one in saved.said(tx, TaskAnswered)] == [(HEAD, "No time"), (PM, "No time")]


def test_who_answers_their_own_delegation_is_not_told(tx):
    task = make.task(tx, make.project(tx), by=ANA)

    accept_task(AcceptTask(make.actor(ANA), task.id), tx, NOON)

    assert saved.said(tx, TaskAnswered) == []


@pytest.mark.parametrize("person", [BEN, PM, HEAD, NOBODY])
def test_only_the_assignee_answers(tx, person):
    task = make.task(tx, make.project(tx), helpers=(BEN,))

    with refused(tx, words="Only the person the task was given to"):
        accept_task(AcceptTask(make.actor(person), task.id), tx, NOON)


def test_a_second_press_and_a_press_on_a_stale_message_say_what_happened_before(tx):
    task = make.task(tx, make.project(tx))
    accept_task(AcceptTask(make.actor(ANA), task.id), tx, NOON)

    with refused(tx, words="NET-1 was already accepted"):
        accept_task(AcceptTask(make.actor(ANA), task.id), tx, NOON)
    with refused(tx, words="NET-1 was already accepted"):
        decline_task(DeclineTask(make.actor(ANA), task.id, "No"), tx, NOON)


def test_a_decline_needs_a_reason_and_a_question_its_words(tx):
    task = make.task(tx, make.project(tx))

    with refused(tx, "reason"):
        decline_task(DeclineTask(make.actor(ANA), task.id, " "), tx, NOON)
    with refused(tx, "question"):
        ask_about_task(AskAboutTask(make.actor(ANA), task.id, "\n"), tx, NOON)


@pytest.mark.parametrize("state", [TaskState.DONE, TaskState.DECLINED, TaskState.DROPPED])
def test_the_form_for_an_answer_opens_only_while_there_is_something_to_answer(tx, state):
    project = make.project(tx)
    offered, over = make.task(tx, project), make.task(tx, project, state)

    form = prepare_answer(PrepareAnswer(make.actor(ANA), offered.id), tx, NOON)

    assert (form.task_key, form.title) == ("NET-1", offered.title)
    with refused(tx, words=f"NET-2 is already {state}"):
        prepare_answer(PrepareAnswer(make.actor(ANA), over.id), tx, NOON)


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


def test_a_submission_that_comes_twice_delegates_once_and_gets_the_same_answer(run, inside):
    order = make.delegation(inside(make.project))

    keys = [run(delegate_task, order, once="V1/delegate_task/1") for _ in range(3)]

    assert keys == ["NET-1"] * 3
    assert len(inside(saved.said, TaskDelegated)) == 1


def test_the_offer_shows_the_task_and_what_became_of_it(tx):
    task = make.task(tx, running(tx), why="Because", helpers=(BEN,))
    accept_task(AcceptTask(make.actor(ANA), task.id), tx, NOON + timedelta(hours=1))

    shown = read_task_offer(Read(make.clock(), task.id, ToPerson(ANA)), tx, NOON)

    assert (shown.key, shown.why, shown.helpers, shown.delegated_by) == ("NET-1", "Because", (BEN,), PM)
    assert (shown.state, shown.answered_at) == (TaskState.ACCEPTED, NOON + timedelta(hours=1))
    assert (shown.project_key, shown.project_name, shown.customer) == ("NET", "Net rollout", "Acme")
    assert shown.due > TODAY
