"""Answering what somebody needs before they accept a role."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.history import Act, Change
from domain.holders import Holder
from domain.identity import UserId
from domain.living import RoleBriefing
from domain.needs import answered, asks_for_something, refuse_unless_asking
from domain.notices import NeedAnswered, ToPerson
from domain.projects import Project
from domain.refusals import Refused
from domain.roles import Role
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.briefings import called, holders_given, keep_holders, redraw_briefing, refuse_unless_asked, shown_roles
from use_cases.finding import visible


@dataclass(frozen=True)
class PrepareNeedAnswer:
    """Open the form that answers a need, which is known as project/moment/person."""

    actor: Actor
    need: str


@dataclass(frozen=True)
class NeedAnswerForm:
    """Who needs what for which roles."""

    need_id: str
    project_key: str
    project_name: str
    person: UserId
    roles: tuple[Role, ...]
    needs: str


@dataclass(frozen=True)
class AnswerNeed:
    """What the holder of a role is answered."""

    actor: Actor
    need: str
    answer: str


@read_only
def prepare_need_answer(order: PrepareNeedAnswer, tx: Transaction, now: datetime) -> Named[NeedAnswerForm]:
    """The form for the answer, for whoever may give it while somebody waits for it."""
    project, held = _found(tx.projects.get(_project_in(order.need)), order.need, order.actor)
    permissions.require(order.actor, Action.ANSWER_NEED, held[0], project)
    refuse_unless_asking(held[0])
    form = NeedAnswerForm(order.need, project.key, project.name, held[0].person, shown_roles(held), held[0].needs)
    return tx.people.named(form)


def answer_need(order: AnswerNeed, tx: Transaction, now: datetime) -> None:
    """Answer what somebody needs for a role: they are told, and their briefing and the history keep both."""
    project, held = _found(tx.projects.for_change(_project_in(order.need)), order.need, order.actor)
    permissions.require(order.actor, Action.ANSWER_NEED, held[0], project)
    by, person, needs = order.actor.user_id, held[0].person, held[0].needs
    keep_holders(project, [answered(one, order.answer, by) for one in held], tx)
    said = (Change("for", people_after=(person,)), Change("needs", after=needs), Change("answer", after=order.answer))
    tx.history.add(by, now, Act.ANSWERED_NEED, project.id, called(held), said)
    if person != by:
        about, roles = _briefing_in(order.need), shown_roles(held)
        notice = NeedAnswered(ToPerson(person), about, project.key, project.name, roles, by, needs, order.answer)
        tx.outbox.add(notice, now)
    redraw_briefing(project, held[0], tx, now)


def needs_in(project: Project) -> Iterator[Holder]:
    """Who of a project waits for an answer before they accept, once for everything that was given together."""
    seen = set()
    for one in project.staff:
        given = RoleBriefing.of(project.id, one)
        if asks_for_something(one) and one.accepted_at is None and given not in seen:
            seen.add(given)
            yield one


def _found(project: Project, need: str, actor: Actor) -> tuple[Project, list[Holder]]:
    held = holders_given(visible(project, actor), _briefing_in(need), UserId(need.rpartition("/")[2]))
    if not held:
        raise Refused(f"They do not hold this role in {project.key} any more, so there is nothing to answer.")
    refuse_unless_asked(project)
    return project, held


def _project_in(need: str) -> str:
    return need.partition("/")[0]


def _briefing_in(need: str) -> str:
    return need.rpartition("/")[0]
