"""The digest of a week, kept true while its decisions are made."""

from __future__ import annotations

from domain.digests import Digest
from domain.living import Living
from domain.notices import ToPair, ToPerson


class WeeklyDigest(Living):
    """To a department head and an IT manager in one conversation, or to the one who is both: what they must decide."""

    subject, noun = "weekly_digest", "digests"

    @classmethod
    def of(cls, digest: Digest, edit_only: bool = False) -> WeeklyDigest:
        """The message of one digest."""
        first, *others = digest.people
        return cls(ToPair(first, others[0]) if others else ToPerson(first), digest.id, edit_only=edit_only)
