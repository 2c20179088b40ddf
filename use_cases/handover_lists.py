"""How the services of one project stand: who maintains each, who was asked, and what is still to be handed over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.closing import NAMED, EndQuestion
from domain.duties import may_judge
from domain.figures import first_of
from domain.handovers import ClosedOver, Handover, HandoverStand, no_such_handover, stands_of
from domain.identity import UserId
from domain.moves import Move
from domain.projects import Lifecycle, Project
from domain.workspaces import Workspace
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.finding import find_project, gone_among

SERVICES_SHOWN = 10
HANDED_OVER = (Lifecycle.ACTIVE, Lifecycle.ON_HOLD, Lifecycle.COMPLETED, Lifecycle.CLOSED)
"""In these a project hands over what it delivers."""
CLOSING = HANDED_OVER[:-1]


@dataclass(frozen=True)
class ShowServices:
    """How do the services of the project with this key stand? `start` is how many are left out."""

    actor: Actor
    key: str
    start: int = 0


@dataclass(frozen=True)
class HandoverLine:
    """One service of a project: who maintains it since when, who was asked, and who said no and why.

    `before` maintains it until then.
    """

    service: str
    handover_id: str
    maintainer: UserId | None
    since: date | None
    has_gone: bool
    before: UserId | None
    asked: UserId | None
    declined_by: UserId | None
    reason: str
    may_name: bool


@dataclass(frozen=True)
class ProjectServices:
    """The services of a project, one page of them, and how many are still to be handed over."""

    project_key: str
    project_name: str
    is_over: bool
    services: int
    left: int
    lines: tuple[HandoverLine, ...]
    start: int
    following: int | None
    may_hand_over: bool
    may_close_over: bool
    closed_over: ClosedOver | None


def handovers_left(project: Project, tx: Transaction, now: datetime) -> tuple[str, ...]:
    """The services of a project's scope that nobody who is there has taken on yet, in the order of the scope."""
    stands = stands_of(project.scope.services, tx.handovers.in_project(project.id), now)
    gone = _gone_of(stands, tx)
    return tuple(one.service for one in stands if not one.is_handed_over(gone))


def handovers_question(project: Project, tx: Transaction, now: datetime) -> Iterable[EndQuestion]:
    """The services that keep a project from its close because nobody who is there has taken them on."""
    left = handovers_left(project, tx, now) if project.lifecycle in CLOSING else ()
    if left:
        named = f"Still to be handed over: {first_of(left, NAMED)}"
        asked = EndQuestion(named, "show_services", "See the services", project.key, keeps_from=(Move.CLOSE,))
        if len(left) == 1:
            asked = replace(asked, action="hand_over", button="Hand over", value=f"{project.key} {left[0]}")
            asked = replace(asked, right=Action.HAND_OVER)
        yield asked


def seen_handover(handover: Handover, actor: Actor, tx: Transaction) -> Project:
    """The project of a handover that this person may know of; any other does not exist for them."""
    project = tx.projects.get(handover.project_id)
    if project.is_hidden_from(actor) and handover.maintainer != actor.user_id:
        raise no_such_handover()
    return project


def services_of(project: Project, actor: Actor, tx: Transaction, now: datetime, start: int = 0) -> ProjectServices:
    """How the services of a project stand, for one reader."""
    stands = stands_of(project.scope.services, tx.handovers.in_project(project.id), now)
    gone = _gone_of(stands, tx)
    left = sum(not one.is_handed_over(gone) for one in stands)
    start = start if 0 <= start < len(stands) else 0
    end = start + SERVICES_SHOWN
    workspace, delivers = tx.workspaces.get(), project.lifecycle in HANDED_OVER
    may_close = project.lifecycle is Lifecycle.COMPLETED and may_judge(actor, Action.CLOSE_OVER, project)
    return ProjectServices(
        project.key,
        project.name,
        project.is_over,
        len(stands),
        left,
        tuple(_service_line(one, gone, project, actor, workspace) for one in stands[start:end]),
        start,
        end if end < len(stands) else None,
        delivers and permissions.allowed(actor, Action.HAND_OVER, project),
        bool(left) and may_close,
        tx.handovers.closed_over(project.id) if project.lifecycle is Lifecycle.CLOSED else None,
    )


def _gone_of(stands: tuple[HandoverStand, ...], tx: Transaction) -> frozenset[UserId]:
    held = (each for one in stands for each in (one.accepted, one.before) if each)
    return gone_among({one.maintainer for one in held}, tx)


def _service_line(
    stand: HandoverStand, gone: frozenset[UserId], project: Project, actor: Actor, workspace: Workspace
) -> HandoverLine:
    held, before, asked, declined = stand.accepted, stand.before, stand.offered, stand.declined
    return HandoverLine(
        stand.service,
        held.id if held else "",
        held.maintainer if held else None,
        held.starts_on if held else None,
        held is not None and held.maintainer in gone,
        before.maintainer if before and before.maintainer not in gone else None,
        asked.maintainer if asked else None,
        declined.maintainer if declined else None,
        declined.reason if declined else "",
        held is not None and may_name_for(held, project, actor, workspace),
    )


def may_name_for(held: Handover, project: Project, actor: Actor, workspace: Workspace) -> bool:
    """Whether this person names another maintainer of what is maintained by this handover."""
    is_able = permissions.allowed(actor, Action.NAME_MAINTAINER, held, project, workspace)
    return is_able and project.lifecycle in HANDED_OVER


@read_only
def show_services(order: ShowServices, tx: Transaction, now: datetime) -> Named[ProjectServices]:
    """How the services of one project stand, for whoever may know of it."""
    project = find_project(order.actor, order.key, None, tx)
    permissions.require(order.actor, Action.SEE_PROJECT, project)
    return tx.people.named(services_of(project, order.actor, tx, now, order.start))
