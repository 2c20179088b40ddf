"""Telling whoever leads a completed project that it can be closed, as soon as the last thing it waited for is there."""

from __future__ import annotations

from datetime import datetime

from domain.actors import Actor
from domain.closing_notices import ReadyToClose
from domain.identity import UserId
from domain.moves import Move
from domain.notices import ToPerson
from domain.projects import Lifecycle, Project
from domain.roles import Role
from storage.transactions import Transaction
from use_cases.closing import open_things
from use_cases.end_questions import end_questions, kept_by


def tell_if_closable(project: Project, by: UserId, tx: Transaction, now: datetime) -> None:
    """Tell the manager of a completed project, unless it is their own doing, that nothing keeps it from its close."""
    manager = project.acting(Role.PROJECT_MANAGER)
    if project.lifecycle is not Lifecycle.COMPLETED or manager is None or manager == by:
        return
    reader = Actor(project.workspace, manager)
    if not kept_by(end_questions(project, reader, tx, now), Move.CLOSE) and not open_things(project.id, tx):
        tx.outbox.add(ReadyToClose(ToPerson(manager), project.key, project.name), now)
