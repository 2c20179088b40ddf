"""Difficulties listed, acknowledged, given steps, resolved and reopened, through Bolt."""

import pytest

from domain.difficulties import DifficultyState
from tests import make
from tests.handlers.office import filled, words_in
from tests.handlers.requests import resolution, send
from tests.make import ANA, BEN, HEAD, NOBODY, PM, TOMORROW
from use_cases.difficulty_lists import SHOWN_AT_ONCE

CHANNEL = {"container": {"type": "message", "message_ts": "1.5", "channel_id": "C_NET"}}


@pytest.fixture
def hard(office, net):
    """A difficulty of Ana's."""
    return office.inside(make.difficulty, net)


def state(office, hard):
    return office.inside(lambda tx: tx.difficulties.get(hard.id)).state


def press(office, action, hard, person=PM, **more):
    return office.phone(person).press(action, element={"value": hard.id}, **more)


def test_on_the_card_a_press_says_nothing_more_and_a_second_one_what_is_so(office, hard):
    press(office, "difficulty_acknowledge", hard, **CHANNEL)
    said = list(office.slack.calls)

    press(office, "difficulty_acknowledge", hard, HEAD, **CHANNEL)

    assert said == []
    assert state(office, hard) is DifficultyState.ACKNOWLEDGED
    assert "NET-D1 was already acknowledged." in office.told()


def test_where_only_one_person_sees_it_the_card_is_shown_anew(office, hard):
    press(office, "difficulty_acknowledge", hard)

    (answer,) = office.slack.told("answer")
    assert answer["replace_original"] is True
    assert "acknowledged" in words_in(answer)


@pytest.mark.parametrize(("place", "said"), [(CHANNEL, ""), ({}, "NET-D1 is resolved.")])
def test_resolving_asks_how_and_says_so_where_nothing_shows_it(office, hard, place, said):
    press(office, "difficulty_resolve", hard, ANA, **place)
    form = ANA, filled(office.opened(), resolution="It came", why_no_step="We waited")

    heard = send(office, form)

    assert state(office, hard) is DifficultyState.RESOLVED
    assert said in words_in(heard.said)
    assert bool(heard.said) is bool(said)


def test_a_resolution_without_words_keeps_the_form(office, hard):
    heard = send(office, resolution(office, hard.id, resolution="", why_no_step=""))

    assert set(heard.said["errors"]) == {"resolution", "why_no_step"}
    assert state(office, hard) is DifficultyState.OPEN


def test_a_step_is_delegated_from_the_card_and_belongs_to_the_difficulty(office, hard):
    press(office, "difficulty_step", hard, **CHANNEL)
    view = office.opened()

    send(office, (PM, filled(view, title="Lend a ladder", assignee=ANA, due=str(TOMORROW))))

    assert "The ladder has not come" in words_in(view)
    assert office.inside(lambda tx: tx.tasks.by_key("NET-1")).difficulty_id == hard.id
    assert state(office, hard) is DifficultyState.ACKNOWLEDGED


def test_what_is_resolved_is_reopened_by_a_press(office, net):
    done = office.inside(make.difficulty, net, state=DifficultyState.RESOLVED)

    press(office, "difficulty_reopen", done, ANA)

    assert state(office, done) is DifficultyState.OPEN


@pytest.mark.parametrize(
    "action", ["difficulty_acknowledge", "difficulty_step", "difficulty_resolve", "difficulty_reopen"]
)
def test_who_may_not_is_told_who_may(office, hard, action):
    press(office, action, hard, BEN, **CHANNEL)

    assert "Only " in office.told()
    assert "Ask " in office.told()
    assert office.is_silent()
    assert office.slack.told("views.open") == []


def test_the_list_opens_one_and_goes_on(office, net):
    for number in range(SHOWN_AT_ONCE + 1):
        office.inside(make.difficulty, net, what=f"Trouble{number}")

    first = words_in(office.phone(NOBODY).command("difficulties net").said)
    office.phone(NOBODY).press("more_difficulties", element={"value": f"NET open {SHOWN_AT_ONCE}"})
    second = office.told()

    assert f"{SHOWN_AT_ONCE + 1} open difficulties" in first
    assert "Trouble0" in first
    assert f"Trouble{SHOWN_AT_ONCE}" in second
    assert "Trouble0" not in second


@pytest.mark.parametrize(
    ("typed", "seen"), [("all", True), ("NET all", True), ("all NET", True), ("open", False), ("", False)]
)
def test_the_resolved_are_listed_when_they_are_asked_for(office, net, typed, seen):
    office.inside(make.difficulty, net, state=DifficultyState.RESOLVED)

    heard = office.phone(NOBODY).command(f"difficulties {typed}", channel_id="C_NET")

    assert ("NET-D1" in words_in(heard.said)) is seen


@pytest.mark.parametrize("value", ["NET", "NET open x", "NET open 99999999999999999999", "NET what -1"])
def test_a_page_that_makes_no_sense_is_the_first(office, hard, value):
    office.phone(NOBODY).press("more_difficulties", element={"value": value})

    assert "NET-D1" in office.told()


def test_from_a_message_that_was_said_once_whoever_presses_is_answered_beside_it(office, hard):
    send(office, resolution(office, hard.id))
    office.slack.calls.clear()

    press(office, "difficulty_reopen", hard, ANA, block_id="said_once", **CHANNEL)

    (answer,) = office.slack.told("answer")
    assert answer["replace_original"] is False
    assert "open again" in words_in(answer)
