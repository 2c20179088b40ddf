"""Whether each project pays, as it was decided."""

from __future__ import annotations

import sqlalchemy as sa

from domain.identity import UserId
from domain.viability import Terms, Viability, ViabilityVerdict
from storage.statements import MINE, Gateway, upsert_of
from storage.tables.costs import viability

OF_PROJECT = sa.select(viability).where(
    viability.c.workspace_id == MINE, viability.c.project_id == sa.bindparam("project")
)
KEEP = upsert_of(viability)


class Viabilities(Gateway):
    """Reads and keeps the verdicts of one workspace."""

    def get(self, project: str) -> Viability:
        """What is planned and decided for a project; nothing yet for one that nobody priced."""
        row = self.run(OF_PROJECT, project=project).one_or_none()
        if row is None:
            return Viability(project)
        terms = None
        if row.decided_price is not None:
            terms = Terms(row.decided_price, row.decided_cost, row.decided_contingency)
        return Viability(
            row.project_id,
            row.contingency,
            ViabilityVerdict(row.verdict) if row.verdict else None,
            row.reason,
            UserId(row.decided_by) if row.decided_by else None,
            row.decided_at,
            terms,
        )

    def keep(self, one: Viability) -> None:
        """Save what is planned and decided as it is now."""
        self.upsert(
            KEEP,
            project_id=one.project_id,
            contingency=one.contingency,
            verdict=one.verdict.value if one.verdict else None,
            reason=one.reason,
            decided_by=one.decided_by,
            decided_at=one.decided_at,
            decided_price=one.decided_on.price if one.decided_on else None,
            decided_cost=one.decided_on.cost if one.decided_on else None,
            decided_contingency=one.decided_on.contingency if one.decided_on else None,
        )
