"""What somebody may not do themselves and asks somebody else to do, with everything that was typed for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from domain.identity import UserId
from domain.refusals import Refused
from domain.roles import Party

MOST_ASKED = 3


class ErrandState(StrEnum):
    """How far an errand has got."""

    KEPT = "kept"
    ASKED = "asked"
    DONE = "done"
    DECLINED = "declined"


def no_such_errand() -> Refused:
    """The refusal of an errand that there is not, and word for word of one that the person must not know of."""
    return Refused("This is too old; nothing is kept of it any more. Please ask again.")


@dataclass(frozen=True)
class Errand:
    """One refused request: what was said, kept whole, and who may do it instead."""

    id: str
    workspace_id: str
    asked_by: UserId
    who_may: tuple[UserId, ...]
    what: str
    """What may not be done, as a verb and its object: "start, hold or resume this project"."""
    said: str
    """What was typed or pressed, in words that a person can check."""
    kind: str
    name: str
    request: dict[str, Any]
    kept_at: datetime
    project_id: str | None = None
    asked: tuple[UserId, ...] = ()
    answered_by: UserId | None = None
    performed_at: datetime | None = None
    declined_at: datetime | None = None
    decline_reason: str = ""

    @property
    def state(self) -> ErrandState:
        if self.performed_at is not None:
            return ErrandState.DONE
        if self.declined_at is not None:
            return ErrandState.DECLINED
        return ErrandState.ASKED if self.asked else ErrandState.KEPT

    @property
    def pressed(self) -> str:
        """What the button was about that was pressed; nothing of what was typed."""
        return str((next(iter(self.request.get("actions") or ()), None) or {}).get("value") or "")

    def parties_of(self, person: UserId) -> frozenset[Party]:
        """What a person is towards this errand."""
        held = {Party.ASKER: (self.asked_by,), Party.ASKED: self.asked}
        return frozenset(party for party, people in held.items() if person in people)

    def holders_of(self, parties: frozenset[Party]) -> tuple[UserId, ...]:
        """Who is any of these towards this errand."""
        held = {Party.ASKER: (self.asked_by,), Party.ASKED: self.asked}
        return tuple(person for party, people in held.items() if party in parties for person in people)

    def still_open(self) -> Errand:
        """The errand itself; refuses when somebody answered it already."""
        if self.state is ErrandState.DONE:
            raise Refused("This was done already.")
        if self.state is ErrandState.DECLINED:
            raise Refused("This was declined already.")
        return self

    def sent_to(self, person: UserId, request: dict[str, Any]) -> Errand:
        """The errand after this person was asked; refuses whoever may not do it or was asked already."""
        self.still_open()
        if person not in self.who_may:
            raise Refused("This person may not do it either. Ask somebody who is named in the refusal.")
        if person in self.asked:
            raise Refused("They were asked already, and have not answered yet.")
        return replace(self, asked=(*self.asked, person), request=request)

    def with_deputy(self, person: UserId, deputy: UserId) -> Errand:
        """The errand that waits for a deputy, too, while somebody who was asked is away; nobody does their own."""
        is_new = person in self.asked and deputy not in self.asked and deputy != self.asked_by
        return replace(self, asked=(*self.asked, deputy)) if is_new else self

    def without_deputy(self, deputy: UserId) -> Errand:
        """The errand that waits no more for who stood in; whoever may do it in their own right keeps it."""
        left = tuple(one for one in self.asked if one != deputy or one in self.who_may)
        return replace(self, asked=left)

    def performed(self, by: UserId, now: datetime) -> Errand:
        """The errand after somebody did it."""
        return replace(self.still_open(), answered_by=by, performed_at=now)

    def so_by_now(self, now: datetime) -> Errand:
        """The errand after it came to be so by itself: done, and by nobody for the asker."""
        return replace(self.still_open(), performed_at=now)

    def declined(self, by: UserId, reason: str, now: datetime) -> Errand:
        """The errand after somebody said no, and why."""
        self.still_open()
        if not reason.strip():
            raise Refused("Say why, so that they know what to do instead.", field="reason")
        return replace(self, answered_by=by, declined_at=now, decline_reason=reason.strip())
