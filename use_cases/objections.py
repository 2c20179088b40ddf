"""Objections: what the technical opinion does not let pass as written stays only for a reason that everybody reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from domain import duties, permissions
from domain.actions import Action
from domain.actors import Actor
from domain.editing import seen_of
from domain.history import Act, Change
from domain.opinions import Judged, Opinion, Stay, stay_problems
from domain.projects import Project, refuse_if_over
from domain.refusals import Problem, Refused, SoByNow, refuse_if_any
from domain.scope_living import OpinionAnswer
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.finding import find_project, visible
from use_cases.gate import settle_gate
from use_cases.opinion_cards import count_waiting
from use_cases.scope_facts import judged_now

OBJECTIONS_IN_A_STEP = 3
OVER = " and its scope stays as it is"
GONE = "This was changed, judged or answered meanwhile. Close this and look at it again."


@dataclass(frozen=True)
class PrepareObjections:
    """Open the form for the project of this key; `besides` are the requirements that were dealt with in it already."""

    actor: Actor
    key: str
    besides: tuple[str, ...] = ()
    goes_on: bool = False
    """Whether the form was answered just now, so that nothing being left is no reason to refuse."""


@dataclass(frozen=True)
class ObjectedTo:
    """One requirement in the form, with a sign of its wording and of what was said of it."""

    judged: Judged
    seen: str


@dataclass(frozen=True)
class ObjectionsForm:
    """A few requirements that the opinion objects to, how many come after them, and whether they can be changed."""

    project_id: str
    project_key: str
    project_name: str
    asked: tuple[ObjectedTo, ...]
    besides: tuple[str, ...]
    more: int
    may_change: bool


@dataclass(frozen=True)
class Reason:
    """Why one requirement stays, as it was typed; `seen` is the sign that stood in the form."""

    requirement_id: str
    words: str
    seen: str


@dataclass(frozen=True)
class LetStay:
    """These requirements stay as they are written; one without a reason is left for later.

    `besides` are those that were dealt with in the form before.
    """

    actor: Actor
    project_id: str
    reasons: tuple[Reason, ...]
    besides: tuple[str, ...] = ()


@read_only
def prepare_objections(order: PrepareObjections, tx: Transaction, now: datetime) -> Named[ObjectionsForm]:
    """The next requirements that are objected to and have no answer yet."""
    project = find_project(order.actor, order.key, None, tx)
    permissions.require(order.actor, Action.ANSWER_OBJECTION, project)
    refuse_if_over(project, OVER)
    waiting = [one for one in judged_now(project, tx) if one.waits_for_answer]
    left = [one for one in waiting if one.requirement.id not in order.besides]
    if not left and not order.goes_on:
        raise SoByNow("The technical opinion objects to nothing any more.")
    asked = tuple(ObjectedTo(one, seen_of(one)) for one in left[:OBJECTIONS_IN_A_STEP])
    may_change = not project.is_approved and permissions.allowed(order.actor, Action.EDIT_SCOPE, project)
    named = (project.id, project.key, project.name)
    return tx.people.named(ObjectionsForm(*named, asked, order.besides, len(left) - len(asked), may_change))


def let_stay(order: LetStay, tx: Transaction, now: datetime) -> list[str]:
    """Keep why requirements stay as they are written, an answer each in the thread.

    A must that is not possible stays only by the word of the department head, as a start over what is open does; who
    may not give it is refused only when nothing else was said. Returns the project's key, and after it the requirements
    of which the reason could not be kept.
    """
    project = visible(tx.projects.for_change(order.project_id), order.actor)
    permissions.require(order.actor, Action.ANSWER_OBJECTION, project)
    refuse_if_over(project, OVER)
    every = judged_now(project, tx)
    refuse_if_any(_problems(order, every))
    found = list(_answered(order, every))
    may = duties.may_judge(order.actor, Action.LET_MUST_STAY, project)
    barred = [said for one, said in found if one.stands_in_the_way and not may]
    if len(barred) == len(found) and barred:
        permissions.require(order.actor, Action.LET_MUST_STAY, project)
        duties.refuse_own(project, order.actor.user_id)
    for one, said in found:
        if one.opinion and said not in barred:
            _save(one.opinion, said.words.strip(), order.actor, project, tx, now)
    count_waiting(project, judged_now(project, tx), tx, now)
    settle_gate(project.id, tx, now)
    return [project.key, *(said.requirement_id for said in barred)]


def _problems(order: LetStay, every: tuple[Judged, ...]) -> list[Problem]:
    """What is wrong with the reasons; a step that is left empty is the way to the next one, while there is one."""
    typed = [one for one in order.reasons if one.words.strip()]
    dealt_with = {*order.besides, *(one.requirement_id for one in order.reasons)}
    is_last = not any(one.waits_for_answer and one.requirement.id not in dealt_with for one in every)
    asked = typed or (order.reasons[:1] if is_last else ())
    return [problem for one in asked for problem in stay_problems(one.words, f"words@{one.requirement_id}")]


def _answered(order: LetStay, every: tuple[Judged, ...]) -> Iterator[tuple[Judged, Reason]]:
    """The requirements that a reason was typed for; refuses one that is not what stood in the form any more."""
    held = {one.requirement.id: one for one in every}
    for said in order.reasons:
        one = held.get(said.requirement_id)
        if not said.words.strip() or (one and _stays_for(one, said)):
            continue
        if one is None or not one.waits_for_answer or seen_of(one) != said.seen:
            raise Refused(GONE, f"words@{said.requirement_id}")
        yield one, said


def _stays_for(one: Judged, said: Reason) -> bool:
    """Whether this very reason was kept already, while another one in the same form was refused."""
    stays = one.opinion.stays if one.opinion else None
    return stays is not None and stays.reason == said.words.strip()


def _save(opinion: Opinion, reason: str, actor: Actor, project: Project, tx: Transaction, now: datetime) -> None:
    tx.opinions.give(replace(opinion, stays=Stay(reason, actor.user_id, now)))
    said = (Change("opinion", after=opinion.verdict.value), Change("reason", after=reason))
    tx.history.add(actor.user_id, now, Act.LET_STAY, project.id, opinion.requirement.statement, said)
    tx.outbox.add(OpinionAnswer.of(project.id, opinion.requirement.id), now)
