"""What open stages still ask for, and from which day on."""

from datetime import date, timedelta

from domain.demands import skill_demands, thing_demands
from domain.stages import SkillNeed, Stage, ThingNeed

TODAY = date(2026, 12, 9)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def stage(first=YESTERDAY, last=TOMORROW, needs=(), things=()):
    return Stage("s1", "p1", 1, "Build", first, last, None, needs=needs, things=things)


def test_work_that_began_earlier_is_still_to_be_done_from_today_on():
    needs = (SkillNeed("n1", "networking", 3, 600),)

    begun, to_come = (skill_demands([stage(first, needs=needs)], {}, TODAY)[0] for first in (YESTERDAY, TOMORROW))

    assert (begun.first_day, to_come.first_day) == (TODAY, TOMORROW)


def test_what_is_left_of_a_stage_is_shared_by_its_needs_to_the_minute():
    needs = tuple(SkillNeed(f"n{n}", f"skill {n}", 3, minutes) for n, minutes in enumerate((100, 200, 33)))

    left = skill_demands([stage(needs=needs)], {"s1": 100}, TODAY)

    assert [one.minutes for one in left] == [30, 60, 10]


def test_a_thing_is_needed_up_to_its_last_day_and_no_longer():
    things = tuple(ThingNeed(f"t{n}", "switch", 1, YESTERDAY, last) for n, last in enumerate((YESTERDAY, TODAY)))

    (needed,) = thing_demands([stage(things=things)], TODAY)

    assert (needed.id, needed.first_day) == ("t1", TODAY)
