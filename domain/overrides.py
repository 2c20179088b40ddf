"""Starting a project over what is not decided yet: who did, when, why, and what was open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.figures import count_words
from domain.gate import Fact
from domain.identity import UserId
from domain.moves import REASON_LENGTH, Move, begun, refuse_if_illegal
from domain.projects import Project
from domain.refusals import Refused


@dataclass(frozen=True)
class Override:
    """A start over open facts; it stays on the project's card."""

    project_id: str
    made_by: UserId
    made_at: datetime
    grounds: str
    facts: tuple[Fact, ...]


def started_over(project: Project, by: UserId, now: datetime, reason: str) -> tuple[Project, Override]:
    """The project at work although not everything is decided, and what is remembered of that; refuses without a why."""
    refuse_if_illegal(project, Move.START)
    if not project.undecided:
        raise Refused(f"Everything is decided by now: {project.key} can start without an override.")
    if not reason.strip():
        raise Refused("Say why it starts all the same. Everybody on the project reads this.", "reason")
    if len(reason) > REASON_LENGTH:
        raise Refused(f"Use at most {count_words(REASON_LENGTH)} characters.", "reason")
    return begun(project, now), Override(project.id, by, now, reason, project.undecided)
