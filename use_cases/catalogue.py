"""The catalogue of what there is to be mastered: skills and tools, and what an hour of each costs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from domain import permissions
from domain.actors import Actor
from domain.history import Act, Change
from domain.identity import new_id
from domain.money import MOST_MONEY, Currency, typed_money
from domain.permissions import Action
from domain.refusals import Problem, Refused, refuse_if_any
from domain.skills import MOST_SKILLS, Skill, SkillKind, no_such_skill, offered_skills, skill_problems
from storage.people import Named
from storage.transactions import Transaction, read_only

MOST_RATE = MOST_MONEY / 1_000_000
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


@dataclass(frozen=True)
class PrepareSkill:
    """Open the form for an entry of the catalogue, or for a new one."""

    actor: Actor
    skill_id: str = ""


@dataclass(frozen=True)
class SkillForm:
    """An entry as it is now; of a new one nothing."""

    skill_id: str
    name: str
    kind: SkillKind
    rate: str
    currency: str
    is_retired: bool


@dataclass(frozen=True)
class KeepSkill:
    """Everything that was typed about an entry; the rate is an amount of money an hour, as typed."""

    actor: Actor
    skill_id: str
    name: str
    kind: SkillKind = SkillKind.SKILL
    rate: str = ""
    is_retired: bool = False


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


@read_only
def prepare_skill(order: PrepareSkill, tx: Transaction, now: datetime) -> Named[SkillForm]:
    """The form for an entry, for whoever keeps the catalogue."""
    workspace = tx.workspaces.get()
    permissions.require(order.actor, Action.KEEP_CATALOGUE, workspace)
    skill = _entry_of(order.skill_id, tx) if order.skill_id else Skill("", "")
    rate = Currency(workspace.currency).as_typed(skill.hourly_rate)
    form = SkillForm(skill.id, skill.name, skill.kind, rate, workspace.currency, skill.is_retired)
    return Named(form, {})


def _entry_of(id: str, tx: Transaction) -> Skill:
    found = tx.skills.catalogue().get(id)
    if found is None:
        raise no_such_skill()
    return found


def keep_skill(order: KeepSkill, tx: Transaction, now: datetime) -> str:
    """Save an entry of the catalogue with its hourly rate, take it out, or bring it back; returns its name."""
    workspace = tx.workspaces.for_change()
    permissions.require(order.actor, Action.KEEP_CATALOGUE, workspace)
    before = _entry_of(order.skill_id, tx) if order.skill_id else None
    currency = Currency(workspace.currency, workspace.country)
    rate, problems = _rate(order.rate, currency)
    refuse_if_any(_name_problems(order, before, tx) + problems)
    after = Skill(before.id if before else new_id(), order.name.strip(), order.kind, rate, order.is_retired)
    if after != before:
        tx.skills.keep(after)
        changes = _changes(before, after, currency)
        tx.history.add(order.actor.user_id, now, Act.CHANGED_CATALOGUE, None, after.name, changes)
    return after.name


def _name_problems(order: KeepSkill, before: Skill | None, tx: Transaction) -> list[Problem]:
    others = [one for one in tx.skills.catalogue().values() if before is None or one.id != before.id]
    problems = skill_problems(order.name, order.kind, others)
    if not order.is_retired and sum(not one.is_retired for one in others) >= MOST_SKILLS:
        problems.append(Problem(f"The catalogue holds at most {MOST_SKILLS} entries. Take one out first.", "name"))
    return problems


def _rate(typed: str, currency: Currency) -> tuple[Decimal | None, list[Problem]]:
    try:
        rate = typed_money(typed, currency, "rate")
    except Refused as refused:
        return None, list(refused.problems)
    if rate is not None and rate > MOST_RATE:
        return None, [Problem(f"Enter a rate up to {currency.words(MOST_RATE)} an hour.", "rate")]
    return rate, []


def _changes(before: Skill | None, after: Skill, currency: Currency) -> tuple[Change, ...]:
    def words(one: Skill | None) -> tuple[str, str, str, str]:
        if one is None:
            return "", "", "", ""
        rate = currency.words(one.hourly_rate) if one.hourly_rate is not None else ""
        return one.name, one.kind.value, rate, "taken out" if one.is_retired else ""

    rows = zip(("name", "kind", "hourly rate", "state"), words(before), words(after), strict=True)
    return tuple(Change(field, old, new) for field, old, new in rows if old != new)
