"""Who acts in somebody's place while they are on leave: named line by line, told once, accepted or given back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.deputies import StandIn, WhyOpen, Window
from domain.deputy_choice import away_words, deputy_problems, duties_problem
from domain.deputy_living import DeputyOffer
from domain.deputy_notices import Kept, LeaveKept, PlacesGiven
from domain.history import Act, Change
from domain.identity import UserId
from domain.living import Home
from domain.notices import ToPerson
from domain.projects import Project
from domain.refusals import Problem, Refused, refuse_if_any
from domain.roles import Party
from domain.tasks import Task
from storage.people import Named
from storage.transactions import Transaction, read_only

NOT_YOURSELF = "Nobody names themselves. Choose somebody else, or leave it empty: then whoever is away names somebody."

LINES_TOLD = 10


@dataclass(frozen=True)
class PrepareDeputy:
    """Open the form for one line of a leave."""

    actor: Actor
    line_id: str


@dataclass(frozen=True)
class DeputyForm:
    """One line, what it is about, and who has it now."""

    line_id: str
    leave_id: str
    person: UserId
    is_own: bool
    what: str
    deputy: UserId | None
    first_day: date
    until: date
    is_task: bool


@dataclass(frozen=True)
class NameDeputy:
    """This person sees to a line; nobody means that it stays with whoever is away."""

    actor: Actor
    line_id: str
    deputy: UserId | None


def person_problems(deputy: UserId, person: UserId, window: Window, tx: Transaction) -> list[Problem]:
    """Who cannot stand in for a person in this window: no member who is there, or away too."""
    known = tx.people.get(deputy)
    problems = deputy_problems(known, person, "deputy")
    if problems or known is None:
        return problems
    until = window.until
    leave = tx.capacity.leave((deputy,), window.first_day, until)
    words = away_words(known.name, leave, window.first_day, until)
    return [Problem(words, "deputy")] if words else []


def offer_places(leave_id: str, deputy: UserId, tx: Transaction, now: datetime) -> None:
    """Tell a deputy what they take over, and list it among what waits for them; whoever was told already is told anew,
    by a message of its own, what they have not said yet that they see to.
    """
    offer = DeputyOffer.of(leave_id, deputy)
    was_told = tx.outbox.posted(offer.mark) is not None
    tx.outbox.add(offer, now)
    tx.outbox.add(Home.of(deputy), now)
    asked = [one for one in tx.deputies.of_leave(leave_id) if one.deputy == deputy and one.is_asked]
    if was_told and asked:
        window, whats = asked[0].window, whats_of(asked[:LINES_TOLD], tx)
        to, person = ToPerson(deputy), asked[0].person
        more = len(asked) - len(whats)
        tx.outbox.add(PlacesGiven(to, leave_id, person, window.first_day, window.until, whats, more), now)


def what_of(line: StandIn, project: Project, task: Task | None) -> str:
    """What a line is about, in words."""
    if line.role is not None:
        return f"{line.role.words} of {project.key}"
    return f"{task.key} {task.title}" if task else f"a task of {project.key}"


def named(line: StandIn, tx: Transaction) -> str:
    """The same for a line whose project and task are still to be read."""
    return what_of(line, tx.projects.get(line.project_id), tx.tasks.get(line.task_id) if line.task_id else None)


def whats_of(lines: Iterable[StandIn], tx: Transaction) -> tuple[str, ...]:
    """The same for several, whose projects and tasks are read together."""
    every = list(lines)
    projects = {one.id: one for one in tx.projects.several(sorted({line.project_id for line in every}))}
    tasks = {one.id: one for one in tx.tasks.of_ids(sorted(line.task_id for line in every if line.task_id))}
    return tuple(what_of(one, projects[one.project_id], tasks.get(one.task_id or "")) for one in every)


@read_only
def prepare_deputy(order: PrepareDeputy, tx: Transaction, now: datetime) -> Named[DeputyForm]:
    """The form for one line, for whoever chooses who sees to it."""
    line = tx.deputies.get(order.line_id)
    project = tx.projects.get(line.project_id)
    _refuse_others(order.actor, line, project)
    line.refuse_if_over()
    is_own, window = line.person == order.actor.user_id, line.window
    task = tx.tasks.get(line.task_id) if line.task_id else None
    form = DeputyForm(
        line.id,
        line.leave_id,
        line.person,
        is_own,
        what_of(line, project, task),
        line.deputy,
        window.first_day,
        window.until,
        line.task_id is not None,
    )
    return tx.people.named(form)


def chooses(actor: Actor, line: StandIn, project: Project) -> bool:
    """Whether somebody chooses who sees to a line: whoever is away, or has it and is away too; in their place an
    administrator, but nothing of a project that they must not know of.
    """
    if Party.REQUESTER in line.parties_of(actor.user_id):
        return True
    return permissions.allowed(actor, Action.NAME_DEPUTY, line) and not project.is_hidden_from(actor)


def _refuse_others(actor: Actor, line: StandIn, project: Project) -> None:
    permissions.require(actor, Action.NAME_DEPUTY, line, project)
    if not chooses(actor, line, project):
        raise Refused("That is up to whoever is on leave: the project is private.")


def name_deputy(order: NameDeputy, tx: Transaction, now: datetime) -> str:
    """Put a line in somebody's hands, or leave it with whoever is away; refused beside the field. Returns the leave."""
    line = tx.deputies.for_change(order.line_id)
    project = tx.projects.get(line.project_id)
    _refuse_others(order.actor, line, project)
    line.refuse_if_over()
    if order.deputy is None:
        after = line.opened(WhyOpen.NOT_FILLED, now) if line.deputy else line
    else:
        refuse_if_any(_line_problems(line, order.deputy, order.actor, project, tx))
        after = line.given(order.deputy, order.actor.user_id, now)
    if after != line:
        _keep(line, after, order.actor, tx, now)
    return line.leave_id


def _line_problems(line: StandIn, deputy: UserId, by: Actor, project: Project, tx: Transaction) -> list[Problem]:
    problems = self_problems(deputy, line.person, by) or person_problems(deputy, line.person, line.window, tx)
    known = tx.people.get(deputy)
    if problems or known is None:
        return problems
    words = duties_problem(line, known, project, tx.deputies.of_deputy(deputy))
    return [Problem(words, "deputy")] if words else []


def self_problems(deputy: UserId, person: UserId, by: Actor) -> list[Problem]:
    """Nobody puts themselves in the place of somebody else, beside the field."""
    is_taken = deputy == by.user_id != person
    return [Problem(NOT_YOURSELF, "deputy")] if is_taken else []


def _keep(before: StandIn, after: StandIn, actor: Actor, tx: Transaction, now: datetime) -> None:
    tx.deputies.change(after)
    people = tuple(one for one in (before.deputy,) if one), tuple(one for one in (after.deputy,) if one)
    what = Change(named(before, tx), people_before=people[0], people_after=people[1])
    tx.history.add(actor.user_id, now, Act.GAVE_PLACE, None, "", (what,))
    if actor.user_id != before.person:
        days = before.window.first_day, before.window.last_day
        to, by = ToPerson(before.person), actor.user_id
        tx.outbox.add(LeaveKept(to, before.leave_id, by, Kept.NAMED, *days, what.field, after.deputy), now)
    redraw_places([before], tx, now)
    if after.deputy is not None:
        offer_places(after.leave_id, after.deputy, tx, now)


def redraw_places(before: Iterable[StandIn], tx: Transaction, now: datetime) -> None:
    """Let whoever had these lines see what became of them, once for each leave."""
    for leave_id, deputy in dict.fromkeys((one.leave_id, one.deputy) for one in before):
        if deputy is not None:
            tx.outbox.add(DeputyOffer.of(leave_id, deputy, edit_only=True), now)
            tx.outbox.add(Home.of(deputy), now)
