"""Whether each project pays, as it was decided."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import sqlalchemy as sa

from domain.identity import UserId
from domain.viability import Terms, Viability, ViabilityVerdict
from storage.statements import MINE, Gateway, upsert_of
from storage.tables.costs import viability

OF_PROJECT = sa.select(viability).where(
    viability.c.workspace_id == MINE, viability.c.project_id == sa.bindparam("project")
)
ASKED_IN = (
    sa.select(viability)
    .where(
        viability.c.workspace_id == MINE,
        viability.c.project_id.in_(sa.bindparam("projects", expanding=True)),
        viability.c.asked_for != "",
    )
    .order_by(viability.c.project_id)
)
KEEP = upsert_of(viability)


class Viabilities(Gateway):
    """Reads and keeps the verdicts of one workspace."""

    def get(self, project: str) -> Viability:
        """What is planned and decided for a project; nothing yet for one that nobody priced."""
        row = self.run(OF_PROJECT, project=project).one_or_none()
        return Viability(project) if row is None else _viability(row)

    def asked_in(self, projects: Collection[str]) -> list[Viability]:
        """Those of these projects whose verdict is to be given again."""
        return [_viability(row) for row in self.run(ASKED_IN, projects=list(projects))] if projects else []

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
            decided_until=one.decided_until,
            asked_for=one.asked_for,
            decided_for=one.decided_for,
        )


def _viability(row: sa.Row[tuple[Any, ...]]) -> Viability:
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
        row.decided_until,
        row.asked_for,
        UserId(row.decided_for) if row.decided_for else None,
    )
