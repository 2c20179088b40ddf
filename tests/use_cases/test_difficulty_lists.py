"""Difficulties in a row: which, in what order, page by page."""

from datetime import timedelta

import pytest

from domain.difficulties import DifficultyState, Severity
from domain.refusals import Refused
from tests import make
from tests.make import ANA, NOBODY, NOON
from use_cases.difficulty_lists import SHOWN_AT_ONCE, ListDifficulties, list_difficulties


@pytest.fixture
def net(tx):
    return make.project(tx, started=True)


def page(tx, **asked):
    return list_difficulties(ListDifficulties(make.actor(NOBODY), "NET", **asked), tx, NOON).facts


def test_open_ones_come_most_severe_then_oldest_first_and_all_newest_first(tx, net):
    make.difficulty(tx, net, Severity.LOW, now=NOON - timedelta(days=3))
    make.difficulty(tx, net, Severity.HIGH)
    make.difficulty(tx, net, Severity.HIGH, now=NOON - timedelta(days=1))
    make.difficulty(tx, net, state=DifficultyState.RESOLVED)

    stands, every = page(tx), page(tx, with_resolved=True)

    assert [(one.key, one.days_old) for one in stands.lines] == [("NET-D3", 1), ("NET-D2", 0), ("NET-D1", 3)]
    assert [one.key for one in every.lines] == ["NET-D4", "NET-D3", "NET-D2", "NET-D1"]
    assert (stands.open_in_all, every.open_in_all) == (3, 3)


def test_pages_follow_each_other_and_the_last_one_says_so(tx, net):
    for _ in range(SHOWN_AT_ONCE + 1):
        make.difficulty(tx, net)

    first = page(tx)
    second = page(tx, beginning=first.following)

    assert (len(first.lines), len(second.lines), second.following) == (SHOWN_AT_ONCE, 1, None)
    assert {one.key for one in first.lines} & {one.key for one in second.lines} == set()


@pytest.mark.parametrize("beginning", [-5, 10**8])
def test_a_page_that_is_none_is_empty_or_the_first(tx, net, beginning):
    make.difficulty(tx, net)

    assert len(page(tx, beginning=beginning).lines) == (beginning < 0)


def test_the_project_is_that_of_the_channel_when_no_key_is_given(tx, net):
    make.difficulty(tx, net)

    seen = list_difficulties(ListDifficulties(make.actor(ANA), channel="C_NET"), tx, NOON)

    assert (seen.facts.project_key, seen.names[ANA]) == ("NET", "Ana")


def test_a_private_project_has_no_list_for_who_is_not_on_it(tx):
    make.project(tx, "SEC", channel=make.private_channel())

    with pytest.raises(Refused, match="There is no project SEC"):
        list_difficulties(ListDifficulties(make.actor(NOBODY), "SEC"), tx, NOON)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (("NET", "fuse"), ["NET-D2"]),
        (("Fuse",), ["NET-D2"]),
        (("fuse", "all", "NET"), ["NET-D3", "NET-D2"]),
        (("“the”", "“fuse”"), []),
        (("NET-D3",), ["NET-D3"]),
        (("100%",), []),
    ],
    ids=str,
)
def test_words_and_all_stand_in_any_order_with_the_key_or_without(tx, net, typed, found):
    make.difficulty(tx, net)
    make.difficulty(tx, net, what="The fuse blows")
    make.difficulty(tx, net, what="Another fuse", state=DifficultyState.RESOLVED)

    order = ListDifficulties(make.actor(NOBODY), channel="C_NET", typed=typed)

    assert [one.key for one in list_difficulties(order, tx, NOON).facts.lines] == found
