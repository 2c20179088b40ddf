"""What a customer would read of a project now, what they were shown, and whether the two are still the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from domain import permissions
from domain.actions import Action
from domain.calendars import local_date, zone_of
from domain.customer_plan import CustomerPlan, PlannedStage, PlanSheet
from domain.gate import Fact
from domain.identity import UserId
from domain.living import Home
from domain.money import Currency
from domain.notices import ToPerson
from domain.plan_drafts import drawn_up
from domain.plan_living import CustomerHome, OfferNotShown, PlanOffer
from domain.plans import PlanVersion, counting
from domain.projects import Lifecycle, Project
from domain.roles import Role
from storage.transactions import Transaction, read_only
from use_cases.closing import redraw_closing
from use_cases.reading import Read

DRAFT = "draft/"
STAGES_SHOWN = 12
ITEMS_SHOWN = 6


@dataclass(frozen=True)
class PlanInShort:
    """What a message shows of a plan: nothing that the customer may not read; figures are words."""

    customer: str
    users: str
    services: tuple[str, ...]
    completion_date: date | None
    price: str
    out_of_scope: tuple[str, ...]
    requirements: int
    met: int
    partly: int
    solution: str
    stages: tuple[PlannedStage, ...]
    stages_beyond: int
    payment_terms: str
    invoicing_points: tuple[str, ...]


@dataclass(frozen=True)
class Rejection:
    """A plan that the customer wants otherwise: which version, whose words, and what has to change."""

    number: int
    said_by: str
    answered_by: UserId
    comment: str


def plan_now(project: Project, tx: Transaction) -> CustomerPlan:
    """The plan as everything that it says is decided at this moment."""
    holder = project.holder(Role.PROJECT_MANAGER)
    manager = tx.people.get(holder) if holder else None
    statement = tx.scopes.newest(project.id).statement
    stages, sheet = tx.stages.in_project(project.id), tx.options.sheet(project.id)
    return drawn_up(project, manager.name if manager else "", statement, stages, sheet)


def in_short(plan: CustomerPlan, country: str) -> PlanInShort:
    """The part of a plan that fits into a message."""
    ratings, currency = [one.met for one in plan.requirements], Currency(plan.currency, country)
    return PlanInShort(
        plan.customer,
        _users(plan.users_count, currency),
        plan.services,
        plan.completion_date,
        "" if plan.price is None else currency.words(plan.price),
        plan.out_of_scope[:ITEMS_SHOWN],
        len(ratings),
        ratings.count("met"),
        ratings.count("partly met"),
        plan.solution,
        plan.stages[:STAGES_SHOWN],
        max(0, len(plan.stages) - STAGES_SHOWN),
        plan.payment_terms,
        plan.invoicing_points[:ITEMS_SHOWN],
    )


def _users(count: int | None, currency: Currency) -> str:
    return f"{currency.count(count)} IT user{'' if count == 1 else 's'}" if count else ""


def redraw_offer(version: PlanVersion, tx: Transaction, now: datetime) -> None:
    """Bring a version up to date where its contact sees it, and where it says that they cannot be asked."""
    if version.contact is not None:
        tx.outbox.add(PlanOffer.of(version.id, version.contact, edit_only=True), now)
        redraw_homes(version.contact, tx, now)
    for mark in tx.outbox.posted_marks(f"{OfferNotShown.subject}:{version.id}/"):
        tx.outbox.add(OfferNotShown.told(mark), now)
    redraw_closing(version.project_id, tx, now)


def redraw_homes(contact: UserId, tx: Transaction, now: datetime) -> None:
    """Bring up to date what a contact has for a Home: a member's own, or that of a customer from outside."""
    for home in (CustomerHome.of(contact), Home.of(contact)):
        tx.outbox.add(home, now)


def presented_on(version: PlanVersion, project: Project) -> date:
    """The project's local date on which a version was presented."""
    return local_date(version.presented_at, zone_of(project.zone))


def shown_of(project: str, tx: Transaction) -> list[PlanVersion]:
    """What the customer of a project was presented, the newest first; the first version of a plan always was."""
    return [one for one in tx.plans.of_project(project) if one.was_shown]


def is_presented(project: Project, tx: Transaction, now: datetime) -> bool:
    """Whether the customer was shown what is decided now, and has not rejected it."""
    shown = counting(tx.plans.of_project(project.id))
    waits = shown is not None and shown.is_open and shown.plan.promises_as(plan_now(project, tx))
    return waits or is_accepted(project, tx, now)


def is_accepted(project: Project, tx: Transaction, now: datetime) -> bool:
    """Whether the customer has accepted what is decided now; a change that they read or reject takes nothing back."""
    accepted = next((one for one in tx.plans.of_project(project.id) if one.is_accepted), None)
    return accepted is not None and accepted.plan.promises_as(plan_now(project, tx))


def rejection_of(project: Project, tx: Transaction) -> Rejection | None:
    """What the customer rejected of a project in planning; None again from the next presentation on."""
    if project.lifecycle is not Lifecycle.PLANNING or Fact.PRESENTED not in project.undecided:
        return None
    newest = tx.plans.newest_of(project.id)
    if newest is None or newest.answer is None or newest.change is not None or not newest.is_rejected:
        return None
    return Rejection(newest.shown_as, newest.answer.said_by, newest.answer.by, newest.answer.comment)


@read_only
def read_plan_file(order: Read, tx: Transaction, now: datetime) -> PlanSheet:
    """What the PDF says: a version as it was presented, or the draft as it stands now."""
    permissions.require(order.actor, Action.DELIVER)
    country = tx.workspaces.get().country
    if order.about.startswith(DRAFT):
        project = tx.projects.get(order.about.removeprefix(DRAFT))
        return PlanSheet(plan_now(project, tx), country=country)
    version = tx.plans.get(order.about)
    project = tx.projects.get(version.project_id)
    named = (version.shown_as, presented_on(version, project), version.contact_name)
    is_awaited = version.is_open and not project.is_over and order.to == ToPerson(version.contact or UserId(""))
    return PlanSheet(version.plan, *named, country, version.change, is_awaited)
