"""The questions at the ends of stages: asked of whoever heads the project by then, and true until they are decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain import permissions
from domain.actions import Action
from domain.duties import judge_of, who_finds_judge
from domain.head_living import HeadWanted
from domain.identity import UserId
from domain.living import Home, StageVoteCard
from domain.notices import ToPerson
from domain.projects import Project
from domain.roles import Role
from storage.transactions import Transaction, read_only
from use_cases.reading import Read


@dataclass(frozen=True)
class HeadWantedFacts:
    """The stage after which nobody may decide, with the head who is no judge here; who is asked by now, if it is over.

    Without a `head` the project has none; `is_wanted` while it waits for whoever reads this.
    """

    project_key: str
    project_name: str
    number: int
    name: str
    head: UserId | None
    is_wanted: bool


def ask_head(project: Project, tx: Transaction, now: datetime) -> None:
    """Ask the department head about every stage that has ended undecided, once they are confirmed and not its judge
    in their own cause; where nobody may decide, whoever changes the roles is told once."""
    if project.is_over:
        return
    judge, finder = judge_of(project), who_finds_judge(project)
    for stage_id in undecided(project, tx):
        for mark in tx.outbox.posted_marks(f"{HeadWanted.subject}:{stage_id}:"):
            tx.outbox.add(HeadWanted.told(mark), now)
        if judge is not None:
            tx.outbox.add(StageVoteCard.of(stage_id, judge), now)
        elif finder is not None:
            tx.outbox.add(HeadWanted.of(stage_id, finder), now)
        for person in (judge, finder):
            if person is not None:
                tx.outbox.add(Home.of(person), now)


def undecided(project: Project, tx: Transaction) -> tuple[str, ...]:
    """The ended stages of a project after which nobody has said yet how it goes on, by id, the oldest first."""
    return tuple(one.stage_id for one in tx.votes.in_project(project.id) if one.is_open)


def redraw_votes(project: Project, tx: Transaction, now: datetime) -> None:
    """Let every question that is undecided show the figures of now: who decides has them in front of them."""
    if head := project.acting(Role.DEPARTMENT_HEAD):
        for stage_id in undecided(project, tx):
            tx.outbox.add(StageVoteCard.of(stage_id, head, edit_only=True), now)


def close_question(stage_id: str, tx: Transaction, now: datetime) -> None:
    """Let everybody who was asked at the end of a stage see that nothing is to be decided any more."""
    for kind in (StageVoteCard, HeadWanted):
        for mark in tx.outbox.posted_marks(f"{kind.subject}:{stage_id}:"):
            told = kind.told(mark)
            tx.outbox.add(told, now)
            if isinstance(told.to, ToPerson):
                tx.outbox.add(Home.of(told.to.person), now)


@read_only
def read_head_wanted(order: Read, tx: Transaction, now: datetime) -> HeadWantedFacts:
    """What whoever changes the roles is told of a stage after which nobody may decide, and who decides by now."""
    permissions.require(order.actor, Action.DELIVER)
    vote, stage = tx.votes.get(order.about), tx.stages.get(order.about)
    project = tx.projects.get(stage.project_id)
    finder = who_finds_judge(project)
    is_wanted = vote.is_open and not project.is_over and finder is not None and order.to == ToPerson(finder)
    head = project.holder(Role.DEPARTMENT_HEAD)
    return HeadWantedFacts(project.key, project.name, stage.number, stage.name, head, is_wanted)
