"""What is decided before a project starts and what is still open: settled when it changes, shown with the next step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.duties import comes_first, may_judge, question_of, whose_turn
from domain.gate import ANSWER, QUESTIONS, START, Fact, Question, is_further
from domain.gate_living import Turn
from domain.gate_notices import StateReached
from domain.identity import UserId
from domain.lessons import Occasion
from domain.living import Home, ProjectCard
from domain.moves import Move, refuse_if_illegal
from domain.notices import ToPerson
from domain.nudges import OVERRIDE, fact_thing
from domain.permissions import PEOPLE_MAY
from domain.projects import Lifecycle, Project, missing_words
from domain.roles import Role
from domain.states import State
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.decided import FACTS
from use_cases.errands import end_errands
from use_cases.finding import find_project
from use_cases.gate_questions import decided_by, question_now
from use_cases.nudged import nudged_in, redraw_nudges
from use_cases.past_lessons import LessonsHere, lessons_at
from use_cases.reading import Read
from use_cases.requests import tell_requester

DECIDERS_NAMED = 2


@dataclass(frozen=True)
class TurnFacts:
    """The next step before a project starts, whether it still waits for whoever was told, and what came after it."""

    project_key: str
    project_name: str
    question: Question
    is_next: bool
    is_done: bool
    then: str = ""
    """What is to be done instead; nothing where planning is over."""
    waits_for: UserId | None = None


@dataclass(frozen=True)
class ShowGate:
    """What is open before the start of the project of this key, or of the one in this channel?"""

    actor: Actor
    key: str | None = None
    channel: str | None = None


@dataclass(frozen=True)
class Step:
    """One thing that is to be decided, the button that leads there, and who decides it.

    `thing` is what a reminder of it is called; `reminded_on` is when who decides it was reminded last.
    """

    missing: tuple[str, ...]
    to_do: str
    action: str
    button: str
    value: str
    """What the button is about: the key of the project, or its id where only those who know it press."""
    may_decide: bool
    deciders: tuple[UserId, ...]
    thing: str = ""
    reminded_on: date | None = None


@dataclass(frozen=True)
class OpenFact(Step):
    """The same, with what has to be decided before it can be."""

    first: Step | None = None

    @property
    def now(self) -> Step:
        """What can be decided of it now: itself, or what comes first."""
        return self.first or self


@dataclass(frozen=True)
class Decided:
    """How much of what is decided before the start is decided, and what comes next."""

    decided: int
    in_all: int
    next: OpenFact | None


@dataclass(frozen=True)
class StartGate:
    """What is decided and what is open before a project starts, for one reader."""

    project_id: str
    project_key: str
    project_name: str
    state: State
    completion_date: date | None
    decided: tuple[str, ...]
    open: tuple[OpenFact, ...]
    may_start: bool
    may_override: bool
    may_remind: bool
    is_refusal: bool = False
    lessons: LessonsHere | None = None
    """What earlier projects of the kind or for the customer learned."""


def found_again(project: Project, tx: Transaction, now: datetime) -> Project:
    """A project in planning with what is decided of it at this moment: days pass without anybody changing a fact."""
    return replace(project, decided=tuple(fact for fact in Fact if fact in FACTS and FACTS[fact](project, tx, now)))


def settle_gate(
    project_id: str, tx: Transaction, now: datetime, *, is_told: bool = False, was: Project | None = None
) -> Project:
    """Find again what of a project in planning is decided; redraw its card and say, once each, which state it reached.

    Every use case that may change a fact ends with this; with `is_told` it tells the channel itself what brought the
    project there; `was` is the project before it, where its own fields say whose turn it is.
    Returns the project as it is now.
    """
    before = tx.projects.for_change(project_id)
    if before.lifecycle is not Lifecycle.PLANNING:
        return before
    after = found_again(before, tx, now)
    if is_further(after.state, after.reached):
        after = replace(after, reached=after.state)
        if not is_told:
            tx.outbox.add(StateReached.about(after), now)
        tell_requester(after, tx, now)
    if after != before or before.listed_as is not after.standing:
        tx.projects.settle(after)
    if after == (was or before):
        return after
    tx.outbox.add(ProjectCard.of(project_id), now)
    end_errands(_done_with(was or before, after), project_id, tx, now)
    if anew := _asked_anew(was or before, after):
        redraw_nudges(project_id, tx, now, only=anew)
    _pass_on(was or before, after, tx, now)
    return after


def _done_with(before: Project, after: Project) -> set[str]:
    """The buttons that nothing is left to decide by: who was asked to press one of them need not any more."""
    left = {question_of(fact, after).action for fact in after.undecided}
    return {question_of(fact, before).action for fact in before.undecided if fact not in after.undecided} - left - {""}


def _asked_anew(before: Project, after: Project) -> list[str]:
    """What reads otherwise where somebody was reminded of it: decided or not by now, or to be decided after another."""

    def reads(fact: Fact, project: Project) -> tuple[bool, Fact | None]:
        return fact in project.undecided, comes_first(fact, project)

    found = [fact.value for fact in Fact if reads(fact, before) != reads(fact, after)]
    return [*found, OVERRIDE] if before.undecided != after.undecided else found


def _pass_on(before: Project, after: Project, tx: Transaction, now: datetime) -> None:
    """Tell whoever comes next that it is their turn, and redraw the Homes on which that is seen."""
    for turn in Turn.between(before, after):
        tx.outbox.add(turn, now)
    turns = tuple(dict.fromkeys((whose_turn(before), whose_turn(after))))
    if before.undecided[:1] == after.undecided[:1] and len(turns) == 1:
        turns = ()
    for person in dict.fromkeys((*turns, *(after.people if after.state is not before.state else ()))):
        if person:
            tx.outbox.add(Home.of(person), now)


@read_only
def read_turn(order: Read, tx: Transaction, now: datetime) -> TurnFacts:
    """What one person is told of the next step before a start, and whether it still is the next."""
    permissions.require(order.actor, Action.DELIVER)
    project_id, _, fact = order.about.partition("/")
    project = tx.projects.get(project_id)
    question, following = question_of(Fact(fact), project), how_decided(project, None, tx)
    waits_for, is_done = whose_turn(project), Fact(fact) not in project.undecided
    is_next = following is not None and project.undecided[:1] == (Fact(fact),)
    is_theirs = is_next and waits_for is not None and order.to == ToPerson(waits_for)
    then = (following.next.to_do if following.next else START.to_do) if following else ""
    return TurnFacts(project.key, project.name, question, is_theirs, is_done, then, waits_for)


@read_only
def show_gate(order: ShowGate, tx: Transaction, now: datetime) -> Named[StartGate]:
    """What is decided and what is open before a project starts, with the buttons that this person may press."""
    project = find_project(order.actor, order.key, order.channel, tx)
    permissions.require(order.actor, Action.SEE_PROJECT, project)
    refuse_if_illegal(project, Move.START)
    return tx.people.named(start_gate(found_again(project, tx, now), order.actor, tx))


def start_gate(project: Project, actor: Actor, tx: Transaction, is_refusal: bool = False) -> StartGate:
    """The gate as this person sees it; `is_refusal` when they asked for the start."""
    last = nudged_in(project.id, tx) if project.undecided else {}
    return StartGate(
        project.id,
        project.key,
        project.name,
        project.state,
        project.scope.completion_date,
        tuple(QUESTIONS[fact].decided for fact in Fact if fact not in project.undecided),
        tuple(_reminded(open_fact(fact, project, actor, tx), last) for fact in project.undecided),
        permissions.allowed(actor, Action.MOVE_PROJECT, project),
        may_judge(actor, Action.OVERRIDE_GATE, project),
        permissions.allowed(actor, Action.REMIND, project),
        is_refusal,
        lessons_at(Occasion.PREPARING, project, actor, tx),
    )


def _reminded(one: OpenFact, last: Mapping[tuple[str, UserId], date]) -> OpenFact:
    days = [last[one.thing, person] for person in one.deciders if (one.thing, person) in last]
    return replace(one, reminded_on=max(days, default=None))


def how_decided(project: Project, actor: Actor | None, tx: Transaction) -> Decided | None:
    """How far a project in planning is decided; None once it has begun, or will not."""
    if project.lifecycle is not Lifecycle.PLANNING:
        return None
    undecided = project.undecided
    following = open_fact(undecided[0], project, actor, tx) if undecided else None
    return Decided(len(Fact) - len(undecided), len(Fact), following)


def step_after(fact: Fact, project: Project, actor: Actor, tx: Transaction) -> OpenFact | None:
    """What is to be done next once this is decided; None while that is the next itself, and outside of planning.

    Every message that shows what was decided ends with its button, for whoever reads it.
    """
    if project.lifecycle is not Lifecycle.PLANNING or project.undecided[:1] == (fact,):
        return None
    if project.undecided:
        return open_fact(project.undecided[0], project, actor, tx)
    return _as_asked(START, (START.missing,), project, actor, tx)


def open_fact(fact: Fact, project: Project, actor: Actor | None, tx: Transaction) -> OpenFact:
    """How one fact comes to be decided; without a reader the button is for everybody who may press it."""
    question, first = question_now(fact, project, tx), comes_first(fact, project)
    missing = missing_words(fact, project) if fact is Fact.ROLES else (question.missing,)
    found = replace(_as_asked(question, missing, project, actor, tx), thing=fact_thing(project.id, fact))
    return replace(found, first=open_fact(first, project, actor, tx)) if first else found


def _as_asked(
    question: Question, missing: tuple[str, ...], project: Project, actor: Actor | None, tx: Transaction
) -> OpenFact:
    about = decided_by(question, project, tx)
    return OpenFact(
        missing,
        question.to_do,
        question.action,
        question.button,
        project.id if question is ANSWER else project.key,
        actor is None or permissions.allowed(actor, question.right, *about),
        _deciders(question.right, about, project),
    )


def _deciders(right: Action, about: tuple[permissions.Concerned, ...], project: Project) -> tuple[UserId, ...]:
    """Who decides it; the department head is named before they are confirmed, too."""
    found = dict.fromkeys(person for one in about for person in one.holders_of(PEOPLE_MAY[right]))
    head = project.acting(Role.DEPARTMENT_HEAD)
    if not found and right is Action.DECIDE_VIABILITY and head:
        return (head,)
    return tuple(found)[:DECIDERS_NAMED]
