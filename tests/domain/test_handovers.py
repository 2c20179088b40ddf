"""Until when somebody maintains a service, where two others come after them."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from domain.handover_terms import Support
from domain.handovers import Handover, HandoverState
from tests.make import ANA, BEN, NOON, PM, RESP, TODAY

SOON, LATER = TODAY + timedelta(days=20), TODAY + timedelta(days=40)


def taken_on(by, starts_on):
    made = Handover.offered("P", 1, "Wi-Fi", (by, starts_on, Support((), "Mon to Fri", "4 h")), PM, NOON)
    return replace(made, state=HandoverState.ACCEPTED, answered_at=NOON)


def begins(day):
    return datetime.combine(day, time.min, UTC)


def test_who_is_relieved_on_a_day_stays_no_longer_because_a_third_begins_after_that():
    held, second, third = taken_on(ANA, TODAY), taken_on(BEN, SOON), taken_on(RESP, LATER)

    relieved = held.relieved(second, begins(SOON), NOON).relieved(third, begins(LATER), NOON)

    assert relieved.ended_at == begins(SOON)


def test_who_would_begin_no_earlier_than_the_one_who_comes_instead_never_begins():
    second, third = taken_on(BEN, LATER), taken_on(RESP, SOON)

    relieved = second.relieved(third, begins(SOON), NOON)

    assert (relieved.ended_at, relieved.counts(NOON)) == (NOON, False)
