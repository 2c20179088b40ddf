"""Tables of an export: columns that keep their names, and values as files hold them.

Days are ISO 8601, moments with the offset of the project's zone, amounts plain decimals, durations minutes, and a
person is two columns: the id, and the name as it is now.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from domain.export_views import Contents, Sight, View
from domain.identity import UserId

Value = None | bool | int | str | list[str] | dict[str, str]
Row = dict[str, Value]
COINS = Decimal("0.01")


@dataclass(frozen=True)
class Column:
    """One column: what stands in it for a thing, and what it takes to see that; without it the cell is empty."""

    name: str
    read: Callable[[Any, View], Any]
    sight: Sight = Sight.PROJECT


@dataclass(frozen=True)
class Table:
    """One table: what each of its lines is about, and its columns; the first is always the project's key."""

    name: str
    things: Callable[[Contents, View], Iterable[Any]]
    columns: tuple[Column, ...]

    @property
    def header(self) -> tuple[str, ...]:
        """The names of all columns."""
        return ("project", *(one.name for one in self.columns))

    def rows(self, contents: Contents, view: View) -> list[Row]:
        """The lines of one project, as far as the reader sees them; none of one that they do not see at all."""
        if not view.sees(Sight.PROJECT):
            return []
        seen = [one for one in self.columns if view.sees(one.sight)]
        blank: Row = dict.fromkeys(self.header)
        key = {"project": contents.project.key}
        return [
            blank | key | {one.name: plain(one.read(thing, view), view) for one in seen}
            for thing in self.things(contents, view)
        ]


def plain(value: Any, view: View) -> Value:
    """A value as JSON holds it, and as it says the same again when it is read back."""
    if value is None or type(value) in (str, int, bool):
        return value  # type: ignore[no-any-return]  # most are, and there are hundreds of thousands
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, datetime):
        return value.astimezone(view.zone).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize() if value % COINS else value.quantize(COINS):f}"
    if isinstance(value, Mapping):
        return {str(name): str(one) for name, one in value.items()}
    if isinstance(value, (tuple, list)):
        return [str(plain(one, view)) for one in value]
    assert isinstance(value, (bool, int, str))
    return value


def own(*names: str, sight: Sight = Sight.PROJECT) -> tuple[Column, ...]:
    """Columns called like the fields that they tell."""
    return tuple(Column(name, _field(name), sight) for name in names)


def _field(name: str) -> Callable[[Any, View], Any]:
    return lambda thing, view: getattr(thing, name)


def person(name: str, read: Callable[[Any], UserId | None] | None = None) -> tuple[Column, ...]:
    """The two columns of a person: their id, and what they are called."""
    who: Callable[[Any], UserId | None] = read or (lambda thing: getattr(thing, name))
    return (
        Column(name, lambda thing, view: who(thing)),
        Column(f"{name}_name", lambda thing, view: view.names.get(who(thing) or "")),
    )


def people(name: str, read: Callable[[Any], tuple[UserId, ...]] | None = None) -> tuple[Column, ...]:
    """The two columns of several people: their ids, and what they are called in the same order."""
    who: Callable[[Any], tuple[UserId, ...]] = read or (lambda thing: getattr(thing, name))
    return (
        Column(name, lambda thing, view: who(thing)),
        Column(f"{name}_names", lambda thing, view: tuple(view.names.get(one, one) for one in who(thing))),
    )


def column(name: str, read: Callable[[Any, View], Any], sight: Sight = Sight.PROJECT) -> tuple[Column, ...]:
    """One column that is worked out."""
    return (Column(name, read, sight),)
