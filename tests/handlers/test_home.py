"""Opening App Home."""

import pytest

from domain.actors import Standing
from domain.living import Home
from tests import make
from tests.handlers.office import words_in
from tests.make import ANA


def test_opening_home_publishes_it_and_keeps_it_true_from_then_on(office):
    office.phone(ANA).event({"type": "app_home_opened", "user": ANA, "channel": "D1", "tab": "home"})

    assert office.waiting() == [Home.of(ANA)]
    assert office.inside(lambda tx: tx.outbox.posted(Home.of(ANA).mark)) is not None


def test_the_messages_tab_needs_nothing(office):
    office.phone(ANA).event({"type": "app_home_opened", "user": ANA, "channel": "D1", "tab": "messages"})

    assert office.is_silent()


def test_the_same_opening_told_twice_publishes_once(office):
    event = {"type": "app_home_opened", "user": ANA, "channel": "D1", "tab": "home"}
    office.phone(ANA).event(event)
    office.forget_what_waits()

    office.phone(ANA).event(event)

    assert office.is_silent()


@pytest.mark.parametrize(
    ("person", "words"),
    [("U_GUEST", "Guests cannot use Steward. Ask a full member"), ("U_WHO", "Only members of this workspace")],
)
def test_a_strangers_home_says_who_can_use_steward(office, person, words):
    office.inside(make.person, "U_GUEST", standing=Standing.GUEST)

    office.phone(person).event({"type": "app_home_opened", "user": person, "tab": "home"})

    [shown] = office.slack.told("views.publish")
    assert shown["user_id"] == person
    assert words in words_in(shown["view"])
    assert office.is_silent()
