"""What somebody may take along of projects, as files: in which formats, of which projects, and in how many parts."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from domain.identity import UserId

FORMAT_VERSION = 1
"""Of the tables and their columns: another number says that something of them means something else."""
MOST_LINES = 40_000
"""About so many lines go into one part: it is drawn and handed over well before a delivery's time is up."""
MOST_PROJECTS = 1_000
LINES_OF_A_PROJECT, LINES_OF_A_TASK, LINES_OF_A_DAY, MOST_DAYS = 20, 12, 6, 1_000


class ExportFormat(StrEnum):
    """How an export is written: tables for spreadsheets, one document for programs, dates for calendars."""

    TABLES = "csv"
    DOCUMENT = "json"
    CALENDAR = "ics"

    @property
    def words(self) -> str:
        """The format as people name it."""
        return FORMAT_WORDS[self]


FORMAT_WORDS = {
    ExportFormat.TABLES: "CSV tables",
    ExportFormat.DOCUMENT: "JSON",
    ExportFormat.CALENDAR: "calendar (ICS)",
}


@dataclass(frozen=True)
class Extent:
    """How much there is about to be of one project: its tasks, and the days on which work went on in it."""

    key: str
    tasks: int
    started_on: date | None
    ended_on: date | None

    def lines(self, today: date) -> int:
        """About how many lines of all tables it comes to; wrong by a half, which is good enough to part by."""
        days = ((self.ended_on or today) - self.started_on).days if self.started_on else 0
        at_work = LINES_OF_A_DAY * max(0, min(days, MOST_DAYS))
        return LINES_OF_A_PROJECT + LINES_OF_A_TASK * self.tasks + at_work


@dataclass(frozen=True)
class Portion:
    """What goes into one message: one project by its key, or those that fit a filter from one key to another."""

    formats: tuple[ExportFormat, ...]
    key: str = ""
    wanted: str = ""
    """The filter as it could be typed; nothing is all projects."""
    number: int = 1
    of: int = 1
    after: str = ""
    until: str = ""
    """The last key that belongs to it; nothing where it goes on to the end."""

    @property
    def about(self) -> str:
        """The portion as an effect keeps it: `read` gives it back."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    @classmethod
    def read(cls, about: str) -> Portion:
        """The portion that was kept as these words."""
        kept = json.loads(about)
        return cls(**{**kept, "formats": tuple(ExportFormat(one) for one in kept["formats"])})

    @property
    def called(self) -> str:
        """What it is an export of, in words: NET, the projects of a list, or all."""
        return self.key or ("the projects of a list" if self.wanted else "all projects that you may see")

    @property
    def file_stem(self) -> str:
        """How its files are called before the dot."""
        part = f"-part-{self.number}-of-{self.of}" if self.of > 1 else ""
        return f"{self.key or 'projects'}{part}"

    def ends_before(self, key: str) -> bool:
        """Whether a project with this key comes after everything that belongs to it."""
        return bool(self.until) and key > self.until


def portions(whole: Portion, extents: Iterable[Extent], today: date) -> list[Portion]:
    """An export in as many parts as it takes, projects in the order of their keys; none where there is nothing."""
    cuts: list[list[str]] = []
    lines = 0
    for one in extents:
        size = one.lines(today)
        if not cuts or lines + size > MOST_LINES or len(cuts[-1]) == MOST_PROJECTS:
            cuts, lines = [*cuts, []], 0
        cuts[-1].append(one.key)
        lines += size
    edges = ["", *(keys[-1] for keys in cuts)]
    return [
        replace(whole, number=n, of=len(cuts), after=edges[n - 1], until=edges[n] if n < len(cuts) else "")
        for n in range(1, len(cuts) + 1)
    ]


@dataclass(frozen=True)
class ExportSheet:
    """What is drawn for one reader: which portion, as of when; then how many projects and lines came to be in it."""

    portion: Portion
    reader: UserId
    workspace: str
    workspace_name: str
    as_of: datetime
    projects: int = 0
    lines: int = 0
    dates: int = 0
