"""Delegating, answering and finishing tasks, as people do it in Slack."""

import pytest

from domain.living import TaskOffer
from domain.notices import TaskAnswered, TaskDelegated, TaskFinished
from domain.tasks import Priority, TaskState
from tests import make
from tests.handlers.office import filled, words_in
from tests.handlers.requests import answer_to_task, delegation, send, things
from tests.make import ANA, BEN, HEAD, NOBODY, PM, TODAY, YESTERDAY


def found(office, key="NET-1"):
    return office.inside(lambda tx: tx.tasks.by_key(key))


@pytest.mark.parametrize(
    ("text", "channel", "title"),
    [("delegate NET Order the “big” switches", "C1", "Order the “big” switches"), ("delegate", "C_NET", "")],
)
def test_the_form_opens_by_key_or_in_the_projects_channel(office, net, text, channel, title):
    office.phone(PM).command(text, channel_id=channel)

    view = office.opened()
    element = next(block["element"] for block in view["blocks"] if block["block_id"] == "title")
    assert "Net rollout" in words_in(view)
    assert element.get("initial_value", "") == title


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("delegate", "Say which project"),
        ("delegate QQQ", "There is no project QQQ"),
        ("delegate net-1", "There is no project NET-1"),
    ],
)
def test_without_a_project_it_says_how_to_name_one(office, net, text, said):
    heard = office.phone(PM).command(text)

    assert said in words_in(heard.said)
    assert office.slack.told("views.open") == []


@pytest.mark.parametrize("person", [ANA, make.RESP, make.IT, NOBODY])
def test_only_the_project_manager_and_the_head_delegate(office, net, person):
    form = delegation(office, PM)
    office.slack.calls.clear()

    asked = office.phone(person).command("delegate NET")
    sent = send(office, (person, form[1]))

    assert "Ask Head or Pm" in words_in(asked.said)
    assert "Ask Head or Pm" in words_in(sent.said)
    assert office.slack.told("views.open") == []
    assert office.is_silent()


@pytest.mark.parametrize("person", [PM, HEAD])
def test_a_submitted_form_gives_the_task_and_tells_both(office, net, person):
    heard = send(
        office,
        delegation(
            office,
            person,
            why="Old ones break",
            done_means="Pinged",
            helpers=[BEN],
            estimate="1,5",
            priority="urgent",
        ),
    )

    task = found(office)
    assert "NET-1 is given to Ana, who is asked to accept it." in words_in(heard.said)
    assert (task.title, task.why, task.done_means) == ("Mount", "Old ones break", "Pinged")
    assert (task.assignee, task.helpers, task.delegated_by) == (ANA, (BEN,), person)
    assert (task.estimate_minutes, task.priority, task.due) == (90, Priority.URGENT, make.TOMORROW)
    assert [one.to.person for one in office.waiting(TaskOffer)] == [ANA]
    assert [one.task_key for one in office.waiting(TaskDelegated)] == ["NET-1"]


@pytest.mark.parametrize(
    ("given", "refused"),
    [
        ({"title": " "}, {"title"}),
        ({"title": None}, {"title"}),
        ({"title": "x" * 201}, {"title"}),
        ({"assignee": None}, {"assignee"}),
        ({"assignee": "U_WHO"}, {"assignee"}),
        ({"helpers": ["U_WHO"]}, {"helpers"}),
        ({"due": None}, {"due"}),
        ({"due": str(YESTERDAY)}, {"due"}),
        ({"due": "2026-02-30"}, {"due"}),
        ({"estimate": "a while"}, {"estimate"}),
        ({"estimate": "-1"}, {"estimate"}),
        ({"estimate": "0", "due": str(YESTERDAY)}, {"estimate", "due"}),
    ],
    ids=str,
)
def test_what_is_wrong_is_said_beside_its_field(office, net, given, refused):
    heard = send(office, delegation(office, **given))

    assert set(heard.said["errors"]) == refused
    assert office.is_silent()


def test_in_the_projects_channel_the_form_only_closes(office, net):
    office.phone(PM).command("delegate", channel_id="C_NET")
    view = filled(office.opened(), title="Mount", assignee=ANA, due=str(TODAY))

    heard = send(office, (PM, view))

    assert heard.said == {}
    assert found(office).assignee == ANA


def test_a_task_for_oneself_is_ones_own(office, net):
    heard = send(office, delegation(office, assignee=PM))

    assert "NET-1 is yours." in words_in(heard.said)


def test_due_today_is_early_enough(office, net):
    send(office, delegation(office, due=str(TODAY)))

    assert found(office).due == TODAY


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


@pytest.mark.parametrize(
    ("text", "percent", "state"),
    [
        ("progress NET-1 60", 60, TaskState.ACCEPTED),
        ("progress net–1 60%", 60, TaskState.ACCEPTED),
        ("PROGRESS “NET-1” 100", 100, TaskState.DONE),
        ("progress NET-1 0", 0, TaskState.ACCEPTED),
        ("done NET-1", 100, TaskState.DONE),
        ("done  net-1 ", 100, TaskState.DONE),
    ],
)
def test_progress_is_reported_as_people_type(office, text, percent, state):
    things(office)

    heard = office.phone(ANA).command(text)

    assert (found(office).percent, found(office).state) == (percent, state)
    assert "NET-1" in words_in(heard.said)


@pytest.mark.parametrize(
    "text",
    [
        "progress NET-1",
        "progress NET-1 101",
        "progress NET-1 -5",
        "progress NET-1 half",
        "progress NET-1 ٥٠",
        "progress NET-1 99999999999999999999",
        "progress 60",
        "done",
        "done NET",
        "done NET-0",
        "done NET-99",
        "done QQQ-1",
    ],
)
def test_what_cannot_be_understood_is_said_with_an_example_or_the_key(office, text):
    things(office)
    office.forget_what_waits()

    heard = office.phone(ANA).command(text)

    assert "NET-12" in words_in(heard.said) or "There is no task" in words_in(heard.said)
    assert office.is_silent()


def test_finishing_tells_the_delegator_once(office):
    things(office)
    first = office.phone(ANA).command("done NET-1")

    second = office.phone(PM).command("done NET-1")

    assert "NET-1" in words_in(first.said)
    assert "already done" in words_in(second.said)
    assert [one.finished_by for one in office.waiting(TaskFinished)] == [ANA]


def test_the_done_button_finishes_by_key(office):
    things(office)

    office.phone(ANA).press("task_done", element={"value": "NET-1"})

    assert found(office).state is TaskState.DONE


def test_somebody_without_a_part_in_a_task_is_told_who_may(office):
    things(office)

    heard = office.phone(NOBODY).command("progress NET-1 10")

    assert words_in(heard.said).startswith("Only ")
    assert found(office).percent == 0
