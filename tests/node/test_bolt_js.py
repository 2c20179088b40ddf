"""Bolt for JavaScript, which nobody here wrote, works against the sandbox over both transports."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from sandbox import Driver
from sandbox.driver import PersonAtKeyboard

pytestmark = pytest.mark.node


def newest(person: PersonAtKeyboard, driver: Driver, words: str, channel: str | None = None) -> str:
    """The newest message with these words, once it is there."""

    def found() -> list[str]:
        messages = person.messages(channel) if channel else person.dm()
        return [text for message in messages if words in (text := person.plain(message))]

    return driver.wait_until(found)[-1]


def test_a_form_is_opened_corrected_and_submitted(ana: PersonAtKeyboard, driver: Driver) -> None:
    ana.command("#general", "/desk open")
    form = ana.modal().fill({"For whom": "ben", "City": "Lisbon"})

    refused = form.fill({"Subject": "nothing"}).submit()
    widened = form.fill({"Subject": "more"}).submit()
    steps = [label for label in ana.modal().labels if label.startswith("Step")]
    accepted = form.fill({"Subject": "Printer"}).submit()

    assert refused.errors == {"subject": "Say what is broken."}
    assert widened.ok
    assert steps == ["Step 1", "Step 2", "Step 3"]
    assert accepted.ok
    assert ana.modals() == []
    assert newest(ana, driver, "Printer") == "Printer in Lisbon, for @ben"


def test_a_button_in_a_form_changes_it_and_another_lays_a_form_over_it(ana: PersonAtKeyboard, driver: Driver) -> None:
    ana.command("#general", "/desk open")
    form = ana.modal().fill({"Subject": "Screen"})

    form.press("Add a step")
    driver.wait_until(lambda: "Step 2" in form.refresh().labels)
    form.press("Details")
    driver.wait_until(lambda: len(ana.modals()) == 2)
    ana.modal().fill({"Due": "2027-01-31"}).submit()

    assert ana.modal().fields()["Subject"] == "Screen"
    assert ana.modal().title == "New ticket"
    ana.modal().close()


def test_a_closed_form_is_told_to_the_app(ana: PersonAtKeyboard, driver: Driver) -> None:
    ana.shortcut("new_ticket")
    driver.wait_until(ana.modals)

    ana.modal().close(everything=True)

    assert newest(ana, driver, "Closed all") == "Closed all."


def test_what_stands_in_a_message_can_be_pressed_and_chosen(ana: PersonAtKeyboard, driver: Driver) -> None:
    ana.command("#desk", "/desk say PRN-1")
    newest(ana, driver, "Take it", "#desk")

    ana.choose("Where", "Berlin", "#desk")
    ana.press("Take it", "#desk")

    assert newest(ana, driver, "takes PRN-1", "#desk") == "@ana takes PRN-1."
    heard = driver.wait_until(lambda: [text for text in whispers(ana) if text == "It is yours."])
    assert heard
    assert "City: Berlin" in whispers(ana)


def whispers(person: PersonAtKeyboard) -> list[str]:
    return [message["text"] for message in person.messages("#desk") if message["ephemeral"]]


def test_an_overflow_answers_and_the_message_is_edited(ana: PersonAtKeyboard, driver: Driver) -> None:
    ana.command("#desk", "/desk say PRN-2")
    newest(ana, driver, "Take it", "#desk")

    ana.choose("more", "Later", "#desk")

    assert newest(ana, driver, "Somebody else?", "#desk")
    assert "Noted: later" in whispers(ana)


def test_a_shortcut_on_a_message_replies_in_its_thread(ana: PersonAtKeyboard, driver: Driver) -> None:
    message = ana.write("#desk", "The printer is on fire")
    ana.shortcut("add_note", message)

    ana.modal().fill({"Note": "Called 112"}).submit()

    driver.wait_until(lambda: len(ana.thread("#desk", message["ts"])) == 2)
    assert ana.thread("#desk", message["ts"])[1]["text"] == "Note: Called 112"


def test_the_home_is_published_when_it_is_opened(ana: PersonAtKeyboard, driver: Driver) -> None:
    ana.open_home()

    assert ana.plain(driver.wait_until(ana.home)) == "Hello @ana"


def test_who_joins_is_welcomed(ana: PersonAtKeyboard, driver: Driver) -> None:
    ben = driver.person("ben")
    driver.channel("create", name="newcomers", members=[ana.id, driver.workspace()["app"]["bot_user"]])

    driver.channel("invite", "newcomers", user=ben.id)

    assert newest(ana, driver, "Welcome, @ben", "#newcomers")


def test_an_unknown_word_is_answered_in_the_acknowledgement(ana: PersonAtKeyboard) -> None:
    answer = ana.command("#general", "/desk dance")

    assert answer.text == "I do not know *dance*."


def parent_of(person: PersonAtKeyboard) -> str:
    return next(message["ts"] for message in person.messages("#printers") if message["reply_count"])


def test_a_channel_is_made_filled_and_read_by_the_web_api(ana: PersonAtKeyboard, driver: Driver) -> None:
    ana.command("#desk", "/desk tour printers")

    told = json.loads(newest(ana, driver, "permalink", "#desk"))

    assert told["metadata"] == {"event_type": "planned", "event_payload": {"step": 1}}
    assert told["replies"] == 2
    assert told["files"] == ["plan.txt"]
    assert told["group"] is True
    driver.jump(by=timedelta(hours=1, minutes=1))
    assert "Later" in [message["text"] for message in ana.messages("#printers")]
    replies = ana.thread("#printers", parent_of(ana))
    assert [(reply["text"], [file["title"] for file in reply["files"]]) for reply in replies[1:]] == [
        ("A detail", []),
        ("On paper", ["The plan"]),
    ]
    assert {"general", "desk", "printers"} <= set(told["names"])
    assert told["who"] == "Ana Alves"
    refusals = {name: told[name] for name in ("taken", "nowhere", "wordless", "unknown")}
    expected = {"taken": "name_taken", "nowhere": "channel_not_found", "wordless": "no_text"}
    assert refusals == expected | {"unknown": "unknown_method"}
    shown = next(channel for channel in ana.workspace()["channels"] if channel["name"] == "printers")
    assert shown["topic"] == "Printers & <cables>"
    assert [bookmark["title"] for bookmark in shown["bookmarks"]] == ["Handbook"]
    assert [message["text"] for message in shown["pinned"]] == ["Plan, second edition"]
    assert shown["pinned"][0]["reactions"][0]["name"] == "eyes"


def test_a_client_that_is_told_to_wait_waits_and_says_it_once(ana: PersonAtKeyboard, driver: Driver) -> None:
    driver.fault("chat.postMessage", "status", status=429, retry_after=1, times=1)

    ana.command("#desk", "/desk say PRN-3")

    newest(ana, driver, "Take it", "#desk")
    said = [call for call in driver.calls("chat.postMessage") if "PRN-3" in str(call["arguments"])]
    assert [call["answer"]["ok"] for call in said] == [False, True]


def test_a_client_whose_connection_is_closed_comes_back(ana: PersonAtKeyboard, driver: Driver) -> None:
    driver.app("disconnect")
    driver.wait_until(lambda: driver.workspace()["connections"] or driver.workspace()["request_url"], seconds=15)

    answer = ana.command("#general", "/desk again")

    assert answer.text == "I do not know *again*."


def test_nothing_was_done_that_slack_would_never_tell(driver: Driver) -> None:
    assert driver.problems() == []
