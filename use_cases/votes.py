"""Go, hold or stop at the end of a stage: the department head decides with the figures in front of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain import duties, permissions
from domain.actions import Action
from domain.actors import Actor
from domain.cost_notices import StageDecided
from domain.history import Act, Change
from domain.identity import UserId
from domain.living import Home, StageVoteCard
from domain.moves import Move, moved
from domain.notices import ToProject
from domain.projects import Lifecycle, Project, refuse_if_over
from domain.roles import Role
from domain.stages import Stage, StageState
from domain.viability import StageVote, Terms, Vote, VoteFigures
from storage.transactions import Transaction, read_only
from use_cases.closing import redraw_closing
from use_cases.costing import Figures, figures_of
from use_cases.moves import save_move
from use_cases.reading import Read
from use_cases.stages import held_stage, seen_stage
from use_cases.vote_grounds import NotKnown, not_known
from use_cases.vote_questions import ask_head

MOVES = {Vote.HOLD: (Move.HOLD, Lifecycle.ACTIVE), Vote.STOP: (Move.CANCEL, None)}
OVER = ", so nothing is to be decided about it"


@dataclass(frozen=True)
class PrepareVote:
    """Open the form that asks why the project is to hold or stop after this stage."""

    actor: Actor
    stage_id: str
    vote: Vote


@dataclass(frozen=True)
class VoteForm:
    """The stage that ended, and what is about to be decided."""

    stage_id: str
    vote: Vote
    number: int
    name: str
    project_key: str
    project_name: str
    open_tasks: int


@dataclass(frozen=True)
class VoteOnStage:
    """The project goes on, waits or stops after this stage."""

    actor: Actor
    stage_id: str
    vote: Vote
    reason: str = ""


@dataclass(frozen=True)
class VoteFacts:
    """The question with its figures as they are now, or what was decided; amounts are words."""

    stage_id: str
    number: int
    name: str
    project_key: str
    project_name: str
    budget: str
    spent: str
    stage_budget: str
    stage_spent: str
    expected: str
    is_over_budget: bool
    cost_index: str
    time_index: str
    price: str
    margin: str
    is_loss: bool
    beside_reserve: str
    next_stage: str
    not_known: NotKnown | None
    vote: Vote | None
    reason: str
    voted_by: UserId | None
    voted_at: datetime | None
    is_over: bool
    is_dropped: bool


def ask_for_vote(stage: Stage, project: Project, tx: Transaction, now: datetime) -> None:
    """Ask the department head how a project goes on, now or once there is one who may say so.

    After its last stage there is nothing to decide.
    """
    if all(one.state is StageState.ENDED for one in tx.stages.in_project(project.id)):
        return
    value = figures_of(project, tx, now).whole.value
    tx.votes.keep(StageVote(stage.id, project.id, now, value.spent, value.estimate_at_completion))
    ask_head(project, tx, now)
    redraw_closing(project.id, tx, now)


@read_only
def prepare_vote(order: PrepareVote, tx: Transaction, now: datetime) -> VoteForm:
    """The form that asks why, for the head who may decide."""
    stage, project = seen_stage(order.stage_id, order.actor, tx)
    _require(order.actor, project)
    tx.votes.get(stage.id).refuse_if_voted(order.vote)
    return VoteForm(stage.id, order.vote, stage.number, stage.name, project.key, project.name, project.progress.open)


def _require(actor: Actor, project: Project) -> None:
    permissions.require(actor, Action.VOTE_ON_STAGE, project)
    duties.refuse_own(project, actor.user_id)
    refuse_if_over(project, OVER)


def vote_on_stage(order: VoteOnStage, tx: Transaction, now: datetime) -> None:
    """Decide how a project goes on, tell its channel, and put it on hold or end it when that was decided."""
    stage, project = held_stage(order.stage_id, order.actor, tx)
    _require(order.actor, project)
    by = order.actor.user_id
    figures = _figures(stage, project, figures_of(project, tx, now))
    after = tx.votes.get(stage.id).voted(order.vote, order.reason, figures, by, now)
    tx.votes.keep(after)
    said = (Change("decision", "", order.vote.value), Change("why", "", order.reason))
    changes = tuple(one for one in said if one.after)
    tx.history.add(by, now, Act.VOTED_ON_STAGE, project.id, f"{stage.number} {stage.name}", changes)
    to, named = ToProject(project.id), (project.key, project.name, stage.number, stage.name)
    _act(order, project, tx, now)
    tx.outbox.add(StageDecided(to, *named, order.vote, order.reason, by), now)
    # Whoever is away was asked before they left.
    for head in dict.fromkeys((project.holder(Role.DEPARTMENT_HEAD), project.acting(Role.DEPARTMENT_HEAD))):
        if head is not None:
            tx.outbox.add(StageVoteCard.of(stage.id, head, edit_only=True), now)
            tx.outbox.add(Home.of(head), now)
    redraw_closing(project.id, tx, now)


def _act(order: VoteOnStage, project: Project, tx: Transaction, now: datetime) -> None:
    if order.vote not in MOVES:
        return
    move, only_from = MOVES[order.vote]
    if only_from is None or project.lifecycle is only_from:
        save_move(project, moved(project, move, now, order.reason), move, order.actor.user_id, tx, now, is_told=True)


@read_only
def read_stage_vote(order: Read, tx: Transaction, now: datetime) -> VoteFacts:
    """The question at the end of a stage with its figures; once decided, with those that were decided on."""
    permissions.require(order.actor, Action.DELIVER)
    vote, stage = tx.votes.get(order.about), tx.stages.get(order.about)
    project = tx.projects.get(stage.project_id)
    figures = figures_of(project, tx, now)
    reserve = tx.viabilities.get(project.id).contingency
    shown = vote.figures_shown(_figures(stage, project, figures))
    return _facts(vote, stage, project, figures, shown, not_known(vote, project, figures, tx), reserve)


def _figures(stage: Stage, project: Project, figures: Figures) -> VoteFigures:
    whole, own = figures.whole.value, next(one.value for one in figures.stages if one.stage.id == stage.id)
    indices = (figures.read_index(whole.cost_index), figures.read_index(whole.time_index))
    spent = (whole.spent, whole.estimate_at_completion)
    return VoteFigures(*spent, whole.budget, own.spent, own.budget, project.price, *indices)


def _facts(
    vote: StageVote,
    stage: Stage,
    project: Project,
    figures: Figures,
    shown: VoteFigures,
    missing: NotKnown | None,
    reserve: int,
) -> VoteFacts:
    following = next((one.stage for one in figures.stages if one.stage.state is StageState.PLANNED), None)
    terms = Terms(shown.price, shown.expected, 0) if shown.price is not None else None
    margin = terms.margin(figures.currency) if terms else None
    return VoteFacts(
        stage.id,
        stage.number,
        stage.name,
        project.key,
        project.name,
        figures.words(shown.budget),
        figures.words(shown.spent),
        figures.words(shown.stage_budget),
        figures.words(shown.stage_spent),
        figures.words(shown.expected),
        shown.expected > shown.budget,
        figures.index(shown.cost_index),
        figures.index(shown.time_index),
        figures.words(shown.price) if shown.price is not None else "",
        figures.words(margin) if margin is not None else "",
        margin is not None and margin < 0,
        terms.beside_reserve(reserve) if terms else "",
        f"{following.number} {following.name}" if following and vote.is_open else "",
        missing,
        vote.vote,
        vote.reason,
        vote.voted_by,
        vote.voted_at,
        project.is_over,
        vote.vote is None and not vote.is_open,
    )
