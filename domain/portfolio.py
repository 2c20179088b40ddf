"""All projects that somebody leads or looks after: which of them are wanted, and in which order they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from domain.commands import straighten
from domain.health import Colour
from domain.identity import UserId
from domain.listing import TEXT_LENGTH, ProjectFilter
from domain.projects import Project
from domain.refusals import Refused
from domain.roles import OVERSEEING
from domain.stage_courses import Course
from domain.workspaces import Department, Workspace

PART = re.compile(r'customer(?::\s*|\s+)(?:"[^"]*"?|[^\s"]+)|"[^"]*"?|[^\s"]+', re.IGNORECASE)
"""A word, or what stands between quotes, which is looked for as it stands."""
DEPARTMENT = re.compile(r'department(?::\s*|\s+)(?:"([^"]*)"?|([^\s"]+))', re.IGNORECASE)


@dataclass(frozen=True)
class PortfolioFilter:
    """Which projects are wanted: those of a list, of one health and of one department."""

    projects: ProjectFilter = field(default_factory=ProjectFilter)
    health: Colour | None = None
    department: str = ""

    @classmethod
    def typed(cls, words: str) -> PortfolioFilter:
        """Read a filter as it was typed: a colour, a department, and the rest as `list` understands it."""
        straight = straighten(words)
        named = " ".join(quoted or bare for quoted, bare in DEPARTMENT.findall(straight))
        colours: list[str] = []
        rest: list[str] = []
        for part in PART.findall(DEPARTMENT.sub(" ", straight)):
            (colours if part.lower() in tuple(Colour) else rest).append(part)
        health = Colour(colours[-1].lower()) if colours else None
        return cls(ProjectFilter.typed(" ".join(rest)), health, department_word(named))

    def __str__(self) -> str:
        """The filter as it could be typed: reading that gives the same filter again."""
        chosen = (self.projects.whose_words, self.projects.state_word)
        parts = (self.health.value if self.health else "", self.department_words, *chosen, self.search)
        return " ".join(part for part in parts if part)

    @property
    def department_words(self) -> str:
        """The department as it could be typed."""
        return department_words(self.department)

    @property
    def search(self) -> str:
        """What is looked for, as it could be typed; in quotes where it would be read as something else."""
        found, looked_for = self.projects.search, replace(ProjectFilter(), text=self.projects.text)
        if PortfolioFilter.typed(self.projects.text) == PortfolioFilter(looked_for):
            return found
        return f'{replace(self.projects, text="").search} "{self.projects.text}"'.strip()

    def looking_for(self, other: PortfolioFilter) -> PortfolioFilter:
        """The filter with what the other looks for, and what else the other is narrowed by."""
        found = self.projects.looking_for(other.projects)
        return PortfolioFilter(found, other.health or self.health, other.department or self.department)


def department_words(name: str) -> str:
    """A department as it is typed in a filter; nothing for none."""
    return f'department:"{department_word(name)}"' if name else ""


def department_word(name: str) -> str:
    """The name of a department as a filter keeps it."""
    return " ".join(name.replace('"', " ").split())[:TEXT_LENGTH].strip()


def department_meant(name: str, workspace: Workspace) -> Department:
    """The department of this name, or the one whose name begins so; refuses one that there is not."""
    wanted = name.casefold()
    named = [(department_word(one.name).casefold(), one) for one in workspace.departments]
    meant = [one for called, one in named if called == wanted] or [
        o for called, o in named if called.startswith(wanted)
    ]
    if len(meant) == 1:
        return meant[0]
    there = ", ".join(one.name for one in workspace.departments)
    if meant:
        raise Refused(f"“{name}” is more than one department. Name one of: {there}.")
    which = f"There are: {there}." if there else "An administrator lists them in the settings, on Steward's Home tab."
    raise Refused(f"There is no department “{name}”. {which}")


def oversees(person: UserId, project: Project) -> bool:
    """Whether somebody oversees a project by a role in it."""
    return bool(project.roles_of(person) & frozenset(OVERSEEING))


class Milestone(StrEnum):
    """What a project's next date is."""

    BEGINS = "begins"
    ENDS = "ends"
    COMPLETION = "completion"


@dataclass(frozen=True)
class NextDate:
    """The next date of a project: a stage that begins or ends, or its completion."""

    day: date
    milestone: Milestone
    stage: str = ""


def next_date_of(project: Project, course: Course | None) -> NextDate | None:
    """The earliest of the dates that are still to come or were missed; nothing of a project that is over."""
    if project.is_over:
        return None
    return min(_dates(project, course), key=lambda one: one.day, default=None)


def _dates(project: Project, course: Course | None) -> Iterable[NextDate]:
    if project.scope.completion_date is not None:
        yield NextDate(project.scope.completion_date, Milestone.COMPLETION)
    for one in course.current if course else ():
        if one.is_due:
            yield NextDate(one.stage.starts_on, Milestone.BEGINS, one.stage.name)
        else:
            yield NextDate(one.stage.ends_on, Milestone.ENDS, one.stage.name)
    if course and course.next:
        yield NextDate(course.next.stage.starts_on, Milestone.BEGINS, course.next.stage.name)


def narrowed_to(wanted: PortfolioFilter, person: UserId) -> PortfolioFilter:
    """The filter for somebody who oversees projects by their roles alone: theirs, whoever else is asked for."""
    if wanted.projects.whose(person) is not None:
        return wanted
    return replace(wanted, projects=replace(wanted.projects, mine=True))
