"""Hours that a template reckoned for one number of users, when the scope has another: scaled, or kept by a word."""

from dataclasses import replace

import pytest

from domain.history import Act
from domain.permissions import Forbidden
from domain.project_templates import Take, WorkOutline
from domain.scaling import Scaling
from domain.stages import StageState
from domain.usual_projects import ROLL_OUT
from message_templates import draw_message
from tests import make, saved
from tests.make import ANA, NOON, PM
from tests.use_cases.change_scenes import agree, approved, ask
from tests.use_cases.refusals import refused
from use_cases.feasibility import ShowFeasibility, show_feasibility
from use_cases.projects import create_project
from use_cases.scaling import KeepHours, ScaleStages, keep_hours, scale_stages
from use_cases.scope import ShowScope, show_scope
from use_cases.stage_cards import ShowStages, show_stages
from use_cases.stage_needs import NeedSkill, need_skill
from use_cases.template_saving import SaveTemplate, save_template

pm = make.actor(PM)


def planned_for(tx, users):
    """A roll-out that was made for so many users."""
    make.office(tx)
    create_project(make.creation(template=ROLL_OUT.id, users_count=users), tx, NOON)
    return tx.projects.by_key("NET")


def count_users(tx, project, users):
    held = tx.projects.for_change(project.id)
    tx.projects.change(replace(held, scope=replace(held.scope, users_count=users)))


def question(tx, actor=pm):
    return show_stages(ShowStages(actor, "NET"), tx, NOON).facts.scaling


def minutes(tx, project):
    return [tuple(need.minutes for need in one.needs) for one in tx.stages.in_project(project.id)]


def reckoned(users):
    """The hours of the template for so many users, as it says them itself."""
    return [tuple(m for work in one.work if (m := work.for_users(users))) for one in ROLL_OUT.stages]


def test_another_number_of_users_asks_and_one_press_reckons_the_template_for_it(tx):
    project = planned_for(tx, 100_000)
    before = question(tx)
    count_users(tx, project, 80)

    drawn = str(draw_message("stages", show_stages(ShowStages(pm, "NET"), tx, NOON)).blocks)
    feasible = str(draw_message("feasibility", show_feasibility(ShowFeasibility(pm, "NET"), tx, NOON)).blocks)
    scope = [
        str(draw_message("scope_card", show_scope(ShowScope(make.actor(who), "NET"), tx, NOON))) for who in (PM, ANA)
    ]
    asked = question(tx)
    scale_stages(ScaleStages(pm, project.id, 80), tx, NOON)

    assert ["if scaled" in one for one in scope] == [True, False]
    assert before is None
    assert (asked.planned_for, asked.users) == (100_000, 80)
    for shown in (drawn, feasible):
        assert (
            "and 1 other were planned for 100,000 users; the scope has 80: 108,361 h 20 min → 114 h 40 min if scaled"
            in shown
        )
        assert "scale_stages" in shown
    assert minutes(tx, project) == reckoned(80)
    assert question(tx) is None
    said = [row for row in saved.history_rows(tx) if row.act == Act.SCALED_STAGE.value]
    assert len(said) == len(asked.lines)
    assert said[0].changes[0] | {"people_before": [], "people_after": []} == {
        "field": "IT users",
        "before": "100,000",
        "after": "80",
        "people_before": [],
        "people_after": [],
    }


def test_hours_that_grow_with_users_come_in_once_their_number_is_known(tx):
    project = planned_for(tx, None)
    count_users(tx, project, 80)

    shown = str(draw_message("stages", show_stages(ShowStages(pm, "NET"), tx, NOON)).blocks)
    scale_stages(ScaleStages(pm, project.id, 80), tx, NOON)

    assert "planned without a number of users; the scope has 80" in shown
    assert [sorted(one) for one in minutes(tx, project)] == [sorted(one) for one in reckoned(80)]


def test_hours_that_are_kept_ask_again_only_when_the_number_changes_again(tx):
    project = planned_for(tx, 50)
    count_users(tx, project, 80)
    were = minutes(tx, project)

    keep_hours(KeepHours(pm, project.id, 80), tx, NOON)
    quiet = question(tx)
    count_users(tx, project, 90)

    kept = {one.scaling.kept for one in tx.stages.in_project(project.id) if one.scaling}
    assert (quiet, minutes(tx, project)) == (None, were)
    assert [(one.users, one.by, one.at) for one in kept] == [(80, PM, NOON)]
    assert question(tx).users == 90
    count_users(tx, project, 50)
    assert question(tx) is None


def test_hours_that_somebody_typed_are_their_own_words(tx):
    project = planned_for(tx, 50)
    stage = next(one for one in tx.stages.in_project(project.id) if one.scaling)
    growing = stage.scaling.work[0]
    need_skill(NeedSkill(pm, stage.id, growing.skill_id, str(growing.level), "7"), tx, NOON)
    count_users(tx, project, 80)

    scale_stages(ScaleStages(pm, project.id, 80), tx, NOON)

    needs = tx.stages.get(stage.id).needs
    assert [one.minutes for one in needs if (one.skill_id, one.level) == (growing.skill_id, growing.level)] == [420]


def test_what_is_saved_as_a_template_grows_with_the_users_as_what_it_was_made_of(tx):
    project = planned_for(tx, 1000)

    save_template(SaveTemplate(pm, project.id, "Ours", "", tuple(Take)), tx, NOON)

    (ours,) = tx.project_templates.own()
    assert [set(one.work) for one in ours.stages] == [set(one.work) for one in ROLL_OUT.stages]


def test_who_may_not_plan_reads_it_without_buttons_and_an_old_button_is_told_the_number(tx):
    project = planned_for(tx, 50)
    count_users(tx, project, 80)

    shown = str(draw_message("stages", show_stages(ShowStages(make.actor(ANA), "NET"), tx, NOON)).blocks)
    count_users(tx, project, 90)

    assert "the scope has 80" in shown
    assert "scale_stages" not in shown
    with pytest.raises(Forbidden):
        scale_stages(ScaleStages(make.actor(ANA), project.id, 90), tx, NOON)
    with refused(tx, words="The scope of NET has 90 users by now:"):
        scale_stages(ScaleStages(pm, project.id, 80), tx, NOON)
    scale_stages(ScaleStages(pm, project.id, 90), tx, NOON)
    with refused(tx, words="Nothing in the stages of NET waits to be scaled any more."):
        keep_hours(KeepHours(pm, project.id, 90), tx, NOON)


def test_what_was_approved_asks_only_after_a_change_of_the_users(tx):
    project = approved(tx)
    stage = tx.stages.in_project(project.id)[0]
    need = stage.needs[0]
    tx.stages.change(replace(stage, scaling=Scaling(500, (WorkOutline(need.skill_id, need.level, 60, 6),))))
    before = question(tx)

    agree(tx, ask(tx, project, users_count=150))

    assert before is None
    assert (question(tx).planned_for, question(tx).users) == (500, 150)


def test_a_stage_that_has_ended_stays_as_it_was(tx):
    project = planned_for(tx, 50)
    for one in tx.stages.in_project(project.id):
        tx.stages.change(replace(one, state=StageState.ENDED))

    count_users(tx, project, 80)

    assert question(tx) is None
