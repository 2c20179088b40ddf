"""Who decides on the changes of a project: two different people, whoever holds its roles by now."""

from __future__ import annotations

from dataclasses import dataclass

from domain.identity import UserId
from domain.projects import Project
from domain.roles import Party, Role

IN_TURN = (Role.PROJECT_MANAGER, Role.IT_MANAGER, Role.DEPARTMENT_HEAD)


@dataclass(frozen=True)
class Deciding:
    """The two people who decide on the changes of a project: its manager with its IT manager.

    Where those are one person, or one of them asked for the project, the department head, once confirmed, decides
    in their place.
    """

    project: Project

    @property
    def project_id(self) -> str:
        return self.project.id

    @property
    def seats(self) -> tuple[tuple[Party, UserId | None], ...]:
        """Both seats with who sits there now; nobody while a role is not given, or the head not confirmed."""
        able = [(role, person) for role in IN_TURN if not self._asked_for_it(person := self._holder(role))]
        first, *others = able or [(IN_TURN[0], None)]
        nobody = next((role, None) for role in reversed(IN_TURN) if role is not first[0])
        second = next((seat for seat in others if seat[1] is None or seat[1] != first[1]), nobody)
        return tuple((Party(role.value), person) for role, person in (first, second))

    def _holder(self, role: Role) -> UserId | None:
        if role is Role.DEPARTMENT_HEAD and not self.project.head_confirmed:
            return None
        return self.project.holder(role)

    def _asked_for_it(self, person: UserId | None) -> bool:
        return person is not None and person == self.project.requested_by

    @property
    def people(self) -> tuple[UserId, ...]:
        """Those who can decide now, each once."""
        return tuple(person for _, person in self.seats if person is not None)

    def parties_of(self, person: UserId) -> frozenset[Party]:
        return frozenset({Party.DECIDER} if person in self.people else ())

    def holders_of(self, parties: frozenset[Party]) -> tuple[UserId, ...]:
        return self.people if Party.DECIDER in parties else ()
