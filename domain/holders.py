"""Who holds which role in a project."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

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
    deputy: UserId | None = None
    """Who was named to act in their place while they are away now."""
    deputy_until: date | None = None
    """The last day on which the deputy does."""

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

    def stand_in(self, one: Holder) -> UserId | None:
        """Who acts in a holder's place now; nobody who holds by now a part that is kept apart from it."""
        if one.deputy is None or not one.confirmed:
            return None
        apart = (other for other in self.staff if {one.role, other.role} in APART and other.person != one.person)
        return None if any(one.deputy in _parts(other) for other in apart) else one.deputy

    def acting(self, role: Role) -> UserId | None:
        """Who acts in a role that one person holds: its holder, or whoever stands in for them now."""
        return next(iter(self.all_acting(role)), None)

    def all_acting(self, *roles: Role) -> tuple[UserId, ...]:
        """Everybody who acts in any of these roles, once each: those who are away have a deputy in their place."""
        held = (self.stand_in(one) or one.person for one in self.staff if one.role in roles)
        return tuple(dict.fromkeys(held))

    def stood_for(self, person: UserId, parties: frozenset[Party]) -> UserId | None:
        """In whose place a person is any of these parties; nobody's where they are one in their own right."""
        meant = [one for one in self.staff if Party(one.role.value) in parties]
        if any(one.person == person and one.confirmed for one in meant):
            return None
        return next((one.person for one in meant if self.stand_in(one) == person), None)

    def roles_of(self, person: UserId) -> frozenset[Role]:
        """The roles in which a person acts, their own and others'; a head who is not confirmed holds none yet."""
        own = (one.role for one in self.staff if one.person == person and one.confirmed)
        return frozenset((*own, *(one.role for one in self.staff if self.stand_in(one) == person)))

    def parties_of(self, person: UserId) -> frozenset[Party]:
        return frozenset(Party(role.value) for role in self.roles_of(person))

    def holders_of(self, parties: frozenset[Party]) -> tuple[UserId, ...]:
        held = (one for one in self.staff if one.confirmed and Party(one.role.value) in parties)
        return tuple(dict.fromkeys(self.stand_in(one) or one.person for one in held))

    def unconfirmed_parties_of(self, person: UserId) -> frozenset[Party]:
        """What a person is named for here and is not confirmed in."""
        return frozenset(Party(one.role.value) for one in self.staff if one.person == person and not one.confirmed)

    @property
    def people(self) -> tuple[UserId, ...]:
        """Everybody who holds a role."""
        return tuple(dict.fromkeys(one.person for one in self.staff))

    @property
    def deputies(self) -> tuple[UserId, ...]:
        """Everybody who stands in for somebody now."""
        found = (self.stand_in(one) for one in self.staff)
        return tuple(dict.fromkeys(one for one in found if one is not None))

    @property
    def asked(self) -> tuple[UserId, ...]:
        """Who answers check-ins: the team, the responsible staff member, and who stands in for one of them."""
        return tuple(dict.fromkeys((*self.holders(*ASKED_ROLES), *self.all_acting(*ASKED_ROLES))))

    @property
    def head_confirmed(self) -> bool:
        return all(one.confirmed for one in self.staff if one.role is Role.DEPARTMENT_HEAD)


APART = (
    {Role.PROJECT_MANAGER, Role.IT_MANAGER},
    {Role.PROJECT_MANAGER, Role.DEPARTMENT_HEAD},
    {Role.RESPONSIBLE, Role.IT_MANAGER},
)
"""Whoever holds one of these cannot stand in for the other, who decides with them or about what they do."""


def parts_apart(role: Role) -> tuple[Role, ...]:
    """The roles that are kept apart from this one."""
    return tuple(other for pair in APART if role in pair for other in Role if other in pair - {role})


def _parts(one: Holder) -> tuple[UserId | None, ...]:
    """Who has a part that is kept apart: the project manager's deputy comes before the deputies of those beside."""
    return (one.person, one.deputy if one.role is Role.PROJECT_MANAGER else None)
