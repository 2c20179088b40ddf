"""What waits for a role waits for whoever holds it by now: a question outlives who was asked first."""

from __future__ import annotations

from datetime import datetime

from domain.deciding import Deciding
from domain.duties import judge_of, who_finds_judge
from domain.gate_living import Turn
from domain.identity import UserId
from domain.opinions import Judging, judged
from domain.projects import Project
from storage.transactions import Transaction
from use_cases.approved import CHANGES_READ
from use_cases.change_approval import ask_deciders
from use_cases.change_cards import redraw_change
from use_cases.nudged import redraw_nudges
from use_cases.opinion_cards import ask_judge, count_waiting
from use_cases.verdict_questions import ask_for_verdict
from use_cases.vote_questions import ask_head


def ask_successors(before: Project, after: Project, tx: Transaction, now: datetime) -> None:
    """Ask whoever decides, since the roles of a project changed, what those before them have not decided."""
    if after.is_over:
        return
    redraw_nudges(after.id, tx, now)
    if Judging(before).judge != Judging(after).judge:
        _ask_judge(after, tx, now)
    if _seated(before) != _seated(after):
        _ask_deciders(before, after, tx, now)
    if _deciding(before) != _deciding(after):
        ask_head(after, tx, now)
        ask_for_verdict(after, tx, now)
    for turn in Turn.between(before, after):
        tx.outbox.add(turn, now)


def _seated(project: Project) -> tuple[object, ...]:
    """Both seats with whose they are and who decides in them."""
    deciding = Deciding(project)
    return tuple((seat, deciding.acting(seat)) for seat in deciding.seats)


def _deciding(project: Project) -> tuple[UserId | None, UserId | None]:
    return judge_of(project), who_finds_judge(project)


def _ask_judge(project: Project, tx: Transaction, now: datetime) -> None:
    asked = tx.opinions.asked(project.id)
    if asked is None:
        return
    statement = tx.scopes.newest(project.id).statement
    count_waiting(project, judged(statement, tx.opinions.of_project(project.id)), tx, now)
    if asked.waiting:
        ask_judge(project, tx, now)


def _ask_deciders(before: Project, after: Project, tx: Transaction, now: datetime) -> None:
    """Ask only those who do not know of it yet, and redraw the cards that name who decides."""
    for change in tx.changes.open_in([after.id], CHANGES_READ):
        redraw_change(change, after, tx, now)
        ask_deciders(change, after, change.waits_for(Deciding(before)), tx, now, handed_over=True)
