"""How a project came out as a document: asked for, and read again when it is drawn for its reader."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.budget_pictures import BudgetSheet
from domain.export_views import Sight, sights_of
from domain.handouts import OutcomeFile
from domain.notices import ToPerson
from domain.outcome_sheets import OutcomeDocument, sheet_of
from domain.pictures import NotDrawn
from domain.progress_pictures import ProgressSheet
from domain.refusals import Refused
from domain.roles import Role
from domain.timeline_pictures import TimelineSheet
from storage.transactions import Transaction, read_only
from use_cases.costing import figures_of
from use_cases.member_contacts import own_plan_instead
from use_cases.outcome_cards import find_ended, left_behind
from use_cases.outcomes import kept_outcome
from use_cases.picture_sheets import Subject, budget_sheet, progress_sheet, timeline_sheet
from use_cases.reading import Read


@dataclass(frozen=True)
class SendOutcome:
    """Hand this person the outcome of the project of this key as a PDF."""

    actor: Actor
    key: str


def send_outcome(order: SendOutcome, tx: Transaction, now: datetime) -> str:
    """Have the outcome drawn and handed over while whoever asked reads on; returns what they hear until then."""
    project = find_ended(order.actor, order.key, tx)
    if own_plan_instead(order.actor, project, tx, now) is not None:
        raise Refused("What you see of this project as its customer:", to_type=f"plan {project.key}")
    tx.outbox.add(OutcomeFile.of(project, order.actor.user_id), now)
    return f"How {project.key} came out comes as a PDF to your direct messages with Steward."


@read_only
def read_outcome_file(order: Read, tx: Transaction, now: datetime) -> OutcomeDocument | None:
    """What the document says to its reader now; None where they may not know of the project any more."""
    permissions.require(order.actor, Action.DELIVER)
    assert isinstance(order.to, ToPerson)
    project, person = tx.projects.get(order.about), tx.people.get(order.to.person)
    if person is None:
        return None
    reader = Actor(tx.workspace, person.id, person.standing, person.is_admin)
    sights = sights_of(reader, project)
    if not sights:
        return None
    figures = figures_of(project, tx, now)
    left = left_behind(project, reader, tx)
    sheet = sheet_of(kept_outcome(project, tx, now), project.state, sights, figures.currency, left)
    holder = project.holder(Role.PROJECT_MANAGER)
    manager = tx.people.get(holder) if holder else None
    subject = Subject(project, tx.baselines.newest_of(project.id), figures)
    pictures = tuple(_pictures(subject, sights, tx, now))
    return OutcomeDocument(sheet, manager.name if manager else "", figures.today, pictures)


def _pictures(
    subject: Subject, sights: frozenset[Sight], tx: Transaction, now: datetime
) -> Iterator[ProgressSheet | TimelineSheet | BudgetSheet]:
    """What there is to look at; money for those alone who may see it."""
    seen = (progress_sheet(subject, tx, now), timeline_sheet(subject))
    money = (budget_sheet(subject),) if Sight.COSTS in sights else ()
    yield from (one for one in (*seen, *money) if not isinstance(one, NotDrawn))
