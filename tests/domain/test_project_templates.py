import pytest

from domain.project_templates import WorkOutline, template_problems, without_customer
from domain.schedules import MOST_QUESTIONS, QUESTION_LENGTH
from domain.skills import LEVELS, SEEDS
from domain.usual_projects import EVERYWHERE, ROLL_OUT, USUAL_PROJECTS


def test_work_grows_with_the_users():
    assert WorkOutline("deployment", 2, 480, 40).for_users(120) == 480 + 120 * 40


@pytest.mark.parametrize("template", USUAL_PROJECTS, ids=lambda one: one.id)
def test_every_usual_project_can_be_planned_as_it_stands(template):
    skills = {skill.id for skill in SEEDS}
    work = [one for stage in template.stages for one in stage.work]

    assert {one.skill_id for one in work} <= skills
    assert all(one.level in LEVELS and one.for_users(1) > 0 for one in work)
    assert all(stage.work for stage in template.stages)
    assert template.days == sum(stage.lasts for stage in template.stages) == 60
    assert set(EVERYWHERE) < set(template.tools)
    assert len(template.questions) <= MOST_QUESTIONS
    assert all(len(one) <= QUESTION_LENGTH for one in template.questions)


@pytest.mark.parametrize(
    ("name", "says"), [(" ", "a name"), ("x" * 61, "at most 60"), ("workplace  ROLL-OUT", "called so already")]
)
def test_a_template_needs_a_name_of_its_own(name, says):
    (problem,) = template_problems(name, "", [ROLL_OUT], is_new=True)

    assert says in problem.message


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Survey at ACME", "Survey at the customer"),
        ("Acme: first floor", "The customer: first floor"),
        ("Acmeology", "Acmeology"),
    ],
)
def test_nobody_else_reads_the_customers_name(typed, read):
    assert without_customer(typed, "Acme", 80) == read
