"""Filling in what is empty in a project from a kind of project: nothing that somebody typed is changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.calendars import day_words, local_date, zone_of
from domain.cost_history import stage_changes
from domain.differences import schedule_changes
from domain.follow_ups import ALWAYS_BEHIND, FollowUp, filled_in, points_of
from domain.history import Act
from domain.identity import UserId, new_id
from domain.notices import ToProject
from domain.project_templates import ProjectKind, ProjectTemplate
from domain.projects import Project, refuse_if_over
from domain.refusals import Refused
from domain.roles import Role
from domain.scaled_stages import scaling_of
from domain.stages import SkillNeed, Stage, StagePlan, ThingNeed
from domain.template_days import StageDays, days_for, laid_out
from domain.template_notices import TemplateUsed
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.costing import currency_of
from use_cases.finding import find_project, visible
from use_cases.gate import settle_gate
from use_cases.past_projects import Chosen, chosen_kind, kinds_to_choose
from use_cases.project_templates import OfferedTemplate
from use_cases.scope import change_scope
from use_cases.stages import OVER, names_in
from use_cases.template_skills import Matched, match
from use_cases.tool_lists import lay_out_tools


@dataclass(frozen=True)
class PrepareFilling:
    """Open the form that fills the project of this key from a template."""

    actor: Actor
    key: str


@dataclass(frozen=True)
class FillingForm:
    """The kinds of project to choose from, and as which the project began, if it did."""

    project_id: str
    project_key: str
    project_name: str
    templates: tuple[OfferedTemplate, ...]
    chosen: str


@dataclass(frozen=True)
class FillFromTemplate:
    """Fill in what is empty in this project."""

    actor: Actor
    project_id: str
    template: str = ""


@read_only
def prepare_filling(order: PrepareFilling, tx: Transaction, now: datetime) -> Named[FillingForm]:
    """The form for whoever may plan the project's stages, while there are none."""
    project = _fillable(find_project(order.actor, order.key, None, tx), order.actor, tx, now)
    kind, offered = tx.project_templates.kind_of(project.id), kinds_to_choose(order.actor, tx)
    chosen = kind.id if kind and kind.id in {one.id for one in offered} else ""
    return Named(FillingForm(project.id, project.key, project.name, offered, chosen), {})


def _fillable(project: Project, actor: Actor, tx: Transaction, now: datetime) -> Project:
    permissions.require(actor, Action.PLAN_STAGES, project)
    refuse_if_over(project, OVER)
    if tx.stages.in_project(project.id):
        raise Refused(f"{project.key} has stages already, and a template fills in only what is empty.")
    completion = project.scope.completion_date
    if completion is not None and completion < _tomorrow(project, now):
        words = (
            f"{project.key} was to be completed by {day_words(completion)}: no day is left for stages. Move that date:"
        )
        raise Refused(words, to_type=f"scope {project.key}")
    return project


def _tomorrow(project: Project, now: datetime) -> date:
    """The first day that stages may begin on."""
    return local_date(now, zone_of(project.zone)) + timedelta(days=1)


def fill_from_template(order: FillFromTemplate, tx: Transaction, now: datetime) -> str:
    """Fill in what is empty in a project that has no stages, as far as the person may; returns the project's key."""
    project = _fillable(visible(tx.projects.for_change(order.project_id), order.actor), order.actor, tx, now)
    chosen = chosen_kind(order.template, order.actor, project.customer, tx)
    filling = Filling(project, chosen, order.actor.user_id, order.actor)
    if fill_in(filling, tx, now) is None:
        raise Refused(f"{filling.called} has nothing that {project.key} lacks. Choose another one.", field="template")
    return project.key


@dataclass(frozen=True)
class Filling:
    """A project that is filled in, by whom; without an actor it is being made, and its maker fills in everything."""

    project: Project
    chosen: Chosen
    by: UserId
    actor: Actor | None = None

    @property
    def template(self) -> ProjectTemplate:
        return self.chosen.template

    @property
    def follow_up(self) -> FollowUp | None:
        """What goes along besides from the project that this one follows; amounts in another currency do not."""
        follow_up = self.chosen.follow_up
        return follow_up.paid_in(self.project.currency) if follow_up else None

    @property
    def called(self) -> str:
        """What it is filled in from, by its name."""
        return self.follow_up.words if self.follow_up else self.template.name

    @property
    def source(self) -> str:
        """The same in a sentence."""
        return self.called if self.follow_up else f"the template {self.called}"

    def may(self, action: Action) -> bool:
        """Whether whoever fills it in may do this in the project."""
        return self.actor is None or permissions.allowed(self.actor, action, self.project)


def fill_in(filling: Filling, tx: Transaction, now: datetime) -> TemplateUsed | None:
    """Fill in what is empty in a project and tell its channel; None when nothing was.

    It is of the kind either way.
    """
    project, template, by = filling.project, filling.template, filling.by
    said = _begun(filling)
    tx.project_templates.note_kind(project.id, template)
    said = _fill_scope(said, filling, tx, now)
    filling = replace(filling, project=tx.projects.for_change(project.id))
    for fill in (_fill_stages, _fill_tools, _fill_questions):
        said = fill(said, filling, tx, now)
    if not (said.services or said.points or said.stages or said.tools or said.questions):
        return None
    tx.history.add(by, now, Act.USED_TEMPLATE, project.id, filling.called)
    tx.outbox.add(said, now)
    settle_gate(project.id, tx, now)
    return said


def _begun(filling: Filling) -> TemplateUsed:
    """What is said of where it comes from; of an earlier project also what stays behind."""
    project, follow_up = filling.project, filling.follow_up
    kind = ProjectKind(filling.template.id, filling.template.name)
    said = TemplateUsed(ToProject(project.id), project.key, project.name, kind.words, filling.by)
    if follow_up is None:
        return said
    return replace(said, after=follow_up.words, behind=(*ALWAYS_BEHIND, *follow_up.behind))


def _fill_scope(said: TemplateUsed, filling: Filling, tx: Transaction, now: datetime) -> TemplateUsed:
    project, template = filling.project, filling.template
    if project.is_approved or not filling.may(Action.EDIT_SCOPE):
        return said
    before = tx.scopes.newest(project.id).statement
    after = filled_in(before, replace(template.scope, services=template.services))
    change_scope(project, after, filling.by, f"From {filling.source}", tx, now)
    services = () if before.services else after.services
    return replace(said, services=services, points=points_of(after) - points_of(before))


def _fill_tools(said: TemplateUsed, filling: Filling, tx: Transaction, now: datetime) -> TemplateUsed:
    project, tools = filling.project, filling.template.tools
    if not tools or not filling.may(Action.LIST_TOOLS) or tx.tools.of_project(project.id):
        return said
    # Nobody is asked yet: who sees to each is decided when the project is near its start.
    lay_out_tools(project, tools, None, filling.by, tx, now)
    return replace(said, tools=len(tools))


def _fill_questions(said: TemplateUsed, filling: Filling, tx: Transaction, now: datetime) -> TemplateUsed:
    project, questions = filling.project, filling.template.questions
    before = tx.schedules.for_change(project.id)
    if before.questions or not questions or not filling.may(Action.CHANGE_SCHEDULE):
        return said
    after = replace(before, questions=questions)
    tx.schedules.keep(after)
    changes = schedule_changes(before, after)
    tx.history.add(filling.by, now, Act.CHANGED_SCHEDULE, project.id, project.key, changes)
    return replace(said, questions=len(questions))


def _fill_stages(said: TemplateUsed, filling: Filling, tx: Transaction, now: datetime) -> TemplateUsed:
    project, template, follow_up = filling.project, filling.template, filling.follow_up
    if not template.stages or tx.stages.in_project(project.id):
        return said
    calendar = tx.workspaces.get().calendar
    days = days_for(template, calendar, _tomorrow(project, now), project.scope.completion_date)
    placed, matched = laid_out(template, days), match(template, filling.by, tx, now)
    stages: list[Stage] = []
    for number, one in enumerate(placed, start=1):
        after = tuple(stages[place].id for place in one.after)
        costs = follow_up.costs_of(number - 1) if follow_up else ()
        stages.append(replace(_stage(one, number, after, matched, project), costs=costs))
    _add(stages, filling.by, project, tx, now)
    users = project.scope.users_count
    return replace(
        said,
        stages=len(stages),
        first_day=min(one.starts_on for one in stages),
        last_day=max(one.ends_on for one in stages),
        is_pressed=template.days > len(days),
        is_open_for_users=not users and any(work.minutes_each_user for one in template.stages for work in one.work),
        brought_back=matched.brought_back,
        left_out=matched.left_out,
        costs=follow_up.costs_count if follow_up else 0,
        has_changes=follow_up is not None and follow_up.has_changes,
    )


def _stage(placed: StageDays, number: int, after: tuple[str, ...], matched: Matched, project: Project) -> Stage:
    owner = project.holder(Role.RESPONSIBLE)
    plan = StagePlan(placed.outline.name, placed.starts_on, placed.ends_on, owner, after)
    users = project.scope.users_count or 0
    outline = replace(placed.outline, work=matched.work_of(placed.outline))
    work = ((one, one.for_users(users)) for one in outline.work)
    return replace(
        Stage.planned(project.id, number, plan),
        needs=tuple(SkillNeed(new_id(), one.skill_id, one.level, minutes) for one, minutes in work if minutes),
        things=tuple(
            ThingNeed(new_id(), one.outline.thing_id, one.outline.quantity, one.first_day, one.last_day)
            for one in placed.things
            if one.outline.thing_id in matched.things
        ),
        scaling=scaling_of(outline, users),
    )


def _add(stages: list[Stage], by: UserId, project: Project, tx: Transaction, now: datetime) -> None:
    names, currency = names_in(stages, tx), currency_of(project, tx)
    for one in stages:
        tx.stages.add(one)
        changes = stage_changes(None, one, names, currency)
        tx.history.add(by, now, Act.PLANNED_STAGE, project.id, f"{one.number} {one.name}", changes)
