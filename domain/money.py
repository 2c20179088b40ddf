"""Amounts of money: read as people type them, kept as exact decimals, said as their country writes them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from babel.numbers import (
    format_currency,
    format_decimal,
    get_currency_precision,
    get_currency_symbol,
    get_decimal_symbol,
)

from domain.figures import count_words, locale_of
from domain.refusals import Refused

MOST_MONEY = Decimal(100_000_000_000)
EXAMPLE = Decimal("1200.50")
SPACES = re.compile(r"[\s\u00a0\u202f'’]+")
WHOLE = re.compile(r"\d+")
GROUPED = r"\d{1,3}(?:%(sign)s\d{3})+|\d{1,2}(?:%(sign)s\d{2})+%(sign)s\d{3}"
SIGN_OF_SPACES = " "
THOUSANDS = 3
"""So many digits stand between two signs for thousands."""


@dataclass(frozen=True)
class Currency:
    """The one currency of a project, and the country whose way of writing numbers people read."""

    code: str
    country: str = ""

    @property
    def decimals(self) -> int:
        """How many decimals its smallest coin has: 2 for EUR, 0 for JPY."""
        return get_currency_precision(self.code)

    @property
    def coin(self) -> Decimal:
        """Its smallest coin, as 0.01 for EUR."""
        return Decimal(1).scaleb(-self.decimals)

    def rounded(self, amount: Decimal) -> Decimal:
        """The amount in whole coins; half a coin goes away from nought, as on an invoice."""
        return amount.quantize(self.coin, ROUND_HALF_UP)

    def words(self, amount: Decimal) -> str:
        """The amount as its readers write it: €1,200.50, and 1.200,50 € in Germany, never torn."""
        return format_currency(amount, self.code, locale=locale_of(self.country))

    def as_typed(self, amount: Decimal | None) -> str:
        """The amount as a form begins with it: 48000, or 9084,14 where coins follow a comma; nothing for no amount.

        What could be read as thousands, as 1.250 dinars can, is said so that it cannot: 1.25, and 1.2340.
        """
        if amount is None:
            return ""
        digits = f"{self.rounded(amount):f}".removesuffix(f".{'0' * self.decimals}")
        said = digits.replace(".", get_decimal_symbol(locale_of(self.country)))
        ways = (said, said.rstrip("0"), f"{said}0")
        return said if "." not in digits else next(one for one in ways if len(_meanings(one, self)) == 1)

    def count(self, number: int) -> str:
        """A number of things beside these amounts, as their country writes it: 1,200, or 1.200."""
        return count_words(number, self.country)

    def number(self, value: Decimal) -> str:
        """A figure that is no money, with two decimals, as the country of these amounts writes it: 1.12, or 1,12."""
        return format_decimal(value, "#,##0.00", locale=locale_of(self.country))

    @property
    def example(self) -> str:
        """An amount as it may be typed: for example 1200 or 1,200.50, or 1.200,50 where it is written so."""
        grouped = self.number(EXAMPLE) if self.decimals else self.count(int(EXAMPLE))
        return f"for example {EXAMPLE:.0f} or {grouped}"


def typed_money(text: str, currency: Currency, field: str, least: str = "of 0 or more") -> Decimal | None:
    """A typed amount, None when empty: 1200, 1 200, 1.200,50 and 1,200.50 are read, with or without the currency.

    Refused beside the field: words, an amount below nought, more decimals than the currency has coins, an absurd
    amount, and one that could mean two things. `least` says which amounts are taken: “of 0 or more”, or “above 0”.
    """
    typed = text.strip()
    if not typed:
        return None
    bare = _without_currency(typed, currency)
    if bare.startswith(("-", "−", "–")) or (bare.startswith("(") and bare.endswith(")")):
        raise Refused(f"Enter an amount {least}, {currency.example}.", field)
    meanings = _meanings(SPACES.sub(SIGN_OF_SPACES, bare), currency)
    if len(meanings) > 1:
        raise Refused(f"“{typed[:40]}” could mean two amounts. Write it without a sign for thousands.", field)
    if not meanings:
        raise Refused(f"Enter an amount in {currency.code}, {currency.example}.", field)
    amount = meanings.pop()
    # Before it is rounded: more digits than a decimal carries cannot be.
    if amount > MOST_MONEY:
        raise Refused(f"That is too much. Enter an amount up to {currency.words(MOST_MONEY)}.", field)
    return currency.rounded(amount)


def cost_of(minutes: int, rate: Decimal, currency: Currency) -> Decimal:
    """What so many minutes cost at a rate an hour, in whole coins: one line of a bill, of which all sums are made."""
    return currency.rounded(minutes * rate / 60)


def _without_currency(typed: str, currency: Currency) -> str:
    for sign in sorted({currency.code, get_currency_symbol(currency.code, "en")}, key=len, reverse=True):
        if typed.upper().startswith(sign.upper()):
            return typed[len(sign) :].strip()
        if typed.upper().endswith(sign.upper()):
            return typed[: -len(sign)].strip()
    return typed


def _meanings(bare: str, currency: Currency) -> set[Decimal]:
    """Every amount that somebody could mean by this: thousands grouped by one sign, decimals after another."""
    found = set()
    for whole_sign, decimal_sign in ((",", "."), (".", ","), (" ", "."), (" ", ",")):
        whole, sign, coins = bare.rpartition(decimal_sign) if decimal_sign in bare else (bare, "", "")
        if not (_is_whole(whole, whole_sign) or (sign and not whole)):
            continue
        if sign and not _are_coins(coins, currency):
            continue
        found.add(Decimal(f"{whole.replace(whole_sign, '') or '0'}.{coins or '0'}"))
    return found


def _are_coins(digits: str, currency: Currency) -> bool:
    """Whether these can follow a decimal sign; more noughts than coins have change nothing, and are no thousands."""
    held = digits.rstrip("0") if len(digits) > THOUSANDS else digits
    return digits.isascii() and digits.isdecimal() and len(held) <= currency.decimals


def _is_whole(digits: str, sign: str) -> bool:
    if digits.isascii() and WHOLE.fullmatch(digits):
        return True
    grouped = re.fullmatch(GROUPED % {"sign": re.escape(sign)}, digits, re.ASCII)
    return grouped is not None and digits[0] != "0"
