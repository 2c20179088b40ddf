"""The versions of a scope, and what is different between any two of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.history import Change
from domain.identity import UserId
from domain.projects import Project
from domain.scope import ScopeVersion
from domain.scope_differences import FINANCIAL, differences
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.costing import currency_of
from use_cases.finding import find_project

VERSIONS_OFFERED = 100


@dataclass(frozen=True)
class CompareVersions:
    """What is different between two versions of the project of this key; 0 is the newest, or the one before."""

    actor: Actor
    key: str
    before: int = 0
    after: int = 0


@dataclass(frozen=True)
class VersionLine:
    """One version: who wrote it last, when and why; frozen once something refers to it."""

    number: int
    made_by: UserId | None
    made_at: datetime
    reason: str
    is_frozen: bool


@dataclass(frozen=True)
class Comparison:
    """Two versions of a scope and what became of the one in the other, with every version there is to choose from."""

    project_key: str
    project_name: str
    versions: tuple[VersionLine, ...]
    before: int
    after: int
    changes: tuple[Change, ...]


@read_only
def compare_versions(order: CompareVersions, tx: Transaction, now: datetime) -> Named[Comparison]:
    """Every version, and the differences between the two that are asked for; usually the last two."""
    project = find_project(order.actor, order.key, None, tx)
    permissions.require(order.actor, Action.SEE_PROJECT, project)
    versions = tx.scopes.versions(project.id, VERSIONS_OFFERED)
    newest = versions[0].number
    after = order.after or newest
    before = order.before or max(after - 1, 1)
    shown = _comparison(project, versions, before, after, tx)
    if not permissions.allowed(order.actor, Action.SEE_PLAN, project):
        shown = replace(shown, changes=tuple(one for one in shown.changes if one.field not in FINANCIAL))
    return tx.people.named(shown)


def _comparison(project: Project, versions: list[ScopeVersion], before: int, after: int, tx: Transaction) -> Comparison:
    old, new = tx.scopes.version(project.id, before), tx.scopes.version(project.id, after)
    lines = tuple(VersionLine(one.number, one.made_by, one.made_at, one.reason, one.is_frozen) for one in versions)
    changes = differences(old.statement, new.statement, currency_of(project, tx))
    return Comparison(project.key, project.name, lines, before, after, changes)
