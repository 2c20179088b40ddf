"""The checklist of a project that somebody wants to finish, kept true while it is settled."""

from __future__ import annotations

from domain.closing import Closing
from domain.identity import UserId
from domain.living import Living
from domain.notices import ToPerson


class OpenWorkList(Living):
    """To whoever wants to finish a project: what is settled, and each thing that is open, with what settles it.

    `about` is project/moment, so that a project that was reopened has a new one at its next end.
    """

    subject, noun = "open_work", "open_work"

    @classmethod
    def of(cls, closing: Closing, reader: UserId) -> OpenWorkList:
        """The checklist as one reader has it in their direct messages."""
        return cls(ToPerson(reader), f"{closing.project_id}/{closing.opened_at.isoformat()}")
