"""How projects came out: what was said of their goals, and the whole as it was frozen at the end."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from pydantic import TypeAdapter

from domain.goal_answers import GoalAnswer, GoalVerdict
from domain.identity import UserId
from domain.outcomes import Outcome
from storage.statements import MINE, Gateway, upsert_of
from storage.tables.outcomes import goal_answers, outcomes

OUTCOME = TypeAdapter(Outcome)
OF_PROJECT = sa.select(outcomes.c.outcome).where(
    outcomes.c.workspace_id == MINE, outcomes.c.project_id == sa.bindparam("project")
)
OF_KIND = (
    sa.select(outcomes.c.outcome)
    .where(outcomes.c.workspace_id == MINE, outcomes.c.kind == sa.bindparam("kind"))
    .order_by(outcomes.c.frozen_at.desc(), outcomes.c.project_id)
    .limit(sa.bindparam("most"))
)
TAKE_BACK = sa.delete(outcomes).where(outcomes.c.workspace_id == MINE, outcomes.c.project_id == sa.bindparam("project"))
GOALS = (
    sa.select(goal_answers)
    .where(goal_answers.c.workspace_id == MINE, goal_answers.c.project_id == sa.bindparam("project"))
    .order_by(goal_answers.c.goal_id)
)
FREEZE, KEEP_ANSWER = upsert_of(outcomes), upsert_of(goal_answers)


class Outcomes(Gateway):
    """Reads and keeps how one workspace's projects came out."""

    def of_project(self, project: str) -> Outcome | None:
        """How a project came out, as it was frozen; None while it goes on."""
        kept = self.run(OF_PROJECT, project=project).scalar_one_or_none()
        return None if kept is None else OUTCOME.validate_python(kept)

    def of_kind(self, kind: str, most: int) -> list[Outcome]:
        """How projects that began as this kind came out, the newest first."""
        return [OUTCOME.validate_python(kept) for kept in self.run(OF_KIND, kind=kind, most=most).scalars()]

    def freeze(self, one: Outcome, now: datetime) -> None:
        """Save how a project came out, in place of what stood there before it was reopened."""
        document = OUTCOME.dump_python(one, mode="json")
        self.upsert(FREEZE, project_id=one.project_id, kind=one.kind, frozen_at=now, outcome=document)

    def take_back(self, project: str) -> None:
        """Forget how a project came out that goes on."""
        self.run(TAKE_BACK, project=project)

    def goal_answers(self, project: str) -> list[GoalAnswer]:
        """What was said of the goals of a project."""
        return [answer_from(row) for row in self.run(GOALS, project=project)]

    def answer(self, project: str, one: GoalAnswer, by: UserId, now: datetime) -> None:
        """Save what is said of a goal, in place of what was said before."""
        assert one.verdict is not None
        named = {"project_id": project, "goal_id": one.goal_id, "answered_by": by, "answered_at": now}
        self.upsert(KEEP_ANSWER, **named, verdict=one.verdict.value, measured=one.measured, words=one.words)


def outcome_from(row: Any) -> Outcome:
    """How a project came out, as a row has it."""
    return OUTCOME.validate_python(row.outcome)


def answer_from(row: Any) -> GoalAnswer:
    """What was said of a goal, as a row has it."""
    return GoalAnswer(row.goal_id, GoalVerdict(row.verdict), row.measured, row.words, row.answered_by)
