"""A customer contact who is a member of the workspace: of a project in which they have no role they see their plan."""

from __future__ import annotations

from datetime import datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.identity import UserId
from domain.plans import PlanVersion
from domain.projects import Project
from storage.transactions import Transaction
from use_cases.finding import find_project, visible
from use_cases.own_plans import (
    PLANS_SHOWN,
    OwnPlan,
    OwnPlanLine,
    OwnPlans,
    lines_of,
    one_or_all,
    own_plan,
    with_projects,
)


def find_or_own(
    actor: Actor, key: str | None, channel: str | None, tx: Transaction, now: datetime
) -> Project | OwnPlan | OwnPlans:
    """The project that somebody means, as `find_project` finds it; for its contact who has no role in it, what a
    contact from outside sees of it, and their plans where no project is meant and they have some."""
    meant = tx.projects.by_key(key) if key is not None else tx.projects.in_channel(channel) if channel else None
    own = own_plan_instead(actor, meant, tx, now) if meant is not None else None
    if own is not None:
        return own
    if meant is None or (key is None and meant.is_hidden_from(actor)):
        return plans_instead(actor, tx, now) or find_project(actor, None, channel, tx)
    return visible(meant, actor, key)


def own_plan_instead(actor: Actor, project: Project, tx: Transaction, now: datetime) -> OwnPlan | None:
    """What a contact reads of a project in which they have no role; None for everybody else."""
    if actor.user_id in project.people:
        return None
    newest = tx.plans.newest_of(project.id)
    is_theirs = newest is not None and permissions.allowed(actor, Action.SEE_OWN_PLAN, newest)
    return own_plan(actor.user_id, project, tx, now) if is_theirs else None


def plans_instead(actor: Actor, tx: Transaction, now: datetime) -> OwnPlan | OwnPlans | None:
    """The one plan, or the list, of whoever is a contact of projects in which they have no role; None for others."""
    held = _held_without_role(actor.user_id, tx)
    return one_or_all(actor.user_id, held, tx, now) if held else None


def own_lines(person: UserId, tx: Transaction) -> tuple[OwnPlanLine, ...]:
    """The projects whose contact somebody is who has no role in them, as lines, what waits first."""
    return lines_of(_held_without_role(person, tx), tx)


def _held_without_role(person: UserId, tx: Transaction) -> list[tuple[PlanVersion, Project]]:
    mine = with_projects(tx.plans.of_contact(person, PLANS_SHOWN), tx)
    return [(one, project) for one, project in mine if person not in project.people]
