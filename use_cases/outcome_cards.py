"""How a project came out, shown: to whoever asks, to those who answer for it, and in short to its channel."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.closing import OpenKind, Settled, Settlement
from domain.export_views import Sight, sights_of
from domain.feedback import FeedbackFigures
from domain.goal_answers import unanswered
from domain.notices import ToPerson
from domain.outcome_living import OutcomeCard, OutcomeInShort, ended
from domain.outcome_sheets import LeftBehind, OutcomeSheet, sheet_of
from domain.outcomes import Outcome
from domain.projects import ENDED_WELL, PUT_AWAY, Project
from domain.refusals import Refused
from domain.roles import LEADING_ROLES
from domain.stages import StageState
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.costing import currency_of
from use_cases.feedback_kept import feedback_figures
from use_cases.finding import find_project
from use_cases.member_contacts import find_or_own
from use_cases.outcomes import kept_outcome
from use_cases.own_plans import OwnPlan, OwnPlans
from use_cases.reading import Read


@dataclass(frozen=True)
class ShowOutcome:
    """How did the project of this key come out, or the one in this channel?"""

    actor: Actor
    key: str | None = None
    channel: str | None = None


@dataclass(frozen=True)
class ShownOutcome:
    """How a project came out as its reader may see it, why it ended early, and what they may do about its goals."""

    sheet: OutcomeSheet
    end_reason: str
    has_moved_on: bool
    """Whether the project goes on again, or ended another way, since this was told."""
    may_answer: bool
    unanswered: int
    answered: int
    said: FeedbackFigures | None = None
    """What people said of it when that was summed up; for those in the project."""


@read_only
def show_outcome(order: ShowOutcome, tx: Transaction, now: datetime) -> Named[ShownOutcome | OwnPlan | OwnPlans]:
    """How a project came out, or stands so far; what its contact who has no role in it was shown."""
    project = find_or_own(order.actor, order.key, order.channel, tx, now)
    if not isinstance(project, Project):
        return tx.people.named(project)
    permissions.require(order.actor, Action.SEE_PROJECT, project)
    refuse_before_start(project)
    return tx.people.named(_shown(project, order.actor, tx, now))


def refuse_before_start(project: Project) -> None:
    """Refuse to say how something came out that was never begun."""
    if project.started_at is None:
        so = "was cancelled before it started" if project.is_over else "has not started yet"
        words = f"{project.key} {so}, so there is nothing to compare. What was planned:"
        raise Refused(words, to_type=f"stages {project.key}")


@read_only
def read_outcome_card(order: Read, tx: Transaction, now: datetime) -> ShownOutcome | None:
    """What one of those who answered for a project when it ended may see of it now; None where that is nothing."""
    permissions.require(order.actor, Action.DELIVER)
    assert isinstance(order.to, ToPerson)
    project, person = _of_end(order.about, tx), tx.people.get(order.to.person)
    if person is None or not person.can_work:
        return None
    reader = Actor(tx.workspace, person.id, person.standing, person.is_admin)
    if not sights_of(reader, project):
        return None
    return replace(_shown(project, reader, tx, now), has_moved_on=_has_moved_on(order.about, project))


@read_only
def read_outcome_in_short(order: Read, tx: Transaction, now: datetime) -> ShownOutcome:
    """What a channel reads, where guests may be: no money, no hours, and nobody's words about a goal."""
    permissions.require(order.actor, Action.DELIVER)
    project = _of_end(order.about, tx)
    shown = _facts(project, frozenset({Sight.PROJECT}), kept_outcome(project, tx, now), tx)
    return replace(shown, has_moved_on=_has_moved_on(order.about, project))


def tell_outcome(project: Project, tx: Transaction, now: datetime) -> None:
    """Say how a project came out that is complete: in short to its channel, whole to those who answer for it."""
    tx.outbox.add(OutcomeInShort.of(project), now)
    for person in dict.fromkeys((*project.holders(*LEADING_ROLES), *project.all_acting(*LEADING_ROLES))):
        tx.outbox.add(OutcomeCard.of(project, person), now)


def redraw_outcome(project: Project, tx: Transaction, now: datetime) -> None:
    """Bring up to date what was told of this end of a project, wherever it stands."""
    tx.outbox.add(OutcomeInShort.of(project, edit_only=True), now)
    for mark in tx.outbox.posted_marks(f"{OutcomeCard.subject}:{ended(project)}:"):
        tx.outbox.add(OutcomeCard.told(mark), now)


def _of_end(about: str, tx: Transaction) -> Project:
    return tx.projects.get(about.partition("/")[0])


def _has_moved_on(about: str, project: Project) -> bool:
    return project.lifecycle not in ENDED_WELL or about != ended(project)


def _shown(project: Project, reader: Actor, tx: Transaction, now: datetime) -> ShownOutcome:
    outcome, sights = kept_outcome(project, tx, now), sights_of(reader, project)
    may_answer = permissions.allowed(reader, Action.ANSWER_GOALS, project)
    is_open = project.lifecycle not in PUT_AWAY
    shown = _facts(project, sights, outcome, tx, left_behind(project, reader, tx))
    sees = permissions.allowed(reader, Action.SEE_FEEDBACK, project)
    said = feedback_figures(project.id, tx) if sees else None
    return replace(shown, may_answer=may_answer and is_open, said=said)


def left_behind(project: Project, reader: Actor, tx: Transaction) -> tuple[LeftBehind, ...]:
    """What was moved or dropped when a project was finished; of another project only who may know of it reads which."""
    settled = _still_settled(tx.closings.settled_in(project.id), project, tx)
    targets = {one.id: one for one in tx.projects.several({one.to_project_id for one in settled if one.to_project_id})}
    found = []
    for one in settled:
        target = targets.get(one.to_project_id or "")
        whereto = one.whereto(target is None or target.is_hidden_from(reader))
        became = f"moved to {whereto}" if one.how is Settled.MOVED else _ended(one)
        found.append(LeftBehind(one.called, became, one.reason))
    return tuple(found)


def _ended(one: Settlement) -> str:
    """A stage is dropped by nobody: it was planned and did not take place."""
    return "did not take place" if one.kind is OpenKind.STAGE else "dropped"


def _still_settled(every: list[Settlement], project: Project, tx: Transaction) -> list[Settlement]:
    """These but for what was taken up again since, or ended another way."""
    tasks = tx.tasks.of_ids(one.thing_id for one in every if one.kind is OpenKind.TASK)
    troubles = tx.difficulties.of_ids(one.thing_id for one in every if one.kind is OpenKind.DIFFICULTY)
    stages = tx.stages.in_project(project.id) if any(one.kind is OpenKind.STAGE for one in every) else []
    ended = {one.id: one.done_at for one in tasks} | {one.id: one.resolved_at for one in troubles}
    ended |= {one.id: one.started_at for one in stages if one.state is not StageState.PLANNED}
    return [one for one in every if ended.get(one.thing_id, one.at) == one.at]


def _facts(
    project: Project,
    sights: frozenset[Sight],
    outcome: Outcome,
    tx: Transaction,
    left: tuple[LeftBehind, ...] = (),
) -> ShownOutcome:
    sheet = sheet_of(outcome, project.state, sights, currency_of(project, tx), left)
    waiting = len(unanswered(outcome.goals))
    return ShownOutcome(sheet, project.end_reason, False, False, waiting, len(outcome.goals) - waiting)


def find_ended(actor: Actor, key: str, tx: Transaction) -> Project:
    """The project of this key, for whoever may see it, once there is something to compare."""
    project = find_project(actor, key, None, tx)
    permissions.require(actor, Action.SEE_PROJECT, project)
    refuse_before_start(project)
    return project
