"""What is shown of a technical opinion: the message in the project's channel, and each answer in its thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain import permissions
from domain.actions import Action
from domain.identity import UserId
from domain.living import Home
from domain.notices import ToPerson
from domain.opinions import Judged, Judging, Verdict, is_decided, judged
from domain.projects import Project
from domain.scope import ScopeStatement
from domain.scope_living import OpinionAnswer, OpinionAsked, OpinionGiven, TechnicalOpinion
from storage.transactions import Transaction, read_only
from use_cases.reading import Read

LINES_SHOWN = 20


@dataclass(frozen=True)
class OpinionFacts:
    """What was asked, and what is said of each technical requirement by now."""

    project_id: str
    project_key: str
    project_name: str
    asked_by: UserId
    asked_at: datetime
    judge: UserId | None
    lines: tuple[Judged, ...]
    in_all: int
    waiting: int
    is_over: bool


@dataclass(frozen=True)
class AnswerFacts:
    """What was said of one technical requirement; `is_gone` when the scope asks for it no longer."""

    project_key: str
    said: Judged
    is_gone: bool
    is_over: bool


@dataclass(frozen=True)
class AskedFacts:
    """What waits for a judge, and who gave the last answer; `is_theirs` while it is asked of this reader.

    `asked_again_at` is when a newer message asked them the same, which has the button.
    """

    project_id: str
    project_key: str
    project_name: str
    asked_by: UserId
    waiting: int
    is_whole: bool
    is_theirs: bool
    asked_again_at: datetime | None
    given_by: UserId | None
    given_at: datetime | None


@dataclass(frozen=True)
class GivenFacts:
    """What whoever asked is told of the opinion as it holds now: what is objected to, and what of it is unanswered.

    `reopened` are the requirements that were worded anew since, and wait for an opinion again.
    """

    project_key: str
    project_name: str
    given_by: UserId
    changing: int
    impossible: int
    unanswered: int
    reopened: int
    is_decided: bool


@read_only
def read_technical_opinion(order: Read, tx: Transaction, now: datetime) -> OpinionFacts | None:
    """What the message in the channel shows now."""
    permissions.require(order.actor, Action.DELIVER)
    project, asked = tx.projects.get(order.about), tx.opinions.asked(order.about)
    if asked is None:
        return None
    every = judged(tx.scopes.newest(project.id).statement, tx.opinions.of_project(project.id))
    return OpinionFacts(
        project.id,
        project.key,
        project.name,
        asked.asked_by,
        asked.asked_at,
        Judging(project).judge,
        every[:LINES_SHOWN],
        len(every),
        sum(one.is_open for one in every),
        project.is_over,
    )


@read_only
def read_opinion_answer(order: Read, tx: Transaction, now: datetime) -> AnswerFacts | None:
    """What one answer in the thread shows now."""
    permissions.require(order.actor, Action.DELIVER)
    project_id, _, requirement_id = order.about.partition("/")
    opinions = tx.opinions.of_project(project_id)
    opinion = next((one for one in opinions if one.requirement.id == requirement_id), None)
    if opinion is None:
        return None
    project = tx.projects.get(project_id)
    every = judged(tx.scopes.newest(project_id).statement, opinions)
    held = next((one for one in every if one.requirement.id == requirement_id), None)
    return AnswerFacts(project.key, held or Judged(opinion.requirement, opinion), held is None, project.is_over)


@read_only
def read_opinion_asked(order: Read, tx: Transaction, now: datetime) -> AskedFacts | None:
    """What one judge is asked now, or who has answered it meanwhile and when."""
    permissions.require(order.actor, Action.DELIVER)
    project_id, _, moment = order.about.partition("/")
    project, asked = tx.projects.get(project_id), tx.opinions.asked(project_id)
    if asked is None:
        return None
    statement, opinions = tx.scopes.newest(project_id).statement, tx.opinions.of_project(project_id)
    last = max(opinions, key=lambda one: one.given_at, default=None)
    is_judge = order.to == ToPerson(Judging(project).judge or UserId("")) and not project.is_over
    is_newest = datetime.fromisoformat(moment) >= asked.asked_at
    return AskedFacts(
        project.id,
        project.key,
        project.name,
        asked.asked_by,
        asked.waiting,
        not statement.technical,
        is_judge and is_newest,
        asked.asked_at if is_judge and not is_newest else None,
        last.given_by if last else None,
        last.given_at if last else None,
    )


@read_only
def read_opinion_given(order: Read, tx: Transaction, now: datetime) -> GivenFacts | None:
    """What whoever asked for the opinion is shown of it now."""
    permissions.require(order.actor, Action.DELIVER)
    project = tx.projects.get(order.about.partition("/")[0])
    opinions = tx.opinions.of_project(project.id)
    every = judged(tx.scopes.newest(project.id).statement, opinions)
    said = [one.opinion.verdict for one in every if one.opinion and not one.is_open]
    return GivenFacts(
        project.key,
        project.name,
        max(opinions, key=lambda one: one.given_at).given_by,
        said.count(Verdict.CHANGES_SCOPE),
        said.count(Verdict.NOT_POSSIBLE),
        sum(one.waits_for_answer for one in every),
        sum(one.is_open for one in every),
        is_decided(every),
    )


def redraw_opinion(
    project: Project, before: ScopeStatement, after: ScopeStatement, tx: Transaction, now: datetime
) -> None:
    """Let a changed scope reopen what it words otherwise, and nothing else; nothing happens where nobody asked."""
    asked = tx.opinions.asked(project.id)
    if asked is None:
        return
    opinions = tx.opinions.of_project(project.id)
    were, are = judged(before, opinions), judged(after, opinions)
    if were == are:
        return
    count_waiting(project, are, tx, now)
    stayed = {one.requirement.id for one in are if one in were}
    answered = {one.requirement.id for one in (*were, *are) if one.opinion}
    for one in sorted(answered - stayed):
        tx.outbox.add(OpinionAnswer.of(project.id, one, edit_only=True), now)


def ask_judge(project: Project, tx: Transaction, now: datetime) -> None:
    """Tell whoever judges by now what was asked, with the button that answers; nobody hears it without a judge."""
    if judge := Judging(project).judge:
        tx.outbox.add(OpinionAsked.of(project.id, judge, now), now)


def count_waiting(project: Project, every: tuple[Judged, ...], tx: Transaction, now: datetime) -> None:
    """Save how many requirements wait for an opinion, and redraw where that is seen."""
    asked = tx.opinions.asked(project.id)
    if asked is None:
        return
    tx.opinions.ask(asked.counted(sum(one.is_open for one in every)))
    tx.outbox.add(TechnicalOpinion.of(project.id), now)
    for mark in tx.outbox.posted_marks(f"{OpinionAsked.subject}:{project.id}/"):
        tx.outbox.add(OpinionAsked.told(mark), now)
    for mark in tx.outbox.posted_marks(f"{OpinionGiven.subject}:{project.id}/"):
        tx.outbox.add(OpinionGiven.told(mark), now)
    if judge := Judging(project).judge:
        tx.outbox.add(Home.of(judge), now)
