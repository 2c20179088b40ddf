"""What a customer contact sees of their projects: what they were shown, what they said, and nothing of ours.

Everything here is read off the versions that they were presented, which have no field for anything else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.calendars import local_date, zone_of
from domain.customer_outcome import CustomerOutcome
from domain.customer_plan import PromisedChange
from domain.effects import Posted
from domain.handouts import PlanFile
from domain.identity import ChannelId, UserId
from domain.own_plans import CustomerState, NextDay, customer_state, next_day
from domain.plan_living import CustomerHome
from domain.plans import PlanVerdict, PlanVersion, counting, no_such_plan
from domain.projects import Project, no_such_project
from domain.refusals import Refused
from domain.stages import StageState
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.customer_outcomes import customer_outcome
from use_cases.customers import for_customers
from use_cases.feedback_kept import open_asking
from use_cases.plan_sheets import PlanInShort, in_short, presented_on, shown_of
from use_cases.reading import Read

PLANS_SHOWN = 15
ANSWERS_SHOWN = 3
SEEING = ("", "plan", "status", "help")
"""After the command, these words show a customer their plans."""
WHAT_IS_NOT_THEIRS = "?"
"""In the place of a verb: whatever else they pressed."""
WHAT_THEY_MAY = "As the customer you see your plans here, and accept or reject what waits for you. To see them:"


@dataclass(frozen=True)
class AskAsCustomer:
    """Somebody from outside typed a command: which verb, which key if any, and where."""

    actor: Actor
    verb: str = ""
    key: str | None = None
    channel: str | None = None


@dataclass(frozen=True)
class ShowOwnPlan:
    """What does this contact have before them in the project of this version?"""

    actor: Actor
    version_id: str


@dataclass(frozen=True)
class SendOwnPlan:
    """Hand this contact a version that they were presented, as a PDF."""

    actor: Actor
    version_id: str


@dataclass(frozen=True)
class OpenCustomerHome:
    """Somebody from outside opened their App Home."""

    actor: Actor


@dataclass(frozen=True)
class ShownVersion:
    """One version as its contact reads it."""

    version_id: str
    number: int
    presented_by: UserId
    presented_on: date
    words: str
    change: PromisedChange | None
    plan: PlanInShort


@dataclass(frozen=True)
class OwnAnswer:
    """What the customer said to a version, and when; with the contact's own words and nobody else's."""

    number: int
    change: str
    verdict: PlanVerdict
    answered_at: datetime
    is_own: bool
    said_by: str
    comment: str


@dataclass(frozen=True)
class OwnPlan:
    """One project for its contact: how it stands, what waits for them, what counts, and what comes next."""

    project_key: str
    project_name: str
    stands: CustomerState
    waits: ShownVersion | None
    counts: ShownVersion | None
    answers: tuple[OwnAnswer, ...]
    next: NextDay | None
    outcome: CustomerOutcome | None
    feedback_id: str
    """What they are asked of it now that it is complete, as their button carries it."""


@dataclass(frozen=True)
class OwnPlanLine:
    """One project in a contact's list; `version_id` is the last version that was presented.

    `waits` says whether that is a `plan` or a `change` which waits for their answer; nothing where none does.
    """

    version_id: str
    project_key: str
    project_name: str
    stands: CustomerState
    waits: str


@dataclass(frozen=True)
class OwnPlans:
    """The projects whose contact somebody is: first what waits, then the last; `shut_out` says so to who has none."""

    projects: tuple[OwnPlanLine, ...]
    shut_out: str = ""


@for_customers
@read_only
def ask_as_customer(order: AskAsCustomer, tx: Transaction, now: datetime) -> Named[OwnPlan | OwnPlans]:
    """The one plan of a contact, the one they name, or a list; a refusal says what they may, or that they may not."""
    mine = tx.plans.of_contact(order.actor.user_id, PLANS_SHOWN)
    permissions.require(order.actor, Action.SEE_OWN_PLAN, *mine)
    if order.verb not in SEEING:
        raise Refused(WHAT_THEY_MAY, to_type="plan")
    named = _named(order, tx)
    held = [named] if named else with_projects(mine, tx)
    return tx.people.named(one_or_all(order.actor.user_id, held, tx, now))


def _named(order: AskAsCustomer, tx: Transaction) -> tuple[PlanVersion, Project] | None:
    """The project that a contact means by its key or by its channel, however many are theirs; refuses another's key."""
    if order.key:
        project: Project | None = tx.projects.by_key(order.key)
    else:
        project = tx.projects.in_channel(order.channel) if order.channel else None
    newest = tx.plans.newest_of(project.id) if project else None
    if project and newest and newest.contact == order.actor.user_id:
        return newest, project
    if order.key:
        raise no_such_project(order.key)
    return None


def one_or_all(
    reader: UserId, held: list[tuple[PlanVersion, Project]], tx: Transaction, now: datetime
) -> OwnPlan | OwnPlans:
    """The plan of the one project that this reader is the contact of, or a list of several."""
    if len(held) == 1:
        return own_plan(reader, held[0][1], tx, now)
    return OwnPlans(lines_of(held, tx))


@for_customers
@read_only
def show_own_plan(order: ShowOwnPlan, tx: Transaction, now: datetime) -> Named[OwnPlan]:
    """The same of the project of one version, for whoever is its contact now."""
    _, project = _own_version(order.actor, order.version_id, tx)
    return tx.people.named(own_plan(order.actor.user_id, project, tx, now))


@for_customers
def send_own_plan(order: SendOwnPlan, tx: Transaction, now: datetime) -> str:
    """Have a version drawn and handed to its contact; returns which, in words."""
    version, project = _own_version(order.actor, order.version_id, tx)
    if not version.was_shown:
        raise no_such_plan()
    tx.outbox.add(PlanFile.of_version(version, order.actor.user_id, order.actor.user_id), now)
    return f"Version {version.shown_as} of the plan for {project.name}"


def _own_version(actor: Actor, version_id: str, tx: Transaction) -> tuple[PlanVersion, Project]:
    """A version and its project, for whoever is the contact by now; for others there may be no such plan."""
    version = tx.plans.find(version_id)
    newest = tx.plans.newest_of(version.project_id) if version else None
    if version is None or newest is None or not permissions.allowed(actor, Action.SEE_OWN_PLAN, newest):
        permissions.refuse_stranger(actor)
    if version is None or newest is None:
        raise no_such_plan()
    project = tx.projects.get(version.project_id)
    if actor.user_id != newest.contact and project.is_hidden_from(actor):
        raise no_such_plan()
    permissions.require(actor, Action.SEE_OWN_PLAN, newest)
    return version, project


@for_customers
def open_customer_home(order: OpenCustomerHome, tx: Transaction, now: datetime) -> None:
    """Publish the Home of a contact from outside, and keep it true from now on; refuses whoever is no contact."""
    reader = order.actor.user_id
    permissions.require(order.actor, Action.SEE_OWN_PLAN, *tx.plans.of_contact(reader, PLANS_SHOWN))
    home = CustomerHome.of(reader)
    tx.outbox.keep_posted(home.mark, Posted(ChannelId(reader), "0"))
    tx.outbox.add(home, now)


@read_only
def read_customer_home(order: Read, tx: Transaction, now: datetime) -> OwnPlans | None:
    """What the Home of somebody from outside shows now; a member has another."""
    permissions.require(order.actor, Action.DELIVER)
    person = tx.people.get(order.about)
    if person is None or not Actor(order.actor.workspace, person.id, person.standing).is_from_outside:
        return None
    lines = lines_of(with_projects(tx.plans.of_contact(person.id, PLANS_SHOWN), tx), tx)
    return OwnPlans(lines, "" if lines else permissions.STRANGERS[person.standing])


def with_projects(newest: list[PlanVersion], tx: Transaction) -> list[tuple[PlanVersion, Project]]:
    """Versions, each with its project, in their order."""
    by_id = {one.id: one for one in tx.projects.several({one.project_id for one in newest})}
    return [(one, by_id[one.project_id]) for one in newest]


def lines_of(held: list[tuple[PlanVersion, Project]], tx: Transaction) -> tuple[OwnPlanLine, ...]:
    """Projects, each with the version that was presented last, as the lines of a contact's list."""
    every: dict[str, list[PlanVersion]] = {project.id: [] for _, project in held}
    for version in tx.plans.of_projects(every):
        every[version.project_id].append(version)
    return tuple(_line(one, project, every[project.id]) for one, project in held)


def _line(newest: PlanVersion, project: Project, every: list[PlanVersion]) -> OwnPlanLine:
    shown = [one for one in every if one.was_shown]
    stands = customer_state(project, shown[0], _accepted(shown))
    thing = "change" if shown[0].change else "plan"
    return OwnPlanLine(newest.id, project.key, newest.plan.title, stands, thing if _waits(shown, project) else "")


def _accepted(shown: list[PlanVersion]) -> PlanVersion | None:
    return next((one for one in shown if one.is_accepted), None)


def _waits(shown: list[PlanVersion], project: Project) -> bool:
    return shown[0].is_open and not project.is_over


def own_plan(reader: UserId, project: Project, tx: Transaction, now: datetime) -> OwnPlan:
    """One project as its contact reads it."""
    shown, country = shown_of(project.id, tx), tx.workspaces.get().country
    newest, accepted, counts = shown[0], _accepted(shown), counting(shown)
    stands, waits = customer_state(project, newest, accepted), _waits(shown, project)
    runs = accepted is not None and stands in (CustomerState.AGREED, CustomerState.RUNNING)
    today = local_date(now, zone_of(project.zone))
    return OwnPlan(
        project.key,
        newest.plan.title,
        stands,
        _version(newest, project, country) if waits else None,
        _version(counts, project, country) if counts is not None and not (waits and counts == newest) else None,
        tuple(_answer(one, reader) for one in shown if one.answer is not None)[:ANSWERS_SHOWN],
        next_day(accepted.plan, *_begun_and_ended(project, tx), today) if accepted is not None and runs else None,
        customer_outcome(project, shown, tx),
        open_asking(reader, project.id, tx) if project.is_over else "",
    )


def _begun_and_ended(project: Project, tx: Transaction) -> tuple[frozenset[str], frozenset[str]]:
    """The names of the stages that have begun, and of those that have ended, by which a customer's plan knows them."""
    stages = tx.stages.in_project(project.id)
    begun = frozenset(one.name for one in stages if one.started_at is not None)
    return begun, frozenset(one.name for one in stages if one.state is StageState.ENDED)


def _version(one: PlanVersion, project: Project, country: str) -> ShownVersion:
    on, short = presented_on(one, project), in_short(one.plan, country)
    return ShownVersion(one.id, one.shown_as, one.presented_by, on, one.words, one.change, short)


def _answer(one: PlanVersion, reader: UserId) -> OwnAnswer:
    said = one.answer
    assert said is not None, "only versions that were answered come here"
    is_own = said.by == reader and not said.is_recorded
    change, words = one.change.key if one.change else "", said.comment if is_own else ""
    return OwnAnswer(one.shown_as, change, said.verdict, said.at, is_own, said.said_by or one.contact_name, words)
