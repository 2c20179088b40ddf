"""What the figures at the end of a stage do not know, so that whoever decides is not misled by them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.identity import UserId
from domain.projects import Project
from domain.viability import StageVote, Vote
from storage.transactions import Transaction
from use_cases.costing import Figures, terms_of
from use_cases.stages import owner_of


@dataclass(frozen=True)
class NotKnown:
    """What is missing in the figures of a vote; minutes, and an amount as words.

    `asked` has not said what is left since the stage ended; None once somebody has, or where nobody is asked. What was
    said before its end counts as left until then. `unlogged` is what was planned of a stage on which no hour is logged.
    """

    is_unanswered: bool
    asked: UserId | None
    left_minutes: int
    left: str
    said_by: UserId | None
    said_at: datetime | None
    unlogged: int
    is_verdict_outdated: bool

    @property
    def is_telling(self) -> bool:
        """Whether anything is missing at all."""
        return self.is_unanswered or bool(self.unlogged) or self.is_verdict_outdated


def not_known(vote: StageVote, project: Project, figures: Figures, tx: Transaction) -> NotKnown | None:
    """What the figures of an open vote do not know; None of a decided one, and where nothing is missing."""
    if not vote.is_open:
        return None
    found = next(one for one in figures.stages if one.stage.id == vote.stage_id)
    last, held = found.estimate, tx.viabilities.get(project.id)
    missing = NotKnown(
        found.is_unanswered,
        owner_of(found.stage, project) if found.is_unanswered else None,
        last.minutes_left if last else 0,
        figures.words(last.cost_left) if last and last.cost_left else "",
        last.by if last else None,
        last.at if last else None,
        0 if found.actual.minutes else found.stage.minutes,
        held.verdict is not None and not held.is_current(terms_of(project, held.contingency, tx)),
    )
    return missing if missing.is_telling else None


def last_vote(project: Project, tx: Transaction) -> tuple[Vote | None, str]:
    """What was decided last at the end of a stage, and why; nothing before the first."""
    votes = [one for one in tx.votes.in_project(project.id) if one.vote is not None]
    return (votes[-1].vote, votes[-1].reason) if votes else (None, "")
