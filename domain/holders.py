"""Who holds which role in a project."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.identity import UserId
from domain.roles import ASKED_ROLES, Party, Role


@dataclass(frozen=True)
class Holder:
    """One person in one role; a department head counts only once confirmed."""

    role: Role
    person: UserId
    since: datetime
    confirmed: bool = True
    accepted_at: datetime | None = None
    needs: str = ""
    given_by: UserId | None = None
    answer: str = ""
    """What was answered to `needs`, and by whom."""
    answered_by: UserId | None = None

    def parties_of(self, person: UserId) -> frozenset[Party]:
        return frozenset({Party.GIVER} if person == self.given_by else ())

    def holders_of(self, parties: frozenset[Party]) -> tuple[UserId, ...]:
        return (self.given_by,) if self.given_by and Party.GIVER in parties else ()


class Staffed:
    """What has people in roles: it knows who holds which, and what somebody is towards it."""

    staff: tuple[Holder, ...]

    def holder(self, role: Role) -> UserId | None:
        """Who holds a role that one person holds."""
        return next((one.person for one in self.staff if one.role is role), None)

    def holders(self, *roles: Role) -> tuple[UserId, ...]:
        """Everybody in any of these roles, once each, in the order they were named."""
        return tuple(dict.fromkeys(one.person for one in self.staff if one.role in roles))

    def roles_of(self, person: UserId) -> frozenset[Role]:
        """The roles of a person; a department head who is not confirmed holds none yet."""
        return frozenset(one.role for one in self.staff if one.person == person and one.confirmed)

    def parties_of(self, person: UserId) -> frozenset[Party]:
        return frozenset(Party(role.value) for role in self.roles_of(person))

    def holders_of(self, parties: frozenset[Party]) -> tuple[UserId, ...]:
        held = (one.person for one in self.staff if one.confirmed and Party(one.role.value) in parties)
        return tuple(dict.fromkeys(held))

    def unconfirmed_parties_of(self, person: UserId) -> frozenset[Party]:
        """What a person is named for here and is not confirmed in."""
        return frozenset(Party(one.role.value) for one in self.staff if one.person == person and not one.confirmed)

    @property
    def people(self) -> tuple[UserId, ...]:
        return tuple(dict.fromkeys(one.person for one in self.staff))

    @property
    def asked(self) -> tuple[UserId, ...]:
        """Who answers check-ins: the team and the responsible staff member."""
        return self.holders(*ASKED_ROLES)

    @property
    def head_confirmed(self) -> bool:
        return all(one.confirmed for one in self.staff if one.role is Role.DEPARTMENT_HEAD)
