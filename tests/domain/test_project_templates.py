from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.project_templates import StageOutline, WorkOutline, laid_out, template_name_problems
from domain.schedules import MOST_QUESTIONS, QUESTION_LENGTH
from domain.skills import LEVELS, SEEDS
from domain.usual_projects import EVERYWHERE, ROLL_OUT, USUAL_PROJECTS

MONDAY = date(2026, 12, 7)
outlines = st.lists(st.builds(StageOutline, st.just("S"), st.integers(1, 50), st.just(())), min_size=1, max_size=12)


@given(outlines, st.integers(0, 800))
def test_stages_follow_each_other_from_the_first_day_to_completion(stages, length):
    completion = MONDAY + timedelta(days=length)

    placed = laid_out(stages, MONDAY, completion)

    assert (placed[0].starts_on, placed[-1].ends_on) == (MONDAY, completion)
    for before, after in pairwise(placed):
        gap = (after.starts_on - before.ends_on).days
        assert gap == 1 or (length < len(stages) and gap in (0, 1))
    assert all(one.starts_on <= one.ends_on for one in placed)


def test_each_stage_gets_its_share_of_the_days():
    stages = [StageOutline("a", 1, ()), StageOutline("b", 3, ())]

    placed = laid_out(stages, MONDAY, MONDAY + timedelta(days=39))

    assert [(one.ends_on - one.starts_on).days + 1 for one in placed] == [10, 30]


def test_a_completion_that_has_passed_leaves_one_day():
    (only,) = laid_out([StageOutline("a", 1, ())], MONDAY, MONDAY - timedelta(days=9))

    assert (only.starts_on, only.ends_on) == (MONDAY, MONDAY)


def test_work_grows_with_the_users():
    assert WorkOutline("deployment", 2, 480, 40).for_users(120) == 480 + 120 * 40


@pytest.mark.parametrize("template", USUAL_PROJECTS, ids=lambda one: one.id)
def test_every_usual_project_can_be_planned_as_it_stands(template):
    skills = {skill.id for skill in SEEDS}
    work = [one for stage in template.stages for one in stage.work]

    assert {one.skill_id for one in work} <= skills
    assert all(one.level in LEVELS and one.for_users(1) > 0 for one in work)
    assert all(stage.work for stage in template.stages)
    assert sum(stage.share for stage in template.stages) == 100
    assert set(EVERYWHERE) < set(template.tools)
    assert len(template.questions) <= MOST_QUESTIONS
    assert all(len(one) <= QUESTION_LENGTH for one in template.questions)


@pytest.mark.parametrize(
    ("name", "says"), [(" ", "a name"), ("x" * 61, "at most 60"), ("workplace ROLL-OUT", "called so already")]
)
def test_a_template_needs_a_name_of_its_own(name, says):
    (problem,) = template_name_problems(name, [ROLL_OUT])

    assert says in problem.message
