from datetime import timedelta

import pytest

from domain.living import Home, TaskOffer
from domain.notices import ToPerson, ToProject
from domain.task_notices import TaskAnswered, TaskDeclined
from domain.tasks import TaskState
from tests import make, saved
from tests.make import ANA, BEN, HEAD, NOBODY, NOON, PM, TODAY
from tests.use_cases.examples import running
from tests.use_cases.refusals import refused
from use_cases.offers import (
    AcceptTask,
    AskAboutTask,
    DeclineTask,
    PrepareAnswer,
    accept_task,
    ask_about_task,
    decline_task,
    prepare_answer,
    read_task_offer,
)
from use_cases.reading import Read


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
        TaskAnswered(ToPerson(PM), "NET-1", task.title, "Net rollout", answer, ANA, words, task.id)
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


def test_the_offer_shows_the_task_and_what_became_of_it(tx):
    task = make.task(tx, running(tx), why="Because", helpers=(BEN,))
    accept_task(AcceptTask(make.actor(ANA), task.id), tx, NOON + timedelta(hours=1))

    shown = read_task_offer(Read(make.clock(), task.id, ToPerson(ANA)), tx, NOON)

    assert (shown.key, shown.why, shown.helpers, shown.delegated_by) == ("NET-1", "Because", (BEN,), PM)
    assert (shown.state, shown.answered_at) == (TaskState.ACCEPTED, NOON + timedelta(hours=1))
    assert (shown.project_key, shown.project_name, shown.customer) == ("NET", "Net rollout", "Acme")
    assert shown.due > TODAY
