"""Beginning a project like one that is over: the same stages, tools, services and questions, and nobody's words."""

from __future__ import annotations

from dataclasses import replace

from domain import permissions
from domain.actors import Actor
from domain.permissions import Action
from domain.project_templates import ProjectTemplate, Take
from domain.projects import ChannelKind, Project
from storage.transactions import Transaction
from use_cases.project_templates import OfferedTemplate, chosen_template, templates_to_choose
from use_cases.template_saving import template_from

PAST_OFFERED = 10
LOOKED_THROUGH = 50
LABEL_LENGTH = 75
# The new project's channel reads as what it began, and must not learn there whom the other was for.
CALLED = "Repeat of an earlier project"


def kinds_to_choose(actor: Actor, tx: Transaction) -> tuple[OfferedTemplate, ...]:
    """Every kind of project that somebody can choose: the templates, then their own newest projects that are over."""
    like = (OfferedTemplate(one.id, f"Like {one.key} {one.name}"[:LABEL_LENGTH]) for one in _past(actor, tx))
    return (*templates_to_choose(tx), *like)


def chosen_kind(id: str, actor: Actor, tx: Transaction) -> ProjectTemplate:
    """What was chosen of it, as a template; refuses beside its field what is not offered to this person any more."""
    project = next((one for one in _past(actor, tx) if one.id == id), None)
    if project is None:
        return chosen_template(id, tx)
    # It is of the same kind, so that kinds can be compared, unless the other began as none.
    id, name = tx.project_templates.kind_of(project.id) or (project.id, CALLED)
    return replace(template_from(project, Take, tx), id=id, name=name)


def _past(actor: Actor, tx: Transaction) -> list[Project]:
    """What somebody may take along as they may save it as a template; of a private project nobody hears elsewhere."""
    workspace = tx.workspaces.get()
    found = (
        one
        for one in tx.projects.of_person(actor.user_id, LOOKED_THROUGH, only_ended=True)
        if one.channel.kind is not ChannelKind.PRIVATE
        and permissions.allowed(actor, Action.SAVE_TEMPLATE, one, workspace)
    )
    return [one for one, _ in zip(found, range(PAST_OFFERED), strict=False)]
