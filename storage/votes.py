"""What is asked and decided at the ends of stages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

import sqlalchemy as sa

from domain.identity import UserId
from domain.stages import no_such_stage
from domain.viability import StageVote, Vote, VoteFigures
from storage.statements import MINE, Gateway, upsert_of
from storage.tables.stages import stage_votes

OURS = sa.select(stage_votes).where(stage_votes.c.workspace_id == MINE)
OF_STAGE = OURS.where(stage_votes.c.stage_id == sa.bindparam("stage"))
IN_PROJECT = OURS.where(stage_votes.c.project_id == sa.bindparam("project")).order_by(stage_votes.c.asked_at)
OPEN_IN = (
    OURS.where(stage_votes.c.project_id.in_(sa.bindparam("projects", expanding=True)), stage_votes.c.voted_at.is_(None))
    .order_by(stage_votes.c.asked_at, stage_votes.c.stage_id)
    .limit(sa.bindparam("most"))
)
KEEP = upsert_of(stage_votes)
FIGURES = tuple(one.name for one in fields(VoteFigures))


class Votes(Gateway):
    """Reads and keeps the votes of one workspace."""

    def get(self, stage: str) -> StageVote:
        """The vote at the end of this stage; refuses a stage at whose end nobody was asked."""
        row = self.run(OF_STAGE, stage=stage).one_or_none()
        if row is None:
            raise no_such_stage()
        return _vote(row)

    def in_project(self, project: str) -> list[StageVote]:
        """The votes of a project, the oldest first."""
        return [_vote(row) for row in self.run(IN_PROJECT, project=project)]

    def open_in(self, projects: Iterable[str], most: int) -> list[StageVote]:
        """The votes of these projects that nobody has given, the oldest first."""
        wanted = list(projects)
        return [_vote(row) for row in self.run(OPEN_IN, projects=wanted, most=most)] if wanted else []

    def keep(self, one: StageVote) -> None:
        """Save a vote, asked for or given."""
        named = {name: value for name, value in vars(one).items() if name != "decided_on"}
        figures = vars(one.decided_on) if one.decided_on else dict.fromkeys(FIGURES)
        self.upsert(KEEP, **{**figures, **named, "vote": one.vote.value if one.vote else None})


def _vote(row: Any) -> StageVote:
    return StageVote(
        row.stage_id,
        row.project_id,
        row.asked_at,
        row.spent,
        row.expected,
        Vote(row.vote) if row.vote else None,
        row.reason,
        UserId(row.voted_by) if row.voted_by else None,
        row.voted_at,
        None if row.budget is None else VoteFigures(*(getattr(row, name) for name in FIGURES)),
    )
