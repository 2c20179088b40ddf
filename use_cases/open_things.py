"""Each thing that is open at the end of a project as a line: what it is, for whom it waits, what its reader may do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.calendars import local_date, zone_of
from domain.changes import ChangeState
from domain.closing import OpenKind, OpenThing
from domain.deciding import Deciding
from domain.duties import judge_of
from domain.identity import UserId
from domain.projects import Lifecycle, Project
from domain.stages import Stage
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

    @cached_property
    def may_move(self) -> bool:
        """Whether they have another project in which what is open here can go on."""
        return bool(targets_of(self.actor, self.project, self.tx))


def lines_of(things: Iterable[OpenThing], looking: Looking) -> tuple[OpenLine, ...]:
    """These things as lines, in their order; all of one kind are read at once."""
    of_kind: dict[OpenKind, list[str]] = {}
    for one in (listed := tuple(things)):
        of_kind.setdefault(one.kind, []).append(one.id)
    found = {line.sign: line for kind, ids in of_kind.items() for line in LINES[kind](ids, looking)}
    return tuple(found[one.sign] for one in listed)


def line_of(thing: OpenThing, looking: Looking) -> OpenLine:
    """This thing alone as a line."""
    return lines_of((thing,), looking)[0]


def targets_of(actor: Actor, project: Project, tx: Transaction) -> list[Project]:
    """The other projects at work in which this person may give work, the newest first; no drafts."""
    every = projects_for(actor, Action.DELEGATE, tx)
    return [one for one in every if one.id != project.id and one.lifecycle is not Lifecycle.PLANNING]


def _sign(kind: OpenKind, thing: str) -> str:
    return OpenThing(kind, thing).sign


def _tasks(ids: list[str], at: Looking) -> Iterator[OpenLine]:
    waiting, today = at.tx.blocks.open_blockers(ids), local_date(at.now, zone_of(at.project.zone))
    for task in at.tx.tasks.of_ids(ids):
        yield OpenLine(
            OpenKind.TASK,
            _sign(OpenKind.TASK, task.id),
            task.key,
            task.title,
            task.key,
            (task.assignee,),
            may_settle=task.is_worked_on,
            may_move=at.may_move,
            task=TaskLine.of(task, today, tuple(one.key for one in waiting.get(task.id, ()))),
        )


def _difficulties(ids: list[str], at: Looking) -> Iterator[OpenLine]:
    for one in difficulty_lines(at.tx.difficulties.of_ids(ids), zone_of(at.project.zone), at.now):
        yield OpenLine(
            OpenKind.DIFFICULTY,
            _sign(OpenKind.DIFFICULTY, one.id),
            one.key,
            one.what,
            one.id,
            may_move=at.may_move,
            difficulty=one,
        )


def _changes(ids: list[str], at: Looking) -> Iterator[OpenLine]:
    for change in at.tx.changes.of_ids(ids):
        yield OpenLine(
            OpenKind.CHANGE,
            _sign(OpenKind.CHANGE, change.id),
            change.key,
            change.what,
            change.id,
            change.waits_for(Deciding(at.project)),
            change.asked_by,
            change.state is ChangeState.WITH_CUSTOMER,
        )


def _notes(ids: list[str], at: Looking) -> Iterator[OpenLine]:
    may_ask = not at.project.is_over and at.may(Action.ASK_CHANGE)
    for note in at.tx.scope_notes.of_ids(ids):
        sign = _sign(OpenKind.NOTE, note.id)
        yield OpenLine(OpenKind.NOTE, sign, "New scope", note.what, note.id, (), note.noted_by, may_settle=may_ask)


def _plans(ids: list[str], at: Looking) -> Iterator[OpenLine]:
    """One is offered at a time: a version that another followed waits for nobody."""
    for version in map(at.tx.plans.get, ids):
        yield OpenLine(
            OpenKind.PLAN,
            _sign(OpenKind.PLAN, version.id),
            f"Plan version {version.shown_as}",
            version.contact_name,
            at.project.key,
            (version.contact,) if version.contact else (),
            version.presented_by,
            True,
            not at.project.is_over and at.may(Action.PRESENT_PLAN),
        )


def _stages(ids: list[str], at: Looking) -> Iterator[OpenLine]:
    for stage in _stages_of(ids, at):
        owner = owner_of(stage, at.project)
        yield OpenLine(
            OpenKind.STAGE,
            _sign(OpenKind.STAGE, stage.id),
            f"Stage {stage.number}",
            stage.name,
            stage.id,
            (owner,) if owner else (),
            may_settle=at.may(Action.RUN_STAGES),
            may_drop=False,
        )


def _votes(ids: list[str], at: Looking) -> Iterator[OpenLine]:
    judge = judge_of(at.project)
    asked, own = (judge,) if judge else (), _is(judge, at)
    for stage in _stages_of(ids, at):
        sign, called = _sign(OpenKind.VOTE, stage.id), f"Stage {stage.number}"
        yield OpenLine(OpenKind.VOTE, sign, called, stage.name, stage.id, asked, may_settle=own, may_drop=own)


def _stages_of(ids: list[str], at: Looking) -> list[Stage]:
    return [one for one in at.tx.stages.in_project(at.project.id) if one.id in ids]


def _verdicts(ids: list[str], at: Looking) -> Iterator[OpenLine]:
    """A project has one: it is known by the project."""
    judge, because = judge_of(at.project), at.tx.viabilities.get(at.project.id).asked_for
    asked, own = (judge,) if judge else (), _is(judge, at)
    for sign in (_sign(OpenKind.VERDICT, one) for one in ids):
        called = "Viability"
        yield OpenLine(OpenKind.VERDICT, sign, called, because, at.project.key, asked, may_settle=own, may_drop=own)


def _is(judge: UserId | None, at: Looking) -> bool:
    return judge == at.actor.user_id and not at.project.is_over


def _errands(ids: list[str], at: Looking) -> Iterator[OpenLine]:
    """What was said to whom was asked stays between them and whoever asked: others read what is to be done."""
    for one in at.tx.errands.of_ids(ids):
        sign = _sign(OpenKind.ERRAND, one.id)
        yield OpenLine(OpenKind.ERRAND, sign, "Asked", one.what, one.id, one.asked, one.asked_by, may_settle=False)


LINES: dict[OpenKind, Callable[[list[str], Looking], Iterable[OpenLine]]] = {
    OpenKind.TASK: _tasks,
    OpenKind.DIFFICULTY: _difficulties,
    OpenKind.CHANGE: _changes,
    OpenKind.NOTE: _notes,
    OpenKind.PLAN: _plans,
    OpenKind.STAGE: _stages,
    OpenKind.VOTE: _votes,
    OpenKind.VERDICT: _verdicts,
    OpenKind.ERRAND: _errands,
}
