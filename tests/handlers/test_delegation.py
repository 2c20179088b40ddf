"""Delegating tasks, as people do it in Slack."""

import pytest

from domain.briefs import Priority
from domain.living import TaskOffer
from domain.task_notices import TaskDelegated, TaskMade
from sandbox.driver import plain
from tests import make
from tests.handlers.office import filled, words_in
from tests.handlers.requests import delegation, send
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

    assert "Ask Pm or Head" in words_in(asked.said)
    assert "Ask Head" in words_in(sent.said)
    assert "Ask Pm" in words_in(sent.said)
    assert office.slack.told("views.open") == []
    assert office.is_silent()


@pytest.mark.parametrize(
    ("given", "refused"),
    [
        ({"title": " "}, {"title"}),
        ({"title": None}, {"title"}),
        ({"title": "x" * 201}, {"title"}),
        ({"assignee": None}, {"assignee"}),
        ({"assignee": "U_WHO"}, {"assignee"}),
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


def test_a_task_for_oneself_is_ones_own(office, net):
    heard = send(office, delegation(office, assignee=PM))

    assert "NET-1 is yours." in plain(heard.said["view"])


def test_due_today_is_early_enough(office, net):
    send(office, delegation(office, due=str(TODAY)))

    assert found(office).due == TODAY


@pytest.mark.parametrize("person", [PM, HEAD])
def test_a_submitted_form_gives_the_task_and_tells_both(office, net, person):
    heard = send(
        office,
        delegation(
            office,
            person,
            why="Old ones break",
            estimate="1,5",
        ),
    )

    task = found(office)
    assert "NET-1 is given to Ana, who is asked to accept it." in plain(heard.said["view"])
    assert (task.title, task.why) == ("Mount", "Old ones break")
    assert (task.assignee, task.delegated_by) == (ANA, person)
    assert (task.estimate_minutes, task.due) == (90, make.TOMORROW)
    assert [one.to.person for one in office.waiting(TaskOffer)] == [ANA]
    assert [one.task_key for one in office.waiting(TaskDelegated)] == ["NET-1"]


def test_what_can_be_said_besides_is_asked_once_somebody_has_the_task(office, net):
    stage = office.inside(make.stage, net)
    other = office.inside(make.task, net)
    view = office.as_shown(send(office, delegation(office)).said["view"])
    besides = {"done_means": "Pinged", "helpers": [BEN], "priority": "urgent", "stage_id": stage.id}

    refused = send(office, (PM, filled(view, **besides | {"helpers": ["U_WHO"]})))
    heard = send(office, (PM, filled(view, **besides, blocked_by=[other.id])))

    task = found(office, "NET-2")
    assert set(refused.said["errors"]) == {"helpers"}
    assert heard.said == {}
    assert (task.done_means, task.helpers, task.priority) == ("Pinged", (BEN,), Priority.URGENT)
    assert (task.title, task.assignee, task.stage_id) == ("Mount", ANA, stage.id)
    assert [one.id for one in office.inside(lambda tx: tx.blocks.open_blockers([task.id])[task.id])] == [other.id]


def test_a_project_without_stages_asks_for_none(office, net):
    view = send(office, delegation(office)).said["view"]

    assert "stage_id" not in {one.get("block_id") for one in view["blocks"]}


def test_an_odd_due_date_is_said(office, net):
    heard = send(office, delegation(office, due="2026-12-05"))

    assert "Sat 5 Dec 2026, when NET-1 is due, is not a working day." in words_in(heard.said)
    assert found(office).assignee == ANA


def shortcut_on(office, person, channel, text):
    message = {"ts": "1608093938.001200", "text": text}
    office.phone(person)._interact(
        "message_action",
        callback_id="make_task_shortcut",
        message=message,
        team={"id": "T1", "domain": "nordlicht"},
        channel={"id": channel, "name": "x"},
    )


def test_a_task_is_made_of_a_message_with_its_words_and_a_link_to_it(office, net):
    shortcut_on(office, PM, net.channel.id, f"<@{ANA}> order two &amp; more\nbecause")

    heard = send(office, (PM, filled(office.opened(), assignee=ANA, due=str(TODAY))))

    task = found(office)
    assert "NET-1 is given to Ana" in plain(heard.said["view"])
    assert (task.title, task.why) == ("@Ana order two & more", "@Ana order two & more\nbecause")
    assert task.source == "https://nordlicht.slack.com/archives/C_NET/p1608093938001200"
    assert [one.to.ts for one in office.waiting(TaskMade)] == ["1608093938.001200"]


def test_elsewhere_the_project_is_chosen_and_what_was_typed_stays(office, net):
    ops = office.inside(make.project, "OPS", started=True)
    shortcut_on(office, PM, "C0HELP", "Order it")
    view = filled(office.opened(), title="Changed words", project=ops.id, assignee=ANA, due=str(TODAY))

    office.phone(PM).press(
        "value", "project", {"type": "static_select", "selected_option": {"value": ops.id}}, view=view
    )
    changed = office.opened("views.update")
    send(office, (PM, view))

    title = next(block["element"] for block in changed["blocks"] if block["block_id"] == "title")
    assert title["initial_value"] == "Changed words"
    assert found(office, "OPS-1").title == "Changed words"
