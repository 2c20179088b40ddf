"""What people can do: the catalogue of skills and tools, five levels, and who confirmed them for whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from domain.identity import UserId
from domain.refusals import Problem, Refused

NAME_LENGTH = 60
EVIDENCE_LENGTH = 1000
MOST_SKILLS = 100
"""As many as Slack can offer in one select."""
CURRENT_FOR = timedelta(days=365)
LOWEST, HIGHEST = 1, 5
LEVELS: dict[int, str] = {
    1: "knows the basics and needs guidance",
    2: "does routine work with some help",
    3: "works alone on usual tasks",
    4: "solves hard cases and guides others",
    5: "sets the direction; the one who is asked",
}
"""What each level means, said of a person."""


class SkillKind(StrEnum):
    """What an entry of the catalogue is: something people can do, or a tool that they can use."""

    SKILL = "skill"
    TOOL = "tool"


@dataclass(frozen=True)
class Skill:
    """One entry of a workspace's catalogue; `hourly_rate` is what an hour of it costs, in the workspace's currency.

    A retired entry cannot be chosen any more; whatever names it already still finds its name and rate.
    """

    id: str
    name: str
    kind: SkillKind = SkillKind.SKILL
    hourly_rate: Decimal | None = None
    is_retired: bool = False


SEEDS: tuple[Skill, ...] = (
    *(
        Skill(name.lower().replace(" ", "_"), name)
        for name in (
            "Application development",
            "Configuration",
            "Web design",
            "Web programming",
            "Deployment",
            "Hardware",
            "Networking",
            "Service desk",
            "Security",
            "Cloud",
            "Databases",
            "Project management",
        )
    ),
    *(
        Skill(f"tool_{name.lower().replace(' ', '_')}", name, SkillKind.TOOL)
        for name in ("Ansible", "Docker", "Git", "Microsoft 365", "VMware", "Windows Server")
    ),
)
"""What every catalogue begins with; nobody may take an id out that people's levels or stages' needs may name."""


@dataclass(frozen=True)
class PersonSkill:
    """How well a person masters one skill: the level that counts, and the one that waits to be confirmed.

    `evidence` is what they say shows it; `asked_at` tells apart the messages that asked for confirmation: what is
    proposed while one is unanswered joins it.
    """

    person: UserId
    skill_id: str
    level: int | None = None
    confirmed_by: UserId | None = None
    confirmed_at: datetime | None = None
    proposed_level: int | None = None
    proposed_at: datetime | None = None
    evidence: str = ""
    asked_at: datetime | None = None

    @property
    def is_proposed(self) -> bool:
        return self.proposed_level is not None

    def is_outdated(self, now: datetime) -> bool:
        """Whether it was confirmed, but more than a year ago, so that it does not count any more."""
        return self.confirmed_at is not None and self.confirmed_at + CURRENT_FOR < now

    def level_at(self, now: datetime) -> int | None:
        """The level that counts at this moment: confirmed, and within a year; None when none does."""
        return None if self.confirmed_at is None or self.is_outdated(now) else self.level

    def months_old(self, now: datetime) -> int:
        """How many whole months of 365.25 / 12 days have passed since it was confirmed."""
        return 0 if self.confirmed_at is None else int((now - self.confirmed_at) / timedelta(days=365.25 / 12))

    def proposed(self, level: int, evidence: str, asked_at: datetime, now: datetime) -> PersonSkill:
        """The same with a level that waits to be confirmed; what counts until then stays. Refuses an odd level."""
        refuse_odd_level(level)
        if level == self.level_at(now):
            raise Refused(f"Level {level} is confirmed already. Choose another one, or leave it.", field="level")
        return replace(self, proposed_level=level, proposed_at=now, evidence=evidence.strip(), asked_at=asked_at)

    def confirmed(self, level: int, by: UserId, now: datetime) -> PersonSkill:
        """The same with a level that counts from now on; refuses an odd level, and a person's word for themselves."""
        refuse_odd_level(level)
        self._refuse_own(by)
        return replace(self, level=level, confirmed_by=by, confirmed_at=now, proposed_level=None, proposed_at=None)

    def declined(self, by: UserId) -> PersonSkill:
        """The same without what was proposed; what counted before still does."""
        self._refuse_own(by)
        if not self.is_proposed:
            raise Refused("Nothing waits to be confirmed here any more.")
        return replace(self, proposed_level=None, proposed_at=None)

    def _refuse_own(self, by: UserId) -> None:
        if by == self.person:
            raise Refused("Nobody confirms their own level. Another head or IT manager can.", field="level")


def refuse_odd_level(level: int) -> None:
    """Refuse a level that is none of the five."""
    if level not in LEVELS:
        raise Refused(f"Choose a level from {LOWEST} to {HIGHEST}.", field="level")


def level_words(level: int) -> str:
    """A level with its meaning: 3, works alone on usual tasks."""
    return f"{level}, {LEVELS[level]}"


def skill_problems(name: str, kind: SkillKind, others: Iterable[Skill]) -> list[Problem]:
    """What is wrong with the name of an entry, given the others of the catalogue, beside its field."""
    called = " ".join(name.split()).casefold()
    if not called:
        return [Problem("Give the skill or tool a name.", "name")]
    if len(name.strip()) > NAME_LENGTH:
        return [Problem(f"Use at most {NAME_LENGTH} characters for the name.", "name")]
    same = next((one for one in others if one.name.casefold() == called and one.kind is kind), None)
    if same is None:
        return []
    again = " It was taken out; bring it back instead." if same.is_retired else ""
    return [Problem(f"{same.name} stands in the catalogue already.{again}", "name")]


def offered_skills(catalogue: Iterable[Skill]) -> tuple[Skill, ...]:
    """The entries that can be chosen: skills before tools, each by name."""
    current = (one for one in catalogue if not one.is_retired)
    return tuple(sorted(current, key=lambda one: (one.kind is SkillKind.TOOL, one.name.casefold(), one.id)))


def no_such_skill() -> Refused:
    """The refusal of a skill that the catalogue does not hold, or not any more."""
    return Refused("That skill is not in the catalogue any more. Choose another one.", field="skill")
