"""How each thing that is open before a start comes to be decided at this moment, and by whom."""

from __future__ import annotations

from dataclasses import replace

from domain.actions import Action
from domain.duties import question_of
from domain.gate import ANSWER, OBJECTIONS, Fact, Question, after_rejection
from domain.opinions import Judging, objections_in_words
from domain.permissions import Concerned
from domain.projects import Project
from storage.transactions import Transaction
from use_cases.plan_sheets import rejection_of
from use_cases.scope_facts import judged_now, waits_for_answer


def question_now(fact: Fact, project: Project, tx: Transaction) -> Question:
    """How a fact comes to be decided at this moment.

    An opinion is asked for, then given, and then what it objects to is answered; a rejected plan is changed first.
    """
    if fact is Fact.PRESENTED and (rejection := rejection_of(project, tx)):
        return after_rejection(rejection.number, rejection.comment)
    if fact is not Fact.OPINION:
        return question_of(fact, project)
    if objections := objections_in_words(judged_now(project, tx)):
        return replace(OBJECTIONS, missing=objections)
    return ANSWER if waits_for_answer(project, tx) else question_of(fact, project)


def decided_by(question: Question, project: Project, tx: Transaction) -> tuple[Concerned, ...]:
    """What a question is about, to find who may decide it."""
    if question.right is Action.GIVE_OPINION:
        return (Judging(project),)
    return (project, tx.workspaces.get())
