"""What a customer is kept shown: each version of their plan, and the Home of those who are no members."""

from __future__ import annotations

from dataclasses import dataclass

from domain.identity import UserId
from domain.living import Living
from domain.notices import ToPerson


@dataclass(frozen=True)
class PlanOffer(Living):
    """To the customer contact: the plan in short with Accept and Reject; `about` is the version's id."""

    subject, noun = "plan_offer", "presenting"

    @classmethod
    def of(cls, version_id: str, contact: UserId, edit_only: bool = False) -> PlanOffer:
        """The offer of one version to whoever may answer it."""
        return cls(ToPerson(contact), version_id, edit_only=edit_only)


@dataclass(frozen=True)
class CustomerHome(Living):
    """The App Home of somebody from outside: the plans whose contact they are; redrawn for those who have opened it."""

    subject, noun = "customer_home", "own_plans"

    @classmethod
    def of(cls, person: UserId) -> CustomerHome:
        """The Home of one customer."""
        return cls(ToPerson(person), person, edit_only=True)
