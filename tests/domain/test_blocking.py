"""No task waits for itself, by however many others."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.blocking import circle_through, circle_words

TASKS = st.sampled_from("abcdefg")
GRAPHS = st.dictionaries(TASKS, st.lists(TASKS, max_size=4, unique=True), max_size=7)


def reaches(start, goal, waits_for):
    """Whether the goal is found by walking everything that can be reached."""
    seen, ahead = set(), [start]
    while ahead:
        here = ahead.pop()
        if here == goal:
            return True
        if here not in seen:
            seen.add(here)
            ahead += waits_for.get(here, ())
    return False


@given(TASKS, st.lists(TASKS, max_size=4), GRAPHS)
def test_there_is_a_circle_exactly_when_a_blocker_leads_back(task, blockers, waits_for):
    found = circle_through(task, blockers, waits_for)

    assert bool(found) == any(reaches(one, task, waits_for) for one in blockers)


@given(TASKS, st.lists(TASKS, max_size=4), GRAPHS)
def test_every_step_of_a_circle_is_one_that_waits_for_the_next(task, blockers, waits_for):
    found = circle_through(task, blockers, waits_for)

    steps = list(itertools.pairwise(found))
    assert not found or (found[0], found[-1]) == (task, task)
    assert [step for step in steps[:1] if step[1] not in blockers] == []
    assert [(here, there) for here, there in steps[1:] if there not in waits_for.get(here, ())] == []


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (("NET-1", "NET-1"), "NET-1 cannot wait for itself."),
        (("NET-1", "NET-2", "NET-1"), "That would be a circle: NET-1 waits for NET-2, which waits for NET-1."),
        (
            ("NET-3", "NET-5", "NET-7", "NET-3"),
            "That would be a circle: NET-3 waits for NET-5, which waits for NET-7, which waits for NET-3.",
        ),
    ],
)
def test_a_circle_is_named_by_its_keys(keys, words):
    assert circle_words(keys) == words
