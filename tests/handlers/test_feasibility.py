"""Asking whether a project can be done, and asking again."""

import pytest

from domain.skills import PersonSkill
from domain.stages import SkillNeed, Stage
from tests import make
from tests.handlers.office import words_in
from tests.make import ANA, COMPLETION, HEAD, NOON, PM, TODAY


@pytest.fixture
def short_of_people(office):
    """A project that needs five hours of networking, which nobody masters."""

    def plan(tx):
        project = make.project(tx)
        needs = (SkillNeed("need", "networking", 3, 300),)
        tx.stages.add(Stage("one", project.id, 1, "Mount", TODAY, COMPLETION, None, (), needs))

    office.inside(plan)


def test_the_verdict_comes_at_once_and_is_replaced_when_it_is_checked_again(office, short_of_people):
    phone = office.phone(PM)

    before = phone.command("feasible NET").said
    office.inside(lambda tx: tx.skills.master(PersonSkill(ANA, "networking", 3, HEAD, NOON)))
    phone.press("check_feasibility", element={"value": "NET"})

    assert "free: nobody; short 5 h" in before["text"]
    assert "feasible as it is planned, 5 h of work" in office.told()


def test_the_list_of_what_is_open_leads_to_the_verdict(office, short_of_people):
    phone = office.phone(PM)

    phone.press("show_feasibility", element={"value": "NET"})

    assert "Somebody new: nobody else here is enough alone" in " ".join(office.told().split())


def test_who_does_not_answer_for_the_project_hears_who_does(office, short_of_people):
    said = words_in(office.phone(ANA).command("feasible NET").said)

    assert "may see whether this project can be done with what is there" in said
