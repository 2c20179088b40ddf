"""What changed about stages, hours and money, as lines of the history; amounts are for those who may see costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from domain import change_terms
from domain.calendars import day_words
from domain.figures import count_words
from domain.history import Act, Change, Entry
from domain.hours import hours_words
from domain.identity import UserId
from domain.money import Currency
from domain.options import Solution
from domain.scope_differences import FINANCIAL
from domain.stages import Stage

PAID, PRICE, RESERVE, FIGURES = "paid besides", "price", "reserve", "figures"
SUGGESTED, NOT_TAKEN = "suggested reserve", "why it is not taken"
ONCE, EACH_MONTH = "cost once", "cost each month"
AGREED = (change_terms.PRICE, change_terms.EFFORT)
INTERNAL = frozenset({PAID, PRICE, RESERVE, SUGGESTED, NOT_TAKEN, FIGURES, ONCE, EACH_MONTH, *AGREED}) | FINANCIAL
"""Fields whose words only those read who may see the costs of a project."""
SAID = "said"
FOR_ANYBODY = (Act.FOLLOWED_CHANGE, Act.DECLINED_CHANGE)
"""Acts whose words a channel reads: the change that came first, and the customer's; not what we said to each other."""


def stage_changes(
    before: Stage | None, after: Stage | None, names: Mapping[str, str], currency: Currency
) -> tuple[Change, ...]:
    """What is different about a stage and what it needs; `names` are those of skills and things by their ids."""
    old, new = _lines(before, names, currency), _lines(after, names, currency)
    fields = dict.fromkeys((*old, *new))
    words = tuple(Change(one, old.get(one, ""), new.get(one, "")) for one in fields if old.get(one) != new.get(one))
    were, are = _owner(before), _owner(after)
    owner = (Change("answers for it", people_before=were, people_after=are),) if were != are else ()
    return words + owner


def solution_changes(before: Solution | None, after: Solution | None, currency: Currency) -> tuple[Change, ...]:
    """What is different about a solution that is compared, but for its ratings."""
    old, new = _said_of(before, currency), _said_of(after, currency)
    fields = dict.fromkeys((*old, *new))
    return tuple(Change(one, old.get(one, ""), new.get(one, "")) for one in fields if old.get(one) != new.get(one))


def _said_of(solution: Solution | None, currency: Currency) -> dict[str, str]:
    if solution is None:
        return {}
    return {
        "name": solution.name,
        "description": solution.description,
        ONCE: currency.words(solution.one_off),
        EACH_MONTH: currency.words(solution.monthly),
    }


def _owner(stage: Stage | None) -> tuple[UserId, ...]:
    return (stage.responsible,) if stage and stage.responsible else ()


def _lines(stage: Stage | None, names: Mapping[str, str], currency: Currency) -> dict[str, str]:
    if stage is None:
        return {}
    lines = {"name": stage.name, "first day": day_words(stage.starts_on), "last day": day_words(stage.ends_on)}
    lines["state"] = stage.state.value
    for need in stage.needs:
        lines[f"{names.get(need.skill_id, need.skill_id)} {need.level}"] = hours_words(need.minutes)
    for thing in stage.things:
        days = f"{day_words(thing.first_day)} – {day_words(thing.last_day)}"
        lines[f"{names.get(thing.thing_id, thing.thing_id)}, {days}"] = count_words(thing.quantity)
    if stage.costs:
        lines[PAID] = "; ".join(f"{one.what} {currency.words(one.amount)}" for one in stage.costs)
    return lines


def without_money(entry: Entry) -> Entry:
    """The line as anybody may read it: that something was changed, and by whom, but no amount."""
    return replace(entry, changes=tuple(one for one in entry.changes if one.field not in INTERNAL))


def without_our_words(entry: Entry) -> Entry:
    """The line as whoever does not work in the project may read it: without what was said of a change among us."""
    if entry.act in FOR_ANYBODY:
        return entry
    return replace(entry, changes=tuple(one for one in entry.changes if one.field != SAID))
