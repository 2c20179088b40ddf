"""The catalogue of what there is to be mastered: skills and tools, and what an hour of each costs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.money import Currency
from domain.refusals import Refused
from domain.skills import Skill, SkillKind, no_such_skill, offered_skills
from storage.people import Named
from storage.transactions import Transaction, read_only

RETIRED_SHOWN = 50


@dataclass(frozen=True)
class OfferedSkill:
    """A skill or tool that can be chosen."""

    id: str
    name: str


@dataclass(frozen=True)
class ShowCatalogue:
    """Which skills and tools are there?"""

    actor: Actor


@dataclass(frozen=True)
class CatalogueLine:
    """One entry; its rate in words is shown to those who keep the catalogue, and to nobody else."""

    id: str
    name: str
    is_tool: bool
    rate: str = ""


@dataclass(frozen=True)
class Catalogue:
    """The entries that can be chosen, and those that were taken out."""

    lines: tuple[CatalogueLine, ...]
    retired: tuple[CatalogueLine, ...]
    may_change: bool


def skills_to_choose(tx: Transaction) -> tuple[OfferedSkill, ...]:
    """The skills and tools that can be chosen; refuses when the catalogue holds none."""
    found = tuple(OfferedSkill(one.id, one.name) for one in offered_skills(tx.skills.catalogue().values()))
    if not found:
        raise Refused("The catalogue of skills is empty. Those who keep it can add one: see skills catalogue.")
    return found


def chosen_skill(id: str, tx: Transaction) -> Skill:
    """The skill with this id, which must still be one that can be chosen."""
    found = tx.skills.catalogue().get(id)
    if found is None or found.is_retired:
        raise no_such_skill()
    return found


@read_only
def show_catalogue(order: ShowCatalogue, tx: Transaction, now: datetime) -> Named[Catalogue]:
    """Every entry; rates only for those who keep the catalogue."""
    workspace = tx.workspaces.get()
    permissions.require(order.actor, Action.SEE_SKILLS, workspace)
    may_change = permissions.allowed(order.actor, Action.KEEP_CATALOGUE, workspace)
    currency = Currency(workspace.currency, workspace.country)
    every = tx.skills.catalogue().values()
    lines = tuple(_entry(one, currency, may_change) for one in offered_skills(every))
    gone = offered_skills(replace(one, is_retired=not one.is_retired) for one in every)
    retired = tuple(_entry(one, currency, may_change) for one in gone[:RETIRED_SHOWN]) if may_change else ()
    return Named(Catalogue(lines, retired, may_change), {})


def _entry(skill: Skill, currency: Currency, with_rate: bool) -> CatalogueLine:
    rate = currency.words(skill.hourly_rate) if with_rate and skill.hourly_rate is not None else ""
    return CatalogueLine(skill.id, skill.name, skill.kind is SkillKind.TOOL, rate)
