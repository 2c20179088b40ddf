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
    in their place. Who is away is stood in for, but by nobody who sits in the other seat or asked for what is decided.
    """

    project: Project
    asked_by: UserId | None = None
    """Who asked for what is decided."""

    @property
    def project_id(self) -> str:
        return self.project.id

    @property
    def seats(self) -> tuple[tuple[Party, UserId | None], ...]:
        """Both seats with whose they are; nobody's while a role is not given, or the head not confirmed."""
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

    def acting(self, seat: tuple[Party, UserId | None]) -> UserId | None:
        """Who decides in a seat now: whose it is, or their deputy."""
        party, person = seat
        deputy = self.project.acting(Role(party.value)) if person is not None else None
        others = {held for _, held in self.seats if held != person} | {self.project.requested_by, self.asked_by}
        if deputy is None or deputy == person or deputy in others or self._sits_first(deputy, seat):
            return person
        return deputy

    def _sits_first(self, deputy: UserId, seat: tuple[Party, UserId | None]) -> bool:
        """Whether a deputy of both seats has taken the first one."""
        first, second = self.seats
        return seat == second and self.project.acting(Role(first[0].value)) == deputy

    def seat_of(self, person: UserId) -> UserId | None:
        """Whose seat a person decides in: their own, or that of whoever they stand in for; None for who has none."""
        own = next((held for _, held in self.seats if held == person), None)
        return own or next((seat[1] for seat in self.seats if self.acting(seat) == person), None)

    @property
    def people(self) -> tuple[UserId, ...]:
        """Those who can decide now, each once."""
        return tuple(person for person in map(self.acting, self.seats) if person is not None)

    def stood_for(self, person: UserId, parties: frozenset[Party]) -> UserId | None:
        """In whose place a person decides; in nobody's in their own seat."""
        seat = self.seat_of(person) if Party.DECIDER in parties else None
        return seat if seat != person else None

    def parties_of(self, person: UserId) -> frozenset[Party]:
        return frozenset({Party.DECIDER} if self.seat_of(person) is not None else ())

    def holders_of(self, parties: frozenset[Party]) -> tuple[UserId, ...]:
        return self.people if Party.DECIDER in parties else ()
