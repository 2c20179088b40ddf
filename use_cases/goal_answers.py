"""Saying of each goal whether it was reached: a few at a time, from the start of the work until the project closes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.editing import seen_of
from domain.goal_answers import GoalAnswer, GoalOutcome, answer_changes, goals_in_words, unanswered
from domain.history import Act
from domain.identity import UserId
from domain.projects import Lifecycle, Project
from domain.refusals import Problem, Refused, refuse_if_any
from domain.scope import Goal
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.closing import redraw_closing
from use_cases.finding import find_project, visible
from use_cases.outcome_cards import redraw_outcome
from use_cases.outcomes import goals_of, keep_outcome

GOALS_IN_A_STEP = 2
NO_ANSWER = GoalAnswer("", None)
NOT_ANSWERED = seen_of(NO_ANSWER)


@dataclass(frozen=True)
class PrepareGoals:
    """Open the form for the project of this key; `besides` are the goals that were dealt with in it already.

    Goals without an answer are asked for; with `corrects` those that have one.
    """

    actor: Actor
    key: str
    corrects: bool = False
    besides: tuple[str, ...] = ()
    goes_on: bool = False
    """Whether the form was answered just now, so that nothing being left is no reason to refuse."""


@dataclass(frozen=True)
class AskedGoal:
    """One goal in the form with what was said of it, its number among all, and a sign of what was said."""

    outcome: GoalOutcome
    number: int
    seen: str


@dataclass(frozen=True)
class GoalsForm:
    """A few goals, what was dealt with before them, and how many come after; how all of them stand, in words."""

    project_id: str
    project_key: str
    project_name: str
    asked: tuple[AskedGoal, ...]
    besides: tuple[str, ...]
    more: int
    corrects: bool
    goals_words: str


@dataclass(frozen=True)
class AnswerGoals:
    """What was typed of these goals; `seen` holds by their ids the signs that stood in the form."""

    actor: Actor
    project_id: str
    answers: tuple[GoalAnswer, ...]
    seen: tuple[tuple[str, str], ...] = ()


@read_only
def prepare_goals(order: PrepareGoals, tx: Transaction, now: datetime) -> Named[GoalsForm]:
    """The next goals to say something of, for who answers for what the project delivers."""
    project = find_project(order.actor, order.key, None, tx)
    permissions.require(order.actor, Action.ANSWER_GOALS, project)
    _refuse_unless_open(project)
    every = goals_of(project, tx)
    if not every:
        raise Refused(f"No goals were set for {project.key}, so there is nothing to answer.")
    wanted = [one for one in every if (one.verdict is not None) is order.corrects]
    left = [one for one in wanted if one.goal.id not in order.besides]
    if not left and not order.goes_on:
        raise Refused(_why_none(project, order.corrects))
    numbers = {one.goal.id: number for number, one in enumerate(every, 1)}
    asked = tuple(AskedGoal(one, numbers[one.goal.id], _sign(one)) for one in left[:GOALS_IN_A_STEP])
    named, more = (project.id, project.key, project.name), len(left) - len(asked)
    form = GoalsForm(*named, asked, order.besides, more, order.corrects, goals_in_words(every))
    return tx.people.named(form)


def answer_goals(order: AnswerGoals, tx: Transaction, now: datetime) -> str:
    """Keep what was said of goals, each with a line in the history; one left empty is left for later.

    Refused beside its field where somebody else has said something of it meanwhile. Returns the project's key.
    """
    project = visible(tx.projects.for_change(order.project_id), order.actor)
    permissions.require(order.actor, Action.ANSWER_GOALS, project)
    _refuse_unless_open(project)
    typed = [one for one in order.answers if not one.is_empty]
    refuse_if_any([problem for one in typed for problem in one.problems()])
    known = {one.goal.id: one for one in goals_of(project, tx)}
    refuse_if_any([problem for one in typed for problem in _overtaken(one, known, dict(order.seen), tx)])
    for one in typed:
        _keep(one, known[one.goal_id], project, order.actor.user_id, tx, now)
    redraw_closing(project.id, tx, now)
    if project.is_over:
        keep_outcome(project, tx, now)
        redraw_outcome(project, tx, now)
    return project.key


def goals_left(project: Project, tx: Transaction) -> tuple[Goal, ...]:
    """The goals of a project of which nobody has said yet whether they were reached."""
    return unanswered(goals_of(project, tx))


def _refuse_unless_open(project: Project) -> None:
    """Goals are answered once work has begun, and until the figures are frozen for good."""
    if project.lifecycle is Lifecycle.PLANNING:
        raise Refused(f"{project.key} has not started yet. Its goals are answered once the work is done.")
    if project.lifecycle is Lifecycle.CLOSED:
        raise Refused(f"{project.key} is closed. What was said of its goals stays as it is.")
    if project.lifecycle is Lifecycle.CANCELLED:
        raise Refused(f"{project.key} is cancelled, so its goals are not answered. Reopen it first.")


def _why_none(project: Project, corrects: bool) -> str:
    if corrects:
        return f"No goal of {project.key} has an answer yet, so there is nothing to correct. Answer them first."
    return f"Every goal of {project.key} has its answer. To change one, press “Correct the goals”."


def _overtaken(one: GoalAnswer, known: dict[str, GoalOutcome], seen: dict[str, str], tx: Transaction) -> list[Problem]:
    field, current = f"verdict@{one.goal_id}", known.get(one.goal_id)
    if current is None:
        return [Problem("Somebody took this goal out of the scope meanwhile. Leave it empty.", field)]
    if _sign(current) == seen.get(one.goal_id, NOT_ANSWERED) or _said(current).said == one.said:
        return []
    by = tx.people.get(current.by) if current.by else None
    name = by.name if by else "Somebody"
    words = f"{name} has said “{current.verdict}” meanwhile: {current.measured}. Close this and look at it again."
    return [Problem(words, field)]


def _keep(one: GoalAnswer, current: GoalOutcome, project: Project, by: UserId, tx: Transaction, now: datetime) -> None:
    before = _said(current)
    if before.said == one.said:
        return
    tx.outcomes.answer(project.id, one, by, now)
    tx.history.add(by, now, Act.ANSWERED_GOAL, project.id, current.goal.text, answer_changes(before, one))


def _said(current: GoalOutcome) -> GoalAnswer:
    return replace(NO_ANSWER, verdict=current.verdict, measured=current.measured, words=current.words)


def _sign(current: GoalOutcome) -> str:
    """What a form remembers of what was said when it was opened."""
    return seen_of(_said(current))
