"""Answering the tasks one was given, as people do it in Slack."""

from domain.task_notices import TaskAnswered
from domain.tasks import TaskState
from tests.handlers.requests import answer_to_task, send, things
from tests.make import ANA, PM


def found(office, key="NET-1"):
    return office.inside(lambda tx: tx.tasks.by_key(key))


def test_accepting_tells_the_delegator_and_a_second_press_says_it_is_accepted(office):
    seen = things(office)
    office.phone(ANA).press("task_accept", element={"value": seen.task})
    told = office.waiting(TaskAnswered)

    office.phone(ANA).press("task_accept", element={"value": seen.task})

    assert found(office).state is TaskState.ACCEPTED
    assert [(one.to.person, one.answer) for one in told] == [(PM, "accepted")]
    assert office.waiting(TaskAnswered) == told
    assert "already accepted" in office.told()


def test_a_decline_needs_its_reason(office):
    seen = things(office)

    heard = send(office, answer_to_task(office, "task_decline", seen.task, reason="  "))

    assert set(heard.said["errors"]) == {"reason"}
    assert found(office).state is TaskState.OFFERED


def test_a_decline_tells_the_delegator_why(office):
    seen = things(office)

    send(office, answer_to_task(office, "task_decline", seen.task, reason="On *leave*"))

    assert found(office).decline_reason == "On *leave*"
    assert [(one.answer, one.words) for one in office.waiting(TaskAnswered)] == [("declined", "On *leave*")]


def test_a_question_keeps_the_task_open(office):
    seen = things(office)

    send(office, answer_to_task(office, "task_ask", seen.task, question="Which floor?"))

    assert found(office).state is TaskState.OFFERED
    assert [(one.answer, one.words) for one in office.waiting(TaskAnswered)] == [("asked", "Which floor?")]


def test_a_form_that_was_opened_before_the_task_was_declined_is_refused_with_words(office):
    seen = things(office)
    slow = answer_to_task(office, "task_decline", seen.task, reason="Too slow")
    send(office, answer_to_task(office, "task_decline", seen.task, reason="First"))

    heard = send(office, slow)

    assert heard.said["response_action"] == "errors"
    assert found(office).decline_reason == "First"


def test_declining_a_task_that_is_answered_opens_no_form(office):
    seen = things(office)
    office.phone(ANA).command("done NET-1")
    office.slack.calls.clear()

    office.phone(ANA).press("task_decline", element={"value": seen.task})

    assert office.slack.told("views.open") == []
    assert "already done" in office.told()
