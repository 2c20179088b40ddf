"""What waits for somebody because others need their word: votes, changes, estimates, facts and tools."""

from __future__ import annotations

from collections.abc import Iterator

from domain import permissions
from domain.actors import Actor
from domain.deciding import Deciding
from domain.gate import QUESTIONS, Fact
from domain.people import Person
from domain.permissions import Action
from domain.projects import Lifecycle, Project
from domain.urgency import Waiting, Why
from storage.transactions import Transaction
from use_cases.estimates import leader_of

LINES_READ = 50
# What one person decides in a moment and everything stops for; the rest is on the way to it.
OWED = (Fact.VIABLE, Fact.PRESENTED)


def decisions_owed(person: Person, running: list[Project], tx: Transaction) -> Iterator[Waiting]:
    """Everything that a person is asked to decide in these projects, and the tools they see to."""
    actor = Actor(tx.workspace, person.id, person.standing, person.is_admin)
    by_id = {one.id: one for one in running}
    yield from _votes(actor, by_id, tx)
    yield from _changes(actor, by_id, tx)
    yield from _estimates(person, by_id, tx)
    yield from _facts(actor, running)
    for tool in tx.tools.open_of(person.id, LINES_READ):
        if (project := by_id.get(tool.project_id)) is not None:
            yield Waiting(Why.TOOL, tool.id, project.key, tool.what)


def _votes(actor: Actor, by_id: dict[str, Project], tx: Transaction) -> Iterator[Waiting]:
    mine = [one.id for one in by_id.values() if permissions.allowed(actor, Action.VOTE_ON_STAGE, one)]
    for vote in tx.votes.open_in(mine, LINES_READ):
        project = by_id[vote.project_id]
        yield Waiting(Why.VOTE, vote.stage_id, project.key, project.name)


def _changes(actor: Actor, by_id: dict[str, Project], tx: Transaction) -> Iterator[Waiting]:
    mine = [one.id for one in by_id.values() if actor.user_id in Deciding(one).people]
    for change in tx.changes.open_in(mine, LINES_READ):
        if actor.user_id not in change.agreed_by and actor.user_id in Deciding(by_id[change.project_id]).people:
            yield Waiting(Why.CHANGE, change.id, change.key, change.what, people=(change.asked_by,))


def _estimates(person: Person, by_id: dict[str, Project], tx: Transaction) -> Iterator[Waiting]:
    """Stages that have begun or ended since the person answered last what is left of them."""
    led = [one.id for one in by_id.values() if leader_of(one) == person.id]
    for stage in tx.stages.unestimated(person.id, by_id, led, LINES_READ):
        yield Waiting(Why.ESTIMATE, stage.id, by_id[stage.project_id].key, stage.name)


def _facts(actor: Actor, running: list[Project]) -> Iterator[Waiting]:
    """A verdict to give or a plan to present, once it is the next thing that a project waits for before it starts."""
    for project in running:
        if project.lifecycle is not Lifecycle.PLANNING:
            continue
        fact = next((one for one in Fact if one not in project.decided), None)
        if fact in OWED and permissions.allowed(actor, QUESTIONS[fact].right, project):
            yield Waiting(Why.TO_DECIDE, project.id, project.key, project.name, fact=fact)
