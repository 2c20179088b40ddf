"""Who decides on the changes of a project: two different people, whoever holds its roles by now."""

from __future__ import annotations

from dataclasses import dataclass

from domain.identity import UserId
from domain.projects import Project
from domain.roles import Party, Role


@dataclass(frozen=True)
class Deciding:
    """The two people who decide on the changes of a project: its manager with its IT manager.

    Where those are one person, the second is the department head, once confirmed.
    """

    project: Project

    @property
    def project_id(self) -> str:
        return self.project.id

    @property
    def second_party(self) -> Party:
        """As what the second of the two decides."""
        manager, it_manager = (self.project.holder(role) for role in (Role.PROJECT_MANAGER, Role.IT_MANAGER))
        return Party.DEPARTMENT_HEAD if manager is not None and manager == it_manager else Party.IT_MANAGER

    @property
    def seats(self) -> tuple[tuple[Party, UserId | None], ...]:
        """Both seats with who sits there now; nobody while a role is not given, or the head not confirmed."""
        manager, second = self.project.holder(Role.PROJECT_MANAGER), self.project.holder(Role(self.second_party.value))
        if self.second_party is Party.DEPARTMENT_HEAD and not self.project.head_confirmed:
            second = None
        return (Party.PROJECT_MANAGER, manager), (self.second_party, None if second == manager else second)

    @property
    def people(self) -> tuple[UserId, ...]:
        """Those who can decide now, each once."""
        return tuple(person for _, person in self.seats if person is not None)

    def parties_of(self, person: UserId) -> frozenset[Party]:
        return frozenset({Party.DECIDER} if person in self.people else ())

    def holders_of(self, parties: frozenset[Party]) -> tuple[UserId, ...]:
        return self.people if Party.DECIDER in parties else ()
