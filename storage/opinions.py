"""Technical opinions: who asked for them, and what was said of each requirement last."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from pydantic import TypeAdapter

from domain.identity import UserId
from domain.opinions import AskedOpinion, Opinion, Stay, Verdict
from domain.scope import TechnicalRequirement
from storage.statements import MINE, Gateway, upsert_of
from storage.tables.scope import asked_opinions, technical_opinions

REQUIREMENT = TypeAdapter(TechnicalRequirement)
OF_PROJECT = (
    sa.select(technical_opinions)
    .where(technical_opinions.c.workspace_id == MINE, technical_opinions.c.project_id == sa.bindparam("project"))
    .order_by(technical_opinions.c.given_at, technical_opinions.c.requirement_id)
)
ASKED = sa.select(asked_opinions).where(
    asked_opinions.c.workspace_id == MINE, asked_opinions.c.project_id.in_(sa.bindparam("ids", expanding=True))
)
GIVE, ASK = upsert_of(technical_opinions), upsert_of(asked_opinions)


class Opinions(Gateway):
    """Reads and keeps the technical opinions of one workspace."""

    def of_project(self, project: str) -> list[Opinion]:
        """What was said last of each technical requirement, also of those that are worded otherwise by now."""
        return [opinion_from(row) for row in self.run(OF_PROJECT, project=project)]

    def give(self, opinion: Opinion) -> None:
        """Save what somebody said, in place of what was said of that requirement before."""
        self.upsert(
            GIVE,
            project_id=opinion.project_id,
            requirement_id=opinion.requirement.id,
            requirement=REQUIREMENT.dump_python(opinion.requirement, mode="json"),
            verdict=opinion.verdict.value,
            words=opinion.words,
            given_by=opinion.given_by,
            given_at=opinion.given_at,
            stays_because=opinion.stays.reason if opinion.stays else "",
            stays_by=opinion.stays.by if opinion.stays else None,
            stays_at=opinion.stays.at if opinion.stays else None,
        )

    def asked(self, project: str) -> AskedOpinion | None:
        """Who asked in this project; None when nobody has."""
        return next(iter(self.asked_in([project])), None)

    def asked_in(self, projects: Iterable[str]) -> list[AskedOpinion]:
        """In which of these projects somebody asked."""
        wanted = list(projects)
        return [_asked(row) for row in self.run(ASKED, ids=wanted)] if wanted else []

    def ask(self, asked: AskedOpinion) -> None:
        """Save that somebody asked, or how many requirements wait by now."""
        self.upsert(
            ASK,
            project_id=asked.project_id,
            asked_by=asked.asked_by,
            asked_at=asked.asked_at,
            waiting=asked.waiting,
        )


def opinion_from(row: Any) -> Opinion:
    """A row of the opinions as the domain knows it."""
    return Opinion(
        row.project_id,
        REQUIREMENT.validate_python(row.requirement),
        Verdict(row.verdict),
        row.words,
        UserId(row.given_by),
        row.given_at,
        Stay(row.stays_because, UserId(row.stays_by), row.stays_at) if row.stays_by else None,
    )


def _asked(row: Any) -> AskedOpinion:
    return AskedOpinion(row.project_id, UserId(row.asked_by), row.asked_at, row.waiting)
