"""What a stage may be, the order of stages, and what it needs."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.refusals import Refused
from domain.stage_problems import plan_problems
from domain.stages import MOST_PARTS, CostKind, OtherCost, SkillNeed, Stage, StagePlan, StageState, ThingNeed

FIRST, LAST = date(2026, 12, 7), date(2027, 6, 30)
NOON = datetime(2026, 12, 7, 12, tzinfo=UTC)


def day(n):
    return FIRST + timedelta(days=n)


def stage(id="s1", first=0, last=4, after=(), **more):
    return replace(Stage(id, "p1", int(id[1:]), f"Stage {id}", day(first), day(last), None, after), **more)


def problems(plan, itself=None, others=()):
    return [(one.field, one.message) for one in plan_problems(plan, itself, others, FIRST, LAST)]


def plan(name="Build", first=10, last=12, after=()):
    return StagePlan(name, day(first), day(last), None, after)


def test_a_sensible_stage_is_taken():
    assert problems(plan(after=("s1",)), None, [stage()]) == []


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        (plan(name=" "), "name", "Give the stage a name"),
        (plan(name="x" * 81), "name", "at most 80 characters"),
        (plan(name="STAGE S1"), "name", "Another stage"),
        (replace(plan(), starts_on=None), "starts_on", "Pick its first day"),
        (replace(plan(), ends_on=None), "ends_on", "Pick its last day"),
        (plan(first=12, last=11), "ends_on", "cannot end before it starts"),
        (plan(first=-1), "starts_on", "The project began on Mon 7 Dec 2026"),
        (plan(last=500), "ends_on", "to be completed on Wed 30 Jun 2027"),
        (plan(after=("gone",)), "after", "other stages of this project"),
        (plan(first=4, after=("s1",)), "starts_on", "Stage s1 ends on Fri 11 Dec 2026; begin after that day"),
    ],
)
def test_what_is_wrong_with_a_stage_stands_beside_its_field(typed, field, words):
    found = problems(typed, None, [stage()])

    assert [one for one, _ in found] == [field]
    assert words in found[0][1]


def test_stages_cannot_go_in_a_circle():
    others = [stage("s1"), stage("s2", after=("s1",)), stage("s3", after=("s2",))]

    assert problems(plan(after=("s3",)), "s1", others) == [
        ("after", "Stage s3 comes after this stage itself: that is a circle.")
    ]
    assert problems(plan(first=0, last=1, after=("s1",)), "s1", others)[0][0] == "after"


def test_a_stage_ends_before_those_that_come_after_it_begin():
    others = [stage("s1"), stage("s2", 20, 22, after=("s1",))]

    found = problems(plan(first=0, last=20), "s1", others)

    assert found == [("ends_on", "Stage s2 comes after it and begins on Sun 27 Dec 2026; end before that day.")]


def test_the_same_skill_at_the_same_level_takes_the_new_hours():
    one = stage().needing(SkillNeed("n1", "net", 3, 60)).needing(SkillNeed("n2", "net", 2, 60))

    changed = one.needing(SkillNeed("n3", "net", 3, 90))

    assert [(need.level, need.minutes) for need in changed.needs] == [(3, 90), (2, 60)]


def test_the_same_thing_for_the_same_days_and_the_same_words_take_the_new_figure():
    one = stage().holding(ThingNeed("t1", "switch", 2, day(0), day(3)))
    one = one.costing(OtherCost("c1", "Switches", CostKind.HARDWARE, Decimal(5)))

    changed = one.holding(ThingNeed("t2", "switch", 4, day(0), day(3))).holding(
        ThingNeed("t3", "switch", 1, day(4), day(4))
    )
    changed = changed.costing(OtherCost("c2", "switches", CostKind.OTHER, Decimal(7)))

    assert [thing.quantity for thing in changed.things] == [4, 1]
    assert [cost.amount for cost in changed.costs] == [7]
    assert changed.without("t3").without("c2").without("gone").things == (ThingNeed("t2", "switch", 4, day(0), day(3)),)


@pytest.mark.parametrize(
    ("add", "field"),
    [
        (lambda one: one.needing(SkillNeed("n", "net", 3, 0)), "hours"),
        (lambda one: one.holding(ThingNeed("t", "switch", 0, day(0), day(1))), "quantity"),
        (lambda one: one.holding(ThingNeed("t", "switch", 1, day(2), day(1))), "last_day"),
        (lambda one: one.costing(OtherCost("c", " ", CostKind.OTHER, Decimal(1))), "what"),
        (lambda one: one.costing(OtherCost("c", "x" * 151, CostKind.OTHER, Decimal(1))), "what"),
        (lambda one: one.costing(OtherCost("c", "x", CostKind.OTHER, Decimal(0))), "amount"),
    ],
)
def test_what_cannot_be_needed_is_refused_beside_its_field(add, field):
    with pytest.raises(Refused) as refusal:
        add(stage())

    assert refusal.value.field == field


def test_a_stage_has_an_end_of_lines():
    full = replace(stage(), needs=tuple(SkillNeed(f"n{n}", f"skill{n}", 1, 60) for n in range(MOST_PARTS)))

    with pytest.raises(Refused, match="at most 20 lines"):
        full.needing(SkillNeed("more", "more", 1, 60))


def test_a_stage_starts_once_after_what_it_comes_after_and_ends_once():
    before, after = stage("s1"), stage("s2", 5, 9, after=("s1",))
    with pytest.raises(Refused, match="comes after 1 Stage s1, which has not ended"):
        after.started([before], NOON)
    running = after.started([replace(before, state=StageState.ENDED)], NOON)

    over = running.ended(NOON)

    assert (running.state, over.state, over.started_at, over.ended_at) == (
        StageState.RUNNING,
        StageState.ENDED,
        NOON,
        NOON,
    )
    for again in (lambda: running.started([], NOON), lambda: over.ended(NOON), lambda: after.ended(NOON)):
        with pytest.raises(Refused):
            again()


@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=10))
def test_a_stage_split_in_two_takes_as_many_minutes(minutes):
    needs = tuple(SkillNeed(f"n{n}", f"skill{n}", 1, one) for n, one in enumerate(minutes))
    whole, half = replace(stage(), needs=needs), len(minutes) // 2

    parts = [replace(stage(), needs=needs[:half]), replace(stage(), needs=needs[half:])]

    assert whole.minutes == sum(part.minutes for part in parts) == sum(minutes)
