"""The questions at the ends of stages: asked of whoever heads the project by then, and true until they are decided."""

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
    for stage_id in undecided(project, tx):
        tx.outbox.add(StageVoteCard.of(stage_id, head), now)
        tx.outbox.add(Home.of(head), now)


def undecided(project: Project, tx: Transaction) -> tuple[str, ...]:
    """The ended stages of a project after which nobody has said yet how it goes on, by id, the oldest first."""
    return tuple(one.stage_id for one in tx.votes.in_project(project.id) if one.vote is None)


def redraw_votes(project: Project, tx: Transaction, now: datetime) -> None:
    """Let every question that is undecided show the figures of now: who decides has them in front of them."""
    if head := project.holder(Role.DEPARTMENT_HEAD):
        for stage_id in undecided(project, tx):
            tx.outbox.add(StageVoteCard.of(stage_id, head, edit_only=True), now)
