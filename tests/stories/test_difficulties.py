"""A difficulty from a message to its end, as the people concerned see it, with Steward at work against the sandbox."""

import pytest

NET = "NET"


@pytest.fixture(scope="module")
def net(scene):
    """A started project; gives its channel."""
    assert scene.creates(NET).ok
    scene.starts(NET)
    scene.settle()
    return scene.channel_of(NET)["name"]


def card(scene, channel, key):
    return scene.posts(channel, containing=f"{key} ")[0]


def test_from_a_message_through_a_step_to_its_end_everybody_sees_the_same_card(scene, net):
    li, dana, ana = (scene.who(one) for one in ("li", "dana", "ana"))
    li.shortcut("report_difficulty_shortcut", li.write(net, "The ladder has not come"))
    li.modal().fill({"Severity": "🔴 Critical: the work stands still"}).submit()
    scene.settle()
    reported = card(scene, net, "NET-D1"), scene.dm("dana", "NET-D1")[0]

    dana.press("Acknowledge", containing="NET-D1")
    scene.settle()
    acknowledged = card(scene, net, "NET-D1"), scene.dm("li", "acknowledged NET-D1")
    ana.press("Add a step", net, containing="NET-D1")
    ana.modal().fill({"What needs doing": "Lend a ladder", "Who": "tom", "Due date": "2026-03-20"}).submit()
    scene.settle()
    with_step = card(scene, net, "NET-D1")
    li.press("Resolve", net, containing="NET-D1")
    warned = li.modal().text
    li.modal().fill({"How was it resolved": "Tom had one"}).submit()
    scene.settle()

    assert all("The ladder has not come" in one and "[Acknowledge]" in one for one in reported)
    assert "from this message" in reported[0]
    assert "Acknowledged by Dana Weber" in acknowledged[0]
    assert len(acknowledged[1]) == 1
    assert "NET-1 Lend a ladder: Tom Becker" in with_step
    assert "To resolve NET-D1: The ladder has not come" in scene.dm("tom", "Lend a ladder")[0]
    assert "1 step still open" in warned
    assert "Resolved by Li Chen" in card(scene, net, "NET-D1")
    assert "Resolved by Li Chen" in scene.dm("ana", "NET-D1")[0]
    assert "Tom had one" in scene.dm("dana", "resolved NET-D1")[0]


def test_a_report_with_something_wrong_keeps_what_was_typed(scene, net):
    li = scene.who("li")
    li.command("#general", "/project difficulty NET no key for room 2")
    form = li.modal().fill({"Severity": "🔵 Low: a nuisance, work goes on", "Impact (hours)": "-2"})

    form.submit()
    wrong = form.error("Impact (hours)")
    seen = form.fill({"Impact (hours)": "2"}).submit()
    scene.settle()

    assert wrong.startswith("Enter hours above 0")
    assert "is reported; its card is in the project's channel." in li.modal().text
    assert seen.ok
    assert "no key for room 2" in scene.posts(net, containing="no key")[0]
