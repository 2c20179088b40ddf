"""What of a scope is decided, as the start of the project asks it."""

from __future__ import annotations

from datetime import datetime

from domain.opinions import Judged, is_decided, judged
from domain.projects import Project
from storage.transactions import Transaction


def has_requirements(project: Project, tx: Transaction, now: datetime) -> bool:
    """Whether the customer's requirements are written down."""
    return bool(tx.scopes.newest(project.id).statement.requirements)


def has_opinion(project: Project, tx: Transaction, now: datetime) -> bool:
    """Whether every technical requirement has an opinion that holds, and what is objected to stays for a reason."""
    return is_decided(judged_now(project, tx))


def waits_for_answer(project: Project, tx: Transaction) -> bool:
    """Whether the opinion was asked for on the scope as it stands, so that it waits for whoever judges alone."""
    asked = tx.opinions.asked(project.id)
    return asked is not None and asked.waiting > 0 and tx.scopes.newest(project.id).made_at <= asked.asked_at


def judged_now(project: Project, tx: Transaction) -> tuple[Judged, ...]:
    """What is said of every technical requirement of the scope as it stands."""
    return judged(tx.scopes.newest(project.id).statement, tx.opinions.of_project(project.id))
