"""Saving a project as a template of the workspace: how it was done, without people, amounts or the customer's words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.history import Act, Change
from domain.identity import new_id
from domain.project_templates import ProjectTemplate, StageOutline, Take, template_problems, without_customer
from domain.projects import Project
from domain.refusals import Problem, refuse_if_any
from domain.schedules import QUESTION_LENGTH
from domain.scope_limits import SERVICE_LENGTH
from domain.stage_problems import NAME_LENGTH as STAGE_LENGTH
from domain.template_days import outlined
from domain.tools import WHAT_LENGTH
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.finding import find_project, visible
from use_cases.project_templates import OfferedTemplate, every_template, own_template


@dataclass(frozen=True)
class PrepareSaving:
    """Open the form that saves the project of this key, or of this channel, as a template."""

    actor: Actor
    key: str | None = None
    channel: str | None = None


@dataclass(frozen=True)
class SavingForm:
    """What there is to be taken along, and the templates of the workspace that it could stand in place of."""

    project_id: str
    project_key: str
    project_name: str
    takes: tuple[Take, ...]
    own: tuple[OfferedTemplate, ...]


@dataclass(frozen=True)
class SaveTemplate:
    """Save this much of a project under this name, in place of a template of the workspace if one is named."""

    actor: Actor
    project_id: str
    name: str = ""
    gist: str = ""
    takes: tuple[Take, ...] = ()
    instead_of: str = ""


@read_only
def prepare_saving(order: PrepareSaving, tx: Transaction, now: datetime) -> Named[SavingForm]:
    """The form that saves a project as a template; only who keeps them is offered to replace one."""
    project, workspace = find_project(order.actor, order.key, order.channel, tx), tx.workspaces.get()
    permissions.require(order.actor, Action.SAVE_TEMPLATE, project, workspace)
    may_replace = permissions.allowed(order.actor, Action.KEEP_TEMPLATES, workspace)
    own = tx.project_templates.own() if may_replace else ()
    whole = template_from(project, Take, tx)
    form = SavingForm(
        project.id,
        project.key,
        project.name,
        tuple(one for one in Take if _has(whole, one)),
        tuple(OfferedTemplate(one.id, one.name) for one in own),
    )
    return Named(form, {})


def _has(whole: ProjectTemplate, take: Take) -> bool:
    held = {
        Take.STAGES: whole.stages,
        Take.NEEDS: [one for one in whole.stages if one.work or one.things],
        Take.TOOLS: whole.tools,
        Take.SERVICES: whole.services,
        Take.QUESTIONS: whole.questions,
    }
    return bool(held[take])


def template_from(project: Project, takes: Iterable[Take], tx: Transaction) -> ProjectTemplate:
    """This much of a project as a template that nobody has named yet."""
    taken = frozenset(takes)
    stages = outlined(tx.stages.in_project(project.id), tx.workspaces.get().calendar) if Take.STAGES in taken else ()
    tools = tx.tools.of_project(project.id) if Take.TOOLS in taken else ()
    services = project.scope.services if Take.SERVICES in taken else ()
    questions = tx.schedules.get(project.id).questions if Take.QUESTIONS in taken else ()
    return ProjectTemplate(
        new_id(),
        "",
        "",
        _said(services, project, SERVICE_LENGTH),
        tuple(_unnamed(one, project, Take.NEEDS in taken) for one in stages),
        _said((one.what for one in tools), project, WHAT_LENGTH),
        _said(questions, project, QUESTION_LENGTH),
    )


def _said(words: Iterable[str], project: Project, most: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(without_customer(one, project.customer, most) for one in words))


def _unnamed(stage: StageOutline, project: Project, with_needs: bool) -> StageOutline:
    kept = stage if with_needs else replace(stage, work=(), things=())
    return replace(kept, name=without_customer(stage.name, project.customer, STAGE_LENGTH))


def save_template(order: SaveTemplate, tx: Transaction, now: datetime) -> str:
    """Save a project as a template that every new project can begin as, or in place of another; returns its id."""
    workspace, by = tx.workspaces.for_change(), order.actor.user_id
    project = visible(tx.projects.get(order.project_id), order.actor)
    permissions.require(order.actor, Action.SAVE_TEMPLATE, project, workspace)
    replaced = None
    if order.instead_of:
        permissions.require(order.actor, Action.KEEP_TEMPLATES, workspace)
        replaced = own_template(order.instead_of, tx, "instead_of")
    found = template_from(project, order.takes, tx)
    refuse_if_any(_problems(order, found, replaced, tx))
    name, gist = _words(order, replaced)
    named = replace(found, id=replaced.id if replaced else found.id, name=name, gist=gist)
    tx.project_templates.keep(named, by, now)
    act = Act.CHANGED_TEMPLATE if replaced else Act.SAVED_TEMPLATE
    tx.history.add(by, now, act, project.id, named.name, _changes(named, replaced))
    return named.id


def _words(order: SaveTemplate, replaced: ProjectTemplate | None) -> tuple[str, str]:
    """The name and description: as typed, and where nothing was typed those of the template that is replaced."""
    typed = order.name.strip(), order.gist.strip()
    return (typed[0] or replaced.name, typed[1] or replaced.gist) if replaced else typed


def _problems(
    order: SaveTemplate, found: ProjectTemplate, replaced: ProjectTemplate | None, tx: Transaction
) -> list[Problem]:
    others = [one for one in every_template(tx) if replaced is None or one.id != replaced.id]
    problems = template_problems(*_words(order, replaced), others, is_new=replaced is None)
    if found.is_empty:
        problems.append(Problem("Choose something to take along that the project has.", "takes"))
    return problems


def _changes(named: ProjectTemplate, replaced: ProjectTemplate | None) -> tuple[Change, ...]:
    rows = (
        ("name", replaced.name if replaced else "", named.name),
        ("description", replaced.gist if replaced else "", named.gist),
        ("stages", _listed(replaced.stages if replaced else ()), _listed(named.stages)),
    )
    return tuple(Change(field, old, new) for field, old, new in rows if old != new)


def _listed(stages: Iterable[StageOutline]) -> str:
    return "; ".join(one.name for one in stages)
