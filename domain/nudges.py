"""Nudges: what is open in a project, put before whoever has to see to it by somebody who waits for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.calendars import day_words
from domain.history import Act, Change, Entry
from domain.identity import UserId
from domain.living import Living
from domain.notices import ToPerson

REMINDER = "reminder"
OVERRIDE = "override"
LEVEL = "level"
PROPOSAL = "proposal"


class NudgeState(StrEnum):
    """What became of what somebody was asked to see to."""

    OPEN = "open"
    DONE = "done"
    PASSED_ON = "passed on"
    OVER = "over"


@dataclass(frozen=True)
class Nudge(Living):
    """To whoever has to see to one thing: who waits for it, with its button; `about` is thing/asker/project/day."""

    subject, noun = "nudge", "nudges"

    @classmethod
    def of(cls, person: UserId, thing: str, asker: UserId, project_id: str, day: date) -> Nudge:
        """What one person is asked to see to on one of their days."""
        return cls(ToPerson(person), f"{thing}/{asker}/{project_id}/{day.isoformat()}")


def fact_thing(project_id: str, fact: str) -> str:
    """What a nudge about a fact of a project is called."""
    return f"{project_id}/{fact}"


def what_was_said(thing: str, to_do: str, person: UserId, day: date) -> tuple[Change, ...]:
    """How a nudge is written down, so that nobody is asked twice on one day."""
    return (Change("of", after=to_do), Change("to", people_after=(person,)), Change("on", thing, day.isoformat()))


def last_nudges(lines: Iterable[Entry]) -> dict[tuple[str, UserId], date]:
    """When each person was asked last for each thing, out of the newest lines of a project's history."""
    found: dict[tuple[str, UserId], date] = {}
    for line in lines:
        if line.act is not Act.REMINDED:
            continue
        said = {one.field: one for one in line.changes}
        on = said["on"]
        found.setdefault((on.before, said["to"].people_after[0]), date.fromisoformat(on.after))
    return found


def why_not_today(name: str, last: date | None, today: date, is_away: bool, works_today: bool) -> str:
    """Why somebody is not reminded today; nothing when they are."""
    if is_away:
        return f"{name} is on leave today, so nobody reminds them. Ask somebody else, or wait until they are back."
    if not works_today:
        return f"Today is no working day where {name} is. Remind them on the next one."
    if last == today:
        return f"{name} was reminded of this today ({day_words(today)}) already. Once a working day is enough."
    return ""
