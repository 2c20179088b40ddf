"""The one exception that speaks to a person: what cannot be done, and what to do instead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Self


@dataclass(frozen=True)
class Problem:
    """One sentence for a person, and the form field it belongs beside; `to_type` ends it, after the command's name."""

    message: str
    field: str | None = None
    to_type: str = ""


class Refused(Exception):
    """A rule said no: the sentence says what to do, the field says where it stands."""

    def __init__(self, message: str, field: str | None = None, to_type: str = "") -> None:
        super().__init__(message)
        self.problems: tuple[Problem, ...] = (Problem(message, field, to_type),)

    @classmethod
    def because(cls, problems: Iterable[Problem]) -> Refused:
        """One refusal that carries every problem of a form at once."""
        found = tuple(problems)
        refusal = cls(found[0].message, found[0].field)
        refusal.problems = found
        return refusal

    def after(self, done: str) -> Self:
        """The same refusal, which says first what was done all the same."""
        first, *rest = self.problems
        self.problems = (replace(first, message=f"{done} {first.message}"), *rest)
        return self

    @property
    def message(self) -> str:
        return self.problems[0].message

    @property
    def field(self) -> str | None:
        return self.problems[0].field


class SoByNow(Refused):
    """A refusal because it is so already: whoever was asked for it has nothing left to do."""


class Unavailable(Exception):
    """The database cannot be reached or is locked; nothing was saved and trying again later is right."""


def refuse_if_any(problems: Iterable[Problem]) -> None:
    """Raise one refusal with all problems; do nothing when there are none."""
    found = tuple(problems)
    if found:
        raise Refused.because(found)
