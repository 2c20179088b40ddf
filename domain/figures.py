"""Numbers as the country writes them whose workspace is spoken to: 1,200 in Ireland, 1.200 in Germany."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal

UNGROUPED = 1000
"""Below this a number has no sign for thousands, wherever it is read."""
# Like the decimal module's context: said once where a request or a delivery begins, so that no sentence has to hand
# it on. Each thread has its own, and it ends with what it was said for.
_COUNTRY: ContextVar[str] = ContextVar("country", default="")


@contextmanager
def written_as_in(country: str) -> Iterator[None]:
    """Write numbers as this country does until the block ends; plain English for no country."""
    before = _COUNTRY.set(country)
    try:
        yield
    finally:
        _COUNTRY.reset(before)


def write_as_in(country: str) -> None:
    """Write numbers as this country does from here to the end of the block that `written_as_in` began."""
    _COUNTRY.set(country)


def count_words(number: int, country: str | None = None) -> str:
    """A number of things as people read it: 1,200, or 1.200 in Germany; `country` where it is not the reader's own."""
    if abs(number) < UNGROUPED:
        return str(number)
    return format_decimal(number, "#,##0", locale=locale_of(_COUNTRY.get() if country is None else country))


def first_of(names: Sequence[str], most: int) -> str:
    """The first few of these names and how many more there are: A, B and 3 more."""
    more = len(names) - most
    return ", ".join(names[:most]) + (f" and {more} more" if more > 0 else "")


@lru_cache(maxsize=300)
def locale_of(country: str) -> Locale:
    """English as that country writes numbers; plain English where nobody wrote down how."""
    try:
        return Locale.parse(f"en_{country}") if country else Locale("en")
    except (UnknownLocaleError, ValueError):
        return Locale("en")
