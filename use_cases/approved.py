"""What is approved of a project: the figures that a change is measured against, and what they were at first."""

from __future__ import annotations

from dataclasses import dataclass

from domain.baselines import Baseline
from domain.change_terms import Terms, terms_words
from domain.changes import ChangeRequest, ChangeState
from domain.projects import Project
from domain.refusals import Refused
from domain.scope import ScopeStatement
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


def refuse_unless_approved(project: Project, tx: Transaction) -> Terms:
    """What is approved now; refuses a project of which nothing is, because its scope can simply be edited."""
    terms = approved_terms(project, tx)
    if terms is None:
        words = f"Nothing of {project.key} is approved yet, so its scope can be edited:"
        raise Refused(words, to_type=f"scope {project.key}")
    return terms


def agreement_of(project: Project, tx: Transaction) -> Agreement | None:
    """Approved against current for status and card; None while nothing is approved."""
    agreed = tx.baselines.agreed(project.id) if project.is_approved else []
    if not agreed:
        return None
    currency, (waiting, unpriced) = currency_of(project, tx), tx.changes.asked_for(project.id, KEYS_SHOWN)
    first, now = (_terms(one, None, statement) for one, statement in (agreed[-1], agreed[0]))
    were, are = terms_words(first, currency), terms_words(now, currency)
    return Agreement(
        were,
        tuple(one for one in are if one not in were),
        tuple(one.reason for one, _ in reversed(agreed) if one.reason)[-KEYS_SHOWN:],
        waiting,
        unpriced.words,
    )


def _terms(baseline: Baseline, change: ChangeRequest | None, statement: ScopeStatement) -> Terms:
    """The figures of an agreement; the effort is what its change agreed on, or else what its stages held."""
    minutes = change.offer.terms.minutes if change else baseline.minutes
    return Terms(statement.users_count, statement.services, baseline.completion_date, baseline.price, minutes)


def _change_of(baseline: Baseline, tx: Transaction) -> ChangeRequest | None:
    """The change that an agreement was made for; None of one that accepted a plan as it stood."""
    approved = tx.changes.in_state(baseline.project_id, [ChangeState.APPROVED], CHANGES_READ)
    return next((one for one in approved if one.key == baseline.reason), None)
