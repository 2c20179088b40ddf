"""Asking, at the end of a stage, whoever heads the project by then: a question outlives who was asked first."""

from __future__ import annotations

from datetime import datetime

from domain.duties import is_own
from domain.living import Home, StageVoteCard
from domain.projects import Project
from domain.roles import Role
from storage.transactions import Transaction


def ask_head(project: Project, tx: Transaction, now: datetime) -> None:
    """Ask the department head about every stage that has ended undecided, once they are confirmed and not its judge
    in their own cause."""
    head = project.holder(Role.DEPARTMENT_HEAD)
    if head is None or not project.head_confirmed or is_own(project, head) or project.is_over:
        return
    for one in tx.votes.in_project(project.id):
        if one.vote is None:
            tx.outbox.add(StageVoteCard.of(one.stage_id, head), now)
            tx.outbox.add(Home.of(head), now)
