"""A handover as whoever has to answer or to act has it before them."""

from __future__ import annotations

from domain.handovers import Handover
from domain.identity import UserId
from domain.living import Living
from domain.notices import ToPerson


class HandoverOffer(Living):
    """To whoever is to maintain a service: from when, with which documents and support, Accept and Decline."""

    subject, noun = "handover_offer", "handover_answers"

    @classmethod
    def of(cls, handover: Handover, edit_only: bool = False) -> HandoverOffer:
        """The offer in the maintainer's direct messages."""
        return cls(ToPerson(handover.maintainer), handover.id, edit_only=edit_only)


class MaintainerLeft(Living):
    """To the department head and the IT manager: nobody maintains a service any more; `about` is the handover."""

    subject, noun = "maintainer_left", "missed_maintainers"

    @classmethod
    def of(cls, reader: UserId, handover: Handover, edit_only: bool = False) -> MaintainerLeft:
        """What one of them is shown of a service whose maintainer has gone."""
        return cls(ToPerson(reader), handover.id, edit_only=edit_only)
