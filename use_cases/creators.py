"""Who may create projects in a workspace."""

from __future__ import annotations

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.workspaces import Creators, Workspace


def may_create(actor: Actor, workspace: Workspace) -> bool:
    """Whether the workspace lets this person create projects."""
    if workspace.creators is Creators.EVERYBODY or actor.is_admin:
        return True
    return actor.user_id in workspace.heads or actor.user_id in workspace.it_managers


def require_creator(actor: Actor, workspace: Workspace) -> None:
    """Refuse whoever may not create projects here, and say who may."""
    permissions.require(actor, Action.CREATE_PROJECT, workspace)
    if not may_create(actor, workspace):
        leaders = tuple(dict.fromkeys((*sorted(workspace.heads), *workspace.it_managers)))
        words = "Only department heads, IT managers and administrators may create projects here."
        raise permissions.Forbidden(words, leaders, Action.CREATE_PROJECT)
