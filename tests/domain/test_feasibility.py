"""A plan is feasible exactly when some way of sharing out the work exists: held against every way there is."""

import random
import time
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.delays import ends_later
from domain.feasibility import AvailablePerson, SkillDemand, missing_minutes, shortages
from domain.repairs import LaterDate, Things, repairs
from domain.stock import Pieces
from domain.thing_shortages import ThingDemand

MONDAY = date(2026, 12, 7)
SKILLS = ("database", "networking")


def day(number):
    return MONDAY + timedelta(days=number)


def demand(id, minutes, skill="networking", level=3, first=0, last=4):
    return SkillDemand(day(last), skill, day(first), level, minutes, id, stage=id)


def person(name, free, **levels):
    return AvailablePerson(name, levels, {day(number): minutes for number, minutes in free.items()})


@st.composite
def demands(draw, most=5):
    count = draw(st.integers(0, most))
    made = []
    for number in range(count):
        first = draw(st.integers(0, 5))
        made.append(
            demand(
                f"n{number}",
                draw(st.integers(0, 9)),
                draw(st.sampled_from(SKILLS)),
                draw(st.integers(1, 3)),
                first,
                draw(st.integers(first, 6)),
            )
        )
    return made


@st.composite
def crews(draw, most=4):
    return [
        person(
            f"p{number}",
            {on: draw(st.integers(0, 5)) for on in draw(st.sets(st.integers(0, 6), max_size=4))},
            **{skill: draw(st.integers(0, 3)) for skill in SKILLS},
        )
        for number in range(draw(st.integers(0, most)))
    ]


def could_help(one, need, on):
    return one.levels.get(need.skill, 0) >= need.level and need.first_day <= on <= need.last_day


def overdrawn(needs, crew):
    """By how much these needs exceed every minute that could serve any of them."""
    there = sum(
        minutes for one in crew for on, minutes in one.free.items() if any(could_help(one, need, on) for need in needs)
    )
    return sum(need.minutes for need in needs) - there


def worst_by_trying_all(needs, crew):
    """Hall's condition looked at for every set of needs: the largest excess, and the smallest set that has it."""
    sets = [chosen for count in range(len(needs) + 1) for chosen in combinations(needs, count)]
    most = max(overdrawn(chosen, crew) for chosen in sets)
    smallest = min((chosen for chosen in sets if overdrawn(chosen, crew) == most), key=len)
    return most, {need.id for need in smallest}


def can_be_shared_out(needs, crew):
    """Whether some way to give each single minute to somebody works, found by trying all of them."""
    slots = [(one, on) for one in crew for on, minutes in one.free.items() for _ in range(minutes)]
    units = [need for need in needs for _ in range(need.minutes)]
    able = [[place for place, (one, on) in enumerate(slots) if could_help(one, need, on)] for need in units]
    return any(len(set(chosen)) == len(units) for chosen in product(*able))


@settings(max_examples=600, deadline=None)
@given(demands(), crews())
def test_what_is_missing_is_the_most_that_any_needs_together_exceed(needs, crew):
    most, smallest = worst_by_trying_all([one for one in needs if one.minutes], crew)

    found = shortages(needs, crew)

    assert missing_minutes(needs, crew) == sum(one.short for one in found) == most
    assert {need.id for one in found for need in one.demands} == smallest


def test_a_plan_is_feasible_exactly_when_a_way_to_share_it_out_exists():
    dice, verdicts = random.Random(4), {True: 0, False: 0}
    for _ in range(1500):
        needs = [
            demand(
                f"n{n}",
                dice.randint(1, 2),
                dice.choice(SKILLS),
                dice.randint(1, 2),
                first := dice.randint(0, 2),
                first + 1,
            )
            for n in range(dice.randint(1, 2))
        ]
        crew = [
            person(f"p{n}", {dice.randint(0, 3): dice.randint(0, 2)}, **{skill: dice.randint(0, 2) for skill in SKILLS})
            for n in range(3)
        ]
        feasible = not shortages(needs, crew)

        assert feasible == can_be_shared_out(needs, crew)
        verdicts[feasible] += 1
    assert min(verdicts.values()) > 100


def test_who_can_do_two_things_is_left_to_what_only_they_can_do():
    only_ana = demand("db", 60, skill="database")
    either = demand("net", 60)
    ana = person("ana", {0: 60}, database=3, networking=5)
    li = person("li", {0: 60}, networking=3)

    greedy_takes_ana_first = shortages([either, only_ana], [ana, li])

    assert greedy_takes_ana_first == ()


def test_a_shortage_names_who_could_help_and_for_how_long():
    ana = person("ana", {0: 660, 1: 660, 5: 999}, networking=4)
    li = person("li", {2: 960}, networking=3)
    tom = person("tom", {2: 960}, networking=2)

    (found,) = shortages([demand("net", 60 * 60)], [tom, li, ana])

    assert (found.needed, found.free, found.short) == (3600, (("ana", 1320), ("li", 960)), 1320)


def test_shortages_that_share_nobody_stand_apart_and_the_earlier_first():
    crew = [person("ana", {0: 10, 6: 10}, networking=3), person("li", {0: 10}, database=3)]

    found = shortages([demand("late", 30, first=5, last=6), demand("soon", 30, skill="database")], crew)

    assert [(one.demands[0].id, one.short) for one in found] == [("soon", 20), ("late", 20)]


def test_what_is_worked_by_nobody_is_short_as_a_whole():
    (found,) = shortages([demand("net", 45)], [])

    assert (found.free, found.short) == ((), 45)


@settings(max_examples=200, deadline=None)
@given(demands(), crews(), st.randoms(use_true_random=False))
def test_the_same_facts_in_another_order_give_the_same_answer(needs, crew, dice):
    first = shortages(needs, crew)
    dice.shuffle(needs)
    dice.shuffle(crew)

    assert shortages(needs, crew) == first


@settings(max_examples=300, deadline=None)
@given(demands(), crews(), crews(2))
def test_every_repair_that_is_proposed_works_and_none_is_dearer_than_it_must_be(needs, crew, others):
    strangers = [AvailablePerson(f"new {one.person}", one.levels, one.free) for one in others]
    named = {need.id for one in shortages(needs, crew) for need in one.demands}

    found = repairs(needs, crew, strangers, horizon=day(12))

    if found.later:
        assert missing_minutes(prolonged(needs, named, found.later.days), crew) == 0
        assert missing_minutes(prolonged(needs, named, found.later.days - 1), crew) > 0
    if found.another:
        (hired,) = (one for one in strangers if one.person == found.another.person)
        assert missing_minutes(needs, [*crew, hired]) == 0
    less = {one.demand.id: one.minutes for one in found.less}
    assert missing_minutes([shrunk(need, less.get(need.id, 0)) for need in needs], crew) == 0
    assert sum(less.values()) == missing_minutes(needs, crew)


def prolonged(needs, named, days, after=None):
    """What the plan is when the named last longer, found by pushing whatever begins too early until nothing does."""
    later = dict.fromkeys((need.id for need in needs), 0)
    for _ in needs:
        for id, before in (after or {}).items():
            later[id] = max([later[one] + days * (one in named) for one in before], default=0)
    return [
        replace(
            one,
            first_day=one.first_day + timedelta(later[one.id]),
            last_day=one.last_day + timedelta(later[one.id] + days * (one.id in named)),
        )
        for one in needs
    ]


@settings(max_examples=80, deadline=None)
@given(demands(), crews(), st.randoms(use_true_random=False))
def test_what_comes_after_a_stage_that_lasts_longer_moves_with_it(needs, crew, dice):
    after = {need.id: [one.id for one in needs[:place] if dice.random() < 0.4] for place, need in enumerate(needs)}
    named = {need.id for one in shortages(needs, crew) for need in one.demands}

    found = repairs(needs, crew, [], horizon=day(14), after=after).later

    days = [n for n in range(1, 15) if missing_minutes(prolonged(needs, named, n, after), crew) == 0]
    if found:
        then = prolonged(needs, named, found.days, after)
        assert found.days == days[0]
        assert found.until == max(one.last_day for one in then if one.id in named)
        assert all(
            ends_later(one.id, found.stages, found.days, after) == (new.last_day - one.last_day).days
            for one, new in zip(needs, then, strict=True)
        )
    elif named:
        last = max(one.last_day for one in needs if one.id in named)
        assert [n for n in days if n <= (day(14) - last).days] == []


def shrunk(need, by):
    return replace(need, minutes=need.minutes - by)


def test_a_long_row_of_stages_that_no_later_date_helps_is_judged_at_once():
    """The short one is the first of twenty, so that every number of days moves all of the others to other days."""
    needs = [demand(f"n{n}", 60, first=9 * n, last=9 * n + 20) for n in range(20)]
    after = {f"n{n}": (f"n{n - 1}",) for n in range(1, 20)}
    crew = [person(f"p{n}", dict.fromkeys(range(600), 10), networking=3) for n in range(50)]
    began = time.process_time()

    found = repairs([*needs, demand("n0", 60, skill="database")], crew, crew, day(600), after)

    assert (found.later, found.another) == (None, None)
    assert time.process_time() - began < 1


def test_of_needs_that_share_too_little_the_earliest_is_worked_and_the_latest_goes():
    needs = [demand("late", 60, last=4), demand("soon", 60, last=2), demand("mid", 60, last=3)]

    found = repairs(needs, [person("ana", {0: 60, 1: 30}, networking=3)], [], horizon=day(4))

    assert [(one.demand.id, one.minutes) for one in found.less] == [("mid", 30), ("late", 60)]


def test_a_later_date_is_the_first_that_works():
    ana = person("ana", {0: 60, 3: 60, 7: 60}, networking=3)

    found = repairs([demand("net", 120, last=1)], [ana], [], horizon=day(30))

    assert found.later == LaterDate(2, day(3), frozenset({"net"}))


def rig(stage, first, last, **more):
    return ThingDemand(day(first), "rig", day(last), 1, f"rig of {stage}", stage=stage, **more)


def later(*rigs, pieces=1):
    ana = person("ana", {0: 60, 3: 60, 7: 60}, networking=3)
    things = Things(rigs, {"rig": Pieces(pieces)})
    found = repairs([demand("net", 120, last=1)], [ana], [], day(30), {"test": ["net"]}, things).later
    return found.days if found else None


def test_no_later_date_takes_a_thing_from_where_it_is_needed():
    others = rig("", 3, 5, is_ours=False)

    # Two days more are enough for Ana; then the test would need the rig on day 4, and so on until the others are done.
    assert later(rig("test", 2, 2), others) == 4
    # The stage that lasts longer keeps its own rig longer; nobody gets round that.
    assert later(rig("net", 0, 1), others) is None
    assert later(rig("net", 0, 1), rig("test", 2, 2), others, pieces=2) == 2
    # What is missing as it is planned already is for another repair to mend.
    assert later(rig("test", 3, 3), others) == 2
