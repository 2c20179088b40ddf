"""What was last said of each project's cost, and when to look again; moving that time forward is the claim."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from domain.cost_alerts import CostWatch
from storage.statements import MINE, Gateway, upsert_of
from storage.tables.costs import cost_watches

OF_PROJECT = sa.select(cost_watches).where(
    cost_watches.c.workspace_id == MINE, cost_watches.c.project_id == sa.bindparam("project")
)
KEEP = upsert_of(cost_watches)


class CostWatches(Gateway):
    """Reads and keeps the cost watches of one workspace; whoever changes one holds its project."""

    def get(self, project: str) -> CostWatch:
        """What was last said of a project's cost; nothing of one that was never looked at."""
        row = self.run(OF_PROJECT, project=project).one_or_none()
        return watch_from(row) if row else CostWatch(project)

    def keep(self, one: CostWatch) -> None:
        """Save what was said, and when to look again."""
        self.upsert(KEEP, **vars(one))


def watch_from(row: Any) -> CostWatch:
    """The cost watch of a row."""
    levels = (row.cost_level, row.time_level, row.is_over_budget, row.expected_level)
    return CostWatch(row.project_id, row.next_at, *levels)
