"""What waits for a person has one order, whatever it is and however it was found."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.briefs import Priority
from domain.tasks import Task, TaskState
from domain.urgency import Waiting, Why, most_urgent_first, why_task_waits
from tests import make
from tests.make import NOON, PM, TODAY, TOMORROW, YESTERDAY

DAYS = st.integers(-9, 9).map(lambda days: TODAY + timedelta(days))
THINGS = st.lists(
    st.builds(
        Waiting,
        st.sampled_from(Why),
        st.uuids().map(str),
        st.sampled_from(["NET-1", "NET-2", "WEB-1"]),
        st.just("Mount"),
        st.none() | DAYS,
        priority=st.sampled_from(Priority),
    ),
    max_size=12,
)


@given(THINGS, st.randoms())
def test_the_order_does_not_depend_on_how_things_were_found(things, chance):
    mixed = list(things)
    chance.shuffle(mixed)

    assert most_urgent_first(mixed) == most_urgent_first(things)
    assert len({one.rank for one in things}) == len(things)


@given(THINGS)
def test_reasons_come_first_then_priorities_then_dates(things):
    found = most_urgent_first(things)

    reasons = [list(Why).index(one.why) for one in found]
    assert reasons == sorted(reasons)
    for before, after in pairwise(found):
        if before.why is after.why:
            assert list(Priority).index(before.priority) >= list(Priority).index(after.priority)
        if (before.why, before.priority) == (after.why, after.priority) and before.due and after.due:
            assert before.due <= after.due


@pytest.mark.parametrize(
    ("state", "due", "holds_up", "held_up", "why"),
    [
        ("accepted", YESTERDAY, True, True, Why.OVERDUE),
        ("offered", YESTERDAY, False, False, Why.OVERDUE),
        ("accepted", TOMORROW, True, False, Why.BLOCKS),
        ("accepted", TODAY, True, True, Why.HELD_UP),
        ("accepted", TODAY, False, False, Why.DUE_TODAY),
        ("offered", TODAY, False, False, Why.DUE_TODAY),
        ("offered", TOMORROW, True, False, Why.OFFERED),
        ("accepted", TOMORROW, False, False, Why.LATER),
        ("accepted", TOMORROW, False, True, Why.HELD_UP),
    ],
)
def test_a_task_waits_for_its_most_urgent_reason(state, due, holds_up, held_up, why):
    task = Task.delegated(make.unsaved_project(), make.brief(), PM, TODAY, NOON)

    assert why_task_waits(replace(task, state=TaskState(state), due=due), TODAY, holds_up, held_up) is why


def test_overdue_comes_before_everything_and_work_for_later_after_it():
    assert next(iter(Why)) is Why.OVERDUE
    assert list(Why)[-3:] == [Why.LATER, Why.HELD_UP, Why.REQUESTED]
