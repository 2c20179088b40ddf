"""What was answered to the reserve that finished projects suggest, once a project and suggestion."""

from __future__ import annotations

import sqlalchemy as sa

from domain.identity import UserId
from domain.reserves import ReserveAnswer
from storage.statements import MINE, Gateway, upsert_of
from storage.tables.calibration import reserve_answers

NEWEST = (
    sa.select(reserve_answers)
    .where(reserve_answers.c.workspace_id == MINE, reserve_answers.c.project_id == sa.bindparam("project"))
    .order_by(reserve_answers.c.at.desc(), reserve_answers.c.suggestion)
    .limit(1)
)
KEEP = upsert_of(reserve_answers)


class ReserveAnswers(Gateway):
    """Reads and keeps what was answered to suggested reserves in one workspace's projects."""

    def newest(self, project: str) -> ReserveAnswer | None:
        """What was answered last in a project; None where nothing was."""
        row = self.run(NEWEST, project=project).one_or_none()
        if row is None:
            return None
        return ReserveAnswer(
            row.project_id, row.suggestion, row.percent, row.is_taken, row.reason, UserId(row.by), row.at
        )

    def keep(self, one: ReserveAnswer) -> None:
        """Save what was answered, in place of an answer to the same suggestion."""
        self.upsert(KEEP, **vars(one))
