"""Kinds of project: what they fill in, what is saved of a project, and who may."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.permissions import Forbidden
from domain.project_templates import Take
from domain.projects import ChannelKind, Lifecycle, ProjectChannel
from domain.scope import Scope
from domain.skills import Skill
from domain.stages import ThingNeed
from domain.stock import Thing, ThingKind
from domain.template_notices import TemplateUsed
from domain.usual_projects import CLOUD, ROLL_OUT
from storage.tables.project_templates import project_templates
from tests import make, saved
from tests.make import ANA, COMPLETION, HEAD, NOON, PM, RESP, TODAY
from tests.use_cases.refusals import refused
from use_cases.project_templates import (
    PrepareRenaming,
    RemoveTemplate,
    RenameTemplate,
    ShowTemplate,
    ShowTemplates,
    prepare_renaming,
    remove_template,
    rename_template,
    show_template,
    show_templates,
)
from use_cases.projects import PrepareProject, create_project, prepare_project
from use_cases.request_assignment import AssignRequest, assign_request
from use_cases.stage_needs import NeedSkill, need_skill
from use_cases.template_filling import FillFromTemplate, PrepareFilling, fill_from_template, prepare_filling
from use_cases.template_saving import PrepareSaving, SaveTemplate, prepare_saving, save_template

EVERYTHING = tuple(Take)


def made_as(tx, template, **more):
    """A project that was created as this kind."""
    make.office(tx)
    create_project(make.creation(template=template, **more), tx, NOON)
    return tx.projects.by_key("NET")


def save(tx, project, **typed):
    return save_template(
        SaveTemplate(make.actor(), project.id, **{"name": "Ours", "takes": EVERYTHING, **typed}), tx, NOON
    )


def plan_of(tx, project):
    """The stages as people see them, without ids."""
    stages = tx.stages.in_project(project.id)
    names = {one.id: one.name for one in stages}
    return [
        (
            one.name,
            one.starts_on,
            one.ends_on,
            [names[before] for before in one.after],
            [(need.skill_id, need.level, need.minutes) for need in one.needs],
            [(thing.thing_id, thing.quantity, thing.first_day, thing.last_day) for thing in one.things],
        )
        for one in stages
    ]


def test_a_project_that_is_created_as_a_kind_has_its_stages_tools_and_questions_and_says_so(tx):
    project = made_as(tx, "workplace_roll_out")

    stages, [said] = tx.stages.in_project(project.id), saved.said(tx, TemplateUsed)

    assert [one.name for one in stages] == [one.name for one in ROLL_OUT.stages]
    assert (stages[0].starts_on, stages[-1].ends_on) == (make.TOMORROW, make.COMPLETION)
    assert [one.after for one in stages[1:]] == [(one.id,) for one in stages[:-1]]
    assert {one.minutes for one in stages[2].needs} == {480 + 40 * 120, 15 * 120, 720}
    assert {one.responsible for one in stages} == {RESP}
    assert [one.what for one in tx.tools.of_project(project.id)] == list(ROLL_OUT.tools)
    assert tx.schedules.get(project.id).questions == ROLL_OUT.questions
    assert tx.projects.get(project.id).scope.services == ("Wi-Fi", "Service desk")
    assert (said.kind, said.stages, said.tools, said.questions) == ("Workplace roll-out", 5, len(ROLL_OUT.tools), 2)
    assert (said.services, said.is_pressed, said.is_open_for_users) == ((), False, False)


def test_a_request_that_leaves_services_and_users_open_gets_the_kinds_services_and_hears_what_is_not_in_it(tx):
    make.office(tx)
    asked = make.request(tx, users_count=None, services=(), wanted_by=None)
    people = {"responsible": RESP, "project_manager": PM, "department_head": HEAD}
    order = AssignRequest(make.admin(), asked.id, "School", "SCH", "Acme", **people, channel_kind=ChannelKind.PUBLIC)

    assign_request(replace(order, template=CLOUD.id), tx, NOON)

    project, [said] = tx.projects.by_key("SCH"), saved.said(tx, TemplateUsed)
    stages = tx.stages.in_project(project.id)
    assert project.scope.services == said.services == CLOUD.services
    assert tx.scopes.newest(project.id).statement.services == CLOUD.services
    assert (said.is_open_for_users, stages[3].needs[0].minutes) == (True, 80 * 60)
    assert (stages[-1].ends_on - TODAY).days == 60 // 5 * 7


def test_a_kind_fills_in_what_is_empty_and_changes_nothing_that_somebody_typed(tx):
    project = make.project(tx)
    make.tool(tx, project)
    schedule = tx.schedules.get(project.id)
    tx.schedules.keep(replace(schedule, questions=("Who has the keys?",)))

    fill_from_template(FillFromTemplate(make.actor(), project.id, CLOUD.id), tx, NOON)

    assert len(tx.stages.in_project(project.id)) == 5
    assert [one.what for one in tx.tools.of_project(project.id)] == ["Access 1"]
    assert tx.schedules.get(project.id).questions == ("Who has the keys?",)
    assert tx.scopes.newest(project.id).statement.services == ("Wi-Fi", "Service desk")
    with refused(tx, words="NET has stages already, and a template fills in only what is empty."):
        prepare_filling(PrepareFilling(make.actor(), "NET"), tx, NOON)


def test_who_may_not_change_check_ins_fills_in_the_rest(tx):
    project = make.project(tx)

    fill_from_template(FillFromTemplate(make.actor(RESP), project.id, CLOUD.id), tx, NOON)

    assert tx.schedules.get(project.id).questions == ()
    assert tx.tools.of_project(project.id)


def test_a_project_that_began_as_a_kind_is_offered_it_again(tx):
    project = made_as(tx, CLOUD.id)
    for stage in tx.stages.in_project(project.id):
        tx.stages.remove(stage.id)

    form = prepare_filling(PrepareFilling(make.actor(), "NET"), tx, NOON).facts

    assert form.chosen == CLOUD.id
    assert [one.id for one in form.templates][-5:] == [
        "workplace_roll_out",
        CLOUD.id,
        *(one.id for one in form.templates[-3:]),
    ]


def test_a_project_saved_as_a_template_and_used_again_has_the_same_stages(tx):
    first = made_as(tx, CLOUD.id)
    tx.stock.keep(Thing("switch", "Access switch", ThingKind.HARDWARE, 4))
    stage = tx.stages.in_project(first.id)[2]
    tx.stages.change(stage.holding(ThingNeed("held", "switch", 2, stage.starts_on, stage.ends_on)))
    need_skill(NeedSkill(make.actor(), stage.id, "networking", "4", "7,5"), tx, NOON)
    template = save(tx, first)

    users = first.scope.users_count
    create_project(make.creation(key="TWO", name="Second", template=template, users_count=users), tx, NOON)

    second = tx.projects.by_key("TWO")
    assert plan_of(tx, second) == plan_of(tx, first)
    assert [one.what for one in tx.tools.of_project(second.id)] == list(CLOUD.tools)
    assert tx.schedules.get(second.id).questions == CLOUD.questions


def test_of_a_project_no_person_no_amount_and_no_customer_is_saved(tx):
    scope = Scope(120, ("Wi-Fi", "Acme mail"), COMPLETION)
    project = make.project(tx, scope=scope)
    make.stage(tx, project, "Survey at ACME", paid=777, responsible=ANA)
    tx.tools.change(replace(make.tool(tx, project), what="Keys of Acme's server room"))

    save(tx, project, gist="As often")

    [row] = tx.connection.execute(project_templates.select())
    kept = str(row.template)
    assert "Survey at the customer" in kept
    assert "The customer mail" in kept
    assert [word for word in ("cme", "CME", "777", "U_", "Cables", "€") if word in kept] == []


@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        ({"name": " "}, "name", "Give the template a name"),
        ({"name": "cloud  MIGRATION"}, "name", "called so already"),
        ({"gist": "x" * 151}, "gist", "at most 150"),
        ({"takes": ()}, "takes", "Choose something"),
        ({"takes": (Take.QUESTIONS,)}, "takes", "that the project has"),
    ],
)
def test_a_template_that_cannot_be_saved_is_refused_beside_its_field(tx, typed, field, says):
    project = make.project(tx)
    make.stage(tx, project)

    with refused(tx, field, words=says):
        save(tx, project, **typed)


def test_only_what_the_project_has_is_offered_to_be_taken_along_and_replacing_only_to_who_keeps_templates(tx):
    project = make.project(tx)
    make.stage(tx, project)
    save(tx, project)

    managers, admins = (
        prepare_saving(PrepareSaving(who, "NET"), tx, NOON).facts for who in (make.actor(), make.admin())
    )

    assert managers.takes == (Take.STAGES, Take.NEEDS, Take.SERVICES)
    assert (managers.own, [one.name for one in admins.own]) == ((), ["Ours"])


def test_replacing_keeps_the_name_unless_another_is_typed(tx):
    project = make.project(tx)
    make.stage(tx, project)
    template = save(tx, project, takes=(Take.SERVICES,), gist="As often")

    again = save_template(SaveTemplate(make.admin(), project.id, takes=(Take.STAGES,), instead_of=template), tx, NOON)

    shown = show_template(ShowTemplate(make.actor(ANA), again), tx, NOON).facts
    assert (again, shown.template.name, shown.template.gist, shown.services) == (template, "Ours", "As often", ())
    assert [(one.stage, one.first, one.last, one.work) for one in shown.outlines] == [("Design", 1, 5, ())]
    with pytest.raises(Forbidden):
        save(tx, project, instead_of=template)


def test_a_template_is_renamed_and_removed_by_those_who_keep_them_and_by_nobody_else(tx):
    project = make.project(tx)
    template = save(tx, project)
    order = RenameTemplate(make.admin(), template, "School roll-out", "In the holidays")

    rename_template(order, tx, NOON)
    form = prepare_renaming(PrepareRenaming(make.admin(), template), tx, NOON).facts
    with pytest.raises(Forbidden):
        remove_template(RemoveTemplate(make.actor(), template), tx, NOON)
    remove_template(RemoveTemplate(make.admin(), template), tx, NOON)

    assert (form.name, form.gist) == ("School roll-out", "In the holidays")
    assert tx.project_templates.own() == []
    acts = [row.act for row in saved.history_rows(tx)]
    assert acts == ["saved the template", "changed the template", "removed the template"]
    with refused(tx):
        remove_template(RemoveTemplate(make.admin(), CLOUD.id), tx, NOON)


def test_no_two_templates_are_called_the_same(tx):
    template = save(tx, make.project(tx))

    with refused(tx, "name", words="called so already"):
        rename_template(RenameTemplate(make.admin(), template, "Cloud migration"), tx, NOON)


def test_the_list_has_the_own_ones_first_and_one_is_found_by_words_of_its_name(tx):
    save(tx, make.project(tx))

    lines = show_templates(ShowTemplates(make.actor(ANA)), tx, NOON).facts.lines
    found = show_template(ShowTemplate(make.actor(ANA), words="CLOUD"), tx, NOON).facts

    assert [(one.name, one.is_own) for one in lines[:2]] == [("Ours", True), ("Workplace roll-out", False)]
    assert (found.template.id, found.may_keep) == (CLOUD.id, False)
    for words, says in (("o", "Several kinds"), ("zebra", "No kind of project has “zebra”")):
        with refused(tx, words=says):
            show_template(ShowTemplate(make.actor(ANA), words=words), tx, NOON)


def test_a_skill_that_was_taken_out_is_found_by_its_name_or_brought_back_and_that_is_said(tx):
    make.office(tx)
    for id, name in (("cloud", "Cloud"), ("databases", "Databases")):
        tx.skills.keep(Skill(id, name, is_retired=True))
    tx.skills.keep(Skill("own", "CLOUD"))

    project = made_as(tx, CLOUD.id)

    [said] = saved.said(tx, TemplateUsed)
    used = {need.skill_id for stage in tx.stages.in_project(project.id) for need in stage.needs}
    assert (said.brought_back, said.left_out) == (("Databases",), ())
    assert {"own", "databases"} <= used
    assert "cloud" not in used
    assert not tx.skills.catalogue()["databases"].is_retired


def test_things_that_the_stock_does_not_hold_any_more_are_left_out_and_that_is_said(tx):
    project = make.project(tx)
    tx.stock.keep(Thing("switch", "Access switch", ThingKind.HARDWARE, 4))
    stage = make.stage(tx, project)
    tx.stages.change(stage.holding(ThingNeed("held", "switch", 2, stage.starts_on, stage.ends_on)))
    template = save(tx, project)
    tx.stock.keep(Thing("switch", "Access switch", ThingKind.HARDWARE, 4, is_retired=True))

    create_project(make.creation(key="TWO", name="Second", template=template), tx, NOON)

    assert [one.left_out for one in saved.said(tx, TemplateUsed)] == [("Access switch",)]
    assert tx.stages.in_project(tx.projects.by_key("TWO").id)[0].things == ()


def test_less_time_than_usual_presses_the_stages_together_and_says_so(tx):
    project = make.project(tx, scope=Scope(5, ("Wi-Fi",), TODAY + timedelta(days=2)))

    fill_from_template(FillFromTemplate(make.actor(), project.id, CLOUD.id), tx, NOON)

    [said] = saved.said(tx, TemplateUsed)
    assert (said.is_pressed, said.first_day, said.last_day) == (True, make.TOMORROW, TODAY + timedelta(days=2))


def test_a_project_whose_time_is_over_is_not_filled_with_stages_of_the_past(tx):
    project = make.project(tx, scope=Scope(5, ("Wi-Fi",), TODAY))

    with refused(tx, words="NET was to be completed by Wed 2 Dec 2026: no day is left for stages."):
        fill_from_template(FillFromTemplate(make.actor(), project.id, CLOUD.id), tx, NOON)


def test_a_kind_that_is_not_offered_any_more_is_refused_and_nothing_is_created(tx):
    make.office(tx)

    with refused(tx, "template"):
        create_project(make.creation(template="gone"), tx, NOON)

    assert saved.history_rows(tx) == []


def test_a_project_begins_like_one_of_the_makers_own_that_is_over_without_its_customers_name(tx):
    make.office(tx)
    ended = make.project(tx, "OLD", lifecycle=Lifecycle.CLOSED, customer="Acme")
    make.stage(tx, ended, "Survey for Acme")
    make.tool(tx, ended)
    offered = [one for one in prepare_project(PrepareProject(make.actor()), tx, NOON).templates if one.id == ended.id]

    create_project(make.creation(template=ended.id), tx, NOON)

    made = tx.projects.by_key("NET")
    (stage,) = tx.stages.in_project(made.id)
    (told,) = saved.said(tx, TemplateUsed)
    assert [one.name for one in offered] == ["Like OLD Old rollout"]
    assert (stage.name, stage.minutes, len(tx.tools.of_project(made.id))) == ("Survey for the customer", 600, 1)
    assert (told.kind, told.after) == ("", "OLD Old rollout")


def test_nobody_begins_a_project_like_a_private_one_a_running_one_or_one_of_others(tx):
    make.office(tx)
    secret = ProjectChannel(ChannelKind.PRIVATE, "secret")
    others = [
        make.project(tx, "SECRET", lifecycle=Lifecycle.CLOSED, channel=secret),
        make.project(tx, "RUNS", started=True),
        make.project(tx, "LED", lifecycle=Lifecycle.CLOSED),
    ]

    seen = [prepare_project(PrepareProject(make.actor(who)), tx, NOON).templates for who in (PM, ANA)]

    assert [{one.id for one in each} & {one.id for one in others} for each in seen] == [{others[2].id}, set()]
    for who, one in ((PM, others[0]), (PM, others[1]), (ANA, others[2])):
        with refused(tx, "template"):
            create_project(make.creation(by=make.actor(who), template=one.id), tx, NOON)
