"""What nobody in the workspace can do of what a plan needs, who could be confirmed in it, and who confirms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from domain import duties, permissions
from domain.actions import Action
from domain.actors import Actor
from domain.feasibility import Shortage
from domain.identity import UserId
from domain.nudges import LEVEL, OVERRIDE, fact_thing
from domain.projects import Lifecycle, Project
from domain.skill_gaps import SkillGap, skill_gaps, would_be
from domain.skills import PersonSkill
from storage.transactions import Transaction
from use_cases.finding import gone_among
from use_cases.levels import judges
from use_cases.nudged import nudged_in

HOPEFUL_NAMED = 2


@dataclass(frozen=True)
class HopefulLine:
    """Somebody whose level would count once it is confirmed; `is_again` when it was once, longer ago than counts."""

    person: UserId
    level: int
    is_again: bool
    judge: UserId | None = None
    """Who is asked first to confirm it."""
    reminded_on: date | None = None


@dataclass(frozen=True)
class GapLine:
    """A level of a skill that nobody has, the nearest to it, and who could be confirmed."""

    skill_id: str
    skill: str
    level: int
    minutes: int
    best: UserId | None
    best_level: int
    hopeful: tuple[HopefulLine, ...]


@dataclass(frozen=True)
class SkillGaps:
    """The skills that nobody masters as needed, and what this reader may do about it.

    With `is_all` people are short of nothing else, so that booking them repairs nothing yet.
    """

    lines: tuple[GapLine, ...]
    is_all: bool
    judges: tuple[UserId, ...]
    may_judge: bool
    asks_override: bool
    may_override: bool
    may_remind: bool
    head: UserId | None
    """Who decides on a start over what is open; nobody while no head is confirmed who does not judge their own."""
    override_thing: str
    override_asked_on: date | None


def gaps_of(
    short: tuple[Shortage, ...], names: dict[str, str], project: Project, actor: Actor, tx: Transaction, now: datetime
) -> SkillGaps:
    """The gaps behind what is short, for one reader; the override is for a project that has not begun."""
    needs = tuple(need for one in short for need in one.demands)
    found = skill_gaps(needs, _held({one.skill for one in needs}, tx), now)
    may_judge = permissions.allowed(actor, Action.JUDGE_LEVEL, tx.workspaces.get())
    asked, last = judges(tx) if found else (), nudged_in(project.id, tx) if found else {}
    head, override = duties.judge_of(project), fact_thing(project.id, OVERRIDE)
    return SkillGaps(
        tuple(_line(one, names, asked, last, actor, now) for one in found),
        sum(one.minutes for one in found) == sum(one.minutes for one in needs),
        asked,
        bool(found) and may_judge,
        bool(found) and project.lifecycle is Lifecycle.PLANNING,
        duties.may_judge(actor, Action.OVERRIDE_GATE, project),
        permissions.allowed(actor, Action.REMIND, project) and not project.is_over,
        head,
        override,
        last.get((override, head)) if head else None,
    )


def _held(skills: Iterable[str], tx: Transaction) -> tuple[PersonSkill, ...]:
    wanted = set(skills)
    every = {(one.skill_id, one.person): one for one in (*tx.skills.holders(wanted), *tx.skills.proposed_in(wanted))}
    gone = gone_among({person for _, person in every}, tx)
    return tuple(one for (_, person), one in sorted(every.items()) if person not in gone)


def _line(
    one: SkillGap,
    names: dict[str, str],
    asked: tuple[UserId, ...],
    last: Mapping[tuple[str, UserId], date],
    actor: Actor,
    now: datetime,
) -> GapLine:
    # Nobody confirms themselves: who reads this is not offered to.
    others = (each for each in one.hopeful if each.person != actor.user_id)
    return GapLine(
        one.skill,
        names.get(one.skill, one.skill),
        one.level,
        one.minutes,
        one.best.person if one.best else None,
        (one.best.level_at(now) if one.best else None) or 0,
        tuple(_hopeful(each, asked, last, now) for each in others)[:HOPEFUL_NAMED],
    )


def _hopeful(
    one: PersonSkill, asked: tuple[UserId, ...], last: Mapping[tuple[str, UserId], date], now: datetime
) -> HopefulLine:
    judge = next((each for each in asked if each != one.person), None)
    reminded = last.get((f"{LEVEL}/{one.person}/{one.skill_id}", judge)) if judge else None
    return HopefulLine(one.person, would_be(one, now), not one.is_proposed, judge, reminded)
