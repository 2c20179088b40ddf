"""Hours as people type them, and minutes as they are kept."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from domain.refusals import Refused

MOST_HOURS = 10_000


def minutes_from_hours(text: str, field: str) -> int | None:
    """Typed hours as whole minutes, None when empty; refuses words, negatives and absurd numbers."""
    if not text.strip():
        return None
    try:
        hours = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        raise Refused("Enter hours as a number, for example 1.5.", field=field) from None
    if not hours.is_finite() or not 0 < hours <= MOST_HOURS:
        raise Refused(f"Enter hours above 0 and up to {MOST_HOURS:,}.", field=field)
    return max(1, round(hours * 60))
