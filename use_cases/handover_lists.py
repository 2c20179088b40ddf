"""Which services are maintained by whom: across projects, and for each service of one project."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.closing import EndQuestion
from domain.commands import likely_project_key, straighten
from domain.duties import may_judge
from domain.handover_terms import Support
from domain.handovers import ClosedOver, Handover, HandoverStand, no_such_handover, stands_of
from domain.identity import UserId
from domain.moves import Move
from domain.projects import Lifecycle, Project
from domain.refusals import Refused
from domain.workspaces import Workspace
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.finding import find_project, gone_among

LINES_SHOWN = 5
SERVICES_SHOWN = 10
MINE = "mine"
WORDS_LENGTH = 60
HANDED_OVER = (Lifecycle.ACTIVE, Lifecycle.ON_HOLD, Lifecycle.COMPLETED, Lifecycle.CLOSED)
"""In these a project hands over what it delivers."""
CLOSING = HANDED_OVER[:-1]
NAMED = 5


@dataclass(frozen=True)
class ListServices:
    """Who maintains the services with these words? Or those of the project whose key is typed.

    `after` is the handover after which the page begins; with `is_search` a word is never a key.
    """

    actor: Actor
    typed: tuple[str, ...] = ()
    after: str = ""
    is_search: bool = False


@dataclass(frozen=True)
class Maintained:
    """A service that somebody maintains, and the project that delivered it."""

    handover_id: str
    service: str
    maintainer: UserId
    since: date
    is_to_come: bool
    has_gone: bool
    support: Support
    project_key: str
    project_name: str
    may_name: bool


@dataclass(frozen=True)
class MaintainedPage:
    """One page of maintained services; `following` is the handover after which the next one begins, if there is one."""

    search: str
    mine: bool
    filter_key: str
    lines: tuple[Maintained, ...]
    is_first: bool
    following: str | None


@dataclass(frozen=True)
class ShowServices:
    """How do the services of the project with this key stand? `start` is how many are left out."""

    actor: Actor
    key: str
    start: int = 0


@dataclass(frozen=True)
class HandoverLine:
    """One service of a project: who maintains it since when, who was asked, and who said no and why."""

    service: str
    handover_id: str
    maintainer: UserId | None
    since: date | None
    has_gone: bool
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


def handovers_left(project: Project, tx: Transaction) -> tuple[str, ...]:
    """The services of a project's scope that nobody who is there has taken on yet, in the order of the scope."""
    stands = stands_of(project.scope.services, tx.handovers.in_project(project.id))
    gone = _gone_of(stands, tx)
    return tuple(one.service for one in stands if not one.is_handed_over(gone))


def handovers_question(project: Project, tx: Transaction, now: datetime) -> Iterable[EndQuestion]:
    """The services that keep a project from its close because nobody who is there has taken them on."""
    left = handovers_left(project, tx) if project.lifecycle in CLOSING else ()
    if left:
        more = f" and {len(left) - NAMED} more" if len(left) > NAMED else ""
        named = f"Still to be handed over: {', '.join(left[:NAMED])}{more}"
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


def services_of(project: Project, actor: Actor, tx: Transaction, start: int = 0) -> ProjectServices:
    """How the services of a project stand, for one reader."""
    stands = stands_of(project.scope.services, tx.handovers.in_project(project.id))
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
    return gone_among({one.accepted.maintainer for one in stands if one.accepted}, tx)


def _service_line(
    stand: HandoverStand, gone: frozenset[UserId], project: Project, actor: Actor, workspace: Workspace
) -> HandoverLine:
    held, asked, declined = stand.accepted, stand.offered, stand.declined
    return HandoverLine(
        stand.service,
        held.id if held else "",
        held.maintainer if held else None,
        held.starts_on if held else None,
        held is not None and held.maintainer in gone,
        asked.maintainer if asked else None,
        declined.maintainer if declined else None,
        declined.reason if declined else "",
        held is not None and _may_name(held, project, actor, workspace),
    )


def _may_name(held: Handover, project: Project, actor: Actor, workspace: Workspace) -> bool:
    is_able = permissions.allowed(actor, Action.NAME_MAINTAINER, held, project, workspace)
    return is_able and project.lifecycle in HANDED_OVER


@read_only
def show_services(order: ShowServices, tx: Transaction, now: datetime) -> Named[ProjectServices]:
    """How the services of one project stand, for whoever may know of it."""
    project = find_project(order.actor, order.key, None, tx)
    permissions.require(order.actor, Action.SEE_PROJECT, project)
    return tx.people.named(services_of(project, order.actor, tx, order.start))


@read_only
def list_services(order: ListServices, tx: Transaction, now: datetime) -> Named[MaintainedPage | ProjectServices]:
    """Who maintains what since when, as far as this person may know of it; of one project when its key is typed."""
    permissions.require(order.actor, Action.SEE_PROJECT)
    if (project := _project_meant(order, tx)) is not None:
        return tx.people.named(services_of(project, order.actor, tx))
    plain = [word for word in order.typed if straighten(word).casefold() != MINE]
    mine, words = len(plain) < len(order.typed), " ".join(plain)[:WORDS_LENGTH].strip()
    after = _place(order, tx)
    found = tx.handovers.page(words, mine, order.actor.user_id, LINES_SHOWN + 1, after)
    shown = found[:LINES_SHOWN]
    page = MaintainedPage(
        words,
        mine,
        f"{MINE if mine else ''} {words}".strip(),
        _maintained(shown, order.actor, tx, now.date()),
        after is None,
        shown[-1].id if len(found) > LINES_SHOWN else None,
    )
    return tx.people.named(page)


def _project_meant(order: ListServices, tx: Transaction) -> Project | None:
    """The project whose key is all that was typed, as it is written: any other word is looked for among names."""
    key = likely_project_key(order.typed[0]) if len(order.typed) == 1 and not order.is_search else None
    if key is None or order.typed[0] != order.typed[0].upper():
        return None
    try:
        return find_project(order.actor, key, None, tx)
    except Refused:
        return None


def _place(order: ListServices, tx: Transaction) -> tuple[str, str] | None:
    """Where the page begins; from the first one for a handover that there is not, or that one must not know of."""
    if not order.after:
        return None
    try:
        last = tx.handovers.get(order.after)
        seen_handover(last, order.actor, tx)
    except Refused:
        return None
    return last.sign, last.id


def _maintained(shown: list[Handover], actor: Actor, tx: Transaction, today: date) -> tuple[Maintained, ...]:
    projects = {one.id: one for one in tx.projects.several(list({one.project_id for one in shown}))}
    gone, workspace = gone_among({one.maintainer for one in shown}, tx), tx.workspaces.get()
    return tuple(
        Maintained(
            one.id,
            one.service,
            one.maintainer,
            one.starts_on,
            one.starts_on > today,
            one.maintainer in gone,
            one.support,
            projects[one.project_id].key,
            projects[one.project_id].name,
            _may_name(one, projects[one.project_id], actor, workspace),
        )
        for one in shown
    )
