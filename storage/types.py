"""Column types that mean the same on SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import sqlalchemy as sa

TEN_THOUSANDTHS = 4


class UtcDateTime(sa.types.TypeDecorator[datetime]):
    """An instant in UTC; naive values are refused, because SQLite would silently drop their zone."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Refuse a naive instant; hand over UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Give back an aware instant in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class ExactDecimal(sa.types.TypeDecorator[Decimal]):
    """An amount of money to the ten-thousandth, kept as a whole number, because SQLite knows no decimals."""

    impl = sa.BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: sa.Dialect) -> int | None:
        """Refuse what would lose a part of it; hand over ten-thousandths."""
        if value is None:
            return None
        scaled = Decimal(value).scaleb(TEN_THOUSANDTHS)
        if scaled != int(scaled):
            raise ValueError("an amount has at most four decimals")
        return int(scaled)

    def process_result_value(self, value: int | None, dialect: sa.Dialect) -> Decimal | None:
        """Give back the amount; a sum comes from PostgreSQL as a decimal without decimals."""
        return None if value is None else Decimal(int(value)).scaleb(-TEN_THOUSANDTHS)
