"""The plan for the customer as our own people see it: what it would say, which versions were shown, what came back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.gate import open_before
from domain.handouts import PlanFile
from domain.identity import UserId
from domain.plans import Medium, PlanVerdict, PlanVersion, counting
from domain.projects import Lifecycle, Project
from domain.states import State
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.finding import find_project
from use_cases.gate import OpenFact, open_fact
from use_cases.member_contacts import find_or_own
from use_cases.own_plans import OwnPlan, OwnPlans
from use_cases.plan_sheets import PlanInShort, in_short, plan_now, presented_on

OPEN_SHOWN = 5
VERSIONS_SHOWN = 3
WAITED_FOR = timedelta(days=1)
"""How long somebody of our own wants the PDF that they asked for; a customer always gets theirs."""


@dataclass(frozen=True)
class ShowPlan:
    """What would the customer of this project be shown, and what did they say so far?"""

    actor: Actor
    key: str | None = None
    channel: str | None = None


@dataclass(frozen=True)
class SendPlan:
    """Hand this person the plan of the project of this key as a PDF."""

    actor: Actor
    key: str


@dataclass(frozen=True)
class VersionLine:
    """One version: to whom it was presented, and what came back."""

    number: int
    was_shown: bool
    presented_on: date
    presented_by: UserId
    contact: UserId | None
    contact_name: str
    verdict: PlanVerdict | None
    answered_at: datetime | None
    answered_by: UserId | None
    said_by: str
    said_on: date | None
    medium: Medium | None
    evidence: str
    comment: str
    change: str
    """The key of the change that it was made for, if it was."""


@dataclass(frozen=True)
class PlanFacts:
    """The plan as it stands, its versions from the newest, and what can be done with it."""

    project_key: str
    project_name: str
    state: State
    plan: PlanInShort
    counts: VersionLine | None
    """The version that says what counts: a change does only once its customer accepted it."""
    versions: tuple[VersionLine, ...]
    versions_beyond: int
    open: tuple[OpenFact, ...]
    open_beyond: int
    has_changed: bool
    """Whether what is decided now is something else than the version that counts."""
    may_present: bool
    may_record: bool
    may_remind: bool


@read_only
def show_plan(order: ShowPlan, tx: Transaction, now: datetime) -> Named[PlanFacts | OwnPlan | OwnPlans]:
    """The plan as it stands now, with every version that was presented, for whoever is on the project; its contact
    who has no role in it sees what they were shown."""
    project = find_or_own(order.actor, order.key, order.channel, tx, now)
    if not isinstance(project, Project):
        return tx.people.named(project)
    permissions.require(order.actor, Action.SEE_PLAN, project)
    plan, versions = plan_now(project, tx), tx.plans.of_project(project.id)
    newest, counts = versions[0] if versions else None, counting(versions)
    still_open = _open(project, order.actor, tx)
    facts = PlanFacts(
        project.key,
        project.name,
        project.state,
        in_short(plan, tx.workspaces.get().country),
        _line(counts, project) if counts else None,
        tuple(_line(one, project) for one in versions[:VERSIONS_SHOWN]),
        max(0, len(versions) - VERSIONS_SHOWN),
        still_open[:OPEN_SHOWN],
        max(0, len(still_open) - OPEN_SHOWN),
        counts is not None and not counts.plan.promises_as(plan),
        may_present(project, newest, order.actor),
        may_record(project, newest, order.actor),
        permissions.allowed(order.actor, Action.REMIND, project),
    )
    return tx.people.named(facts)


def _open(project: Project, actor: Actor, tx: Transaction) -> tuple[OpenFact, ...]:
    """What must be decided before the plan can be presented."""
    if project.lifecycle is not Lifecycle.PLANNING:
        return ()
    return tuple(open_fact(fact, project, actor, tx) for fact in open_before(State.PRESENTED, project.undecided))


def may_present(project: Project, newest: PlanVersion | None, actor: Actor) -> bool:
    """Whether this person may present a version now; not while the customer reads a change."""
    if project.is_over or not permissions.allowed(actor, Action.PRESENT_PLAN, project):
        return False
    if newest is not None and newest.change is not None and newest.is_open:
        return False
    if project.lifecycle is Lifecycle.PLANNING:
        return not open_before(State.PRESENTED, project.undecided)
    return not project.is_approved


def may_record(project: Project, newest: PlanVersion | None, actor: Actor) -> bool:
    """Whether a version waits for an answer that this person may write down."""
    waits = newest is not None and newest.answer is None and not project.is_over
    return waits and permissions.allowed(actor, Action.PRESENT_PLAN, project)


def _line(one: PlanVersion, project: Project) -> VersionLine:
    said = one.answer
    return VersionLine(
        one.shown_as,
        one.was_shown,
        presented_on(one, project),
        one.presented_by,
        one.contact,
        one.contact_name,
        said.verdict if said else None,
        said.at if said else None,
        said.by if said else None,
        said.said_by if said else "",
        said.said_on if said else None,
        said.medium if said else None,
        said.evidence if said else "",
        said.comment if said else "",
        one.change.key if one.change else "",
    )


def send_plan(order: SendPlan, tx: Transaction, now: datetime) -> str:
    """Have the plan drawn and handed over: the version that counts while it says what is decided, else the draft.

    Returns which of the two, in words.
    """
    project = find_project(order.actor, order.key, None, tx)
    permissions.require(order.actor, Action.SEE_PLAN, project)
    counts, reader = counting(tx.plans.of_project(project.id)), order.actor.user_id
    if counts is not None and counts.plan.promises_as(plan_now(project, tx)):
        tx.outbox.add(PlanFile.of_version(counts, reader, reader), now, useless_after=now + WAITED_FOR)
        return f"Version {counts.shown_as} of the plan for {project.key}"
    tx.outbox.add(PlanFile.of_draft(project, reader), now, useless_after=now + WAITED_FOR)
    return f"The draft of the plan for {project.key}"
