"""Presenting a plan: the version that a customer is shown, and the message in which they answer it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.customer_plan import PromisedChange
from domain.editing import changed_since, seen_of
from domain.gate import open_before
from domain.handouts import PlanFile
from domain.history import Act, Change
from domain.identity import UserId, new_id
from domain.living import ProjectCard
from domain.notices import ToProject
from domain.opinions import Judged
from domain.people import contact_problems
from domain.plan_living import PlanOffer
from domain.plan_notices import PlanPresented
from domain.plans import PlanVerdict, PlanVersion, presentation_problems
from domain.projects import Lifecycle, Project, refuse_if_approved, refuse_if_over
from domain.refusals import Refused, refuse_if_any
from domain.states import State
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.closing import redraw_closing
from use_cases.costing import passed_ceiling
from use_cases.finding import find_project, visible
from use_cases.gate import settle_gate
from use_cases.plan_sheets import (
    PlanInShort,
    in_short,
    plan_now,
    presented_on,
    redraw_homes,
    redraw_offer,
    rejection_of,
    shown_of,
)
from use_cases.reading import Read
from use_cases.scope import freeze_scope
from use_cases.scope_facts import judged_now

CALLED = {
    "users_count": "number of users",
    "technical": "technical requirements",
    "solution_in_words": "solution",
    "resources": "list of what the customer has",
}
"""What a reader calls the parts of a plan whose own names would say less."""


@dataclass(frozen=True)
class PreparePresentation:
    """Open the form for presenting the plan of the project of this key, or of the one in this channel.

    With a `contact`, for looking at once more whether they are the customer.
    """

    actor: Actor
    key: str | None = None
    channel: str | None = None
    contact: UserId | None = None


@dataclass(frozen=True)
class PresentationForm:
    """Which version would be presented, and to whom the last one was."""

    project_id: str
    project_key: str
    project_name: str
    number: int
    customer: str
    contact: UserId | None
    contact_name: str
    price: str
    ceiling: str
    """The most that the customer wants to pay, where the price is above it."""
    is_free: bool
    completion_date: date | None
    seen: str
    changing: tuple[Judged, ...]
    """The technical requirements of which the opinion says that they change the scope."""
    as_rejected: str
    """What the customer said against the last version, where nothing of it has changed since."""
    is_member: bool
    """Whether the contact whom the form was asked about is a member of the workspace: perhaps one of our own."""


@dataclass(frozen=True)
class PresentPlan:
    """Show the customer the plan as it stands: a contact in Slack, or somebody by name who is shown it elsewhere.

    `seen` is a sign of the plan that the form spoke of, `number` the version: nobody presents another one unseen.
    """

    actor: Actor
    project_id: str
    contact: UserId | None = None
    contact_name: str = ""
    words: str = ""
    seen: str = ""
    number: int | None = None


@dataclass(frozen=True)
class OfferFacts:
    """What the customer contact reads of a version, and how it stands."""

    version_id: str
    number: int
    presented_by: UserId
    presented_on: date
    project_name: str
    words: str
    change: PromisedChange | None
    plan: PlanInShort
    verdict: PlanVerdict | None
    answered_by: UserId | None
    answered_at: datetime | None
    said_by: str
    comment: str
    newer: int
    newer_on: date | None
    is_over: bool


@read_only
def prepare_presentation(order: PreparePresentation, tx: Transaction, now: datetime) -> Named[PresentationForm]:
    """The form for presenting, once everything that the plan says is decided."""
    project = find_project(order.actor, order.key, order.channel, tx)
    permissions.require(order.actor, Action.PRESENT_PLAN, project)
    newest = tx.plans.newest_of(project.id)
    _refuse_unless_ready(project, newest)
    plan, rejection = plan_now(project, tx), rejection_of(project, tx)
    short = in_short(plan, tx.workspaces.get().country)
    contact, name = (newest.contact, newest.contact_name) if newest else (None, "")
    contact = order.contact or contact
    chosen = tx.people.get(order.contact) if order.contact else None
    number = newest.next_shown_as if newest else 1
    form = PresentationForm(
        project.id,
        project.key,
        project.name,
        number,
        project.customer,
        contact,
        "" if contact else name,
        short.price,
        passed_ceiling(plan.price, project, tx),
        plan.price == 0,
        plan.completion_date,
        seen_of(plan.promises),
        tuple(one for one in judged_now(project, tx) if one.is_objected),
        rejection.comment if rejection and newest and newest.plan.promises_as(plan) else "",
        chosen is not None and chosen.can_work and chosen.id not in project.people,
    )
    return tx.people.named(form)


def present_plan(order: PresentPlan, tx: Transaction, now: datetime) -> str:
    """Keep the plan as it stands as the next version, show it to the customer and tell the channel; returns its key."""
    project = visible(tx.projects.for_change(order.project_id), order.actor)
    permissions.require(order.actor, Action.PRESENT_PLAN, project)
    before = tx.plans.newest_of(project.id)
    _refuse_unless_ready(project, before)
    version = _version(order, project, before, tx, now)
    _refuse_if_changed(version, order)
    keep_version(version, before, project, tx, now)
    return project.key


def _refuse_if_changed(version: PlanVersion, order: PresentPlan) -> None:
    if order.number is not None and version.shown_as > order.number:
        raise Refused(f"Somebody presented version {version.shown_as - 1} meanwhile. Look at it first.", "contact")
    if changed := [CALLED.get(one, one.replace("_", " ")) for one in changed_since(version.plan.promises, order.seen)]:
        what = ", ".join(dict.fromkeys(changed))
        raise Refused(f"Of this plan something is new since you opened it: {what}. Look at it again first.", "contact")


def keep_version(
    version: PlanVersion, before: PlanVersion | None, project: Project, tx: Transaction, now: datetime
) -> None:
    """Save a new version of the plan of a project that is held, freeze what it refers to, and hand it to its reader."""
    tx.plans.add(version)
    freeze_scope(project.id, tx)
    by = version.presented_by
    tx.history.add(by, now, Act.PRESENTED_PLAN, project.id, project.key, _changes(version))
    _show(version, by, tx, now)
    if before is not None:
        redraw_offer(before, tx, now)
    tx.outbox.add(ProjectCard.of(project.id), now)
    if version.change is None:
        # Of a change the channel reads what becomes of it, with what moves.
        tx.outbox.add(_announcement(version, project), now)
    redraw_closing(project.id, tx, now)
    settle_gate(project.id, tx, now, is_told=version.change is None)


def _announcement(version: PlanVersion, project: Project) -> PlanPresented:
    to, named = ToProject(project.id), (project.key, project.name, version.shown_as)
    return PlanPresented(to, *named, version.contact, version.contact_name, version.presented_by)


def _version(
    order: PresentPlan, project: Project, before: PlanVersion | None, tx: Transaction, now: datetime
) -> PlanVersion:
    contact = tx.people.get(order.contact) if order.contact else None
    problems = presentation_problems(order.contact, order.contact_name, order.words)
    refuse_if_any([*problems, *contact_problems("contact", order.contact, contact, project.people)])
    scope = tx.scopes.newest(project.id)
    name = contact.name if contact else order.contact_name.strip()
    plan, number = plan_now(project, tx), before.number + 1 if before else 1
    by = order.actor.user_id
    given = (order.contact, name, order.words.strip())
    shown_as = before.next_shown_as if before else 1
    return PlanVersion(new_id(), project.id, number, plan, scope.number, by, now, *given, shown_as=shown_as)


def _show(version: PlanVersion, by: UserId, tx: Transaction, now: datetime) -> None:
    """The contact gets the plan with its buttons, then the PDF; for anybody else the presenter gets the PDF."""
    offer = tx.outbox.add(PlanOffer.of(version.id, version.contact), now) if version.contact else None
    if version.contact:
        redraw_homes(version.contact, tx, now)
    tx.outbox.add(PlanFile.of_version(version, version.contact or by, by), now, after=offer)


def _changes(version: PlanVersion) -> tuple[Change, ...]:
    to = Change("to", people_after=(version.contact,)) if version.contact else Change("to", "", version.contact_name)
    return (Change("version", "", str(version.shown_as)), to)


def _refuse_unless_ready(project: Project, newest: PlanVersion | None) -> None:
    """Refuse to present what is not planned, what has ended, and what the customer has accepted already."""
    refuse_if_over(project, ", and its plan is presented no more")
    if newest is not None and newest.change is not None and newest.is_open:
        raise Refused(
            f"{newest.change.key} is with the customer in version {newest.shown_as} of the plan. "
            "Present the plan when they have answered."
        )
    if project.lifecycle is not Lifecycle.PLANNING:
        refuse_if_approved(project, "plan")
    elif open_before(State.PRESENTED, project.undecided):
        raise Refused(f"{project.key} cannot be presented yet. What is still open:", to_type=f"prepare {project.key}")


@read_only
def read_plan_offer(order: Read, tx: Transaction, now: datetime) -> OfferFacts | None:
    """What the contact of a version reads of it now; nothing for whoever is not its contact."""
    permissions.require(order.actor, Action.DELIVER)
    version = tx.plans.get(order.about)
    project, shown = tx.projects.get(version.project_id), shown_of(version.project_id, tx)
    newer, said = _newer(version, shown), version.answer
    return OfferFacts(
        version.id,
        version.shown_as,
        version.presented_by,
        presented_on(version, project),
        project.name,
        version.words,
        version.change,
        in_short(version.plan, tx.workspaces.get().country),
        said.verdict if said else None,
        said.by if said else None,
        said.at if said else None,
        said.said_by if said else "",
        said.comment if said else "",
        newer.shown_as if newer else 0,
        presented_on(newer, project) if newer else None,
        project.is_over,
    )


def _newer(version: PlanVersion, shown: list[PlanVersion]) -> PlanVersion | None:
    """The version that took the place of this one; one that was accepted counts until another is accepted."""
    after = [one for one in shown if one.number > version.number and (one.is_accepted or not version.is_accepted)]
    return after[0] if after else None
