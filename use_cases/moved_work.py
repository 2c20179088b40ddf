"""Moving what is open at the end of a project to another one: a task is offered there, a difficulty reported there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.briefs import WHY_LENGTH
from domain.calendars import local_date, zone_of
from domain.closing import ELSEWHERE, OpenKind, OpenThing, Settled, Settlement, no_such_thing, refuse_same
from domain.closing_notices import WorkMoved
from domain.difficulties import WHAT_LENGTH, Description, Difficulty, description_problems, link_or_nothing
from domain.history import Act, Change
from domain.identity import UserId, new_id
from domain.notices import ToPerson
from domain.projects import ChannelKind, Lifecycle, Project, refuse_if_over
from domain.refusals import Refused, refuse_if_any
from domain.tasks import Task, refuse_work_if_over
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.briefs import problems_of
from use_cases.delegation import give_task
from use_cases.difficulties import change_difficulty
from use_cases.difficulty_cards import project_of_difficulty
from use_cases.finding import OfferedProject, gone_among, offered, visible
from use_cases.moved_on import moved_on, whereto
from use_cases.moved_people import against, away_until, due_there, helpers_there, is_not_in
from use_cases.open_things import targets_of
from use_cases.reporting import add_difficulty
from use_cases.tasks import change_task, visible_task

OVER = ", so nothing in it is moved any more"


@dataclass(frozen=True)
class PrepareMove:
    """Open the form that asks to which project this thing goes; `sign` is what its button holds."""

    actor: Actor
    sign: str


@dataclass(frozen=True)
class MoveForm:
    """What goes on elsewhere, and the projects to choose from; only a task has somebody who does it, and a due date."""

    sign: str
    key: str
    words: str
    project_key: str
    choices: tuple[OfferedProject, ...]
    is_task: bool
    assignee: UserId | None = None
    due: date | None = None
    minutes_left: int | None = None
    not_in: tuple[str, ...] = ()
    """The keys of the projects among the choices in which the assignee has no role yet."""
    away_until: date | None = None


@dataclass(frozen=True)
class MoveWork:
    """This thing goes on in the project of this id; a task is offered there to this person, due on this day."""

    actor: Actor
    sign: str
    target_id: str
    assignee: UserId | None = None
    due: date | None = None


@dataclass(frozen=True)
class Moving:
    """A move under way: who moves from where to where, in one transaction; both projects are held for change."""

    by: UserId
    project: Project
    target: Project
    tx: Transaction
    now: datetime

    @property
    def today(self) -> date:
        """The local date of the project where it goes on."""
        return local_date(self.now, zone_of(self.target.zone))

    def whereto(self, key: str) -> str:
        """Where it went, in words that stay with what is left behind."""
        return ELSEWHERE if _is_secret(self.target) else key

    def wherefrom(self, key: str) -> str:
        """Where it came from, in words that stay with what goes on."""
        return ELSEWHERE if _is_secret(self.project) else key


@read_only
def prepare_move(order: PrepareMove, tx: Transaction, now: datetime) -> Named[MoveForm]:
    """The form with the other running projects in which this person may give work."""
    thing, found, project = _found(order, tx)
    permissions.require(order.actor, Action.MOVE_PROJECT, project)
    refuse_if_over(project, OVER)
    _refuse_if_ended(found, order.actor, tx)
    targets = targets_of(order.actor, project, tx)
    if not targets:
        raise Refused("You lead no other running project, so there is none to move this to.")
    form = MoveForm(thing.sign, found.key, _words(found), project.key, offered(targets), isinstance(found, Task))
    if isinstance(found, Task):
        who = None if gone_among((found.assignee,), tx) else found.assignee
        due = due_there(found.due, today := local_date(now, zone_of(project.zone)), tx)
        form = replace(form, assignee=who, due=due, minutes_left=_left_of(found))
        if who:
            form = replace(form, not_in=is_not_in(who, targets), away_until=away_until(who, today, due, tx))
    return tx.people.named(form)


def move_work(order: MoveWork, tx: Transaction, now: datetime) -> tuple[str, str, str, str]:
    """Let something go on in another project, and end it here as moved, with the link on both sides.

    Returns its key, the key under which it goes on, the name of the project there, and what speaks against whoever is
    to do it there.
    """
    _, found, project = _found(order, tx)
    held = _held(project, order, tx)
    permissions.require(order.actor, Action.MOVE_PROJECT, held[0])
    refuse_if_over(held[0], OVER)
    permissions.require(order.actor, Action.DELEGATE, held[1])
    moving = Moving(order.actor.user_id, *held, tx, now)
    if isinstance(found, Task):
        task = tx.tasks.for_change(found.id)
        _refuse_if_ended(task, order.actor, tx)
        after: Task | Difficulty = _move_task(task, order, moving)
    else:
        difficulty = tx.difficulties.for_change(found.id)
        _refuse_if_ended(difficulty, order.actor, tx)
        after = _move_difficulty(difficulty, moving)
    doubts = against(after.assignee, after.due, held[1], moving.today, tx) if isinstance(after, Task) else ""
    return found.key, after.key, held[1].name, doubts


def _found(order: PrepareMove | MoveWork, tx: Transaction) -> tuple[OpenThing, Task | Difficulty, Project]:
    """What is to be moved with its project; there is none for whoever must not know of that."""
    thing = OpenThing.signed(order.sign)
    if thing.kind is OpenKind.TASK:
        task = tx.tasks.get(thing.id)
        return thing, task, visible_task(order.actor, task, tx)
    if thing.kind is OpenKind.DIFFICULTY:
        difficulty = tx.difficulties.get(thing.id)
        return thing, difficulty, project_of_difficulty(difficulty, order.actor, tx)
    raise no_such_thing()


def _held(project: Project, order: MoveWork, tx: Transaction) -> tuple[Project, Project]:
    """Both projects held for change, the smaller id first as everywhere; what is wrong with the other is said of it."""
    try:
        refuse_same(project, visible(tx.projects.get(order.target_id), order.actor), project.key)
    except Refused as refused:
        raise Refused(refused.message, "project") from None
    held = {one: tx.projects.for_change(one) for one in sorted({project.id, order.target_id})}
    target = held[order.target_id]
    try:
        refuse_work_if_over(target)
        if target.lifecycle is Lifecycle.PLANNING:
            raise Refused(f"{target.key} has not started yet. Choose a running project.")
    except Refused as refused:
        raise Refused(refused.message, "project") from None
    return held[project.id], target


def _refuse_if_ended(found: Task | Difficulty, actor: Actor, tx: Transaction) -> None:
    """Refuse what has ended; of what was moved it says where it goes on, to whoever may know of that project."""
    if before := moved_on(found, tx):
        raise Refused(f"{found.key} was already moved to {whereto(before, actor, tx)}.")
    if isinstance(found, Task):
        found.refuse_if_ended("moved")
    else:
        found.refuse_if_resolved()


def _move_task(task: Task, order: MoveWork, at: Moving) -> Task:
    who, due = order.assignee or task.assignee, order.due or due_there(task.due, at.today, at.tx)
    brief = replace(
        task.brief(),
        assignee=who,
        helpers=helpers_there(task, who, at.tx),
        due=due,
        estimate_minutes=_left_of(task),
        why=_with_origin(task.why, at.wherefrom(task.key), WHY_LENGTH),
        stage_id=None,
    )
    refuse_if_any(problems_of(brief, None, at.target, at.today, at.tx))
    fresh = Task.delegated(at.target, brief, at.by, at.today, at.now)
    needed = (task.skill_id, task.skill_level)
    after = replace(fresh, skill_id=needed[0], skill_level=needed[1], source=_link(task.source, at))
    give_task(after, at.target, at.tx, at.now, (Change("moved from", "", at.wherefrom(task.key)),))
    _keep(OpenKind.TASK, task, after, at)
    change_task(task, task.dropped(_gone_to(after, at), at.by, at.now), at.project, at.by, at.tx, at.now)
    # Whoever is offered it there reads in the offer where it comes from.
    concerned = (task.assignee, task.delegated_by, *task.helpers)
    _tell((one for one in concerned if one != after.assignee), task, after, at)
    return after


def _gone_to(after: Task | Difficulty, at: Moving) -> str:
    return f"Moved to {at.whereto(after.key)}."


def _tell(whom: Iterable[UserId | None], before: Task | Difficulty, after: Task | Difficulty, at: Moving) -> None:
    """Tell these people, but for whoever moves it, where it goes on; nobody learns of a project by that."""
    for person in dict.fromkeys(whom):
        if person is not None and person != at.by:
            at.tx.outbox.add(_moved(person, before, after, at), at.now)


def _moved(person: UserId, before: Task | Difficulty, after: Task | Difficulty, at: Moving) -> WorkMoved:
    helps = isinstance(after, Task) and person in after.helpers
    told = WorkMoved(ToPerson(person), before.key, _words(before), at.project.name, at.by, ELSEWHERE, helps=helps)
    if not helps and at.target.is_hidden_from(Actor(at.target.workspace, person)):
        return told
    there = replace(told, to_key=after.key, to_project=at.target.name)
    if isinstance(after, Task):
        return replace(there, assignee=after.assignee)
    return replace(there, difficulty_id=after.id)


def _move_difficulty(before: Difficulty, at: Moving) -> Difficulty:
    words = _with_origin(before.what, at.wherefrom(before.key), WHAT_LENGTH)
    needed_by = before.needed_by if before.needed_by and before.needed_by >= at.today else None
    described = Description(words, before.severity, before.category, before.impact_minutes, needed_by)
    refuse_if_any(description_problems(described, at.today))
    source = _link(before.source, at)
    source_by = before.source_by if source else None
    fresh = Difficulty.reported(at.target, described, at.by, at.today, at.now, source, source_by=source_by)
    after = fresh.carried_on(before, _reporter(before, at), at.now)
    add_difficulty(after, at.target, at.tx, at.now, moved_by=at.by)
    _keep(OpenKind.DIFFICULTY, before, after, at)
    ended = before.ended(at.by, _gone_to(after, at), at.now)
    change_difficulty(Act.RESOLVED_DIFFICULTY, before, ended, at.project, at.by, at.tx, at.now)
    _tell((before.reported_by, before.acknowledged_by), before, after, at)
    return after


def _reporter(before: Difficulty, at: Moving) -> UserId:
    """Who reported it: whoever hears what becomes of it there, and so nobody who must not know of that project."""
    is_hidden = at.target.is_hidden_from(Actor(at.target.workspace, before.reported_by))
    return at.by if is_hidden else before.reported_by


def _keep(kind: OpenKind, before: Task | Difficulty, after: Task | Difficulty, at: Moving) -> None:
    called, to = f"{before.key} {_words(before)}", (at.target.id, after.id, after.key)
    kept = Settlement(new_id(), at.project.id, kind, before.id, called, Settled.MOVED, at.by, at.now, "", *to)
    at.tx.closings.settle(kept)
    gone = Change("to", "", at.whereto(after.key))
    at.tx.history.add(at.by, at.now, Act.MOVED_WORK, at.project.id, before.key, (gone,))


def _words(found: Task | Difficulty) -> str:
    return found.title if isinstance(found, Task) else found.what


def _left_of(task: Task) -> int | None:
    """The minutes of the estimate that are not done yet, at least one: a task without an estimate has none."""
    if not task.estimate_minutes:
        return task.estimate_minutes
    return max(1, -(-task.estimate_minutes * (100 - task.percent) // 100))


def _with_origin(words: str, key: str, most: int) -> str:
    """The words with where it comes from below them, where there is room for both: nothing typed is cut."""
    whole = f"{words}\n\nMoved from {key}.".strip()
    return whole if len(whole) <= most else words


def _link(source: str, at: Moving) -> str:
    """The link to the message that it was made of; not out of a private project."""
    return "" if _is_secret(at.project) else link_or_nothing(source)


def _is_secret(project: Project) -> bool:
    return project.channel.kind is ChannelKind.PRIVATE
