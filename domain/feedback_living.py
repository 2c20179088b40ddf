"""What somebody is asked about a project that is complete."""

from __future__ import annotations

from domain.identity import UserId
from domain.living import Living
from domain.notices import ToPerson

AGAIN = "again"


class FeedbackAsk(Living):
    """To whoever took part in a project, and to its customer's contact: how was it? It keeps true whether they said so.

    `about` is the asking, and for the one reminder asking/again, so that it is a message of its own.
    """

    subject, noun = "feedback_ask", "feedback_rounds"
    # It is drawn again in the minute in which somebody answers.
    is_forgotten = True

    @classmethod
    def of(cls, feedback_id: str, person: UserId, *, again: bool = False, edit_only: bool = False) -> FeedbackAsk:
        """What one person is asked, or is reminded of."""
        return cls(ToPerson(person), f"{feedback_id}/{AGAIN}" if again else feedback_id, edit_only=edit_only)
