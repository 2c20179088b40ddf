"""What Steward says of changes: the card that lives with its thread, and what is said once to who must act or asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.changes import ChangeRequest, ChangeState, TurnKind
from domain.history import Change
from domain.identity import UserId
from domain.living import Living
from domain.notices import Announcement, ToPerson, ToProject


@dataclass(frozen=True)
class ChangeCard(Living):
    """A request to change what was approved: before and after, who agrees, who must still; talked over in its thread.

    `about` is the change's id.
    """

    subject, noun = "change_card", "change_cards"

    @classmethod
    def of(cls, project_id: str, change_id: str) -> ChangeCard:
        """The card in the channel of its project."""
        return cls(ToProject(project_id), change_id)


@dataclass(frozen=True)
class ChangeTurn(Living):
    """One thing that was offered or decided, in the thread of its change's card; `about` is change/number."""

    subject, noun = "change_turn", "change_cards"

    @classmethod
    def of(cls, project_id: str, change_id: str, number: int) -> ChangeTurn:
        """The turn of this number, counted from 0; the first is the card itself."""
        parent = ChangeCard.of(project_id, change_id).mark
        return cls(ToProject(project_id), f"{change_id}/{number}", thread_of=parent)


@dataclass(frozen=True)
class ChangeAsked(Living):
    """To somebody who must agree: what is offered, with the buttons that answer this very offer while it waits.

    `about` is change/offer/times that the customer declined it, because each of these is asked about anew; and the
    moment at which the role came to somebody, who may have had it before.
    """

    subject, noun = "change_asked", "change_cards"

    @classmethod
    def of(cls, change: ChangeRequest, person: UserId, handed_over: datetime | None = None) -> ChangeAsked:
        """What one of those who decide is asked about the newest offer."""
        declined = sum(one.kind is TurnKind.DECLINED for one in change.turns)
        since = f"/{handed_over.isoformat()}" if handed_over else ""
        return cls(ToPerson(person), f"{change.id}/{change.offer.number}/{declined}{since}")


@dataclass(frozen=True)
class ChangeDecided(Announcement):
    """To the project's channel and to whoever asked: a change is approved, rejected, withdrawn or with the customer.

    In discussion, it is back from the customer, who rejected it.
    """

    template = "change_decided"
    change_id: str
    change_key: str
    project_name: str
    what: str
    stands: ChangeState
    decided_by: UserId | None
    said_by: str
    """Who said so at the customer, where `decided_by` only wrote it down."""
    words: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class NoteDropped(Announcement):
    """To whoever noted new scope: nobody prices it, and why, where a reason was given."""

    template = "note_dropped"
    project_key: str
    project_name: str
    what: str
    dropped_by: UserId
    reason: str = ""
