"""What is still open in a project, one by one, for whoever wants to finish it: nothing ends by itself."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.closing import Closing, EndQuestion, OpenKind
from domain.closing_living import OpenWorkList
from domain.identity import UserId
from domain.moves import FINISHING, Move, refuse_if_illegal
from domain.notices import ToPerson
from domain.projects import Project
from domain.states import State
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.closing import end_closing, open_things
from use_cases.end_questions import end_questions, goals_question, kept_by
from use_cases.errands import on_the_way
from use_cases.finding import find_project
from use_cases.open_things import Looking, OpenLine, lines_of
from use_cases.reading import Read

LINES_SHOWN = 8
QUESTIONS_SHOWN = 8


@dataclass(frozen=True)
class ShowOpenWork:
    """What still keeps the project with this key from its end? `beginning` is how many lines were shown before."""

    actor: Actor
    key: str
    beginning: int = 0


@dataclass(frozen=True)
class OpenChecklist:
    """Keep the checklist of the project of this key, or of the one in this channel, true in one's messages."""

    actor: Actor
    key: str | None = None
    channel: str | None = None


@dataclass(frozen=True)
class OpenCount:
    """How many things of one kind are open."""

    kind: OpenKind
    count: int


@dataclass(frozen=True)
class OpenWork:
    """One page of what is open in a project, how much of the checklist is settled, and what is still to be said.

    `move` is what comes next for the project; `waiting` counts the questions without whose answer it is not made.
    """

    project_key: str
    project_name: str
    state: State
    move: Move
    lines: tuple[OpenLine, ...]
    counts: tuple[OpenCount, ...]
    left: int
    in_all: int
    beginning: int
    following: int | None
    questions: tuple[EndQuestion, ...]
    more_questions: int
    waiting: int
    is_kept: bool = False
    """Whether it stands in its reader's messages, where it follows what changes."""
    in_short: bool = False
    """Whether it only says what is wrong, beside the list itself in the reader's messages."""
    is_current: bool = True
    may_finish: bool = True

    @property
    def settled(self) -> int:
        """How many things of the checklist are not open any more."""
        return self.in_all - self.left

    @property
    def keeps_open(self) -> bool:
        """Whether anything keeps the project from its end."""
        return bool(self.left or self.waiting)


@read_only
def show_open_work(order: ShowOpenWork, tx: Transaction, now: datetime) -> Named[OpenWork]:
    """What is open in a project now, for whoever may finish it."""
    project = find_project(order.actor, order.key, None, tx)
    permissions.require(order.actor, Action.MOVE_PROJECT, project)
    return tx.people.named(open_work(project, order.actor, tx, now, order.beginning))


def what_keeps(project: Project, move: Move, actor: Actor, tx: Transaction, now: datetime) -> OpenWork | None:
    """What keeps a project from being completed or closed; None where nothing does, and of any other move."""
    if move not in FINISHING:
        return None
    refuse_if_illegal(project, move)
    found = open_work(project, actor, tx, now)
    return found if found.keeps_open else None


def open_work(project: Project, actor: Actor, tx: Transaction, now: datetime, beginning: int = 0) -> OpenWork:
    """What is open in this project now, one page of it, as this person sees it."""
    closing, things = tx.closings.of_project(project.id), open_things(project.id, tx)
    known = (closing or Closing(project.id, now, ())).meeting(things)
    # What was settled meanwhile makes the list shorter: its last page may not be there any more.
    begins = beginning if 0 < beginning < len(things) else 0
    move = Move.CLOSE if project.is_over else Move.COMPLETE
    questions = _waited_for_first((*goals_question(project, actor, tx), *end_questions(project, actor, tx, now)), move)
    ends = begins + LINES_SHOWN
    return OpenWork(
        project.key,
        project.name,
        project.state,
        move,
        lines_of(things[begins:ends], Looking(actor, project, tx, now)),
        tuple(OpenCount(kind, count) for kind, count in Counter(one.kind for one in things).items()),
        len(things),
        len(known.seen),
        begins,
        ends if ends < len(things) else None,
        questions[:QUESTIONS_SHOWN],
        max(0, len(questions) - QUESTIONS_SHOWN),
        len(kept_by(questions, move)),
    )


def _waited_for_first(questions: tuple[EndQuestion, ...], move: Move) -> tuple[EndQuestion, ...]:
    return tuple(sorted(questions, key=lambda one: move not in one.keeps_from))


@on_the_way
def open_checklist(order: OpenChecklist, tx: Transaction, now: datetime) -> None:
    """Have the checklist stand in this person's messages, where it follows what anybody settles."""
    found = find_project(order.actor, order.key, order.channel, tx)
    project = tx.projects.for_change(found.id)
    permissions.require(order.actor, Action.MOVE_PROJECT, project)
    before = tx.closings.of_project(project.id)
    if before is not None and not before.is_under_way(now):
        end_closing(project.id, tx, now)
        before = None
    before = before or Closing(project.id, now, ())
    after = before.shown_to(order.actor.user_id).meeting(open_things(project.id, tx))
    tx.closings.keep(after)
    tx.outbox.add(OpenWorkList.of(after, order.actor.user_id), now)


@read_only
def read_open_work(order: Read, tx: Transaction, now: datetime) -> OpenWork:
    """The checklist in somebody's messages as it stands; of one that is over, or is not theirs, it only says so."""
    permissions.require(order.actor, Action.DELIVER)
    project_id, _, opened_at = order.about.partition("/")
    project, closing = tx.projects.get(project_id), tx.closings.of_project(project_id)
    reader = _reader(order, tx)
    is_current = closing is not None and closing.opened_at.isoformat() == opened_at
    may = not project.is_hidden_from(reader) and permissions.allowed(reader, Action.MOVE_PROJECT, project)
    found = replace(open_work(project, reader, tx, now), is_kept=True, is_current=is_current, may_finish=may)
    return found if may and is_current else replace(found, lines=(), questions=())


def _reader(order: Read, tx: Transaction) -> Actor:
    person = order.to.person if isinstance(order.to, ToPerson) else UserId("")
    known = tx.people.get(person)
    return Actor(tx.workspace, known.id, known.standing, known.is_admin) if known else Actor(tx.workspace, person)
