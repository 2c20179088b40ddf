"""One Monday of a department head and an IT manager, in the one conversation that Steward has with both."""

from datetime import UTC, datetime

import pytest

from tests.stories.offices import said as said_in

MONDAY = datetime(2026, 3, 23, 8, 5, tzinfo=UTC)
"""Just after nine in Berlin, where both work."""


@pytest.fixture(scope="module")
def monday(scene):
    """A project whose critical difficulty waited over the weekend, and the conversation on Monday morning."""
    assert scene.creates("NET").ok
    scene.starts("NET")
    scene.fills(
        "li",
        "/project difficulty NET No key for room 2",
        {"What is difficult": "No key for *room 2*", "Severity": "🔴 Critical: the work stands still"},
    )
    scene.settle()
    scene.driver.jump(to=MONDAY)
    return scene.driver.wait_until(lambda: shared_by(scene, "dana"))


def shared_by(scene, handle):
    """The conversation of more than one person with Steward that somebody is in."""
    return next((one["id"] for one in scene.channels(handle) if one["kind"] == "mpim"), None)


def digest(scene, monday, containing="Decisions of the week"):
    scene.settle()
    found = scene.posts(monday, "mika", containing)
    return found[-1] if found else ""


def test_what_waits_is_said_to_both_talked_about_and_settled_where_it_stands(scene, monday):
    scene.driver.wait_until(lambda: digest(scene, monday))
    said = digest(scene, monday)
    mika, dana = scene.who("mika"), scene.who("dana")

    discussed = mika.press("Discuss", channel=monday)
    scene.settle()
    (message,) = dana.messages(monday)
    thread = said_in(dana, dana.thread(monday, message["ts"]), "wants to talk about")
    scene.driver.jump(to=MONDAY.replace(minute=20))
    taken_on = dana.press("Acknowledge", channel=monday)
    settled = scene.driver.wait_until(
        lambda: "Everything is decided." in digest(scene, monday) and digest(scene, monday)
    )

    assert "1 decision waits" in said
    assert "No key for *room 2*" in said
    assert "Until then nobody sees to it." in said
    assert discussed.ok
    assert len(thread) == 1
    assert thread[0].startswith(":speech_balloon: @dana, Mika Lindqvist wants to talk about NET-D1")
    assert taken_on.ok
    assert "Settled: NET-D1" in settled
    assert "[Acknowledge]" not in settled
    assert shared_by(scene, "ana") is None
    assert scene.driver.problems() == []
