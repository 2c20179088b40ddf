"""Changing the catalogue: an entry's name, what an hour of it costs, whether it can still be chosen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.editing import merged_or_refused, seen_of
from domain.history import Act, Change
from domain.identity import new_id
from domain.money import MOST_MONEY, Currency, typed_money
from domain.refusals import Problem, Refused, refuse_if_any
from domain.skills import MOST_SKILLS, Skill, SkillKind, no_such_skill, skill_problems
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.asked_rates import end_asked_rates
from use_cases.means import note_those_needing

MOST_RATE = MOST_MONEY / 1_000_000


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
    seen: str = ""


@dataclass(frozen=True)
class KeepSkill:
    """Everything that was typed about an entry, the rate as money an hour; `seen` is what the form showed."""

    actor: Actor
    skill_id: str
    name: str
    kind: SkillKind = SkillKind.SKILL
    rate: str = ""
    is_retired: bool = False
    seen: str = ""


@read_only
def prepare_skill(order: PrepareSkill, tx: Transaction, now: datetime) -> Named[SkillForm]:
    """The form for an entry, for whoever keeps the catalogue."""
    workspace = tx.workspaces.get()
    permissions.require(order.actor, Action.KEEP_CATALOGUE, workspace)
    skill = _entry_of(order.skill_id, tx) if order.skill_id else Skill("", "")
    rate = Currency(workspace.currency, workspace.country).as_typed(skill.hourly_rate)
    seen = seen_of(skill) if order.skill_id else ""
    form = SkillForm(skill.id, skill.name, skill.kind, rate, workspace.currency, skill.is_retired, seen)
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
    rate, problems = read_rate(order.rate, currency, "rate")
    typed = Skill(before.id if before else new_id(), order.name.strip(), order.kind, rate, order.is_retired)
    refuse_if_any([*_name_problems(typed, before, tx), *problems])
    after = _merged(typed, before, order.seen, currency)
    refuse_if_any(_name_problems(after, before, tx))
    if after != before:
        keep_entry(before, after, order.actor, currency, tx, now)
        end_asked_rates(tx, now)
    return after.name


def keep_entry(
    before: Skill | None, after: Skill, actor: Actor, currency: Currency, tx: Transaction, now: datetime
) -> None:
    """Save an entry that is another one now, with its line of the history; who counts on it looks again."""
    tx.skills.keep(after)
    tx.history.add(actor.user_id, now, Act.CHANGED_CATALOGUE, None, after.name, _changes(before, after, currency))
    note_those_needing(tx, skills=(after.id,))


def _merged(typed: Skill, before: Skill | None, seen: str, currency: Currency) -> Skill:
    """What was typed, and where it was not touched what somebody else made of the entry meanwhile."""
    if before is None:
        return typed
    now = dict(zip(("name", "kind", "hourly_rate", "is_retired"), _words(before, currency), strict=True))
    return merged_or_refused(typed, before, seen, now, {"hourly_rate": "rate"})


def _name_problems(after: Skill, before: Skill | None, tx: Transaction) -> list[Problem]:
    others = [one for one in tx.skills.catalogue().values() if before is None or one.id != before.id]
    problems = skill_problems(after.name, after.kind, others)
    if not after.is_retired and sum(not one.is_retired for one in others) >= MOST_SKILLS:
        problems.append(Problem(f"The catalogue holds at most {MOST_SKILLS} entries. Take one out first.", "name"))
    return problems


def read_rate(typed: str, currency: Currency, field: str) -> tuple[Decimal | None, list[Problem]]:
    """What an hour costs as it was typed, with what is wrong beside its field."""
    try:
        rate = typed_money(typed, currency, field)
    except Refused as refused:
        return None, list(refused.problems)
    if rate is not None and rate > MOST_RATE:
        return None, [Problem(f"Enter a rate up to {currency.words(MOST_RATE)} an hour.", field)]
    return rate, []


def _changes(before: Skill | None, after: Skill, currency: Currency) -> tuple[Change, ...]:
    rows = zip(("name", "kind", "hourly rate", "state"), _words(before, currency), _words(after, currency), strict=True)
    return tuple(Change(field, old, new) for field, old, new in rows if old != new)


def _words(one: Skill | None, currency: Currency) -> tuple[str, str, str, str]:
    if one is None:
        return "", "", "", ""
    rate = currency.words(one.hourly_rate) if one.hourly_rate is not None else ""
    return one.name, one.kind.value, rate, "taken out" if one.is_retired else ""
