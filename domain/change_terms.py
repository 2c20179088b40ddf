"""What a change would make of what was approved: users, services, completion date, price and effort."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum, auto
from typing import TypeVar

from domain.calendars import day_words
from domain.figures import count_words, first_of
from domain.history import Change
from domain.hours import EXAMPLES, hours_words, typed_minutes
from domain.money import Currency, typed_money
from domain.refusals import Problem, Refused
from domain.scope import Scope, ScopeStatement
from domain.scope_limits import scope_problems

T = TypeVar("T")
MOST_EFFORT_HOURS = 1_000_000
PRICE, EFFORT = "Price", "Effort"
KEPT_BACK = "another than before"
SERVICES_NAMED = 3
MORE, LESS = "+", ("-", "−", "–")


class Reader(Enum):
    """Who reads what an offer moves: guests may be in a channel, and a customer is not told what is work to us."""

    CHANNEL = auto()
    CUSTOMER = auto()
    OURS = auto()


@dataclass(frozen=True)
class Terms:
    """What is agreed or offered as a whole: the price in the project's currency, the effort in minutes of work."""

    users_count: int | None
    services: tuple[str, ...]
    completion_date: date | None
    price: Decimal | None
    minutes: int

    @property
    def scope(self) -> Scope:
        """What of it stands on the project itself."""
        return Scope(self.users_count, self.services, self.completion_date)

    def concerns_customer(self, approved: Terms) -> bool:
        """Whether price or completion date move, so that the customer has to accept it."""
        return (self.price, self.completion_date) != (approved.price, approved.completion_date)

    def moved(self, before: Terms, now: Terms) -> Terms:
        """The same change of what is approved by now, which was offered for what was approved before.

        What the change leaves alone follows; users, amounts and services move by as much as they would have moved.
        """
        return Terms(
            _moved_users(before.users_count, self.users_count, now.users_count),
            _moved_services(before.services, self.services, now.services),
            now.completion_date if self.completion_date == before.completion_date else self.completion_date,
            _moved_price(before.price, self.price, now.price),
            max(0, now.minutes + self.minutes - before.minutes),
        )

    def applied(self, statement: ScopeStatement, line: str) -> ScopeStatement:
        """The scope with these terms in it; the line says in its scope what it was changed for."""
        return replace(
            statement,
            users_count=self.users_count,
            services=self.services,
            completion_date=self.completion_date,
            in_scope=(*statement.in_scope, line),
        )


def _moved_users(before: int | None, offered: int | None, now: int | None) -> int | None:
    if offered is None or offered == before:
        return now
    if before is None or now is None:
        return offered
    return max(1, now + offered - before)


def _moved_services(before: tuple[str, ...], offered: tuple[str, ...], now: tuple[str, ...]) -> tuple[str, ...]:
    kept = tuple(one for one in now if one in offered or one not in before)
    return kept + tuple(one for one in offered if one not in before and one not in kept)


def _moved_price(before: Decimal | None, offered: Decimal | None, now: Decimal | None) -> Decimal | None:
    if offered is None or offered == before:
        return now
    if before is None or now is None:
        return offered
    return max(Decimal(0), now + offered - before)


def typed_price(text: str, approved: Decimal | None, currency: Currency) -> Decimal | None:
    """A new price, or the difference when it begins with + or -; nothing typed is no price.

    Refused beside the field `price`: what is no amount, and a difference that leaves less than nothing.
    """
    sign, amount = _difference(text)
    if not sign:
        return typed_money(text, currency, "price")
    moved = typed_money(amount, currency, "price")
    if moved is None:
        raise Refused(f"Enter an amount in {currency.code}, {currency.example}, or how much more as +500.", "price")
    price = (approved or Decimal(0)) + sign * moved
    if price < 0:
        raise Refused(f"That leaves less than nothing of {currency.words(approved or Decimal(0))}.", "price")
    return price


def typed_effort(text: str, approved: int) -> int:
    """The new effort in minutes, or the difference when it begins with + or -; nothing typed leaves it as it is.

    Refused beside the field `effort`: what is no time, an absurd amount, and less than no work.
    """
    if not text.strip():
        return approved
    sign, amount = _difference(text)
    typed = typed_minutes(amount)
    if typed is None or typed > MOST_EFFORT_HOURS * 60:
        words = f"Enter hours up to {count_words(MOST_EFFORT_HOURS)}, {EXAMPLES}, or how many more as +40."
        raise Refused(words, "effort")
    minutes = approved + sign * round(typed) if sign else round(typed)
    if minutes < 0:
        raise Refused(f"That leaves less than no work of {hours_words(approved)}.", "effort")
    return minutes


def _difference(text: str) -> tuple[int, str]:
    """Whether a text says how much more (1) or less (-1), or says the whole (0); and the amount in it."""
    typed = text.strip()
    if typed.startswith(MORE):
        return 1, typed[1:].strip()
    return (-1, typed[1:].strip()) if typed.startswith(LESS) else (0, typed)


def is_difference(text: str) -> bool:
    """Whether a text says how much more or less, and not the whole."""
    return _difference(text)[0] != 0


def terms_problems(terms: Terms, before: Terms, today: date) -> list[Problem]:
    """What is wrong with what is offered, beside its fields; a date that was there before may have passed."""
    due = terms.completion_date if terms.completion_date != before.completion_date else None
    problems = scope_problems(replace(terms.scope, completion_date=due), today)
    for field, ask in (
        ("users_count", "Enter the number of IT users."),
        ("completion_date", "Pick the completion date."),
        ("price", "Enter the price."),
    ):
        if getattr(terms, field) is None and getattr(before, field) is not None:
            problems.append(Problem(ask, field))
    return problems


def terms_changes(before: Terms, after: Terms, currency: Currency, reader: Reader = Reader.OURS) -> tuple[Change, ...]:
    """Before and after of everything that moves, in words, what costs most to overlook first.

    A customer is not told of hours. A channel reads that price and effort move, and neither from what nor to what.
    """
    price = _line(PRICE, before.price, after.price, currency.words, _more_money(before, after, currency))
    effort = _line(EFFORT, before.minutes, after.minutes, hours_words, _more(before, after))
    every = (
        price,
        _line("Completion date", before.completion_date, after.completion_date, day_words),
        _line("IT users", before.users_count, after.users_count, count_words),
        None if reader is Reader.CUSTOMER else effort,
        *_services(before.services, after.services),
    )
    said = tuple(one for one in every if one is not None)
    return tuple(map(_kept_back, said)) if reader is Reader.CHANNEL else said


def _kept_back(change: Change) -> Change:
    return Change(change.field, after=KEPT_BACK) if change.field in (PRICE, EFFORT) else change


def terms_words(terms: Terms, currency: Currency, reader: Reader) -> tuple[str, ...]:
    """The figures that this reader may know, each in words: 120 users, 30 June 2027, €48,000, 400 h of work."""
    users = f"{count_words(terms.users_count)} user{'' if terms.users_count == 1 else 's'}" if terms.users_count else ""
    due = day_words(terms.completion_date) if terms.completion_date else ""
    price = "" if terms.price is None or reader is Reader.CHANNEL else currency.words(terms.price)
    effort = f"{hours_words(terms.minutes)} of work" if terms.minutes and reader is Reader.OURS else ""
    return tuple(one for one in (users, due, price, effort) if one)


def moved_words(before: Terms, after: Terms, currency: Currency, reader: Reader) -> tuple[str, ...]:
    """What of these terms is different by now, each in words, the services last: 150 users, with Printing."""
    were = terms_words(before, currency, reader)
    figures = tuple(one for one in terms_words(after, currency, reader) if one not in were)
    added = [one for one in after.services if one not in before.services]
    gone = [one for one in before.services if one not in after.services]
    return figures + tuple(
        f"{word} {first_of(names, SERVICES_NAMED)}" for word, names in (("with", added), ("without", gone)) if names
    )


def _line(called: str, before: T, after: T, words: Callable[..., str], more: str = "") -> Change | None:
    if before == after:
        return None
    said = ["" if one is None else words(one) for one in (before, after)]
    return Change(called, said[0], f"{said[1]} ({more})" if more else said[1])


def _services(before: tuple[str, ...], after: tuple[str, ...]) -> list[Change]:
    gone = [Change("Service removed", one) for one in before if one not in after]
    return gone + [Change("Service added", after=one) for one in after if one not in before]


def _more(before: Terms, after: Terms) -> str:
    moved = after.minutes - before.minutes
    return f"{_sign(moved)}{hours_words(abs(moved))}"


def _more_money(before: Terms, after: Terms, currency: Currency) -> str:
    if before.price is None or after.price is None:
        return ""
    moved = after.price - before.price
    return f"{_sign(moved)}{currency.words(abs(moved))}"


def _sign(moved: Decimal | int) -> str:
    return "+" if moved > 0 else "−"
