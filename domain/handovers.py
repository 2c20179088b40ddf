"""The handover of a delivered IT service to operation: who maintains it from when, with which documents and support."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from domain.figures import count_words
from domain.handover_terms import WORDS_LENGTH, Support
from domain.identity import UserId, new_id
from domain.moves import REASON_LENGTH
from domain.projects import Lifecycle, Project
from domain.refusals import Refused, SoByNow
from domain.roles import Party


class HandoverState(StrEnum):
    """What became of an offer to maintain a service; what was accepted ends when somebody else accepts the same."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"


Terms = tuple[UserId, date, Support]
"""Who is to maintain a service, from when, and with what."""


@dataclass(frozen=True)
class Handover:
    """One offer to maintain a service of a project from a day of the project's zone on, and what became of it."""

    id: str
    project_id: str
    number: int
    """Which offer of its project it is: the later one of two has the greater number."""
    service: str
    maintainer: UserId
    starts_on: date
    support: Support
    offered_by: UserId
    offered_at: datetime
    why: str = ""
    """Why somebody else is to maintain what is maintained already."""
    state: HandoverState = HandoverState.OFFERED
    answered_at: datetime | None = None
    reason: str = ""
    """Why it was declined."""
    ended_at: datetime | None = None
    """When it was taken back; of what was accepted, until when it is maintained by it, which may lie ahead."""

    @classmethod
    def offered(
        cls, project_id: str, number: int, service: str, terms: Terms, by: UserId, now: datetime, why: str = ""
    ) -> Handover:
        """A new offer; whoever proposes themselves has accepted with that."""
        maintainer, starts_on, support = terms
        made = cls(new_id(), project_id, number, service, maintainer, starts_on, support, by, now, why)
        return made.accepted(now) if maintainer == by else made

    @property
    def sign(self) -> str:
        """What tells the services of one project apart: the name whatever its capitals."""
        return service_sign(self.service)

    @property
    def terms(self) -> Terms:
        """Everything that its maintainer says yes to."""
        return self.maintainer, self.starts_on, self.support

    @property
    def waits(self) -> bool:
        return self.state is HandoverState.OFFERED

    @property
    def is_accepted(self) -> bool:
        return self.state is HandoverState.ACCEPTED

    def refuse_unless_accepted(self) -> None:
        """Refuse to name another maintainer of what nobody maintains by this handover."""
        if not self.is_accepted:
            raise Refused(f"{self.service} is not maintained by this handover any more. Look at the services again.")

    def accepted(self, now: datetime) -> Handover:
        """The handover that its maintainer took on; refuses one that is answered or was taken back."""
        self.refuse_unless_waiting()
        return replace(self, state=HandoverState.ACCEPTED, answered_at=now)

    def declined(self, reason: str, now: datetime) -> Handover:
        """The handover that its maintainer will not take on, with the reason."""
        self.refuse_unless_waiting()
        if not reason.strip():
            raise Refused("Say why, so that whoever asked you knows what to change.", "reason")
        if len(reason) > WORDS_LENGTH:
            raise Refused(f"Use at most {count_words(WORDS_LENGTH)} characters.", "reason")
        return replace(self, state=HandoverState.DECLINED, answered_at=now, reason=reason.strip())

    def withdrawn(self, now: datetime) -> Handover:
        """The offer that another one took the place of before it was answered."""
        return replace(self, state=HandoverState.WITHDRAWN, ended_at=now)

    def counts(self, now: datetime) -> bool:
        """Whether its maintainer maintains the service, or is to: also one who is relieved on a later day."""
        ends_later = self.ended_at is not None and self.ended_at > now
        return self.is_accepted or (self.state is HandoverState.ENDED and ends_later)

    def relieved(self, following: Handover, begins: datetime, now: datetime) -> Handover:
        """What was accepted, after somebody accepted what follows it: it counts until that begins.

        It ends at once where it would begin no earlier itself.
        """
        until = min(begins, self.ended_at or begins)
        ends = now if self.starts_on >= following.starts_on else max(now, until)
        return replace(self, state=HandoverState.ENDED, ended_at=ends)

    def refuse_unless_waiting(self) -> None:
        """Refuse to answer what is answered or was taken back."""
        if self.is_accepted:
            raise SoByNow(f"{self.service} is accepted already.")
        if not self.waits:
            raise Refused(f"This is {self.state} already. {self.service} waits for nobody here any more.")

    def parties_of(self, person: UserId) -> frozenset[Party]:
        return frozenset({Party.MAINTAINER} if person == self.maintainer else ())

    def holders_of(self, parties: frozenset[Party]) -> tuple[UserId, ...]:
        return (self.maintainer,) if Party.MAINTAINER in parties else ()


@dataclass(frozen=True)
class HandoverStand:
    """How one service of a project stands: who maintains it, who was asked, and the last answer if it was a no.

    `before` maintains it still, until the day on which the one who accepted it begins.
    """

    service: str
    accepted: Handover | None = None
    before: Handover | None = None
    offered: Handover | None = None
    declined: Handover | None = None

    def is_handed_over(self, gone: Iterable[UserId]) -> bool:
        """Whether somebody who is there has accepted it; they do until another has, or other words are."""
        return self.accepted is not None and self.accepted.maintainer not in gone


@dataclass(frozen=True)
class MaintainedSearch:
    """The maintained services somebody looks for: by words of theirs or of the customer's, or only the reader's own."""

    reader: UserId
    words: str = ""
    mine: bool = False


def service_sign(service: str) -> str:
    """What tells services apart: their names whatever their capitals and spaces."""
    return " ".join(service.split()).casefold()


def stands_of(services: Iterable[str], handovers: Iterable[Handover], now: datetime) -> tuple[HandoverStand, ...]:
    """How each of these services stands, by everything that was offered, the oldest first."""
    every = list(handovers)
    return tuple(_stand(one, [each for each in every if each.sign == service_sign(one)], now) for one in services)


def _stand(service: str, offers: list[Handover], now: datetime) -> HandoverStand:
    last = offers[-1] if offers else None
    return HandoverStand(
        service,
        next((one for one in offers if one.is_accepted), None),
        still_before(offers, now),
        next((one for one in offers if one.waits), None),
        last if last and last.state is HandoverState.DECLINED else None,
    )


def still_before(offers: Iterable[Handover], now: datetime) -> Handover | None:
    """Who maintains a service until somebody who accepted it begins: of several the one who is relieved first."""
    relieved = [one for one in offers if one.counts(now) and not one.is_accepted]
    return min(relieved, key=lambda one: (one.ended_at is None, one.ended_at), default=None)


def refuse_unless_delivering(project: Project) -> None:
    """Refuse a handover of a project that has delivered nothing: one that has not started, or was cancelled."""
    if project.lifecycle is Lifecycle.CANCELLED:
        raise Refused(f"{project.key} is cancelled, and nothing of it is handed over.")
    if project.lifecycle is Lifecycle.PLANNING:
        raise Refused(f"{project.key} has not started yet. What it delivers is handed over once work has begun.")


def refuse_unless_wanted(project: Project, offer: Handover, before: Iterable[Handover]) -> None:
    """Refuse to take on what a project has no more in its scope; what is maintained already lives on without it."""
    if not any(one.sign == offer.sign for one in before):
        service_in(project, offer.service)


def service_in(project: Project, service: str) -> str:
    """A service as the scope of its project writes it; refuses one that is not in it."""
    found = next((one for one in project.scope.services if service_sign(one) == service_sign(service)), None)
    if found is None:
        raise Refused(f"{service[:75]} is not among the services of {project.key} any more.")
    return found


@dataclass(frozen=True)
class ClosedOver:
    """A project that was closed although services of it were not handed over: by whom, when, why and which."""

    project_id: str
    made_by: UserId
    made_at: datetime
    grounds: str
    services: tuple[str, ...]
    made_for: UserId | None = None
    """In whose place, who was away."""


def closed_over(project: Project, by: UserId, now: datetime, reason: str, left: tuple[str, ...]) -> ClosedOver:
    """What is remembered of closing a project over what is not handed over; refuses without a why, or for nothing."""
    if not left:
        raise Refused(f"Everything is handed over by now: {project.key} can be closed.")
    if not reason.strip():
        raise Refused("Say why it is closed all the same. Everybody on the project reads this.", "reason")
    if len(reason) > REASON_LENGTH:
        raise Refused(f"Use at most {count_words(REASON_LENGTH)} characters.", "reason")
    return ClosedOver(project.id, by, now, reason, left)


def no_such_handover() -> Refused:
    """The refusal of a handover that there is not; word for word of one that the person must not know of."""
    return Refused("That handover does not exist any more.")
