"""Each thing that is open at the end of a project as a line: what it is, for whom it waits, what its reader may do."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.calendars import local_date, zone_of
from domain.changes import ChangeState
from domain.closing import MOVABLE, OpenKind, OpenThing
from domain.deciding import Deciding
from domain.duties import judge_of
from domain.identity import UserId
from domain.projects import Project
from storage.transactions import Transaction
from use_cases.difficulty_lists import DifficultyLine, difficulty_lines
from use_cases.finding import projects_for
from use_cases.project_facts import TaskLine
from use_cases.stages import owner_of


@dataclass(frozen=True)
class OpenLine:
    """One open thing; `people` is for whom it waits, `value` what its own button is about, where there is one."""

    kind: OpenKind
    sign: str
    called: str
    words: str
    value: str
    people: tuple[UserId, ...] = ()
    asked_by: UserId | None = None
    with_customer: bool = False
    may_settle: bool = True
    may_move: bool = False
    may_drop: bool = True
    task: TaskLine | None = None
    difficulty: DifficultyLine | None = None


@dataclass(frozen=True)
class Looking:
    """Who looks at what is open in which project, and when."""

    actor: Actor
    project: Project
    tx: Transaction
    now: datetime

    def may(self, action: Action) -> bool:
        """Whether they may do this in the project."""
        return permissions.allowed(self.actor, action, self.project)


def lines_of(things: Iterable[OpenThing], looking: Looking) -> tuple[OpenLine, ...]:
    """These things as lines."""
    return tuple(LINES[one.kind](one, looking) for one in things)


def targets_of(actor: Actor, project: Project, tx: Transaction) -> list[Project]:
    """The other running projects in which this person may give work, the newest first."""
    return [one for one in projects_for(actor, Action.DELEGATE, tx) if one.id != project.id]


def may_move(thing: OpenThing, looking: Looking) -> bool:
    """Whether it can go on in another project of whoever looks."""
    return thing.kind in MOVABLE and bool(targets_of(looking.actor, looking.project, looking.tx))


def _task(thing: OpenThing, at: Looking) -> OpenLine:
    task = at.tx.tasks.get(thing.id)
    waits_for = tuple(one.key for one in at.tx.blocks.open_blockers([task.id]).get(task.id, ()))
    line = TaskLine.of(task, local_date(at.now, zone_of(at.project.zone)), waits_for)
    return OpenLine(
        thing.kind,
        thing.sign,
        task.key,
        task.title,
        task.key,
        (task.assignee,),
        may_settle=task.is_worked_on,
        may_move=may_move(thing, at),
        task=line,
    )


def _difficulty(thing: OpenThing, at: Looking) -> OpenLine:
    found = at.tx.difficulties.get(thing.id)
    (line,) = difficulty_lines([found], zone_of(at.project.zone), at.now)
    return OpenLine(
        thing.kind,
        thing.sign,
        found.key,
        found.what,
        found.id,
        may_move=may_move(thing, at),
        difficulty=line,
    )


def _change(thing: OpenThing, at: Looking) -> OpenLine:
    change = at.tx.changes.get(thing.id)
    return OpenLine(
        thing.kind,
        thing.sign,
        change.key,
        change.what,
        change.id,
        change.waits_for(Deciding(at.project)),
        change.asked_by,
        change.state is ChangeState.WITH_CUSTOMER,
    )


def _note(thing: OpenThing, at: Looking) -> OpenLine:
    note = at.tx.scope_notes.get(thing.id)
    may_ask = not at.project.is_over and at.may(Action.ASK_CHANGE)
    return OpenLine(thing.kind, thing.sign, "New scope", note.what, note.id, (), note.noted_by, may_settle=may_ask)


def _plan(thing: OpenThing, at: Looking) -> OpenLine:
    version = at.tx.plans.get(thing.id)
    return OpenLine(
        thing.kind,
        thing.sign,
        f"Plan version {version.shown_as}",
        version.contact_name,
        at.project.key,
        (version.contact,) if version.contact else (),
        version.presented_by,
        True,
        not at.project.is_over and at.may(Action.PRESENT_PLAN),
    )


def _stage(thing: OpenThing, at: Looking) -> OpenLine:
    stage = at.tx.stages.get(thing.id)
    owner = owner_of(stage, at.project)
    return OpenLine(
        thing.kind,
        thing.sign,
        f"Stage {stage.number}",
        stage.name,
        stage.id,
        (owner,) if owner else (),
        may_settle=at.may(Action.RUN_STAGES),
        may_drop=False,
    )


def _vote(thing: OpenThing, at: Looking) -> OpenLine:
    stage, judge = at.tx.stages.get(thing.id), judge_of(at.project)
    called = f"Stage {stage.number}"
    asked = (judge,) if judge else ()
    own = _is(judge, at)
    return OpenLine(thing.kind, thing.sign, called, stage.name, stage.id, asked, may_settle=own, may_drop=own)


def _verdict(thing: OpenThing, at: Looking) -> OpenLine:
    judge, because = judge_of(at.project), at.tx.viabilities.get(at.project.id).asked_for
    asked = (judge,) if judge else ()
    own, sign = _is(judge, at), thing.sign
    return OpenLine(thing.kind, sign, "Viability", because, at.project.key, asked, may_settle=own, may_drop=own)


def _is(judge: UserId | None, at: Looking) -> bool:
    return judge == at.actor.user_id and not at.project.is_over


def _errand(thing: OpenThing, at: Looking) -> OpenLine:
    errand = at.tx.errands.get(thing.id)
    said = errand.said.strip() or errand.what
    return OpenLine(thing.kind, thing.sign, "Asked", said, errand.id, errand.asked, errand.asked_by, may_settle=False)


LINES: dict[OpenKind, Callable[[OpenThing, Looking], OpenLine]] = {
    OpenKind.TASK: _task,
    OpenKind.DIFFICULTY: _difficulty,
    OpenKind.CHANGE: _change,
    OpenKind.NOTE: _note,
    OpenKind.PLAN: _plan,
    OpenKind.STAGE: _stage,
    OpenKind.VOTE: _vote,
    OpenKind.VERDICT: _verdict,
    OpenKind.ERRAND: _errand,
}
