"""What is approved of a project: the figures that a change is measured against, and what they were at first."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.baselines import Baseline
from domain.change_terms import Reader, Terms, moved_words, terms_changes, terms_words
from domain.changes import ChangeRequest, ChangeState
from domain.outcomes import ScopeStep
from domain.projects import Project
from domain.refusals import Refused
from domain.scope import ScopeStatement
from domain.scope_differences import differences
from storage.transactions import Transaction
from use_cases.costing import currency_of

CHANGES_READ = 100
KEYS_SHOWN = 5


@dataclass(frozen=True)
class Agreement:
    """What was approved first and what is approved now, in words, with the keys of the changes between the two."""

    first: tuple[str, ...]
    now: tuple[str, ...]
    changes: tuple[str, ...]
    waiting: tuple[str, ...]
    unpriced: str


def approved_terms(project: Project, tx: Transaction) -> Terms | None:
    """What is approved now; None while no customer accepted a plan."""
    baseline = tx.baselines.newest_of(project.id)
    if baseline is None:
        return None
    scope = tx.scopes.version(project.id, baseline.scope_number)
    return _terms(baseline, _change_of(baseline, tx), scope.statement)


def unplanned_minutes(project: Project, planned: int, tx: Transaction) -> int:
    """How many minutes of work were agreed after the start and stand in no stage yet, of so many that are planned."""
    newest = tx.baselines.newest_of(project.id) if project.started_at else None
    if newest is None or project.started_at is None or newest.frozen_at < project.started_at:
        return 0
    terms = approved_terms(project, tx)
    return max(0, terms.minutes - planned) if terms else 0


def refuse_unless_approved(project: Project, tx: Transaction) -> Terms:
    """What is approved now; refuses a project of which nothing is, because its scope can simply be edited."""
    terms = approved_terms(project, tx)
    if terms is None:
        words = f"Nothing of {project.key} is approved yet, so its scope can be edited:"
        raise Refused(words, to_type=f"scope {project.key}")
    return terms


def reader_of(actor: Actor, project: Project) -> Reader:
    """Who may ask for changes works with hours; an observer knows what a customer knows, and others what a channel."""
    if permissions.allowed(actor, Action.ASK_CHANGE, project):
        return Reader.OURS
    return Reader.CUSTOMER if permissions.allowed(actor, Action.SEE_PLAN, project) else Reader.CHANNEL


def agreement_of(project: Project, tx: Transaction, reader: Reader) -> Agreement | None:
    """Approved against current for status and card; None while nothing is approved."""
    agreed = tx.baselines.agreed(project.id) if project.is_approved else []
    if not agreed:
        return None
    currency, (waiting, unpriced) = currency_of(project, tx), tx.changes.asked_for(project.id, KEYS_SHOWN)
    first, (newest, statement) = _terms(agreed[-1][0], None, agreed[-1][1]), agreed[0]
    change = _change_of(newest, tx) if newest.reason and reader is Reader.OURS else None
    return Agreement(
        terms_words(first, currency, reader),
        moved_words(first, _terms(newest, change, statement), currency, reader),
        tuple(one.reason for one, _ in reversed(agreed) if one.reason)[-KEYS_SHOWN:],
        waiting,
        unpriced.words,
    )


def agreed_steps(project: Project, tx: Transaction) -> tuple[ScopeStep, ...]:
    """What each agreement after the first moved, and by which change, the oldest first."""
    agreed, currency = tx.baselines.agreed(project.id)[::-1], currency_of(project, tx)
    approved = {one.key: one for one in tx.changes.in_state(project.id, [ChangeState.APPROVED], CHANGES_READ)}
    steps = []
    for (_, was), (baseline, statement) in pairwise(agreed):
        change = approved.get(baseline.reason)
        if change is None:
            steps.append(ScopeStep(baseline.reason, "", differences(was, statement, currency)))
        else:
            moves = terms_changes(change.approved, change.offer.terms, currency)
            steps.append(ScopeStep(change.key, change.what, moves))
    return tuple(steps)


def _terms(baseline: Baseline, change: ChangeRequest | None, statement: ScopeStatement) -> Terms:
    """The figures of an agreement; the effort is what its change agreed on, or else what its stages held."""
    minutes = change.offer.terms.minutes if change else baseline.minutes
    return Terms(statement.users_count, statement.services, baseline.completion_date, baseline.price, minutes)


def _change_of(baseline: Baseline, tx: Transaction) -> ChangeRequest | None:
    """The change that an agreement was made for; None of one that accepted a plan as it stood."""
    approved = tx.changes.in_state(baseline.project_id, [ChangeState.APPROVED], CHANGES_READ)
    return next((one for one in approved if one.key == baseline.reason), None)
