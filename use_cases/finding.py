"""Finding the project somebody means: by its key, or as the one whose channel they are in."""

from __future__ import annotations

from domain.actors import Actor
from domain.projects import Project
from domain.refusals import Refused
from storage.transactions import Transaction


def visible(project: Project, actor: Actor) -> Project:
    """The project, unless it is private and the actor is not on it: then it does not exist for them."""
    if project.is_hidden_from(actor):
        raise Refused(f"There is no project {project.key}.")
    return project


def find_project(actor: Actor, key: str | None, channel: str | None, tx: Transaction) -> Project:
    """The project with this key, or the one that lives in this channel; refuses when there is neither."""
    if key is not None:
        return visible(tx.projects.by_key(key), actor)
    here = tx.projects.in_channel(channel) if channel else None
    if here is None:
        raise Refused("Say which project, for example `status NET`, or use the command in the project's channel.")
    return visible(here, actor)
