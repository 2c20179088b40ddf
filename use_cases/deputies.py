"""Who acts in somebody's place while they are on leave: named line by line, told once, accepted or given back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.calendars import zone_of
from domain.capacity import Leave, WeeklyHours
from domain.deputies import (
    StandIn,
    StandInState,
    WhyOpen,
    Window,
    away_words,
    deputy_problems,
    duties_problem,
    lines_of,
)
from domain.deputy_living import DeputyOffer
from domain.deputy_notices import PlacesOpen
from domain.history import Act, Change
from domain.identity import UserId
from domain.living import Home
from domain.notices import ToPerson
from domain.projects import Project
from domain.refusals import Problem, Refused, refuse_if_any
from domain.tasks import Task
from storage.people import Named
from storage.transactions import Transaction, read_only

NOT_YOURS = "Only whoever is away, or an administrator, chooses that, and nobody chooses themselves."
PROJECTS_READ = 50
TASKS_READ = 20


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


def window_of(one: Leave, tx: Transaction) -> Window:
    """When a leave keeps somebody from what they do, on their own clock and by their own days."""
    known, workspace = tx.people.get(one.person), tx.workspaces.get()
    hours = tx.capacity.hours((one.person,)).get(one.person) or WeeklyHours.usual(one.person, workspace.calendar)
    return Window.of(one, hours, workspace.calendar, zone_of(known.zone if known else workspace.zone))


def usual_deputy_problems(deputy: UserId | None, one: Leave, tx: Transaction) -> list[Problem]:
    """What is wrong with the person who is to see to everything, beside the field."""
    return _person_problems(deputy, one.person, window_of(one, tx), tx) if deputy else []


def _person_problems(deputy: UserId, person: UserId, window: Window, tx: Transaction) -> list[Problem]:
    """Who cannot stand in for a person in this window: no member who is there, or away too."""
    known = tx.people.get(deputy)
    problems = deputy_problems(known, person, "deputy")
    if problems or known is None:
        return problems
    until = window.until
    leave = tx.capacity.leave((deputy,), window.first_day, until)
    words = away_words(known.name, leave, window.first_day, until)
    return [Problem(words, "deputy")] if words else []


def open_places(one: Leave, deputy: UserId | None, actor: Actor, tx: Transaction, now: datetime) -> None:
    """Write down what falls into a leave, line by line, in the hands of the usual deputy where duties allow it."""
    window, by = window_of(one, tx), actor.user_id
    projects = [each for each in tx.projects.of_person(one.person, PROJECTS_READ) if not each.is_over]
    lines = [
        _placed(line, project, deputy if _may_place(actor, line, deputy, project) else None, by, now)
        for project in projects
        for line in lines_in(project, one, window, by, tx, now)
    ]
    tx.deputies.add(lines)
    for person in sorted({line.deputy for line in lines if line.deputy}):
        offer_places(one.id, person, tx, now)


def offer_places(leave_id: str, deputy: UserId, tx: Transaction, now: datetime) -> None:
    """Tell a deputy what they take over, and list it among what waits for them."""
    tx.outbox.add(DeputyOffer.of(leave_id, deputy), now)
    tx.outbox.add(Home.of(deputy), now)


def lines_in(
    project: Project, one: Leave, window: Window, by: UserId, tx: Transaction, now: datetime
) -> Iterator[StandIn]:
    """What of one project falls into a leave, each as a line that nobody has yet."""
    for role in lines_of(project, one.person):
        yield StandIn.of(one.id, one.person, project.id, by, window, now, role=role)
    for task in tx.tasks.open_of(one.person, TASKS_READ, project.id):
        if task.due <= window.until:
            yield StandIn.of(one.id, one.person, project.id, by, window, now, task_id=task.id)


def _may_place(actor: Actor, line: StandIn, deputy: UserId | None, project: Project) -> bool:
    """Whether somebody chooses who stands in: whoever is away or hands on what they have of it, in their own right; in
    their place an administrator, who gives out roles everywhere, and never themselves. Who looks after time does not.
    """
    if actor.user_id in (line.person, line.passed_on_by):
        return True
    may_give = permissions.allowed(actor, Action.NAME_DEPUTY, line, project) and not project.is_hidden_from(actor)
    return may_give and deputy != actor.user_id


def _placed(line: StandIn, project: Project, deputy: UserId | None, by: UserId, now: datetime) -> StandIn:
    if deputy is None:
        return line
    is_apart = line.role is not None and duties_problem(line.role, deputy, line.person, project)
    return line.opened(WhyOpen.DUTIES, now) if is_apart else line.given(deputy, by, now)


def what_of(line: StandIn, project: Project, task: Task | None) -> str:
    """What a line is about, in words."""
    if line.role is not None:
        return f"{line.role.words} of {project.key}"
    return f"{task.key} {task.title}" if task else f"a task of {project.key}"


def named(line: StandIn, tx: Transaction) -> str:
    """The same for a line whose project and task are still to be read."""
    return what_of(line, tx.projects.get(line.project_id), tx.tasks.get(line.task_id) if line.task_id else None)


@read_only
def prepare_deputy(order: PrepareDeputy, tx: Transaction, now: datetime) -> Named[DeputyForm]:
    """The form for one line, for whoever is away or looks after people's time."""
    line = tx.deputies.get(order.line_id)
    _require(line, order.actor, tx)
    line.refuse_if_over()
    is_own, window = line.person == order.actor.user_id, line.window
    form = DeputyForm(
        line.id,
        line.leave_id,
        line.person,
        is_own,
        named(line, tx),
        line.deputy,
        window.first_day,
        window.until,
        line.task_id is not None,
    )
    return tx.people.named(form)


def _require(line: StandIn, actor: Actor, tx: Transaction) -> None:
    """Let pass whoever may name a deputy for a line, unless they must not know of its project."""
    project = tx.projects.get(line.project_id)
    permissions.require(actor, Action.NAME_DEPUTY, line, project)
    if actor.user_id not in (line.person, line.passed_on_by) and project.is_hidden_from(actor):
        raise Refused("That is up to whoever is on leave: the project is private.")


def name_deputy(order: NameDeputy, tx: Transaction, now: datetime) -> str:
    """Put a line in somebody's hands, or leave it with whoever is away; refused beside the field. Returns the leave."""
    line = tx.deputies.for_change(order.line_id)
    _require(line, order.actor, tx)
    line.refuse_if_over()
    if order.deputy and not _may_place(order.actor, line, order.deputy, tx.projects.get(line.project_id)):
        raise Refused(NOT_YOURS, "deputy")
    if order.deputy is None:
        after = line.opened(WhyOpen.NOT_FILLED, now) if line.deputy else line
    else:
        refuse_if_any(_line_problems(line, order.deputy, tx))
        after = line.given(order.deputy, order.actor.user_id, now)
    if after != line:
        _keep(line, after, order.actor, tx, now)
    return line.leave_id


def _line_problems(line: StandIn, deputy: UserId, tx: Transaction) -> list[Problem]:
    problems = _person_problems(deputy, line.person, line.window, tx)
    if not problems and line.role is not None:
        words = duties_problem(line.role, deputy, line.person, tx.projects.get(line.project_id))
        problems += [Problem(words, "deputy")] if words else []
    return problems


def _keep(before: StandIn, after: StandIn, actor: Actor, tx: Transaction, now: datetime) -> None:
    tx.deputies.change(after)
    people = tuple(one for one in (before.deputy,) if one), tuple(one for one in (after.deputy,) if one)
    what = Change(named(before, tx), people_before=people[0], people_after=people[1])
    tx.history.add(actor.user_id, now, Act.GAVE_PLACE, None, "", (what,))
    redraw_places(before, tx, now)
    if after.deputy is not None:
        offer_places(after.leave_id, after.deputy, tx, now)


def redraw_places(before: StandIn, tx: Transaction, now: datetime) -> None:
    """Let whoever had a line see what became of it."""
    if before.deputy is not None:
        tx.outbox.add(DeputyOffer.of(before.leave_id, before.deputy, edit_only=True), now)
        tx.outbox.add(Home.of(before.deputy), now)


def open_again(lines: Iterable[StandIn], why: WhyOpen, tx: Transaction, now: datetime, words: str = "") -> None:
    """Take these lines from their deputies at once, and tell whoever looks for another one; once for each leave."""
    by_leave: dict[tuple[str, UserId], list[StandIn]] = defaultdict(list)
    for line in lines:
        tx.deputies.change(line.opened(why, now, words))
        redraw_places(line, tx, now)
        by_leave[(line.leave_id, line.deputy or UserId(""))].append(line)
    for (leave_id, deputy), opened in by_leave.items():
        told = tuple(named(one, tx) for one in opened)
        # Who is away too hears it as well: they may pass it on.
        told_not = set() if why is WhyOpen.AWAY else {deputy}
        for person in sorted({opened[0].person, deputy, *(one.given_by for one in opened)} - told_not):
            notice = PlacesOpen(ToPerson(person), leave_id, opened[0].person, deputy, why, words, told)
            tx.outbox.add(notice, now)


def open_what_they_had(one: Leave, tx: Transaction, now: datetime) -> None:
    """Open again what somebody sees to in the place of others on days on which they are away themselves by now."""
    met = [
        line
        for line in tx.deputies.of_deputy(one.person)
        if line.window.first_day <= one.last_day and one.first_day <= line.until
    ]
    open_again(met, WhyOpen.AWAY, tx, now)


def end_places(leave_id: str, tx: Transaction, now: datetime) -> None:
    """Take everything back at once, because the leave was taken out."""
    _end(tx.deputies.of_leave(leave_id), tx, now)


def follow_account(person: UserId, tx: Transaction, now: datetime) -> None:
    """Let nobody stand in who cannot work here any more, nor for who has gone: what those held is told apart."""
    open_again(tx.deputies.of_deputy(person), WhyOpen.GONE, tx, now)
    _end(tx.deputies.of_person(person), tx, now)


def _end(lines: Iterable[StandIn], tx: Transaction, now: datetime) -> None:
    for line in (tx.deputies.for_change(one.id) for one in lines):
        if line.state is not StandInState.OVER:
            tx.deputies.change(line.ended(now))
            redraw_places(line, tx, now)
