"""Changing who holds which role in a project: handed over with a reason, told to the channel and to those concerned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.effects import InvitePeople
from domain.history import Act, Change
from domain.identity import UserId
from domain.living import Home, ProjectCard, RoleBriefing
from domain.notices import RolesChanged, RolesEnded, ToPerson, ToProject
from domain.projects import Project, refuse_if_over
from domain.refusals import Problem, Refused, refuse_if_any
from domain.roles import Role
from domain.staffing import RoleChange, Staffing, restaffed, role_changes, staffing_rules_broken, workers
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.briefings import brief_people
from use_cases.channels import tell_caretakers
from use_cases.finding import account_problems, find_to_repair, gone_among, visible_to_repair
from use_cases.gate import settle_gate
from use_cases.heads import ask_for_confirmation, redraw_confirmation
from use_cases.left_work import show_left_work
from use_cases.moved_places import follow_roles
from use_cases.rounds import excuse
from use_cases.successors import ask_successors

SAY_WHY = "A leading role changes hands. Say why; it is told to the channel and stays in the history."


@dataclass(frozen=True)
class PrepareAssignment:
    """Open the form for the project of this key, or for the one in this channel."""

    actor: Actor
    key: str | None = None
    channel: str | None = None


@dataclass(frozen=True)
class AssignmentForm:
    """Who holds which role now, without those who cannot work any more: they are named apart."""

    project_id: str
    project_key: str
    project_name: str
    is_here: bool
    staffing: Staffing
    gone: tuple[RoleChange, ...]


@dataclass(frozen=True)
class AssignRoles:
    """What was chosen in the form, what it had shown, and why."""

    actor: Actor
    project_id: str
    shown: Staffing
    chosen: Staffing
    why: str = ""


@read_only
def prepare_assignment(order: PrepareAssignment, tx: Transaction, now: datetime) -> Named[AssignmentForm]:
    """The form with everybody who holds a role, for whoever may change that."""
    project = find_to_repair(order.actor, order.key, order.channel, tx)
    permissions.require(order.actor, Action.ASSIGN_ROLES, project)
    refuse_if_over(project, ", and its roles stay as they were")
    gone = gone_among(project.people, tx)
    is_here = order.channel is not None and order.channel == project.channel.id
    return tx.people.named(
        AssignmentForm(
            project.id, project.key, project.name, is_here, Staffing.of(project, besides=gone), _held_by(gone, project)
        )
    )


def _held_by(gone: frozenset[UserId], project: Project) -> tuple[RoleChange, ...]:
    held = (RoleChange(role, tuple(one for one in project.holders(role) if one in gone), ()) for role in Role)
    return tuple(one for one in held if one.out)


def assign_roles(order: AssignRoles, tx: Transaction, now: datetime) -> list[UserId]:
    """Change who holds which role, and tell the channel and those concerned; returns who leaves open tasks behind."""
    project = visible_to_repair(tx.projects.for_change(order.project_id), order.actor, tx)
    permissions.require(order.actor, Action.ASSIGN_ROLES, project)
    refuse_if_over(project, ", and its roles stay as they were")
    gone = gone_among(project.people, tx)
    wanted = Staffing.of(project).changed_by(order.shown, order.chosen).without(gone)
    head_counts = wanted.department_head in tx.workspaces.get().heads or order.actor.is_admin
    after = restaffed(project, wanted, order.actor.user_id, now, head_counts)
    changes = role_changes(project, after)
    _refuse_own(order.actor, project, changes)
    refuse_if_any(_problems(order, wanted, changes, tx))
    if not changes:
        return []
    tx.roles.keep(after)
    _write_down(order, project, changes, tx, now)
    _tell(order, project, after, changes, tx, now)
    follow_roles(project, after, tx, now)
    ask_successors(project, settle_gate(after.id, tx, now), tx, now)
    return _leaving(project, after, tx)


def _refuse_own(actor: Actor, project: Project, changes: tuple[RoleChange, ...]) -> None:
    """Whoever gives out roles in somebody's place takes none, and does not touch the role of whoever is away."""
    place = actor.stands_for.get(project.id)
    if place is not None and any(actor.user_id in one.into or place in one.out for one in changes):
        raise Refused("You give out roles here in the place of whoever is away: not to yourself, and not their own.")


def _leaving(before: Project, after: Project, tx: Transaction) -> list[UserId]:
    """Who worked in the project until now and leaves open tasks behind."""
    left = (one for one in workers(before) if one not in workers(after))
    return [one for one in left if tx.tasks.waiting_for(one, after.id, 1)]


def _problems(order: AssignRoles, wanted: Staffing, changes: tuple[RoleChange, ...], tx: Transaction) -> list[Problem]:
    problems = staff_problems(wanted, tx)
    if any(one.is_handover for one in changes) and not order.why.strip():
        problems.append(Problem(SAY_WHY, "why"))
    return problems


def staff_problems(wanted: Staffing, tx: Transaction) -> list[Problem]:
    """Everything that is wrong with these people in these roles, beside the fields."""
    problems = staffing_rules_broken(wanted)
    for field, _, people in wanted.fields():
        problems += account_problems(field, people, tx)
    return problems


def _write_down(
    order: AssignRoles, project: Project, changes: tuple[RoleChange, ...], tx: Transaction, now: datetime
) -> None:
    why = (Change("why", after=order.why),) if order.why.strip() else ()
    for one in (one for one in changes if one.is_handover):
        lines = (one.as_line(), *why)
        tx.history.add(order.actor.user_id, now, Act.HANDED_OVER, project.id, one.role.words, lines)
    others = tuple(one.as_line() for one in changes if not one.is_handover)
    if others:
        tx.history.add(order.actor.user_id, now, Act.CHANGED_TEAM, project.id, changes=(*others, *why))


def _tell(
    order: AssignRoles,
    before: Project,
    after: Project,
    changes: tuple[RoleChange, ...],
    tx: Transaction,
    now: datetime,
) -> None:
    by = order.actor.user_id
    tx.outbox.add(RolesChanged(ToProject(after.id), after.key, after.name, changes, order.why, by), now)
    newcomers = tuple(one for one in after.people if one not in before.people)
    if newcomers and after.channel.id is not None and after.channel.problem is None:
        tx.outbox.add(InvitePeople(after.id, newcomers), now)
    brief_people(after, by, tx, now)
    _tell_relieved(order, before, changes, tx, now)
    if any(one.role is Role.DEPARTMENT_HEAD for one in changes):
        redraw_confirmation(before, tx, now)
        if not after.head_confirmed:
            ask_for_confirmation(after, tx, now)
    excuse(after, [one for one in before.asked if one not in after.asked], tx, now)
    show_left_work(after, _leaving(before, after, tx), tx, now)
    if after.channel.problem is not None:
        tell_caretakers(after, tx, now)
    tx.outbox.add(ProjectCard.of(after.id), now)
    for person in dict.fromkeys((*before.people, *after.people)):
        tx.outbox.add(Home.of(person), now)


def _tell_relieved(
    order: AssignRoles, before: Project, changes: tuple[RoleChange, ...], tx: Transaction, now: datetime
) -> None:
    """Tell whoever lost a role, and take the buttons off their briefings; who has gone hears nothing."""
    relieved = dict.fromkeys(person for one in changes for person in one.out)
    reachable = [one for one in relieved if one not in gone_among(relieved, tx)]
    for given in (one for one in before.staff if one.person in reachable):
        tx.outbox.add(RoleBriefing.of(before.id, given, edit_only=True), now)
    for person in (one for one in reachable if one != order.actor.user_id):
        ended = tuple(one for one in changes if person in one.out)
        notice = RolesEnded(ToPerson(person), before.key, before.name, ended, order.why, order.actor.user_id)
        tx.outbox.add(notice, now)
