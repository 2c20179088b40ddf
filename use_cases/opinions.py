"""The technical opinion: asked for by whoever plans, given by whoever answers for the means of IT."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.editing import seen_of
from domain.history import Act, Change
from domain.identity import UserId
from domain.opinions import (
    AskedOpinion,
    Judged,
    Judging,
    Opinion,
    Verdict,
    is_decided,
    judged,
    opinion_problems,
)
from domain.projects import Project, refuse_if_over
from domain.refusals import Problem, Refused, refuse_if_any
from domain.roles import Role
from domain.scope_living import OpinionAnswer, OpinionGiven
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.finding import find_project, visible
from use_cases.gate import settle_gate
from use_cases.opinion_cards import ask_judge, count_waiting
from use_cases.scope import freeze_scope
from use_cases.scope_facts import waits_for_answer

REQUIREMENTS_IN_A_STEP = 3


@dataclass(frozen=True)
class AskOpinion:
    """Let the IT manager of this project say what is technically possible of its scope."""

    actor: Actor
    key: str


@dataclass(frozen=True)
class PrepareOpinion:
    """Open the form; `besides` are the requirements that were dealt with in it already."""

    actor: Actor
    project_id: str
    besides: tuple[str, ...] = ()


@dataclass(frozen=True)
class AskedAbout:
    """One technical requirement in the form, with a sign of its wording."""

    judged: Judged
    seen: str


@dataclass(frozen=True)
class OpinionForm:
    """A few technical requirements, what was said of each before, and how many come after them."""

    project_id: str
    project_key: str
    project_name: str
    asked: tuple[AskedAbout, ...]
    besides: tuple[str, ...]
    more: int


@dataclass(frozen=True)
class Said:
    """What was typed about one requirement; `seen` is a sign of the wording that stood in the form."""

    requirement_id: str
    verdict: Verdict | None
    words: str
    seen: str


@dataclass(frozen=True)
class GiveOpinion:
    """What is said of some of the technical requirements; one without a verdict is left for later."""

    actor: Actor
    project_id: str
    said: tuple[Said, ...]


def ask_opinion(order: AskOpinion, tx: Transaction, now: datetime) -> None:
    """Ask whoever judges, with a message in the project's channel whose thread keeps the answers."""
    # The answer changes nothing of the scope, so it is asked for of an accepted one too, once a change words it anew.
    project = tx.projects.for_change(find_project(order.actor, order.key, None, tx).id)
    permissions.require(order.actor, Action.EDIT_SCOPE, project)
    refuse_if_over(project, " and needs no opinion any more")
    judge = _judge_of(project)
    if waits_for_answer(project, tx):
        who = "the department head" if Judging(project).by_the_head else "the IT manager"
        raise Refused(f"That is asked, and waits for the answer of {who}. It stands on their list until it is given.")
    statement = freeze_scope(project.id, tx).statement
    every = judged(statement, tx.opinions.of_project(project.id))
    waiting = sum(one.is_open for one in every)
    if not waiting:
        words = "Every technical requirement has its opinion already. One that you change is open again."
        if is_decided(every):
            raise Refused(words)
        raise Refused(f"{words} To change what it objects to, or say why it stays:", to_type=f"prepare {project.key}")
    by = order.actor.user_id
    asked = AskedOpinion(project.id, by, now, waiting)
    tx.opinions.ask(asked)
    tx.history.add(by, now, Act.ASKED_OPINION, project.id, "", (Change("of", people_after=(judge,)),))
    ask_judge(project, tx, now)
    count_waiting(project, every, tx, now)


def _judge_of(project: Project) -> UserId:
    judge = Judging(project).judge
    if judge is not None:
        return judge
    if project.holder(Role.IT_MANAGER) is None:
        raise Refused("This project has no IT manager yet. Name one first:", to_type=f"assign {project.key}")
    raise Refused(
        "The project manager is the IT manager too, so the department head gives the opinion, "
        "and has to be named and confirmed first."
    )


@read_only
def prepare_opinion(order: PrepareOpinion, tx: Transaction, now: datetime) -> Named[OpinionForm]:
    """The next requirements that wait for an opinion; all of them again once none is left."""
    project = visible(tx.projects.get(order.project_id), order.actor)
    _require_judge(order.actor, project)
    refuse_if_over(project, " and needs no opinion any more")
    every = judged(tx.scopes.newest(project.id).statement, tx.opinions.of_project(project.id))
    left = [one for one in every if one.requirement.id not in order.besides]
    waiting = [one for one in left if one.is_open]
    offered = waiting or ([] if order.besides else left)
    asked = tuple(AskedAbout(one, seen_of(one.requirement)) for one in offered[:REQUIREMENTS_IN_A_STEP])
    more = len(offered) - len(asked)
    return tx.people.named(OpinionForm(project.id, project.key, project.name, asked, order.besides, more))


def _require_judge(actor: Actor, project: Project) -> None:
    judging = Judging(project)
    if judging.by_the_head and actor.user_id == project.holder(Role.PROJECT_MANAGER):
        words = "You manage this project, so its department head says what is possible: two people decide it."
        raise permissions.Forbidden(words, (judging.judge,) if judging.judge else (), Action.GIVE_OPINION, project.id)
    permissions.require(actor, Action.GIVE_OPINION, judging)


def give_opinion(order: GiveOpinion, tx: Transaction, now: datetime) -> tuple[str, ...]:
    """Save what was said, an answer each in the thread; returns the requirements that were reworded meanwhile.

    Of those nothing is saved: they are to be judged as they stand now.
    """
    project = visible(tx.projects.for_change(order.project_id), order.actor)
    _require_judge(order.actor, project)
    refuse_if_over(project, " and needs no opinion any more")
    refuse_if_any(problem for one in order.said for problem in _problems(one))
    statement = freeze_scope(project.id, tx).statement
    every = judged(statement, tx.opinions.of_project(project.id))
    given = list(_given(order, every, now))
    for opinion in given:
        _save(opinion, project, tx, now)
    after = judged(statement, tx.opinions.of_project(project.id))
    if given:
        count_waiting(project, after, tx, now)
        settle_gate(project.id, tx, now)
        _tell_who_asked(project, after, order.actor.user_id, tx, now)
    known = {one.requirement.id: seen_of(one.requirement) for one in every}
    return tuple(one.requirement_id for one in order.said if known.get(one.requirement_id, one.seen) != one.seen)


def _problems(one: Said) -> list[Problem]:
    if one.verdict is None:
        ask = Problem("Choose what you say of it.", f"verdict@{one.requirement_id}")
        return [ask] if one.words.strip() else []
    return opinion_problems(one.verdict, one.words, f"words@{one.requirement_id}")


def _given(order: GiveOpinion, every: tuple[Judged, ...], now: datetime) -> Iterator[Opinion]:
    """The opinions that are new or changed, of requirements that are worded as they stood in the form."""
    said = {one.requirement_id: one for one in order.said if one.verdict}
    for held in every:
        one = said.get(held.requirement.id)
        if one is None or one.verdict is None or one.seen != seen_of(held.requirement):
            continue
        words, before = one.words.strip(), None if held.is_open else held.opinion
        if before is None or (before.verdict, before.words) != (one.verdict, words):
            yield Opinion(order.project_id, held.requirement, one.verdict, words, order.actor.user_id, now)


def _save(opinion: Opinion, project: Project, tx: Transaction, now: datetime) -> None:
    tx.opinions.give(opinion)
    changes = (Change("opinion", after=opinion.verdict.value), Change("words", after=opinion.words))
    about = opinion.requirement.statement
    tx.history.add(
        opinion.given_by, now, Act.GAVE_OPINION, project.id, about, changes if opinion.words else changes[:1]
    )
    tx.outbox.add(OpinionAnswer.of(project.id, opinion.requirement.id), now)


def _tell_who_asked(project: Project, after: tuple[Judged, ...], by: UserId, tx: Transaction, now: datetime) -> None:
    """Tell whoever asked once nothing is open any more, and again when something is said otherwise."""
    asked = tx.opinions.asked(project.id)
    if asked is None or asked.asked_by == by or any(one.is_open for one in after):
        return
    tx.outbox.add(OpinionGiven.of(project.id, asked.asked_by, now), now)
