"""Briefing whoever is given a role, and hearing that they accept it or what they need first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.duties import whose_turn
from domain.history import Act, Change
from domain.holders import Holder
from domain.identity import UserId
from domain.lessons import Occasion
from domain.living import Home, ProjectCard, RoleBriefing
from domain.needs import needing
from domain.notices import RoleAccepted, RoleNeeds, ToPerson
from domain.projects import Lifecycle, Project, refuse_if_over
from domain.refusals import Refused
from domain.roles import LEADING_ROLES, Role
from storage.transactions import Transaction, read_only
from use_cases.finding import gone_among, visible
from use_cases.gate import OpenFact, open_fact
from use_cases.past_lessons import LessonsHere, lessons_at
from use_cases.reading import Read


@dataclass(frozen=True)
class AcceptRole:
    """Whoever was given roles accepts them; `briefing` says which, as project/moment."""

    actor: Actor
    briefing: str


@dataclass(frozen=True)
class PrepareNeed:
    """Open the form that asks what is needed."""

    actor: Actor
    briefing: str


@dataclass(frozen=True)
class NeedForm:
    """The roles it is about, and what was said before."""

    briefing_id: str
    project_key: str
    project_name: str
    roles: tuple[Role, ...]
    needs: str


@dataclass(frozen=True)
class StateNeed:
    """What the holder needs before they can accept."""

    actor: Actor
    briefing: str
    needs: str


@dataclass(frozen=True)
class BriefingFacts:
    """What somebody was given, what it means, and whether they accepted it; without roles they hold none any more."""

    id: str
    person: UserId
    project_key: str
    project_name: str
    customer: str
    roles: tuple[Role, ...]
    given_by: UserId | None
    manager: UserId | None
    head: UserId | None
    users_count: int | None
    services: tuple[str, ...]
    completion_date: date | None
    has_accepted: bool
    needs: str
    answer: str
    answered_by: UserId | None
    is_over: bool
    is_planned: bool
    next: OpenFact | None
    """What waits for them before the start."""
    lessons: LessonsHere | None = None
    """What earlier projects learned about these roles."""


def brief_people(project: Project, by: UserId, tx: Transaction, now: datetime) -> None:
    """Tell everybody who was just given something by somebody else what it means."""
    for given in {one.person: one for one in project.staff if one.since == now and one.person != by}.values():
        tx.outbox.add(RoleBriefing.of(project.id, given), now)


def redraw_briefings(project: Project, tx: Transaction, now: datetime, *, accepted: bool = False) -> None:
    """Let whoever has not accepted see for what they are asked now, and whether still: once it is over nobody is.

    With `accepted` those too who have, where what their briefing says of the scope is something else now.
    """
    for one in project.staff:
        if accepted or one.accepted_at is None:
            tx.outbox.add(RoleBriefing.of(project.id, one, edit_only=True), now)


def accept_role(order: AcceptRole, tx: Transaction, now: datetime) -> None:
    """Accept everything that one briefing is about; accepting again changes nothing."""
    permissions.require(order.actor, Action.ANSWER_ROLE)
    project, held = _held_for_change(order.briefing, order.actor, tx)
    if any(one.accepted_at is None for one in held):
        keep_holders(project, [replace(one, accepted_at=now) for one in held], tx)
        tx.history.add(order.actor.user_id, now, Act.ACCEPTED_ROLE, project.id, called(held))
        _tell_accepted(project, held, tx, now)
    redraw_briefing(project, held[0], tx, now)


@read_only
def prepare_need(order: PrepareNeed, tx: Transaction, now: datetime) -> NeedForm:
    """The form with what was said before."""
    permissions.require(order.actor, Action.ANSWER_ROLE)
    project = visible(tx.projects.get(_project_in(order.briefing)), order.actor)
    held = _held(project, order.briefing, order.actor.user_id)
    return NeedForm(order.briefing, project.key, project.name, shown_roles(held), held[0].needs)


def state_need(order: StateNeed, tx: Transaction, now: datetime) -> None:
    """Keep what the holder of a role needs, and tell whoever gave it and the project manager."""
    permissions.require(order.actor, Action.ANSWER_ROLE)
    project, held = _held_for_change(order.briefing, order.actor, tx)
    keep_holders(project, [needing(one, order.needs) for one in held], tx)
    said = (Change("needs", before=held[0].needs, after=order.needs),)
    tx.history.add(order.actor.user_id, now, Act.NEEDS_FOR_ROLE, project.id, called(held), said)
    about = need_id(order.briefing, order.actor.user_id)
    for person in _hearers(project, held[0], tx):
        notice = RoleNeeds(
            ToPerson(person), project.key, project.name, shown_roles(held), order.actor.user_id, order.needs, about
        )
        tx.outbox.add(notice, now)
    redraw_briefing(project, held[0], tx, now)


def _tell_accepted(project: Project, held: list[Holder], tx: Transaction, now: datetime) -> None:
    """Tell whoever heard of a need that its holder accepts after all; who needed nothing accepts without a word."""
    needs = held[0].needs
    for person in _hearers(project, held[0], tx) if needs.strip() else ():
        notice = RoleAccepted(ToPerson(person), project.key, project.name, shown_roles(held), held[0].person, needs)
        tx.outbox.add(notice, now)


def _hearers(project: Project, held: Holder, tx: Transaction) -> tuple[UserId, ...]:
    """Who hears of what the holder of a role needs: whoever answers, and the project manager."""
    people = dict.fromkeys((who_answers(project, held, tx), project.acting(Role.PROJECT_MANAGER)))
    return tuple(one for one in people if one is not None and one != held.person)


def who_answers(project: Project, held: Holder, tx: Transaction) -> UserId | None:
    """Who answers what the holder of a role needs: whoever gave it, while they may see the project, or its manager."""
    giver = held.given_by
    if giver and giver not in gone_among([giver], tx) and not project.is_hidden_from(Actor(project.workspace, giver)):
        return giver
    return project.acting(Role.PROJECT_MANAGER)


def need_id(briefing: str, person: UserId) -> str:
    """What a button that answers a need is about."""
    return f"{briefing}/{person}"


def shown_roles(held: list[Holder]) -> tuple[Role, ...]:
    """The roles to speak of: who leads answers for more than a team member does, and is told only that."""
    roles = tuple(one.role for one in held)
    return tuple(role for role in roles if role in LEADING_ROLES) or roles


@read_only
def read_role_briefing(order: Read, tx: Transaction, now: datetime) -> BriefingFacts:
    """What a person's briefing shows now."""
    permissions.require(order.actor, Action.DELIVER)
    project = tx.projects.get(_project_in(order.about))
    person = order.to.person if isinstance(order.to, ToPerson) else UserId("")
    held = holders_given(project, order.about, person)
    return BriefingFacts(
        order.about,
        person,
        project.key,
        project.name,
        project.customer,
        shown_roles(held),
        held[0].given_by if held else None,
        project.holder(Role.PROJECT_MANAGER),
        project.holder(Role.DEPARTMENT_HEAD),
        project.scope.users_count,
        project.scope.services,
        project.scope.completion_date,
        all(one.accepted_at for one in held),
        held[0].needs if held else "",
        held[0].answer if held else "",
        held[0].answered_by if held else None,
        project.is_over,
        project.lifecycle is Lifecycle.PLANNING,
        _next_of(person, project, tx),
        lessons_at(Occasion.ROLE, project, Actor(order.actor.workspace, person), tx) if held else None,
    )


def _next_of(person: UserId, project: Project, tx: Transaction) -> OpenFact | None:
    if not project.undecided or whose_turn(project) != person:
        return None
    return open_fact(project.undecided[0], project, None, tx)


def _project_in(briefing: str) -> str:
    return briefing.partition("/")[0]


def holders_given(project: Project, briefing: str, person: UserId) -> list[Holder]:
    """What a person still holds of all that one briefing is about."""
    mine = (one for one in project.staff if one.person == person)
    return [one for one in mine if RoleBriefing.of(project.id, one).about == briefing]


def _held(project: Project, briefing: str, person: UserId) -> list[Holder]:
    held = holders_given(project, briefing, person)
    if not held:
        raise Refused(f"You do not hold this role in {project.key} any more, so there is nothing to accept.")
    refuse_unless_asked(project)
    return held


def refuse_unless_asked(project: Project) -> None:
    """Refuse what is said about the roles of a project that is over: nobody waits for it any more."""
    refuse_if_over(project, ", so nobody is asked about their role any more")


def _held_for_change(briefing: str, actor: Actor, tx: Transaction) -> tuple[Project, list[Holder]]:
    project = visible(tx.projects.for_change(_project_in(briefing)), actor)
    return project, _held(project, briefing, actor.user_id)


def keep_holders(project: Project, changed: list[Holder], tx: Transaction) -> None:
    """Save these roles of a project as they are now; the project is held for change."""
    after = {(one.role, one.person): one for one in changed}
    tx.roles.keep(replace(project, staff=tuple(after.get((one.role, one.person), one) for one in project.staff)))


def called(held: list[Holder]) -> str:
    """The roles as the history calls them."""
    return ", ".join(role.words for role in shown_roles(held))


def redraw_briefing(project: Project, given: Holder, tx: Transaction, now: datetime) -> None:
    """Redraw what shows that a role was accepted or needs something: its briefing, the card and both Homes."""
    tx.outbox.add(RoleBriefing.of(project.id, given, edit_only=True), now)
    tx.outbox.add(ProjectCard.of(project.id), now)
    for person in (given.person, *_hearers(project, given, tx)):
        tx.outbox.add(Home.of(person), now)
