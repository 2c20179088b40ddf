import pytest

from domain.history import Act, Change, Entry
from domain.history_sentences import sentence_of
from tests.make import ANA, NOBODY, NOON

DUE = Change("due date", "", "Mon 7 Dec 2026")


def _line(act, *changes, about="NET-2"):
    return sentence_of(Entry(1, NOON, ANA, act, about, changes))


@pytest.mark.parametrize(
    ("before", "after", "did"),
    [
        ("scoped", "active", "started the project"),
        ("active", "on hold", "put the project on hold"),
        ("on hold", "active", "resumed the project"),
        ("active", "completed", "completed the project"),
        ("completed", "active", "reopened the project"),
        ("cancelled", "draft", "reopened the project"),
    ],
)
def test_a_move_is_said_by_what_it_did(before, after, did):
    line = _line(Act.MOVED, Change("state", before, after), Change("reason of the end", "No budget", ""), about="NET")

    assert (line.did, line.about, line.changes) == (did, "", ())


def test_the_reason_of_an_end_stands_behind_it():
    reason = Change("reason of the end", "", "No budget")

    line = _line(Act.MOVED, Change("state", "active", "cancelled"), reason)

    assert (line.did, line.changes) == ("cancelled the project", (reason,))


@pytest.mark.parametrize(
    ("before", "after", "did"),
    [
        ("offered", "accepted", "accepted"),
        ("offered", "declined", "declined"),
        ("accepted", "done", "finished"),
        ("done", "accepted", "reopened"),
        ("accepted", "dropped", "dropped"),
    ],
)
def test_a_task_is_said_by_what_became_of_it_without_its_percent(before, after, did):
    line = _line(Act.CHANGED_TASK, Change("state", before, after), Change("percent", "0", "100"))

    assert (line.did, line.about, line.changes) == (did, "NET-2", ())


def test_progress_is_one_sentence():
    line = _line(Act.CHANGED_TASK, Change("percent", "0", "40"))

    assert (line.did, line.about, line.tail, line.changes) == ("says that", "NET-2", "is 40 % done", ())


def test_a_delegation_names_the_assignee_and_then_only_what_is_not_usual():
    state, usual = Change("state", "", "offered"), Change("priority", "", "normal")

    line = _line(
        Act.DELEGATED, Change("title", "", "Order"), Change("assignee", people_after=(NOBODY,)), DUE, state, usual
    )

    assert (line.about, line.tail, line.people, line.changes) == ("NET-2 Order", "to", (NOBODY,), (DUE,))


def test_a_task_that_changes_hands_is_given_to_somebody():
    line = _line(Act.CHANGED_TASK, Change("assignee", people_before=(ANA,), people_after=(NOBODY,)), DUE)

    assert (line.did, line.tail, line.people, line.changes) == ("gave", "to", (NOBODY,), (DUE,))


def test_any_other_change_is_left_as_it_was_written():
    line = _line(Act.CHANGED_TASK, DUE)

    assert (line.did, line.about, line.changes) == ("changed", "NET-2", (DUE,))
