"""The life of a difficulty as a whole, and what people mean by nothing."""

from datetime import timedelta

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from domain.difficulties import (
    Category,
    Description,
    Difficulty,
    DifficultyState,
    Severity,
    link_or_nothing,
    most_pressing_first,
    says_nothing,
)
from domain.refusals import Refused
from tests import make
from tests.make import ANA, NOON, PM, TODAY

PROJECT = make.unsaved_project()
PEOPLE = st.sampled_from([ANA, PM])


def reported(severity=Severity.LOW, project=PROJECT, now=NOON):
    described = Description("No ladder", severity, Category.OTHER)
    return Difficulty.reported(project, described, ANA, TODAY, now)


class LifeOfADifficulty(RuleBasedStateMachine):
    """Whatever is done to it in whatever order: a legal step changes it, any other is refused and changes nothing."""

    def __init__(self):
        super().__init__()
        self.now = NOON
        self.one = reported()
        self.reopenings = 0

    def does(self, step, is_legal):
        self.now += timedelta(minutes=1)
        try:
            self.one = step(self.now)
        except Refused:
            assert not is_legal
        else:
            assert is_legal

    @rule(by=PEOPLE)
    def acknowledge(self, by):
        self.does(lambda now: self.one.acknowledged(by, now), self.one.state is DifficultyState.OPEN)

    @rule(
        by=PEOPLE, how=st.sampled_from(["", " ", "It came"]), why=st.sampled_from(["", "We waited"]), step=st.booleans()
    )
    def resolve(self, by, how, why, step):
        is_legal = self.one.is_open and bool(how.strip()) and (step or bool(why))
        self.does(lambda now: self.one.resolved(by, how, why, step, now), is_legal)

    @rule()
    def reopen(self):
        is_legal = not self.one.is_open
        self.reopenings += is_legal
        self.does(lambda now: self.one.reopened(PROJECT, now), is_legal)

    @precondition(lambda self: not self.one.is_open)
    @rule()
    def reword_what_is_resolved(self):
        assert self.one.reworded("Other words", Severity.CRITICAL) == self.one

    @invariant()
    def its_facts_fit_its_state(self):
        one = self.one
        assert (one.resolved_at is not None) is (one.state is DifficultyState.RESOLVED)
        assert bool(one.resolution.strip()) is (one.state is DifficultyState.RESOLVED)
        assert one.acknowledged_at is None or one.state is not DifficultyState.OPEN
        assert one.state is not DifficultyState.ACKNOWLEDGED or one.acknowledged_by is not None
        assert one.times_reopened == self.reopenings
        assert (one.reopened_at is not None) is (self.reopenings > 0)

    @invariant()
    def times_are_never_negative(self):
        assert (self.one.minutes_to_acknowledge or 0) >= 0
        if self.one.minutes_to_resolve is not None:
            assert self.one.minutes_to_resolve >= (self.one.minutes_to_acknowledge or 0)


TestLifeOfADifficulty = LifeOfADifficulty.TestCase


def test_the_worst_come_first_and_among_equals_the_oldest():
    low, high = reported(), reported(Severity.HIGH)
    old = reported(Severity.HIGH, now=NOON - timedelta(days=2))
    worst = reported(Severity.CRITICAL, now=NOON + timedelta(days=2))

    assert most_pressing_first([low, high, old, worst]) == [worst, old, high, low]


@pytest.mark.parametrize("words", ["", " \n", "none", "None.", "NO", "n/a", "-", "—", "nothing"])
def test_people_write_that_nothing_is_difficult_in_several_ways(words):
    assert says_nothing(words)


@pytest.mark.parametrize("words", ["no ladder", "nothing works", "none of the keys fit", "0"])
def test_a_sentence_is_not_nothing(words):
    assert not says_nothing(words)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("https://a.slack.com/x", True), ("http://a", False), ("javascript:x", False), ("https://" + "x" * 500, False)],
)
def test_only_a_web_address_is_carried_along(typed, kept):
    assert link_or_nothing(typed) == (typed if kept else "")
