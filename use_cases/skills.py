"""What people can do, for whoever wants to know."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.calendars import local_date, zone_of
from domain.identity import UserId
from domain.refusals import Refused
from domain.skills import PersonSkill, Skill, SkillKind
from storage.people import Named
from storage.skills import FinishedWork
from storage.transactions import Transaction, read_only

SKILLS_SHOWN = 30
UNKNOWN = "Steward does not know this person. Name a member of this workspace, for example @ana."


@dataclass(frozen=True)
class ShowSkills:
    """What can this person do? Nobody named is whoever asks;

    `saved` is the skill that was just proposed or set, and `asked` who is asked to confirm it.
    """

    actor: Actor
    person: UserId | None = None
    saved: str = ""
    asked: tuple[UserId, ...] = ()


@dataclass(frozen=True)
class SkillLine:
    """How somebody masters one skill, since when, and what shows it."""

    skill_id: str
    name: str
    is_tool: bool
    level: int | None
    proposed_level: int | None
    is_outdated: bool
    months_old: int
    confirmed_by: UserId | None
    evidence: str
    tasks_done: int
    last_done: date | None


@dataclass(frozen=True)
class SkillsOfPerson:
    """Everything that somebody masters or says they do."""

    person: UserId
    is_own: bool
    may_judge: bool
    lines: tuple[SkillLine, ...]
    beyond: int
    saved_name: str = ""
    asked: tuple[UserId, ...] = ()


@read_only
def show_skills(order: ShowSkills, tx: Transaction, now: datetime) -> Named[SkillsOfPerson]:
    """What somebody masters, the highest level first, with who confirmed it and what shows it."""
    permissions.require(order.actor, Action.SEE_SKILLS)
    person = order.person or order.actor.user_id
    if person != order.actor.user_id and tx.people.get(person) is None:
        raise Refused(UNKNOWN)
    catalogue, workspace = tx.skills.catalogue(), tx.workspaces.get()
    lines = sorted(_lines(person, catalogue, tx, now), key=lambda one: (-(one.level or 0), one.name.casefold()))
    facts = SkillsOfPerson(
        person,
        person == order.actor.user_id,
        person != order.actor.user_id and permissions.allowed(order.actor, Action.JUDGE_LEVEL, workspace),
        tuple(lines[:SKILLS_SHOWN]),
        max(0, len(lines) - SKILLS_SHOWN),
        catalogue[order.saved].name if order.saved in catalogue else "",
        order.asked,
    )
    return tx.people.named(facts)


def _lines(person: UserId, catalogue: dict[str, Skill], tx: Transaction, now: datetime) -> Iterator[SkillLine]:
    mastered = {one.skill_id: one for one in tx.skills.of_person(person)}
    finished, zone = tx.skills.finished(person), zone_of(tx.workspaces.get().zone)
    for id in dict.fromkeys((*mastered, *finished)):
        held, work = mastered.get(id, PersonSkill(person, id)), finished.get(id)
        if id in catalogue and (held.level or held.is_proposed or work):
            yield _line(catalogue[id], held, work, local_date(work.last_at, zone) if work else None, now)


def _line(
    skill: Skill, held: PersonSkill, work: FinishedWork | None, last_done: date | None, now: datetime
) -> SkillLine:
    return SkillLine(
        skill.id,
        skill.name,
        skill.kind is SkillKind.TOOL,
        held.level,
        held.proposed_level,
        held.is_outdated(now),
        held.months_old(now),
        held.confirmed_by,
        held.evidence,
        work.tasks if work else 0,
        last_done,
    )
