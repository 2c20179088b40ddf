"""What people can do, and the catalogue of what there is to be mastered."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from domain.permissions import Forbidden
from domain.refusals import Refused
from domain.skills import SEEDS, Skill, SkillKind
from domain.tasks import TaskState
from tests import make
from tests.make import ANA, HEAD, IT, NOON, PM
from use_cases.catalogue import ShowCatalogue, show_catalogue, skills_to_choose
from use_cases.catalogue_entries import KeepSkill, PrepareSkill, keep_skill, prepare_skill
from use_cases.levels import JudgeLevel, judge_level
from use_cases.skills import ShowSkills, show_skills

KEEPERS = [make.actor(HEAD), make.actor(IT), make.admin()]


@pytest.fixture
def office(tx):
    make.office(tx)
    return tx


def keep(tx, id="", name="Telephony", actor=KEEPERS[0], **more):
    return keep_skill(KeepSkill(actor, id, name, **more), tx, NOON)


def test_a_workspace_begins_with_a_catalogue_of_skills_and_tools(office):
    seen = show_catalogue(ShowCatalogue(make.actor(ANA)), office, NOON).facts

    assert {one.id for one in seen.lines} == {one.id for one in SEEDS}
    assert {one.name for one in seen.lines} >= {"Networking", "Service desk", "Project management", "Ansible"}


@pytest.mark.parametrize("keeper", KEEPERS, ids=["head", "IT manager", "administrator"])
def test_those_who_look_after_the_means_add_to_the_catalogue_and_set_rates(office, keeper):
    keep(office, actor=keeper, rate="1.200,50")

    added = next(one for one in office.skills.catalogue().values() if one.name == "Telephony")
    assert added.hourly_rate == Decimal("1200.5")


def test_nobody_else_changes_the_catalogue_or_sees_rates(office):
    keep(office, "networking", "Networking", rate="90")

    seen = show_catalogue(ShowCatalogue(make.actor(PM)), office, NOON).facts
    with pytest.raises(Forbidden):
        keep(office, actor=make.actor(PM))

    assert not seen.may_change
    assert {one.rate for one in seen.lines} == {""}


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"name": " "}, "name", "a name"),
        ({"name": "networking"}, "name", "already"),
        ({"name": "x" * 61}, "name", "at most 60"),
        ({"rate": "-5"}, "rate", "0 or more"),
        ({"rate": "much"}, "rate", "Enter an amount"),
        ({"rate": "99999999"}, "rate", "Enter a rate up to"),
    ],
)
def test_what_cannot_stand_in_the_catalogue_is_refused_beside_its_field(office, typed, field, words):
    with pytest.raises(Refused, match=words) as refused:
        keep(office, **typed)

    assert refused.value.field == field


def test_a_name_may_stand_once_as_a_skill_and_once_as_a_tool(office):
    assert keep(office, name="Networking", kind=SkillKind.TOOL) == "Networking"


def test_what_is_taken_out_cannot_be_chosen_and_keeps_its_name_and_rate(office):
    keep(office, "networking", "Networking", rate="90", is_retired=True)

    assert "networking" not in {one.id for one in skills_to_choose(office)}
    assert office.skills.catalogue()["networking"].hourly_rate == Decimal(90)


def test_an_entry_opens_as_it_is(office):
    keep(office, "networking", "Networks", rate="90.5")

    form = prepare_skill(PrepareSkill(make.admin(), "networking"), office, NOON).facts

    assert (form.name, form.rate, form.currency) == ("Networks", "90.50", "EUR")


def test_an_empty_catalogue_says_who_can_fill_it(office):
    for one in SEEDS:
        office.skills.keep(Skill(one.id, one.name, one.kind, is_retired=True))

    with pytest.raises(Refused, match="catalogue of skills is empty"):
        skills_to_choose(office)


def test_the_highest_level_comes_first_with_the_tasks_that_show_it(office):
    project = make.project(office, team=[ANA])
    judge_level(JudgeLevel(make.actor(HEAD), ANA, "cloud", 2), office, NOON)
    judge_level(JudgeLevel(make.actor(HEAD), ANA, "networking", 4), office, NOON)
    done_at = NOON - timedelta(days=1)
    for _ in range(2):
        task = make.task(office, project, TaskState.DONE, assignee=ANA)
        with_skill = replace(task, skill_id="networking", skill_level=3, done_at=done_at)
        office.tasks.change(task, with_skill, office.projects.for_change(project.id))

    lines = show_skills(ShowSkills(make.actor(PM), ANA), office, NOON).facts.lines

    assert [(one.name, one.level, one.tasks_done) for one in lines] == [("Networking", 4, 2), ("Cloud", 2, 0)]
    assert lines[0].last_done == done_at.date()


def test_somebody_unknown_is_refused(office):
    with pytest.raises(Refused, match="does not know this person"):
        show_skills(ShowSkills(make.actor(PM), "U_GONE"), office, NOON)
