"""Reasons to stay: why a requirement stays as it is written is corrected, or taken back, by whoever may say it."""

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
from use_cases.objections import GONE, OBJECTIONS_IN_A_STEP, OVER, ObjectedTo, Reason
from use_cases.opinion_cards import count_waiting
from use_cases.scope_facts import judged_now


@dataclass(frozen=True)
class PrepareStays:
    """Open the form for the project of this key; `only_id` is the one requirement that is asked for, if it is one.

    `besides` are those that were dealt with in it already.
    """

    actor: Actor
    key: str
    only_id: str = ""
    besides: tuple[str, ...] = ()
    goes_on: bool = False
    """Whether the form was answered just now, so that nothing being left is no reason to refuse."""


@dataclass(frozen=True)
class StaysForm:
    """A few requirements that stay with their reasons, and how many come after them."""

    project_id: str
    project_key: str
    project_name: str
    asked: tuple[ObjectedTo, ...]
    only_id: str
    besides: tuple[str, ...]
    more: int
    is_approved: bool


@dataclass(frozen=True)
class CorrectStays:
    """These are the reasons by now; one that was emptied is taken back."""

    actor: Actor
    project_id: str
    reasons: tuple[Reason, ...]


@read_only
def prepare_stays(order: PrepareStays, tx: Transaction, now: datetime) -> Named[StaysForm]:
    """The next requirements that stay for a reason which the person may correct."""
    project = find_project(order.actor, order.key, None, tx)
    permissions.require(order.actor, Action.ANSWER_OBJECTION, project)
    refuse_if_over(project, OVER)
    stay = [one for one in judged_now(project, tx) if one.stays and one.requirement.id not in order.besides]
    wanted = [one for one in stay if not order.only_id or one.requirement.id == order.only_id]
    mine = [one for one in wanted if _may(order.actor, one, project)]
    if not mine and not order.goes_on:
        _refuse_others(wanted, order.actor, project)
        raise SoByNow("Nothing stays there against the technical opinion any more.")
    asked = tuple(ObjectedTo(one, seen_of(one)) for one in mine[:OBJECTIONS_IN_A_STEP])
    named = (project.id, project.key, project.name)
    form = StaysForm(*named, asked, order.only_id, order.besides, len(mine) - len(asked), project.is_approved)
    return tx.people.named(form)


def _may(actor: Actor, one: Judged, project: Project) -> bool:
    return not one.is_for_the_head or duties.may_judge(actor, Action.LET_MUST_STAY, project)


def _refuse_others(wanted: list[Judged], actor: Actor, project: Project) -> None:
    """Refuse whoever may say nothing of what is there, with who may."""
    if wanted:
        permissions.require(actor, Action.LET_MUST_STAY, project)
        duties.refuse_own(project, actor.user_id)


def correct_stays(order: CorrectStays, tx: Transaction, now: datetime) -> str:
    """Correct why requirements stay, the reason before kept in the history; one taken back is an open objection again.

    What its customer accepted is not opened again: there a reason can only be corrected. Returns the project's key.
    """
    project = visible(tx.projects.for_change(order.project_id), order.actor)
    permissions.require(order.actor, Action.ANSWER_OBJECTION, project)
    refuse_if_over(project, OVER)
    found = list(_changed(order, judged_now(project, tx)))
    refuse_if_any(problem for one, said in found for problem in _problems(said, project))
    _refuse_others([one for one, _ in found if not _may(order.actor, one, project)], order.actor, project)
    for one, said in found:
        if one.opinion and one.stays:
            _save(one.opinion, one.stays, said.words.strip(), order.actor, project, tx, now)
    if found:
        count_waiting(project, judged_now(project, tx), tx, now)
        settle_gate(project.id, tx, now)
    return project.key


def _changed(order: CorrectStays, every: tuple[Judged, ...]) -> Iterator[tuple[Judged, Reason]]:
    """The requirements whose reason is another one now; refuses one that is not what stood in the form any more."""
    held = {one.requirement.id: one for one in every}
    for said in order.reasons:
        one = held.get(said.requirement_id)
        stays = one.stays if one else None
        if stays and stays.reason == said.words.strip():
            continue
        if one is None or stays is None or seen_of(one) != said.seen:
            raise Refused(GONE, f"words@{said.requirement_id}")
        yield one, said


def _problems(said: Reason, project: Project) -> list[Problem]:
    field = f"words@{said.requirement_id}"
    if said.words.strip():
        return stay_problems(said.words, field)
    taken = f"The customer accepted {project.key} with it, so the reason stays. Correct it, or ask for a change."
    return [Problem(taken, field)] if project.is_approved else []


def _save(
    opinion: Opinion, before: Stay, reason: str, actor: Actor, project: Project, tx: Transaction, now: datetime
) -> None:
    tx.opinions.give(replace(opinion, stays=Stay(reason, actor.user_id, now) if reason else None))
    act = Act.CORRECTED_STAY if reason else Act.TOOK_BACK_STAY
    changes = (Change("reason", before.reason, reason),)
    tx.history.add(actor.user_id, now, act, project.id, opinion.requirement.statement, changes)
    tx.outbox.add(OpinionAnswer.of(project.id, opinion.requirement.id), now)
