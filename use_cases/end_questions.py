"""What is still to be said at the end of a project: each room adds the function that finds its own.

A function reads and never changes, and gives nothing where there is nothing to say. Its module imports neither
`use_cases.moves` nor `use_cases.open_work`, and lets the checklist follow with `use_cases.closing.redraw_closing`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.closing import EndQuestion
from domain.moves import Move
from domain.projects import Lifecycle, Project
from storage.transactions import Transaction
from use_cases.feedback_kept import feedback_question
from use_cases.goal_answers import goals_left
from use_cases.handover_lists import handovers_question
from use_cases.stages_not_begun import stages_not_begun

ANSWERING = (Lifecycle.ACTIVE, Lifecycle.ON_HOLD, Lifecycle.COMPLETED)


END_QUESTIONS: tuple[Callable[[Project, Transaction, datetime], Iterable[EndQuestion]], ...] = (
    stages_not_begun,
    handovers_question,
    feedback_question,
)


def end_questions(project: Project, reader: Actor, tx: Transaction, now: datetime) -> tuple[EndQuestion, ...]:
    """Everything that is still to be said at the end of a project, in the order of the rooms, as one reader sees it."""
    return tuple(_as_seen(one, project, reader) for find in END_QUESTIONS for one in find(project, tx, now))


def goals_question(project: Project, reader: Actor, tx: Transaction) -> tuple[EndQuestion, ...]:
    """The goals of which nobody has said yet what became of them; who closes is told each by itself besides."""
    left = goals_left(project, tx) if project.lifecycle in ANSWERING else ()
    if not left:
        return ()
    named = f"{len(left)} goal{' has' if len(left) == 1 else 's have'} no answer yet"
    asked = EndQuestion(named, "answer_goals", "Answer the goals", project.key, right=Action.ANSWER_GOALS)
    return (_as_seen(asked, project, reader),)


def _as_seen(question: EndQuestion, project: Project, reader: Actor) -> EndQuestion:
    if question.right is None or permissions.allowed(reader, question.right, project):
        return question
    return replace(question, action="", button="", value="")


def kept_by(questions: Iterable[EndQuestion], move: Move) -> tuple[EndQuestion, ...]:
    """Those of them without which this move is not made."""
    return tuple(one for one in questions if move in one.keeps_from)
