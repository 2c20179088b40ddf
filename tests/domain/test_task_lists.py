"""What people type after `tasks`, in any order, and what a button carries of it."""

from datetime import UTC, date, datetime
from itertools import permutations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain.identity import UserId
from domain.refusals import Refused
from domain.task_lists import MOST_TEXT, Place, TaskFilter, Which

ME, TOM = UserId("UME"), UserId("UTOM")


@pytest.mark.parametrize("words", list(permutations(("overdue", "<@UTOM|tom>", "switch"))), ids=" ".join)
def test_the_order_of_the_words_does_not_matter(words):
    assert TaskFilter.typed(words, ME) == TaskFilter(Which.OVERDUE, TOM, "switch")


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ((), TaskFilter()),
        (("DONE",), TaskFilter(Which.DONE)),
        (("“dropped”",), TaskFilter(Which.DROPPED)),
        (("me",), TaskFilter(person=ME)),
        (("<@UTOM>", "mine"), TaskFilter(person=ME)),
        (("Order", "the", "“big”", "switch"), TaskFilter(text="Order the “big” switch")),
        (("#1", "<#C1|net>"), TaskFilter(text="#1 #net")),
        (("@nobody", "overdue"), TaskFilter(Which.OVERDUE, is_unheld=True)),
        (("open", "overdue"), TaskFilter(Which.OVERDUE)),
        (("“net–5”",), TaskFilter(Which.NAMED, text="NET-5")),
        (("NET-5", "done"), TaskFilter(Which.DONE, text="NET-5")),
        (("NET-5", "cables"), TaskFilter(text="NET-5 cables")),
        (("x" * 300,), TaskFilter(text="x" * MOST_TEXT)),
    ],
    ids=str,
)
def test_words_are_states_people_or_text(words, wanted):
    assert TaskFilter.typed(words, ME) == wanted


@given(
    st.builds(
        TaskFilter,
        st.sampled_from(Which),
        st.sampled_from([None, TOM]),
        st.text(st.characters(codec="utf-8"), max_size=MOST_TEXT).map(str.strip),
    )
)
@example(TaskFilter(Which.DONE, None, "cables", is_unheld=True))
def test_a_button_brings_back_the_filter_it_was_given(wanted):
    assert TaskFilter.kept(wanted.words) == wanted


@pytest.mark.parametrize("words", ["", "nonsense", "<@U1>", "NET-99"])
def test_a_filter_that_makes_no_sense_is_the_usual_one(words):
    assert TaskFilter.kept(words) == TaskFilter()


@pytest.mark.parametrize("place", [Place(date(2026, 12, 4), 7), Place(datetime(2026, 12, 4, 9, 30, 1, 5, UTC), 12)])
def test_a_button_brings_back_the_place_it_was_given(place):
    assert Place.kept(place.words) == place


@pytest.mark.parametrize("words", ["", "x", "2026-12-04", "2026-12-04/x", "2026-13-04/1", "gone/1"])
def test_a_place_that_makes_no_sense_is_the_beginning(words):
    assert Place.kept(words) is None


@pytest.mark.parametrize("states", [("overdue", "done"), ("DONE", "open"), ("dropped", "done")], ids=" ".join)
def test_states_that_no_task_has_at_once_are_refused_by_name(states):
    with pytest.raises(Refused, match=r"No task is .* and .* at once"):
        TaskFilter.typed(states, ME)
