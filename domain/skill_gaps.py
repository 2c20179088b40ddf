"""Skills of which nobody has the level that a plan needs: what booking more people cannot repair."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from domain.feasibility import SkillDemand
from domain.skills import PersonSkill


@dataclass(frozen=True)
class SkillGap:
    """A level of a skill that nobody has, and the minutes that ask for it.

    `best` is whose level comes nearest; `hopeful` are those whose level would be enough once it is confirmed: it is
    proposed, or was confirmed longer ago than counts.
    """

    skill: str
    level: int
    minutes: int
    best: PersonSkill | None
    hopeful: tuple[PersonSkill, ...]


def skill_gaps(demands: Iterable[SkillDemand], held: Iterable[PersonSkill], now: datetime) -> tuple[SkillGap, ...]:
    """What of these needs nobody at all could do, a line for each level of a skill, in the order of the needs."""
    of_skill: dict[str, list[PersonSkill]] = {}
    for one in held:
        of_skill.setdefault(one.skill_id, []).append(one)
    unmet: Counter[tuple[str, int]] = Counter()
    for need in demands:
        if not any((one.level_at(now) or 0) >= need.level for one in of_skill.get(need.skill, ())):
            unmet[need.skill, need.level] += need.minutes
    return tuple(_gap(*gap, minutes, of_skill.get(gap[0], []), now) for gap, minutes in unmet.items())


def _gap(skill: str, level: int, minutes: int, held: list[PersonSkill], now: datetime) -> SkillGap:
    counted = [one for one in held if one.level_at(now)]
    best = max(counted, key=lambda one: one.level_at(now) or 0, default=None)
    hopeful = tuple(one for one in held if would_be(one, now) >= level)
    return SkillGap(skill, level, minutes, best, hopeful)


def would_be(one: PersonSkill, now: datetime) -> int:
    """The level that somebody would have once it is confirmed: as proposed, or as it ran out; 0 when nothing waits."""
    return one.proposed_level or (one.level or 0 if one.is_outdated(now) else 0)
