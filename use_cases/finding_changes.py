"""Finding the change somebody means: with its project, and only for whoever may know of that."""

from __future__ import annotations

from domain.actors import Actor
from domain.changes import ChangeRequest, no_such_change
from domain.projects import Project
from storage.transactions import Transaction


def project_of_change(change: ChangeRequest, actor: Actor, tx: Transaction, key: str | None = None) -> Project:
    """The project of a change; for who must not know of the project there is no such change either."""
    return _visible(tx.projects.get(change.project_id), actor, key)


def held_change(change_id: str, actor: Actor, tx: Transaction) -> tuple[ChangeRequest, Project]:
    """A change and its project, both held for change, the project first as everywhere."""
    found = tx.changes.get(change_id)
    project = _visible(tx.projects.for_change(found.project_id), actor)
    return tx.changes.for_change(change_id), project


def _visible(project: Project, actor: Actor, key: str | None = None) -> Project:
    if project.is_hidden_from(actor):
        raise no_such_change(key)
    return project
