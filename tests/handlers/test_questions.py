"""Answering what somebody asked about a task."""

from domain.task_notices import QuestionAnswered
from tests.handlers.office import words_in
from tests.handlers.requests import answer_to_task, reply, send, things
from tests.make import ANA, NOBODY


def test_the_answer_goes_to_whoever_asked(office):
    seen = things(office)
    form = reply(office, seen.task, answer="Two & <three>")

    heard = send(office, form)

    assert heard.said == {}
    assert "How many?" in words_in(form[1])
    assert [(one.to.person, one.answer) for one in office.waiting(QuestionAnswered)] == [(ANA, "Two & <three>")]


def test_a_blank_answer_is_refused_beside_its_field(office):
    seen = things(office)

    heard = send(office, reply(office, seen.task, answer="  "))

    assert set(heard.said["errors"]) == {"answer"}


def test_only_who_may_change_the_task_answers(office):
    seen = things(office)
    send(office, answer_to_task(office, "task_ask", seen.task, question="How many?"))
    office.slack.calls.clear()

    office.phone(NOBODY).press("question_answer", element={"value": seen.task})

    assert office.slack.told("views.open") == []
    assert office.told().startswith("Only ")
