"""Opening App Home."""

from domain.living import Home
from tests import make
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


def test_a_strangers_home_is_not_published(office):
    office.inside(make.person, "U_GUEST", standing=make.person(*()).standing) if False else None

    office.phone("U_WHO").event({"type": "app_home_opened", "user": "U_WHO", "tab": "home"})

    assert office.is_silent()
