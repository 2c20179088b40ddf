"""Beginning a project like one that is over: the same stages, tools, services and questions.

What was typed for a customer goes along only into another project for the same one.
"""

from __future__ import annotations

from dataclasses import replace

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.calibration import Factor, calibrate, calibrated
from domain.follow_ups import taken_over
from domain.identity import new_id
from domain.project_templates import ProjectKind, ProjectTemplate, StageOutline, Take, template_sign
from domain.projects import ChannelKind, Project
from domain.refusals import Refused
from domain.workspaces import Workspace
from storage.transactions import Transaction
from use_cases.calibration import finished_of
from use_cases.project_templates import OfferedTemplate, chosen_template, templates_to_choose
from use_cases.template_saving import template_from

PAST_OFFERED = 10
LOOKED_THROUGH = 50
LABEL_LENGTH = 75
# The new project's channel reads as what it began, and must not learn there whom the other was for.
CALLED = "Repeat of an earlier project"


def kinds_to_choose(actor: Actor, tx: Transaction) -> tuple[OfferedTemplate, ...]:
    """Every kind of project that somebody can choose: the templates, then their own newest projects that are over."""
    like = map(offer_of, _past(actor, tx))
    return (*templates_to_choose(tx), *like)


def chosen_kind(id: str, actor: Actor, customer: str, tx: Transaction) -> ProjectTemplate:
    """What was chosen of it, as a template for this customer; refuses beside its field what is not offered any more."""
    project = _past_one(id, actor, tx)
    if project is None:
        return chosen_template(id, tx)
    kind = kind_begun(project, tx)
    like = replace(template_from(project, Take, tx), id=kind.id, name=kind.name)
    if template_sign(project.customer) == template_sign(customer):
        past = tx.scopes.newest(project.id).statement
        like = replace(like, services=past.services, scope=taken_over(past, new_id))
    factor = effort_factor(kind.id, project, tx)
    already = kind.hours_percent
    stages = tuple(_recalculated(one, factor, already) for one in like.stages)
    return replace(like, stages=stages, hours_percent=(factor.percent if factor else already) if stages else 0)


def kind_begun(project: Project, tx: Transaction) -> ProjectKind:
    """The kind of project that another one like this begins as: the same, so that they can be compared.

    What began as no kind is one of its own from then on.
    """
    return tx.project_templates.kind_of(project.id) or ProjectKind(project.id, CALLED)


def effort_factor(kind: str, project: Project, tx: Transaction) -> Factor | None:
    """By what hours like those of this project are multiplied, as finished projects of the kind came out."""
    calibration = calibrate((one for one, _ in finished_of(kind, tx)), kind, project.customer)
    return calibration.effort if calibration else None


def _recalculated(stage: StageOutline, factor: Factor | None, already: int) -> StageOutline:
    return replace(
        stage, work=tuple(replace(one, minutes=calibrated(one.minutes, factor, already)) for one in stage.work)
    )


def offer_of(project: Project) -> OfferedTemplate:
    """A project that is over, as it can be chosen."""
    return OfferedTemplate(project.id, f"Like {project.key} {project.name}"[:LABEL_LENGTH])


def _past_one(id: str, actor: Actor, tx: Transaction) -> Project | None:
    try:
        project = tx.projects.get(id)
    except Refused:
        return None
    return project if project.is_over and _may_be_taken(project, actor, tx.workspaces.get()) else None


def _may_be_taken(project: Project, actor: Actor, workspace: Workspace) -> bool:
    is_open = project.channel.kind is not ChannelKind.PRIVATE
    return is_open and permissions.allowed(actor, Action.SAVE_TEMPLATE, project, workspace)


def _past(actor: Actor, tx: Transaction) -> list[Project]:
    """What somebody may take along as they may save it as a template; of a private project nobody hears elsewhere."""
    workspace = tx.workspaces.get()
    found = (
        one
        for one in tx.projects.of_person(actor.user_id, LOOKED_THROUGH, only_ended=True)
        if _may_be_taken(one, actor, workspace)
    )
    return [one for one, _ in zip(found, range(PAST_OFFERED), strict=False)]
