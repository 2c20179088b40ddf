"""Who can be named a deputy: somebody who is there, and who would not judge or agree with themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from domain.calendars import day_words
from domain.capacity import Leave
from domain.deciding import Deciding
from domain.deputies import StandIn
from domain.duties import is_own
from domain.holders import parts_apart
from domain.identity import UserId
from domain.people import Person, staffing_problems
from domain.projects import Project
from domain.refusals import Problem
from domain.roles import Role

ELSE = "Choose somebody else."


def deputy_problems(deputy: Person | None, person: UserId, field: str) -> list[Problem]:
    """What is wrong with an account as a deputy, beside its field."""
    if deputy is None:
        return [Problem("Steward does not know this account. Choose a member.", field)]
    if deputy.id == person:
        return [Problem("They are away themselves. Choose somebody else.", field)]
    return staffing_problems(field, [deputy])


def away_words(deputy: str, leave: Iterable[Leave], first_day: date, until: date) -> str:
    """The sentence that somebody is away too on these days, or nothing when they are there."""
    spans = sorted(
        (max(one.first_day, first_day), min(one.last_day, until))
        for one in leave
        if one.first_day <= until and one.last_day >= first_day
    )
    if not spans:
        return ""
    days = " and ".join(day_words(a) if a == b else f"{day_words(a)} to {day_words(b)}" for a, b in spans)
    is_all = len(spans) == 1 and spans[0] == (first_day, until)
    return f"{deputy} is away too{'' if is_all else ' on some of these days'}: {days}. Choose somebody else."


def standing(project: Project, role: Role, person: UserId, deputy: UserId | None, until: date | None) -> Project:
    """The project with this deputy acting for a person in a role; without one nobody does."""
    staff = (
        replace(one, deputy=deputy, deputy_until=until) if (one.role, one.person) == (role, person) else one
        for one in project.staff
    )
    return replace(project, staff=tuple(staff))


def lines_of(project: Project, person: UserId) -> Iterator[Role]:
    """The roles of a person in which somebody has to decide or answer while they are away."""
    for one in project.staff:
        if one.person == person and one.role not in (Role.OBSERVER, Role.TEAM_MEMBER):
            yield one.role


def duties_problem(line: StandIn, deputy: Person, project: Project, theirs: Iterable[StandIn] = ()) -> str:
    """Why somebody cannot see to a line without judging or agreeing with themselves; nothing where they can.

    `theirs` are the lines that they have already: what they act in meanwhile counts as what they hold.
    """
    if line.role is None:
        return ""
    if line.person not in project.holders(line.role):
        return f"Somebody else is the {line.role.words} of {project.key} by now, so nobody has to stand in."
    besides = [one for one in theirs if _is_beside(one, line)]
    words = _apart_words(line, deputy, project, besides) or _judging_words(line.role, deputy, project)
    return words or _keys_words(line, deputy, project, besides)


def _is_beside(one: StandIn, line: StandIn) -> bool:
    """Whether another line gives its deputy a role in the same project on some of the same days."""
    is_other = (one.role, one.person) != (line.role, line.person)
    return one.role is not None and one.project_id == line.project_id and is_other and one.meets(line.window)


def _apart_words(line: StandIn, deputy: Person, project: Project, besides: Iterable[StandIn]) -> str:
    """That somebody has a part beside this role that has to stay another's, be it in somebody's place."""
    if line.role is None:
        return ""
    apart = parts_apart(line.role)
    holds = next((f"is the {one.words} of {project.key}" for one in apart if deputy.id in project.holders(one)), "")
    stands = (one.role for one in besides if one.role in apart and one.person != line.person)
    words = holds or next(
        (f"stands in for the {one.words} of {project.key} on these days" for one in stands if one), ""
    )
    return f"{deputy.name} {words}; that and the {line.role.words} stay two people. {ELSE}" if words else ""


def _judging_words(role: Role, deputy: Person, project: Project) -> str:
    if role is not Role.DEPARTMENT_HEAD or not is_own(project, deputy.id):
        return ""
    does = "asked for" if deputy.id == project.requested_by else "manages"
    return f"{deputy.name} {does} {project.key}, so they cannot stand in for its department head. {ELSE}"


def _keys_words(line: StandIn, deputy: Person, project: Project, besides: Iterable[StandIn]) -> str:
    """That a change would not be decided by two different people any more, or by who asked for the project."""
    if line.role is None or line.person not in (held for _, held in Deciding(project).seats):
        return ""
    with_them = project
    for one in (*besides, line):
        with_them = standing(with_them, one.role, one.person, deputy.id, None) if one.role else with_them
    if deputy.id == project.requested_by:
        return f"{deputy.name} asked for {project.key}, so they cannot decide for its {line.role.words}. {ELSE}"
    if deputy.id not in Deciding(with_them).people:
        return f"{deputy.name} decides on the changes of {project.key} already, and two people have to. {ELSE}"
    return ""
