from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.calendars import WorkingCalendar
from domain.project_templates import ProjectTemplate, StageOutline
from domain.stages import SkillNeed, Stage, ThingNeed
from domain.template_days import days_for, days_of, laid_out, outlined
from domain.usual_projects import ROLL_OUT, USUAL_PROJECTS

MONDAY = date(2026, 12, 7)
GERMAN = WorkingCalendar(country="DE")
DAYS = list(days_of(GERMAN, MONDAY, MONDAY + timedelta(days=400)))


def template(*stages, is_elastic=True):
    return ProjectTemplate("own", "Own", "", (), tuple(StageOutline(*one) for one in stages), (), (), is_elastic)


@st.composite
def plans(draw):
    """Stages that begin and end on working days, with needs and things; some after others that end before them."""
    stages = []
    for number in range(1, draw(st.integers(1, 6)) + 1):
        begins, lasts = draw(st.integers(0, 60)) if stages else 0, draw(st.integers(1, 40))
        days = DAYS[begins : begins + lasts]
        before = [one.id for one in stages if one.ends_on < days[0]]
        needs = draw(
            st.lists(
                max_size=3,
                elements=st.builds(SkillNeed, st.uuids().map(str), st.just("cloud"), st.integers(1, 5), st.just(60)),
            )
        )
        things = (ThingNeed("a", "switch", 2, days[0], DAYS[begins + lasts + draw(st.integers(0, 9))]),)
        after = tuple(draw(st.lists(st.sampled_from(before), unique=True))) if before else ()
        stage = Stage(
            f"s{number}", "P", number, f"Stage {number}", days[0], days[-1], None, after, tuple(needs), things
        )
        stages.append(stage)
    return stages


@settings(max_examples=50)
@given(plans())
def test_a_project_that_is_saved_and_used_again_has_the_same_stages(stages):
    saved = replace(template(is_elastic=False), stages=outlined(stages, GERMAN))

    placed = laid_out(saved, days_for(saved, GERMAN, MONDAY, DAYS[-1]))

    by_name = {one.name: one for one in stages}
    for one in placed:
        before = by_name[one.outline.name]
        assert (one.starts_on, one.ends_on) == (before.starts_on, before.ends_on)
        assert {placed[place].outline.name for place in one.after} == {s.name for s in stages if s.id in before.after}
        assert [(w.skill_id, w.level, w.minutes) for w in one.outline.work] == [
            (need.skill_id, need.level, need.minutes) for need in before.needs
        ]
        assert [(t.outline.thing_id, t.outline.quantity, t.first_day, t.last_day) for t in one.things] == [
            (thing.thing_id, thing.quantity, thing.first_day, thing.last_day) for thing in before.things
        ]
    assert len(placed) == len(stages)


@given(st.sampled_from(USUAL_PROJECTS), st.integers(5, 300))
def test_a_usual_project_fills_the_time_that_a_project_has_in_the_order_of_its_stages(usual, count):
    days = DAYS[:count]

    placed = laid_out(usual, days)

    assert (placed[0].starts_on, placed[-1].ends_on) == (days[0], days[-1])
    for before, after in pairwise(placed):
        assert days.index(after.starts_on) == days.index(before.ends_on) + 1
    assert all(one.after == one.outline.after for one in placed)


def test_each_stage_gets_its_share_of_the_days():
    placed = laid_out(template(("a", 0, 1), ("b", 1, 3)), DAYS[:40])

    assert [(DAYS.index(one.starts_on), DAYS.index(one.ends_on)) for one in placed] == [(0, 9), (10, 39)]


def test_a_saved_template_keeps_its_days_where_there_is_time_and_is_pressed_together_where_there_is_not():
    saved = template(("a", 0, 10), ("b", 10, 30), is_elastic=False)

    ends = [[DAYS.index(one.ends_on) for one in laid_out(saved, DAYS[:most])] for most in (90, 20, 1)]

    assert ends == [[9, 39], [4, 19], [0, 0]]


def test_without_a_completion_date_a_template_takes_its_usual_days():
    days = days_for(ROLL_OUT, GERMAN, MONDAY, None)

    assert len(days) == 60
    assert days_for(ROLL_OUT, GERMAN, MONDAY, MONDAY - timedelta(days=9)) == [MONDAY - timedelta(days=9)]
