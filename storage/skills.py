"""The catalogue of a workspace, and how well each person masters what stands in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from domain.identity import UserId
from domain.skills import SEEDS, PersonSkill, Skill, SkillKind
from storage.statements import MINE, Gateway, insert_unless_there, upsert_of
from storage.tables.skills import CONFIRMED, PROPOSED, person_skills, skills
from storage.tables.tasks import DONE_WITH_SKILL, tasks
from storage.types import UtcDateTime

CATALOGUE = sa.select(skills).where(skills.c.workspace_id == MINE)
KEEP_SKILL = upsert_of(skills)
OURS = sa.select(person_skills).where(person_skills.c.workspace_id == MINE)
OF_PERSON = OURS.where(person_skills.c.person_id == sa.bindparam("person")).order_by(person_skills.c.skill_id)
ONE_LOCKED = OF_PERSON.where(person_skills.c.skill_id == sa.bindparam("skill")).with_for_update()
OF_SKILLS = OURS.where(
    person_skills.c.skill_id.in_(sa.bindparam("skills", expanding=True)), sa.text(CONFIRMED)
).order_by(person_skills.c.skill_id, person_skills.c.person_id)
PROPOSED_IN = OURS.where(
    person_skills.c.skill_id.in_(sa.bindparam("skills", expanding=True)), sa.text(PROPOSED)
).order_by(person_skills.c.skill_id, person_skills.c.person_id)
WAITING = (
    OURS.where(sa.text(PROPOSED))
    .order_by(person_skills.c.proposed_at, person_skills.c.person_id, person_skills.c.skill_id)
    .limit(sa.bindparam("most"))
)
KEEP = upsert_of(person_skills)
BEGIN = insert_unless_there(person_skills)
FINISHED = (
    sa.select(
        tasks.c.skill_id,
        sa.func.count().label("many"),
        sa.func.max(tasks.c.done_at, type_=UtcDateTime).label("last"),
    )
    .where(tasks.c.workspace_id == MINE, tasks.c.assignee == sa.bindparam("person"), sa.text(DONE_WITH_SKILL))
    .group_by(tasks.c.skill_id)
)


@dataclass(frozen=True)
class FinishedWork:
    """How many tasks that needed a skill somebody has finished, and when the last of them."""

    tasks: int
    last_at: datetime


class Skills(Gateway):
    """Reads and keeps the skills of one workspace."""

    def catalogue(self) -> dict[str, Skill]:
        """Every entry by its id, also those that cannot be chosen any more."""
        said = {row.id: _skill(row) for row in self.run(CATALOGUE)}
        return {one.id: one for one in SEEDS} | said

    def keep(self, skill: Skill) -> None:
        """Save an entry of the catalogue as it is now."""
        self.upsert(
            KEEP_SKILL,
            id=skill.id,
            name=skill.name,
            kind=skill.kind.value,
            hourly_rate=skill.hourly_rate,
            is_retired=skill.is_retired,
        )

    def of_person(self, person: str) -> list[PersonSkill]:
        """What one person masters or says they do."""
        return [_person_skill(row) for row in self.run(OF_PERSON, person=person)]

    def for_change(self, person: str, skill: str) -> PersonSkill:
        """How one person masters one skill, held against everybody else until the transaction ends."""
        # A row that is not there cannot be held: of two who judge somebody at once one would be forgotten.
        self.upsert(BEGIN, person_id=person, skill_id=skill)
        return _person_skill(self.run(ONE_LOCKED, person=person, skill=skill).one())

    def holders(self, wanted: Iterable[str]) -> list[PersonSkill]:
        """Everybody who was ever confirmed in one of these skills, also longer ago than counts."""
        ids = sorted(set(wanted))
        return [_person_skill(row) for row in self.run(OF_SKILLS, skills=ids)] if ids else []

    def proposed_in(self, wanted: Iterable[str]) -> list[PersonSkill]:
        """Everybody whose level in one of these skills waits to be confirmed."""
        ids = sorted(set(wanted))
        return [_person_skill(row) for row in self.run(PROPOSED_IN, skills=ids)] if ids else []

    def waiting(self, most: int) -> list[PersonSkill]:
        """What was proposed and waits to be confirmed, the oldest first."""
        return [_person_skill(row) for row in self.run(WAITING, most=most)]

    def finished(self, person: str) -> dict[str, FinishedWork]:
        """By skill, the tasks that needed it and that a person has finished."""
        rows = self.run(FINISHED, person=person)
        return {row.skill_id: FinishedWork(row.many, row.last) for row in rows}

    def master(self, one: PersonSkill) -> None:
        """Save how a person masters a skill."""
        plain = {name: value for name, value in vars(one).items() if name != "person"}
        self.upsert(KEEP, person_id=one.person, **plain)


def _skill(row: Any) -> Skill:
    return Skill(row.id, row.name, SkillKind(row.kind), row.hourly_rate, row.is_retired)


def _person_skill(row: Any) -> PersonSkill:
    return PersonSkill(
        UserId(row.person_id),
        row.skill_id,
        row.level,
        UserId(row.confirmed_by) if row.confirmed_by else None,
        row.confirmed_at,
        row.proposed_level,
        row.proposed_at,
        row.evidence,
        row.asked_at,
    )
