"""Whether a running project is viable still: asked again of its head when a change agrees on other figures."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from domain import permissions
from domain.actions import Action
from domain.change_terms import Terms
from domain.cost_notices import ViabilityDecided
from domain.duties import judge_of, whose_turn
from domain.gate_notices import what_comes_next
from domain.head_living import VerdictQuestion
from domain.identity import UserId
from domain.living import Home
from domain.notices import ToPerson
from domain.projects import Lifecycle, Project
from domain.roles import Party, Role
from domain.viability import ViabilityVerdict
from storage.transactions import Transaction, read_only
from use_cases.closing import redraw_closing
from use_cases.costing import terms_of
from use_cases.reading import Read
from use_cases.verdict_grounds import Moved, moved_since


@dataclass(frozen=True)
class VerdictQuestionFacts:
    """What moved since the verdict, as words, while it is asked for again because of a change; internal."""

    project_key: str
    project_name: str
    change_key: str
    moved: tuple[Moved, ...]
    is_asked: bool
    verdict: ViabilityVerdict | None
    decided_by: UserId | None
    found_by: UserId | None
    """Who found it viable before, where that was not whoever is asked now."""
    stood_for: UserId | None
    """In whose place they are asked."""


def ask_verdict_again(
    change_key: str, before: Terms, agreed: Terms, project: Project, tx: Transaction, now: datetime
) -> None:
    """Ask the head of a running project for the verdict again when a change moved its price, work or completion date.

    What stages are planned to take may change besides; that is seen in the costs and asks nobody.
    """
    held = tx.viabilities.get(project.id)
    moves = agreed.concerns_customer(before) or agreed.minutes != before.minutes
    if project.lifecycle is Lifecycle.PLANNING or held.verdict is None or not moves:
        return
    _redraw(held.asked_for, project, tx, now)
    tx.viabilities.keep(replace(held, asked_for=change_key))
    ask_for_verdict(project, tx, now)


def ask_for_verdict(project: Project, tx: Transaction, now: datetime) -> None:
    """Ask whoever decides by now for a verdict that is to be given again, if one is."""
    asked_for, judge = tx.viabilities.get(project.id).asked_for, judge_of(project)
    _redraw(asked_for, project, tx, now)
    if asked_for and judge is not None:
        tx.outbox.add(VerdictQuestion.of(project.id, asked_for, judge), now)
        tx.outbox.add(Home.of(judge), now)
    redraw_closing(project.id, tx, now)


def verdict_given(asked_for: str, project: Project, tx: Transaction, now: datetime) -> None:
    """Let whoever was asked for a verdict see that it is given."""
    _redraw(asked_for, project, tx, now)
    if judge := judge_of(project):
        tx.outbox.add(Home.of(judge), now)
    redraw_closing(project.id, tx, now)


def _redraw(change_key: str, project: Project, tx: Transaction, now: datetime) -> None:
    for mark in tx.outbox.posted_marks(f"{VerdictQuestion.subject}:{project.id}/{change_key}:") if change_key else ():
        tx.outbox.add(VerdictQuestion.told(mark), now)


@read_only
def read_verdict_question(order: Read, tx: Transaction, now: datetime) -> VerdictQuestionFacts:
    """The question as it stands: what moved while it is asked, or what was decided meanwhile."""
    permissions.require(order.actor, Action.DELIVER)
    project_id, _, change_key = order.about.partition("/")
    project, held = tx.projects.get(project_id), tx.viabilities.get(project_id)
    judge = judge_of(project)
    waits = held.asked_for == change_key and not project.is_over and judge is not None and order.to == ToPerson(judge)
    moved = moved_since(held, terms_of(project, held.contingency, tx), project, tx) if waits else ()
    is_theirs = held.decided_by is not None and order.to == ToPerson(held.decided_by)
    return VerdictQuestionFacts(
        project.key,
        project.name,
        change_key,
        moved,
        waits,
        held.verdict,
        None if held.asked_for else held.decided_by,
        None if is_theirs else held.decided_by,
        project.stood_for(judge, frozenset({Party.DEPARTMENT_HEAD})) if waits and judge else None,
    )


def tell_verdict(
    project: Project, verdict: ViabilityVerdict, reason: str, by: UserId, tx: Transaction, now: datetime
) -> None:
    """Tell the project manager the verdict, with what comes next before the start."""
    manager = project.acting(Role.PROJECT_MANAGER)
    if manager is None:
        return
    told = ViabilityDecided(ToPerson(manager), project.key, project.name, verdict, reason, by)
    if project.lifecycle is Lifecycle.PLANNING and verdict is ViabilityVerdict.VIABLE:
        following = what_comes_next(project)
        told = replace(told, next=following.to_do, waits_for=whose_turn(project))
        told = replace(told, action=following.action, leads_to=following.button)
    tx.outbox.add(told, now)
