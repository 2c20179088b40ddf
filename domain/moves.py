"""The moves of a project's life: which are legal, what each needs, and what it leaves behind."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from domain.figures import count_words
from domain.projects import Lifecycle, Project, missing_before_start
from domain.refusals import Refused, SoByNow


class Move(StrEnum):
    """What people do to a project's life."""

    START = "start"
    HOLD = "hold"
    RESUME = "resume"
    COMPLETE = "complete"
    CLOSE = "close"
    CANCEL = "cancel"
    REOPEN = "reopen"


# What is closed stays closed: its figures are what the next projects are measured by.
MOVES = {
    (Lifecycle.PLANNING, Move.START): Lifecycle.ACTIVE,
    (Lifecycle.PLANNING, Move.CANCEL): Lifecycle.CANCELLED,
    (Lifecycle.ACTIVE, Move.HOLD): Lifecycle.ON_HOLD,
    (Lifecycle.ACTIVE, Move.COMPLETE): Lifecycle.COMPLETED,
    (Lifecycle.ACTIVE, Move.CANCEL): Lifecycle.CANCELLED,
    (Lifecycle.ON_HOLD, Move.RESUME): Lifecycle.ACTIVE,
    (Lifecycle.ON_HOLD, Move.COMPLETE): Lifecycle.COMPLETED,
    (Lifecycle.ON_HOLD, Move.CANCEL): Lifecycle.CANCELLED,
    (Lifecycle.COMPLETED, Move.CLOSE): Lifecycle.CLOSED,
    (Lifecycle.COMPLETED, Move.CANCEL): Lifecycle.CANCELLED,
    (Lifecycle.COMPLETED, Move.REOPEN): Lifecycle.ACTIVE,
    (Lifecycle.CANCELLED, Move.REOPEN): Lifecycle.ACTIVE,
}
PARTICIPLES = {
    Move.START: "started",
    Move.HOLD: "put on hold",
    Move.RESUME: "resumed",
    Move.COMPLETE: "completed",
    Move.CLOSE: "closed",
    Move.CANCEL: "cancelled",
    Move.REOPEN: "reopened",
}
FINISHING = (Move.COMPLETE, Move.CLOSE)
REASON_LENGTH = 1000


class WorkLeft(Refused):
    """The refusal to finish a project in which a task or a difficulty is still open."""


class NotDecided(Refused):
    """The refusal to start a project before everything is decided."""


def moved(project: Project, move: Move, now: datetime, reason: str = "") -> Project:
    """The project after a legal move; refuses an illegal one, a start with anything undecided, and an end too early.

    What is cancelled ends for a reason. A project that is reopened goes on where its work was, or, if it never
    started, where its planning was.
    """
    refuse_if_illegal(project, move)
    after = MOVES[project.lifecycle, move]
    if move is Move.START:
        return _started(project, now)
    if move is Move.REOPEN:
        return _reopened(project, now)
    if move in FINISHING and project.has_open_work:
        raise WorkLeft(f"{project.key} cannot be {PARTICIPLES[move]} while something in it is open.")
    if move is Move.CANCEL:
        return replace(project, lifecycle=after, ended_at=now, end_reason=_stated(reason))
    if move is Move.COMPLETE:
        return replace(project, lifecycle=after, ended_at=now)
    return replace(project, lifecycle=after, active_since=now if after is Lifecycle.ACTIVE else project.active_since)


def _started(project: Project, now: datetime) -> Project:
    if missing := missing_before_start(project):
        raise NotDecided(f"{project.key} cannot start yet. Still missing: {'; '.join(missing)}.")
    return begun(project, now)


def begun(project: Project, now: datetime) -> Project:
    """The project at work, whatever is still open; when that may be is for others to say."""
    return replace(project, lifecycle=Lifecycle.ACTIVE, started_at=now, active_since=now)


def _reopened(project: Project, now: datetime) -> Project:
    reopened = replace(project, ended_at=None, end_reason="")
    if project.started_at is None:
        return replace(reopened, lifecycle=Lifecycle.PLANNING)
    return replace(reopened, lifecycle=Lifecycle.ACTIVE, active_since=now)


def _stated(reason: str) -> str:
    if not reason.strip():
        raise Refused("Say why it is cancelled. Everybody on the project reads this.", "reason")
    if len(reason) > REASON_LENGTH:
        raise Refused(f"Use at most {count_words(REASON_LENGTH)} characters.", "reason")
    return reason


def refuse_if_illegal(project: Project, move: Move) -> None:
    """Refuse a move that cannot be made from where the project stands, saying which can."""
    if (project.lifecycle, move) in MOVES:
        return
    begin, verb = _way_on(project, move)
    why = f"{why_not_moved(project, move)} {begin}".strip()
    raise (SoByNow if project.lifecycle in _led_to_by(move) else Refused)(
        why, to_type=f"{verb} {project.key}" if verb else ""
    )


def _way_on(project: Project, move: Move) -> tuple[str, str]:
    """What most people want who try a move that cannot be made: how it begins in words, and its verb; or nothing."""
    if project.lifecycle is Lifecycle.CLOSED:
        return "To begin with it:", "next"
    if move is Move.COMPLETE and project.lifecycle is Lifecycle.COMPLETED:
        return "To close it for good:", "close"
    if move is Move.CLOSE and (project.lifecycle, Move.COMPLETE) in MOVES:
        return "To complete it:", "complete"
    return "", ""


def legal_moves(project: Project) -> tuple[Move, ...]:
    """The moves that can be made with a project as it stands."""
    return tuple(move for move in Move if (project.lifecycle, move) in MOVES)


def why_not_moved(project: Project, move: Move) -> str:
    """Why a project cannot be moved like this, and what can be done with it instead."""
    if project.lifecycle is Lifecycle.CLOSED:
        return f"{project.key} is closed for good. Plan what follows from it as a new project."
    can = [PARTICIPLES[one] for one in legal_moves(project)]
    return f"{_stands(project, move)} It can be {', '.join(can[:-1])}{' or ' if can[:-1] else ''}{can[-1]}."


def _led_to_by(move: Move) -> set[Lifecycle]:
    return {there for (_, one), there in MOVES.items() if one is move}


def _stands(project: Project, move: Move) -> str:
    if project.lifecycle is Lifecycle.PLANNING:
        return f"{project.key} has not started yet."
    if project.lifecycle in _led_to_by(move):
        return f"{project.key} is already {project.state}."
    return f"{project.key} is {project.state} and cannot be {PARTICIPLES[move]}."
