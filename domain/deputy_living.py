"""What stays true of who acts in somebody's place."""

from __future__ import annotations

from domain.identity import UserId
from domain.living import Living
from domain.notices import ToPerson


class DeputyOffer(Living):
    """To a deputy: what they take over of one leave, from when until when, with I accept and I cannot."""

    subject, noun = "deputy_offer", "deputy_lists"

    @classmethod
    def of(cls, leave_id: str, deputy: UserId, edit_only: bool = False) -> DeputyOffer:
        """Everything that one person takes over of one leave."""
        return cls(ToPerson(deputy), leave_id, edit_only=edit_only)


class BackAtWork(Living):
    """To somebody whose leave is over: what was decided in their place, by whom, and what waits for them."""

    subject, noun = "back_at_work", "back_at_work"

    @classmethod
    def of(cls, leave_id: str, person: UserId) -> BackAtWork:
        """The one message about one leave, however many projects it was."""
        return cls(ToPerson(person), leave_id)
