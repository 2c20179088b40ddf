"""Hours as people type them, and minutes as they are kept."""

from __future__ import annotations

import re
from decimal import Decimal

from domain.figures import count_words
from domain.refusals import Problem, Refused

MOST_HOURS = 10_000
DAY_HOURS = 24
EXAMPLES = "for example 1.5 or 1h30"
DECIMAL = re.compile(r"(\d{1,9}(?:[.,]\d{0,9})?|[.,]\d{1,9})\s*(?:h|hours?)?", re.IGNORECASE)
CLOCK = re.compile(r"(\d{1,9})(?:\s*h\s*|:(?=\d\d))([0-5]?\d)\s*(?:m|min)?", re.IGNORECASE)
MINUTES = re.compile(r"(\d{1,9})\s*(?:m|min|minutes?)", re.IGNORECASE)


def typed_minutes(text: str) -> Decimal | None:
    """An amount of time as people write it, in minutes: 1.5, 1,5, 3 h, 1h30, 1:30, 90m; None when it is none."""
    typed = text.strip()
    if found := DECIMAL.fullmatch(typed):
        return Decimal(found[1].replace(",", ".")) * 60
    if found := CLOCK.fullmatch(typed):
        return Decimal(int(found[1]) * 60 + int(found[2]))
    return Decimal(int(found[1])) if (found := MINUTES.fullmatch(typed)) else None


def minutes_from_hours(text: str, field: str) -> int | None:
    """Typed hours as whole minutes, None when empty; refuses words, nothing at all and absurd amounts."""
    if not text.strip():
        return None
    minutes = typed_minutes(text)
    if minutes is None or not 0 < minutes <= MOST_HOURS * 60:
        raise Refused(f"Enter hours above 0 and up to {count_words(MOST_HOURS)}, {EXAMPLES}.", field=field)
    return max(1, round(minutes))


def minutes_left(text: str, field: str) -> int:
    """Typed hours that are left of some work as whole minutes; 0 is an answer, and nothing typed is none."""
    minutes = typed_minutes(text)
    if minutes is None or minutes > MOST_HOURS * 60:
        raise Refused(f"Enter the hours that are left, from 0 to {count_words(MOST_HOURS)}, {EXAMPLES}.", field=field)
    return max(1, round(minutes)) if minutes else 0


def minutes_or_problems(text: str, field: str) -> tuple[int | None, list[Problem]]:
    """The same for a form that says everything wrong with it at once: the minutes, and what is wrong with them."""
    try:
        return minutes_from_hours(text, field), []
    except Refused as refused:
        return None, list(refused.problems)


def worked_minutes(text: str, field: str) -> int:
    """Typed hours of one day's work as whole minutes, 0 when empty; refuses words and more than a day."""
    minutes = typed_minutes(text) if text.strip() else Decimal(0)
    if minutes is None or minutes > DAY_HOURS * 60:
        raise Refused(f"Enter hours from 0 to {DAY_HOURS}, {EXAMPLES}.", field=field)
    return max(1, round(minutes)) if minutes else 0


def hours_words(minutes: int) -> str:
    """An amount of work given in minutes: 1 h 30 min, and 0 h for none."""
    whole, rest = divmod(minutes, 60)
    return " ".join([f"{count_words(whole)} h"] * (bool(whole) or not rest) + [f"{rest} min"] * bool(rest))
