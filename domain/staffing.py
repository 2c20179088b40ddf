"""Who is to hold which role of a project, and what is different from before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from domain.history import Change
from domain.holders import Holder
from domain.identity import UserId
from domain.projects import Project
from domain.refusals import Problem
from domain.roles import LEADING_ROLES, Role

LEADING_FIELDS = {role.value: role for role in LEADING_ROLES}
CROWD_FIELDS = {"team_members": Role.TEAM_MEMBER, "observers": Role.OBSERVER}
WORKING_ROLES = tuple(role for role in Role if role is not Role.OBSERVER)


@dataclass(frozen=True)
class Staffing:
    """The people of a project as a form shows and takes them: one for each leading role, any number besides."""

    project_manager: UserId | None
    it_manager: UserId | None
    department_head: UserId | None
    responsible: UserId | None
    team_members: tuple[UserId, ...] = ()
    observers: tuple[UserId, ...] = ()

    @classmethod
    def of(cls, project: Project, besides: frozenset[UserId] = frozenset()) -> Staffing:
        """The people of a project as it stands, but for those who cannot work any more."""
        held: dict[str, Any] = {field: project.holder(role) for field, role in LEADING_FIELDS.items()}
        held |= {field: project.holders(role) for field, role in CROWD_FIELDS.items()}
        return cls(**held).without(besides)

    def without(self, people: frozenset[UserId]) -> Staffing:
        """The same without these people."""
        left: dict[str, Any] = {
            field: None if (held := getattr(self, field)) in people else held for field in LEADING_FIELDS
        }
        left |= {field: tuple(one for one in getattr(self, field) if one not in people) for field in CROWD_FIELDS}
        return Staffing(**left)

    def fields(self) -> Iterator[tuple[str, Role, tuple[UserId, ...]]]:
        """Each field with its role and the people in it, once each."""
        for field, role in LEADING_FIELDS.items():
            held = getattr(self, field)
            yield field, role, (held,) if held else ()
        for field, role in CROWD_FIELDS.items():
            yield field, role, tuple(dict.fromkeys(getattr(self, field)))

    def changed_by(self, shown: Staffing, chosen: Staffing) -> Staffing:
        """The people as they stand with what somebody changed in a form that showed others, perhaps older ones."""
        wanted: dict[str, Any] = {
            field: getattr(self if getattr(chosen, field) == getattr(shown, field) else chosen, field)
            for field in LEADING_FIELDS
        }
        wanted |= {
            field: _changed_crowd(getattr(self, field), getattr(shown, field), getattr(chosen, field))
            for field in CROWD_FIELDS
        }
        return Staffing(**wanted)


def _changed_crowd(
    now: tuple[UserId, ...], shown: tuple[UserId, ...], chosen: tuple[UserId, ...]
) -> tuple[UserId, ...]:
    kept = (one for one in now if one in chosen or one not in shown)
    added = (one for one in chosen if one not in shown)
    return tuple(dict.fromkeys((*kept, *added)))


@dataclass(frozen=True)
class RoleChange:
    """Who no longer holds a role, and who holds it from now on; of a leading role one each."""

    role: Role
    out: tuple[UserId, ...]
    into: tuple[UserId, ...]

    @property
    def is_handover(self) -> bool:
        """Whether a leading role goes from one person to another."""
        return self.role in LEADING_ROLES and bool(self.out)

    def as_line(self) -> Change:
        """The same as a line of the history."""
        return Change(self.role.words, people_before=self.out, people_after=self.into)


def role_changes(before: Project, after: Project) -> tuple[RoleChange, ...]:
    """What is different about each role."""
    held = ((role, before.holders(role), after.holders(role)) for role in Role)
    parts = (
        RoleChange(role, tuple(one for one in were if one not in are), tuple(one for one in are if one not in were))
        for role, were, are in held
    )
    return tuple(one for one in parts if one.out or one.into)


def restaffed(project: Project, wanted: Staffing, by: UserId, now: datetime, head_counts: bool) -> Project:
    """The project with these people; whoever keeps a role keeps since when, and whether they accepted it.

    Whoever takes a role themselves has accepted it, and who only reads along has nothing to accept.
    """
    held = {(one.role, one.person): one for one in project.staff}
    staff = [
        held.get((role, person)) or _given(role, person, by, now, head_counts)
        for _, role, people in wanted.fields()
        for person in people
    ]
    return replace(project, staff=tuple(staff))


def _given(role: Role, person: UserId, by: UserId, now: datetime, head_counts: bool) -> Holder:
    counts = head_counts or role is not Role.DEPARTMENT_HEAD
    accepted = now if person == by or role is Role.OBSERVER else None
    return Holder(role, person, now, counts, accepted, given_by=by)


def staffing_rules_broken(wanted: Staffing) -> list[Problem]:
    """Somebody for each leading role, separate duties, and nobody who works a mere observer, each beside its field."""
    problems = [Problem("Choose a person.", field) for field in LEADING_FIELDS if getattr(wanted, field) is None]
    if wanted.project_manager and wanted.department_head:
        problems += separation_problems(wanted.project_manager, wanted.department_head)
    working = {one for _, role, people in wanted.fields() if role is not Role.OBSERVER for one in people}
    if working & set(wanted.observers):
        words = "Somebody here has another role in this project and sees everything already. Take them out here."
        problems.append(Problem(words, "observers"))
    return problems


def workers(project: Project) -> tuple[UserId, ...]:
    """Everybody whose role lets them do work, and not only read along."""
    return project.holders(*WORKING_ROLES)


def separation_problems(manager: UserId, head: UserId) -> list[Problem]:
    """Separate duties: the project manager of a project cannot be its department head."""
    if manager != head:
        return []
    words = "The project manager cannot also be the department head of the same project. Choose somebody else."
    return [Problem(words, "department_head")]
