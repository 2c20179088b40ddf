"""From what an element holds to what a form's field is: each reader gives the value, or refuses in one sentence."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import Enum
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

from domain.refusals import Refused

M = TypeVar("M")
Reader = Callable[[str], Any]
WHOLE = re.compile(r"[+-]?[0-9]{1,9}(\.0+)?")
DECIMAL = re.compile(r"[+-]?([0-9]{1,12}([.,][0-9]{0,6})?|[.,][0-9]{1,6})")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
CLOCK = re.compile(r"[0-9]{2}:[0-9]{2}")
MOMENT = re.compile(r"[0-9]{1,11}")


def read_whole(text: str) -> int:
    if not WHOLE.fullmatch(text.strip()):
        raise Refused("Enter a whole number, for example 5.")
    return int(text.strip().partition(".")[0])


def read_decimal(text: str) -> Decimal:
    if not DECIMAL.fullmatch(text.strip()):
        raise Refused("Enter a number, for example 12.50.")
    return Decimal(text.strip().replace(",", "."))


def read_day(text: str) -> date:
    words = "Pick a day of the calendar, for example 2027-03-31."
    return _read_by(DAY, date.fromisoformat, text, words)


def read_clock(text: str) -> time:
    return _read_by(CLOCK, time.fromisoformat, text, "Pick a time of day, for example 09:30.")


def read_moment(text: str) -> datetime:
    return _read_by(MOMENT, lambda digits: datetime.fromtimestamp(int(digits), UTC), text, "Pick a day and a time.")


def read_choice(kind: type[Enum]) -> Reader:
    """A reader for one of the enum's values."""

    def read(text: str) -> Enum:
        try:
            return kind(text)
        except ValueError:
            raise Refused("Choose one of the options.") from None

    return read


def _read_by(pattern: re.Pattern[str], make: Callable[[str], M], text: str, words: str) -> M:
    try:
        if pattern.fullmatch(text):
            return make(text)
    except (ValueError, OverflowError, OSError):
        # 2026-02-30 looks like a date and is none.
        raise Refused(words) from None
    raise Refused(words)


READERS: dict[Any, Reader] = {
    str: str,
    int: read_whole,
    Decimal: read_decimal,
    date: read_day,
    time: read_clock,
    datetime: read_moment,
}


def reader_for(hint: Any) -> Reader:
    """The reader for one value of this type; a form with a type nobody can read is a mistake in the form."""
    plain = getattr(hint, "__supertype__", hint)
    if isinstance(plain, type) and issubclass(plain, Enum):
        return read_choice(plain)
    if plain not in READERS:
        raise TypeError(f"no form field can be a {hint}")
    return READERS[plain]


def without_none(hint: Any) -> tuple[Any, bool]:
    """The type without None, and whether None is allowed."""
    if get_origin(hint) not in (Union, UnionType):
        return hint, False
    kinds = [kind for kind in get_args(hint) if kind is not type(None)]
    if len(kinds) != 1:
        raise TypeError(f"a form field cannot be one of {hint}")
    return kinds[0], True
