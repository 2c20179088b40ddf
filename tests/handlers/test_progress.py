"""Reporting and finishing, as people type and press it in Slack."""

import pytest

from domain.task_notices import TaskFinished
from domain.tasks import TaskState
from tests import make
from tests.handlers.office import words_in
from tests.handlers.requests import opened_by, send, things
from tests.make import ANA, NOBODY, PM, TOMORROW, YESTERDAY


def found(office, key="NET-1"):
    return office.inside(lambda tx: tx.tasks.by_key(key))


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


def test_a_wrong_done_is_undone_by_the_button_of_its_answer(office):
    things(office)
    office.phone(ANA).command("progress NET-1 40")
    heard = office.phone(ANA).command("done NET-1")

    office.phone(ANA).press("task_reopen", element={"value": "NET-1"})

    assert "Undo" in words_in(heard.said)
    assert (found(office).percent, found(office).state) == (40, TaskState.ACCEPTED)
    assert "NET-1 is open again" in office.told()


@pytest.mark.parametrize("text", ["reopen NET-1", "REOPEN net–1"])
def test_a_task_is_reopened_by_its_key_and_a_second_time_it_says_so(office, text):
    things(office)
    office.phone(ANA).command("done NET-1")

    office.phone(PM).command(text)
    again = office.phone(PM).command(text)

    assert found(office).state is TaskState.ACCEPTED
    assert "NET-1 is open already." in words_in(again.said)


def test_the_progress_button_asks_how_far_it_is(office):
    seen = things(office)

    heard = send(office, opened_by(office, "task_progress", seen.task_key, ANA, percent="60"))

    assert heard.said == {}
    assert found(office).percent == 60


def test_a_reopened_task_whose_day_has_passed_says_so_and_how_to_change_it(office, net):
    office.inside(lambda tx: [make.task(tx, net, TaskState.DONE, due=day) for day in (YESTERDAY, TOMORROW)])

    late, early = (" ".join(words_in(office.phone(PM).command(f"reopen NET-{one}").said).split()) for one in (1, 2))

    assert "NET-1 is open again" in late
    assert "It was due Tue 1 Dec 2026, which has passed." in late
    assert "Change the due date" in late
    assert "NET-2 is open again" in early
    assert "due" not in early


def test_done_on_the_message_that_a_task_can_go_on_is_answered_beside_it(office):
    things(office)
    message = {"container": {"type": "message", "message_ts": "1.5", "channel_id": "D1"}}

    office.phone(ANA).press("task_done", "said_once", {"value": "NET-1"}, **message)

    (answer,) = office.slack.told("answer")
    assert answer["replace_original"] is False
    assert "NET-1" in words_in(answer)
    assert found(office).state is TaskState.DONE
