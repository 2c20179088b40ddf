"""Changing and dropping tasks, as people do it in Slack."""

import json

from domain.task_notices import TaskChanged
from domain.tasks import TaskState
from sandbox.driver import plain
from tests import make
from tests.handlers.office import words_in
from tests.handlers.requests import detailing, opened_by, send, things
from tests.make import ANA, BEN, HEAD, NOBODY, PM


def found(office, key="NET-1"):
    return office.inside(lambda tx: tx.tasks.by_key(key))


def test_the_form_opens_with_the_task_as_it_is_and_saves_what_was_changed(office):
    seen = things(office)

    heard = send(office, opened_by(office, "edit_task", seen.task, title="Else", assignee=BEN))

    assert heard.said["view"]["callback_id"] == "task_details"
    assert (found(office).title, found(office).assignee) == ("Else", BEN)
    assert {one.to.person for one in office.waiting(TaskChanged)} == {ANA}


def test_what_is_wrong_is_said_beside_its_field(office):
    seen = things(office)

    heard = send(office, opened_by(office, "edit_task", seen.task, title=" ", estimate="soon"))

    assert set(heard.said["errors"]) == {"title"}


def test_what_somebody_else_changed_meanwhile_is_said_and_what_was_typed_stays(office):
    seen = things(office)
    mine = opened_by(office, "edit_task", seen.task, title="Mine")
    send(office, opened_by(office, "edit_task", seen.task, HEAD, title="Theirs"))

    heard = send(office, mine)

    view = heard.said["view"]
    title = next(block["element"] for block in view["blocks"] if block.get("block_id") == "title")
    assert heard.said["response_action"] == "update"
    assert "Somebody else changed this meanwhile." in words_in(view)
    assert "Theirs" in words_in(view)
    assert title["initial_value"] == "Mine"
    again = {**office.as_shown(view), "hash": "h9", "state": mine[1]["state"]}
    assert "NET-1 is saved" in plain(send(office, (PM, again)).said["view"])
    assert found(office).title == "Mine"


def test_what_somebody_else_said_besides_meanwhile_is_shown_and_what_was_typed_stays(office):
    seen = things(office)
    mine = detailing(office, seen.task, done_means="Mine", priority="high")
    send(office, detailing(office, seen.task, HEAD, done_means="Theirs"))

    view = send(office, mine).said["view"]
    heard = send(office, (PM, {**office.as_shown(view), "hash": "h9", "state": mine[1]["state"]}))

    assert "it is now Theirs" in plain(view)
    assert heard.said == {}
    assert (found(office).done_means, found(office).priority) == ("Mine", "high")


def test_what_can_be_waited_for_is_offered_while_somebody_types(office):
    seen = things(office)
    office.inside(lambda tx: make.task(tx, tx.projects.by_key("NET"), title="Order the cables"))
    view = detailing(office, seen.task)[1]

    heard = office.phone(PM).suggest("cable", view, "blocked_by")

    assert [one["text"]["text"] for one in heard.said["options"]] == ["NET-2 Order the cables"]
    assert json.loads(view["private_metadata"])["task_id"] == seen.task


def test_dropping_is_asked_for_on_top_of_the_form_and_closes_both(office):
    seen = things(office)
    form = opened_by(office, "edit_task", seen.task)[1]
    office.phone(PM).press("value", "dropping", element={"value": seen.task}, view=form)
    asked = office.opened("views.push")

    heard = send(office, (PM, {**asked, "state": {"values": {"reason": {"value": typed("Not needed")}}}}))

    assert heard.said == {"response_action": "clear"}
    assert (found(office).state, found(office).drop_reason) == (TaskState.DROPPED, "Not needed")


def typed(text):
    return {"type": "plain_text_input", "value": text}


def test_only_who_may_change_a_task_sees_the_form(office):
    seen = things(office)

    office.phone(NOBODY).press("edit_task", element={"value": seen.task})

    assert office.slack.told("views.open") == []
    assert "may change this task" in office.told()


def test_an_odd_due_date_is_saved_and_said(office):
    seen = things(office)

    heard = send(office, opened_by(office, "edit_task", seen.task, due="2026-12-05"))

    assert "Sat 5 Dec 2026, when NET-1 is due, is not a working day." in words_in(heard.said)
