"""A task through changing hands, meeting others and being late, as the people concerned see it in Slack."""

from datetime import UTC, datetime

import pytest

NET = "NET"


@pytest.fixture(scope="module")
def net(scene):
    """A started project with a task of Tom's and one of Li's; gives its channel."""
    assert scene.creates(NET).ok
    scene.starts(NET)
    for what, who in (("Order the switches", "tom"), ("Mount the switches", "li")):
        assert scene.delegates(NET, what, who).ok
    scene.settle()
    return scene.channel_of(NET)["name"]


def edits(scene, handle, key):
    """Somebody opens the form of a task from the list, and has it in the hand."""
    scene.types(handle, "/project tasks NET")
    scene.who(handle).press(f"Change {key}", "#general")
    return scene.who(handle).modal()


def test_of_two_who_change_one_task_the_second_is_told_and_loses_nothing(scene, net):
    slow = edits(scene, "ana", "NET-2").fill({"Why": "Because"})
    edits(scene, "dana", "NET-2").fill({"Why": "So", "Who": "priya"}).submit()

    slow.submit()
    told = scene.who("ana").modal()
    said, kept = told.text, told.fields()
    told.submit()
    scene.who("ana").modal().fill({"Waits for": ["NET-1 Order the switches"]}).submit()
    scene.settle()

    assert "Somebody else changed this meanwhile." in said
    assert "why: it is now So" in said
    assert kept["Why"] == "Because"
    assert "Because" in scene.dm("priya", "NET-2 Mount the switches")[0]
    assert "NET-1 Order the switches (Tom Becker)" in scene.dm("priya", "NET-2 Mount the switches")[0]


def test_whoever_had_a_task_sees_in_its_old_message_that_somebody_else_has_it(scene, net):
    was, told = scene.dm("li", "NET-2")[:2]

    assert "Priya Nair has it now" in was
    assert "[Accept]" not in was
    assert "It is not yours any more: Priya Nair has it." in told
    assert "before, Li Chen had it" in scene.posts(net, containing="@priya")[0]


def test_whoever_waits_hears_that_they_can_go_on_and_a_wrong_done_is_undone(scene, net):
    scene.types("tom", "/project done NET-1")
    scene.settle()
    can_go_on = scene.dm("priya", "can go on")

    scene.who("tom").press("Undo", "#general")
    scene.settle()

    assert len(can_go_on) == 1
    assert "Waits for" in scene.dm("priya", "NET-2 Mount the switches")[0]
    assert "Tom Becker reopened NET-1" in scene.dm("dana", "reopened NET-1")[0]


def test_a_task_of_a_message_answers_in_its_thread(scene, net):
    ana = scene.who("ana")
    message = ana.write(net, "Label the cables\nbefore Friday")
    ana.shortcut("make_task_shortcut", message)
    ana.modal().fill({"Who": "tom", "Due date": "2026-03-19"}).submit()
    scene.settle()

    replies = [ana.plain(one) for one in ana.thread(net, message["ts"])[1:]]

    assert replies == [":clipboard: → NET-3 Label the cables: Tom Becker, due Thu 19 Mar 2026"]
    assert "before Friday" in scene.dm("tom", "NET-3 Label the cables")[0]


def test_the_reminder_of_a_day_comes_once_when_work_begins_and_follows_its_tasks(scene, net):
    scene.driver.jump(to=datetime(2026, 3, 20, 7, 55, tzinfo=UTC))
    scene.settle()
    before = scene.dm("tom", "Overdue by 1 day")
    scene.driver.jump(to=datetime(2026, 3, 20, 10, tzinfo=UTC))
    scene.settle()
    late = scene.dm("tom", "Overdue by 1 day")

    scene.who("tom").press("Mark NET-3 as done", containing="Overdue by 1 day")
    scene.settle()

    assert before == []
    assert len(late) == 1
    assert "NET-3 Label the cables is done" in scene.dm("tom", "Everything is settled")[0]
    assert scene.dm("tom", "Overdue by 1 day") == []
