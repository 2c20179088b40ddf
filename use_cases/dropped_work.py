"""Dropping what is open at the end of a project and nobody will do: with the reason, which stays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.closing import DROPPED_HERE, OpenKind, OpenThing, no_such_thing, stated
from domain.cost_history import SAID
from domain.errands import Errand, ErrandState
from domain.history import LENGTH_IN_HISTORY, Act, Change
from domain.identity import UserId
from domain.plans import PlanAnswer, PlanVerdict
from domain.projects import PUT_AWAY, Project, refuse_if_over
from domain.refusals import Refused
from storage.transactions import Transaction, read_only
from use_cases.change_decisions import take_back_change
from use_cases.closing import keep_dropped, open_things, redraw_closing
from use_cases.difficulties import end_difficulty
from use_cases.errands import drop_errand
from use_cases.open_things import Looking, OpenLine, line_of
from use_cases.plan_sheets import redraw_offer
from use_cases.scope_notes import end_note
from use_cases.verdict_questions import verdict_given
from use_cases.vote_questions import close_question

FOR_CUSTOMER = "The project has come to its end, so nothing of this is to be answered any more."


@dataclass(frozen=True)
class PrepareDropping:
    """Open the form that asks why this thing is dropped; `sign` is what its button holds."""

    actor: Actor
    sign: str


@dataclass(frozen=True)
class DroppingForm:
    """What would be dropped from which project."""

    sign: str
    kind: OpenKind
    called: str
    words: str
    project_key: str


@dataclass(frozen=True)
class DropWork:
    """Nobody will do or decide this any more, for this reason."""

    actor: Actor
    sign: str
    reason: str


@dataclass(frozen=True)
class Dropping:
    """A drop under way: what, by whom, why, in one transaction; the project is held for change."""

    thing_id: str
    project: Project
    by: UserId
    reason: str
    tx: Transaction
    now: datetime


@read_only
def prepare_dropping(order: PrepareDropping, tx: Transaction, now: datetime) -> DroppingForm:
    """The form that asks why, for whoever may finish the project, while the thing is open."""
    thing = OpenThing.signed(order.sign)
    project = tx.projects.get(_project_of(thing, tx))
    _require(order.actor, project)
    line = line_of(thing, Looking(order.actor, project, tx, now))
    if thing not in open_things(project.id, tx):
        raise no_such_thing()
    _refuse_others(line)
    return DroppingForm(thing.sign, thing.kind, line.called, line.words, project.key)


def drop_work(order: DropWork, tx: Transaction, now: datetime) -> None:
    """Drop something with the reason, tell whoever waited for it, and keep it for the outcome."""
    thing = OpenThing.signed(order.sign)
    of_project = _project_of(thing, tx)
    # Somebody else's errand is held before its project, as everywhere.
    errand = tx.errands.for_change(thing.id) if thing.kind is OpenKind.ERRAND else None
    project = tx.projects.for_change(of_project)
    _require(order.actor, project)
    reason, line = stated(order.reason), line_of(thing, Looking(order.actor, project, tx, now))
    _refuse_others(line)
    at = Dropping(thing.id, project, order.actor.user_id, reason, tx, now)
    if errand is not None:
        _drop_errand(errand, at)
    else:
        DROPS[thing.kind](at)
    # The stage itself has ended: only what was to be decided after it is dropped.
    after = "Decision after " if thing.kind is OpenKind.VOTE else ""
    called = f"{after}{line.called}: {line.words}"[:LENGTH_IN_HISTORY]
    keep_dropped(thing, called, project.id, at.by, reason, tx, now)
    tx.history.add(at.by, now, Act.DROPPED_WORK, project.id, called, (Change(_why(thing), "", reason),))
    redraw_closing(project.id, tx, now)


def _why(thing: OpenThing) -> str:
    """Why a change was dropped is among ourselves, as everything that is said of it; else everybody reads why."""
    return SAID if thing.kind is OpenKind.CHANGE else "why"


def _project_of(thing: OpenThing, tx: Transaction) -> str:
    """The project that a thing is open in; of what is not there nobody hears what kind of thing it would be."""
    if thing.kind not in DROPPED_HERE:
        raise no_such_thing()
    try:
        found = PROJECTS[thing.kind](thing.id, tx)
    except Refused:
        found = None
    if found is None:
        raise no_such_thing()
    return found


def _refuse_others(line: OpenLine) -> None:
    """What the department head is to decide nobody else takes off the table."""
    if not line.may_drop:
        raise Refused("That waits for the department head's decision. Only they decide it, or drop it.")


def _require(actor: Actor, project: Project) -> None:
    if project.is_hidden_from(actor):
        raise no_such_thing()
    permissions.require(actor, Action.MOVE_PROJECT, project)
    if project.lifecycle in PUT_AWAY:
        refuse_if_over(project, ", so nothing in it is dropped any more")


PROJECTS: dict[OpenKind, Callable[[str, Transaction], str | None]] = {
    OpenKind.DIFFICULTY: lambda thing, tx: tx.difficulties.get(thing).project_id,
    OpenKind.CHANGE: lambda thing, tx: tx.changes.get(thing).project_id,
    OpenKind.NOTE: lambda thing, tx: tx.scope_notes.get(thing).project_id,
    OpenKind.PLAN: lambda thing, tx: tx.plans.get(thing).project_id,
    OpenKind.VOTE: lambda thing, tx: tx.votes.get(thing).project_id,
    OpenKind.VERDICT: lambda thing, tx: tx.projects.get(thing).id,
    OpenKind.ERRAND: lambda thing, tx: tx.errands.get(thing).project_id,
}


def _drop_difficulty(at: Dropping) -> None:
    before = at.tx.difficulties.for_change(at.thing_id)
    after = before.ended(at.by, f"Dropped: {at.reason}", at.now)
    end_difficulty(before, after, at.project, at.tx, at.now)


def _drop_change(at: Dropping) -> None:
    change = at.tx.changes.for_change(at.thing_id)
    take_back_change(change, at.project, at.by, at.reason, at.tx, at.now)


def _drop_note(at: Dropping) -> None:
    end_note(at.tx.scope_notes.for_change(at.thing_id), at.project, at.by, at.reason, at.tx, at.now)


def _drop_plan(at: Dropping) -> None:
    """What the customer is told is no reason of ours."""
    answer = PlanAnswer(PlanVerdict.WITHDRAWN, at.by, at.now, FOR_CUSTOMER)
    closed = at.tx.plans.get(at.thing_id).answered(answer)
    at.tx.plans.answer(closed)
    redraw_offer(closed, at.tx, at.now)


def _drop_vote(at: Dropping) -> None:
    at.tx.votes.keep(at.tx.votes.get(at.thing_id).dropped(at.reason, at.by, at.now))
    close_question(at.thing_id, at.tx, at.now)


def _drop_verdict(at: Dropping) -> None:
    held = at.tx.viabilities.get(at.project.id)
    if not held.asked_for:
        raise no_such_thing()
    at.tx.viabilities.keep(replace(held, asked_for=""))
    verdict_given(held.asked_for, at.project, at.tx, at.now)


def _drop_errand(errand: Errand, at: Dropping) -> None:
    if errand.still_open().state is not ErrandState.ASKED:
        raise no_such_thing()
    drop_errand(errand, at.by, at.reason, at.tx, at.now)


DROPS: dict[OpenKind, Callable[[Dropping], None]] = {
    OpenKind.DIFFICULTY: _drop_difficulty,
    OpenKind.CHANGE: _drop_change,
    OpenKind.NOTE: _drop_note,
    OpenKind.PLAN: _drop_plan,
    OpenKind.VOTE: _drop_vote,
    OpenKind.VERDICT: _drop_verdict,
}
