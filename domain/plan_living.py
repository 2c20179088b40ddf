"""What is kept true of a plan: its versions for its contact, their Home, and for us that they cannot be asked."""

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
class OfferNotShown(Living):
    """To whoever presented a version and to its project manager: its contact cannot be asked, why, and how to go on.

    `about` is version/shown or unshown/Slack's error: what they were shown before, they cannot answer any more.
    """

    subject, noun = "offer_not_shown", "missed_offers"

    @classmethod
    def of(cls, version_id: str, error: str, was_shown: bool, person: UserId) -> OfferNotShown:
        """What one of our own people is told of one version."""
        return cls(ToPerson(person), f"{version_id}/{'shown' if was_shown else 'unshown'}/{error}")


@dataclass(frozen=True)
class CustomerHome(Living):
    """The App Home of somebody from outside: the plans whose contact they are; redrawn for those who have opened it."""

    subject, noun = "customer_home", "own_plans"

    @classmethod
    def of(cls, person: UserId) -> CustomerHome:
        """The Home of one customer."""
        return cls(ToPerson(person), person, edit_only=True)
