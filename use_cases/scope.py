"""The scope of a project: shown with what is decided and what is open, and changed by one door."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.history import Act
from domain.identity import UserId
from domain.lessons import Occasion
from domain.living import ProjectCard
from domain.opinions import Judged, Judging, judged
from domain.projects import Lifecycle, Project, refuse_if_approved, refuse_if_over
from domain.requests import ProjectRequest
from domain.scope import FinancialRequirements, Goal, PickedResource, ScopeStatement, ScopeVersion, Weight
from domain.scope_differences import differences
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.briefings import redraw_briefings
from use_cases.costing import currency_of
from use_cases.finding import find_project, visible
from use_cases.gate import settle_gate
from use_cases.opinion_cards import redraw_opinion
from use_cases.past_lessons import LessonsHere, lessons_at
from use_cases.scaling import ScalingQuestion, scaling_question
from use_cases.scope_facts import waits_for_answer
from use_cases.services import join_catalogue


@dataclass(frozen=True)
class ShowScope:
    """What is decided in the project of this key, or in the one of this channel?"""

    actor: Actor
    key: str | None = None
    channel: str | None = None


@dataclass(frozen=True)
class ScopeFacts:
    """Everything that is decided of a scope and what is open; amounts, and percent of the price, in words."""

    project_id: str
    project_key: str
    project_name: str
    number: int
    made_by: UserId | None
    made_at: datetime
    reason: str
    is_frozen: bool
    users_count: int | None
    services: tuple[str, ...]
    completion_date: date | None
    in_scope: tuple[str, ...]
    out_of_scope: tuple[str, ...]
    must: tuple[str, ...]
    should: tuple[str, ...]
    technical: tuple[Judged, ...]
    goals: tuple[Goal, ...]
    resources: tuple[PickedResource, ...]
    ceiling: str
    payment_terms: str
    invoicing_points: tuple[str, ...]
    uninvoiced: str
    overinvoiced: str
    judge: UserId | None
    is_asked: bool
    is_awaited: bool
    """Whether whoever judges was asked about what stands here, and not about an earlier wording."""
    request: ProjectRequest | None
    is_approved: bool
    scaling: ScalingQuestion | None
    """What whoever plans the stages is asked about hours that were reckoned for another number of users."""
    may_edit: bool
    may_ask: bool
    """Whether the opinion is to be asked for: nothing has been, or not of what stands here."""
    may_answer: bool
    may_judge: bool
    may_see_resources: bool
    is_planned: bool = False
    """Whether it has not started yet, so that what is open before the start comes next."""
    lessons: LessonsHere | None = None
    """What earlier projects learned about its services."""


@read_only
def show_scope(order: ShowScope, tx: Transaction, now: datetime) -> Named[ScopeFacts]:
    """What is decided and what is open, with what the person may do about it."""
    project = find_project(order.actor, order.key, order.channel, tx)
    permissions.require(order.actor, Action.SEE_PROJECT, project)
    version = tx.scopes.newest(project.id)
    learned = lessons_at(Occasion.SCOPE, project, order.actor, tx)
    facts, is_planned = _facts(project, version, order.actor, tx), project.lifecycle is Lifecycle.PLANNING
    return tx.people.named(replace(facts, is_planned=is_planned, lessons=learned))


def _money_for(actor: Actor, project: Project, statement: ScopeStatement) -> FinancialRequirements:
    """What the customer requires of money, for those who may see the plan; nothing for others."""
    return statement.financial if permissions.allowed(actor, Action.SEE_PLAN, project) else FinancialRequirements()


def _scaling(project: Project, actor: Actor, tx: Transaction) -> ScalingQuestion | None:
    if not permissions.allowed(actor, Action.PLAN_STAGES, project):
        return None
    return scaling_question(project, tx.stages.in_project(project.id), actor, tx)


def _facts(project: Project, version: ScopeVersion, actor: Actor, tx: Transaction) -> ScopeFacts:
    now_decided, judging = version.statement, Judging(project)
    money = _money_for(actor, project, now_decided)
    may_edit = permissions.allowed(actor, Action.EDIT_SCOPE, project) and not project.is_over
    return ScopeFacts(
        project_id=project.id,
        project_key=project.key,
        project_name=project.name,
        number=version.number,
        made_by=version.made_by,
        made_at=version.made_at,
        reason=version.reason,
        is_frozen=version.is_frozen,
        users_count=now_decided.users_count,
        services=now_decided.services,
        completion_date=now_decided.completion_date,
        in_scope=now_decided.in_scope,
        out_of_scope=now_decided.out_of_scope,
        must=tuple(one.text for one in now_decided.requirements_of(Weight.MUST)),
        should=tuple(one.text for one in now_decided.requirements_of(Weight.SHOULD)),
        technical=judged(now_decided, tx.opinions.of_project(project.id)),
        goals=now_decided.goals,
        resources=now_decided.resources,
        ceiling="" if (most := money.budget_ceiling) is None else currency_of(project, tx).words(most),
        payment_terms=money.payment_terms,
        invoicing_points=money.invoicing_points,
        uninvoiced=f"{uninvoiced:f}" if (uninvoiced := money.uninvoiced) else "",
        overinvoiced=f"{overinvoiced:f}" if (overinvoiced := money.overinvoiced) else "",
        judge=judging.judge,
        is_asked=tx.opinions.asked(project.id) is not None,
        is_awaited=(is_awaited := waits_for_answer(project, tx)),
        request=tx.requests.of_project(project.id),
        is_approved=project.is_approved,
        scaling=_scaling(project, actor, tx),
        may_edit=may_edit,
        may_ask=may_edit and not is_awaited,
        may_answer=permissions.allowed(actor, Action.ANSWER_OBJECTION, project) and not project.is_over,
        may_judge=permissions.allowed(actor, Action.GIVE_OPINION, judging) and not project.is_over,
        may_see_resources=permissions.allowed(actor, Action.SEE_RESOURCES, project),
    )


def scope_to_edit(actor: Actor, project_id: str, tx: Transaction) -> tuple[Project, ScopeVersion]:
    """A project and its scope for somebody who is about to edit it; refuses a scope that its customer accepted."""
    return _editable(visible(tx.projects.get(project_id), actor), actor, tx)


def hold_scope(actor: Actor, project_id: str, tx: Transaction) -> tuple[Project, ScopeVersion]:
    """The same, with the project held against everybody else until the transaction ends."""
    return _editable(visible(tx.projects.for_change(project_id), actor), actor, tx)


def _editable(project: Project, actor: Actor, tx: Transaction) -> tuple[Project, ScopeVersion]:
    permissions.require(actor, Action.EDIT_SCOPE, project)
    refuse_if_over(project, " and its scope stays as it is")
    refuse_if_approved(project, "scope")
    return project, tx.scopes.newest(project.id)


def change_scope(
    project: Project, statement: ScopeStatement, by: UserId, why: str, tx: Transaction, now: datetime
) -> ScopeVersion:
    """Save what is decided now as the open version, or as the next one; the project is held for change."""
    before = tx.scopes.newest(project.id)
    if statement == before.statement:
        return before
    after = before.edited(statement, by, now, why.strip())
    keep_scope(project, before, after, tx, now)
    tx.outbox.add(ProjectCard.of(project.id), now)
    settle_gate(project.id, tx, now)
    return after


def keep_scope(project: Project, before: ScopeVersion, after: ScopeVersion, tx: Transaction, now: datetime) -> None:
    """Save a version with all that follows from it but what is decided by it: whoever saves it settles the gate."""
    tx.scopes.keep(after)
    changed = replace(project, scope=after.statement.scope)
    tx.projects.change(changed)
    join_catalogue(after.statement.services, tx)
    changes = differences(before.statement, after.statement, currency_of(project, tx))
    tx.history.add(after.made_by, now, Act.CHANGED_SCOPE, project.id, f"version {after.number}", changes)
    redraw_opinion(changed, before.statement, after.statement, tx, now)
    if changed.scope != project.scope:
        redraw_briefings(changed, tx, now, accepted=True)


def freeze_scope(project_id: str, tx: Transaction) -> ScopeVersion:
    """Let the newest version stay as it is because something refers to it; the next edit makes another."""
    version = tx.scopes.newest(project_id)
    frozen = replace(version, is_frozen=True)
    if frozen != version:
        tx.scopes.keep(frozen)
    return frozen
