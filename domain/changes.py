"""A request to change what was approved: what is offered, who agrees to it, and what becomes of it.

Two different people decide: the project manager and the IT manager, or the department head where those are one person.
Whoever offers has agreed to the offer; another offer takes earlier agreements back. Everything that was offered or said
stays, in the order in which it was said.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from domain.change_terms import Terms
from domain.deciding import Deciding
from domain.figures import count_words
from domain.identity import UserId, new_id
from domain.projects import Project
from domain.refusals import Problem, Refused
from domain.roles import Party, Role

WHAT_LENGTH = 250
WORDS_LENGTH = 3000
SAME = (
    "That is what is offered now: + and − count from what is approved, and not from the offer on the table. "
    "Type another figure, or agree to it."
)


class ChangeState(StrEnum):
    """How far a change has got."""

    DISCUSSED = "in discussion"
    WITH_CUSTOMER = "with the customer"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


OPEN_STATES = (ChangeState.DISCUSSED, ChangeState.WITH_CUSTOMER)


class TurnKind(StrEnum):
    """What somebody did in the discussion of a change."""

    OFFERED = "offered"
    AGREED = "agreed"
    FOLLOWED = "brought up to date"
    PRESENTED = "presented to the customer"
    DECLINED = "rejected by the customer"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


FOR_CHANNELS = (TurnKind.FOLLOWED, TurnKind.DECLINED)
"""Whose words a channel reads: the change that came first, and the customer's; not what we said to each other."""


@dataclass(frozen=True)
class Turn:
    """One thing that was done or said; an offer has terms, and nobody in `by` means that Steward did it."""

    kind: TurnKind
    by: UserId | None
    at: datetime
    words: str = ""
    terms: Terms | None = None
    stood_for: UserId | None = None
    """Who was away and whose word this counts as."""


@dataclass(frozen=True)
class Offer:
    """One of the offers, numbered from 1; the newest is what is agreed to."""

    number: int
    by: UserId | None
    at: datetime
    words: str
    terms: Terms


def no_such_change(key: str | None = None) -> Refused:
    """The refusal of a change that there is not; word for word of one that the person must not know of."""
    return Refused(f"There is no change {key}." if key else "That change does not exist any more.")


@dataclass(frozen=True)
class ChangeRequest:
    """One change of a project; its key is the project's key, a C and its number."""

    id: str
    project_id: str
    key: str
    number: int
    what: str
    why: str
    asked_by: UserId
    asked_at: datetime
    approved: Terms
    """What is approved without it."""
    turns: tuple[Turn, ...]
    state: ChangeState = ChangeState.DISCUSSED
    plan_id: str | None = None
    """The version of the plan in which the customer reads it."""
    source: str = ""
    source_by: UserId | None = None

    @classmethod
    def asked(
        cls,
        project: Project,
        number: int,
        words: tuple[str, str],
        approved: Terms,
        terms: Terms,
        by: UserId,
        now: datetime,
        source: str = "",
        source_by: UserId | None = None,
    ) -> ChangeRequest:
        """A new change of a project with its first offer; `words` are what and why, `source` links to a message."""
        first = Turn(TurnKind.OFFERED, by, now, "", terms)
        what, why = (one.strip() for one in words)
        key = f"{project.key}-C{number}"
        return cls(
            new_id(),
            project.id,
            key,
            number,
            what,
            why,
            by,
            now,
            approved,
            (first,),
            source=source,
            source_by=source_by,
        )

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def offers(self) -> tuple[Offer, ...]:
        """Everything that was offered, the newest last."""
        made = (one for one in self.turns if one.terms is not None)
        return tuple(Offer(n, one.by, one.at, one.words, one.terms) for n, one in enumerate(made, 1) if one.terms)

    @property
    def offer(self) -> Offer:
        """What is offered now."""
        return self.offers[-1]

    @property
    def agreed_by(self) -> tuple[UserId, ...]:
        """Whoever agrees to the newest offer, in the order they did; for whom a deputy did agrees, also when back."""
        whose = (one.stood_for or one.by for one in self._agreeing)
        return tuple(dict.fromkeys(one for one in whose if one is not None))

    @property
    def _agreeing(self) -> tuple[Turn, ...]:
        """The turns that agree to the newest offer, its own first; what the customer rejected nobody agrees to."""
        since = max((n for n, one in enumerate(self.turns) if one.terms or one.kind is TurnKind.DECLINED), default=0)
        return tuple(one for one in self.turns[since:] if one.kind in (TurnKind.OFFERED, TurnKind.AGREED))

    def waits_for(self, deciding: Deciding) -> tuple[UserId, ...]:
        """Those of the two who must still agree to the newest offer."""
        if self.state is not ChangeState.DISCUSSED:
            return ()
        agreed, deciding = self.agreed_by, self.decided_by(deciding)
        waiting = (deciding.acting(seat) for seat in deciding.seats if seat[1] not in agreed)
        return tuple(person for person in waiting if person is not None)

    def decided_by(self, deciding: Deciding) -> Deciding:
        """Who decides about this one: nobody stands in for somebody in what they asked for themselves."""
        return replace(deciding, asked_by=self.asked_by)

    def is_agreed(self, deciding: Deciding) -> bool:
        """Whether both who decide now, two different people, agree to the newest offer."""
        whose = {person for _, person in deciding.seats if person is not None}
        return len(whose) == len(deciding.seats) and whose <= set(self.agreed_by)

    @property
    def concerns_customer(self) -> bool:
        """Whether the customer has to accept the newest offer."""
        return self.offer.terms.concerns_customer(self.approved)

    def parties_of(self, person: UserId) -> frozenset[Party]:
        return frozenset({Party.REQUESTER} if person == self.asked_by else ())

    def holders_of(self, parties: frozenset[Party]) -> tuple[UserId, ...]:
        return (self.asked_by,) if Party.REQUESTER in parties else ()

    def countered(
        self, terms: Terms, by: UserId, words: str, now: datetime, stood_for: UserId | None = None
    ) -> ChangeRequest:
        """The change with another offer, to which only whoever made it has agreed yet; refuses the same offer again."""
        self.refuse_unless_discussed()
        if terms == self.offer.terms:
            raise Refused(SAME)
        return self._after(TurnKind.OFFERED, by, now, words.strip(), terms=terms, stood_for=stood_for)

    def agreed(self, by: UserId, offer: int, deciding: Deciding, now: datetime) -> ChangeRequest:
        """The change after one of the two agreed to the offer of this number; refuses an older one and a second time.

        Whoever agreed before the others' roles changed may press again, when nobody is left to wait for.
        """
        self.refuse_unless_discussed()
        if offer != self.offer.number:
            raise Refused(f"That was offer {offer} of {self.key}; offer {self.offer.number} is on the table now.")
        whose = self.decided_by(deciding).seat_of(by) or by
        if whose not in self.agreed_by and by in {one.by for one in self._agreeing}:
            raise Refused(
                f"You have agreed to {self.key} in another place already. A change takes two different people."
            )
        if whose in self.agreed_by:
            if not self.is_agreed(deciding):
                raise Refused(f"You have already agreed to {self.key}. {_waiting_words(self, deciding)}")
            return self
        return self._after(TurnKind.AGREED, by, now, stood_for=whose if whose != by else None)

    def presented(self, by: UserId, plan_id: str, now: datetime) -> ChangeRequest:
        """The change after both agreed, while the customer reads it in this version of the plan."""
        self.refuse_unless_discussed()
        return self._after(TurnKind.PRESENTED, by, now, state=ChangeState.WITH_CUSTOMER, plan_id=plan_id)

    def declined(self, by: UserId, words: str, now: datetime) -> ChangeRequest:
        """The change back in discussion because the customer rejected it; nobody agrees to what they rejected."""
        return self._after(TurnKind.DECLINED, by, now, words, state=ChangeState.DISCUSSED, plan_id=None)

    def approved_by(self, by: UserId, now: datetime) -> ChangeRequest:
        """The change as it counts from now on."""
        self.refuse_unless_open()
        return self._after(TurnKind.APPROVED, by, now, state=ChangeState.APPROVED)

    def rejected(self, by: UserId, reason: str, now: datetime) -> ChangeRequest:
        """The change that will not be; refuses a no without a reason."""
        self.refuse_unless_discussed()
        if not reason.strip():
            raise Refused("Say why, so that whoever asked knows what to do instead.", "reason")
        return self._after(TurnKind.REJECTED, by, now, reason.strip(), state=ChangeState.REJECTED)

    def withdrawn(self, by: UserId, now: datetime, why: str = "") -> ChangeRequest:
        """The change taken back by whoever asked for it, or dropped at the end of the project, and then it says why."""
        self.refuse_unless_open()
        return self._after(TurnKind.WITHDRAWN, by, now, why, state=ChangeState.WITHDRAWN)

    def following(self, approved: Terms, because: str, now: datetime) -> ChangeRequest:
        """The same change of what is approved by now, to be agreed to again; `because` is what came first."""
        if self.state is not ChangeState.DISCUSSED or approved == self.approved:
            return self
        terms = self.offer.terms.moved(self.approved, approved)
        return replace(self, approved=approved)._after(TurnKind.FOLLOWED, None, now, because, terms=terms)

    def refuse_unless_open(self) -> None:
        """Refuse a decision about what is decided."""
        if not self.is_open:
            raise Refused(f"{self.key} is already {self.state}.")

    def refuse_unless_discussed(self) -> None:
        """Refuse a decision about what is decided, or what the customer reads now."""
        self.refuse_unless_open()
        if self.state is ChangeState.WITH_CUSTOMER:
            raise Refused(f"{self.key} is with the customer. It can be discussed again when they have answered.")

    def _after(
        self,
        kind: TurnKind,
        by: UserId | None,
        at: datetime,
        words: str = "",
        terms: Terms | None = None,
        stood_for: UserId | None = None,
        **changes: Any,
    ) -> ChangeRequest:
        return replace(self, turns=(*self.turns, Turn(kind, by, at, words, terms, stood_for)), **changes)


def _waiting_words(change: ChangeRequest, deciding: Deciding) -> str:
    missing = [party for party, person in deciding.seats if person is None or person not in change.agreed_by]
    return f"It waits for the {' and the '.join(Role(party.value).words for party in missing)}."


def what_problems(what: str, why: str) -> Iterator[Problem]:
    """What is wrong with the words of a change, beside their fields: what is one short line, and why is said."""
    if not what.strip():
        yield Problem("Say in one line what is to be different.", "what")
    elif len(what) > WHAT_LENGTH:
        yield Problem(f"Use at most {WHAT_LENGTH} characters: one line. The why has room for more.", "what")
    if not why.strip():
        yield Problem("Say why, so that those who decide can.", "why")
    elif len(why) > WORDS_LENGTH:
        yield Problem(f"Use at most {count_words(WORDS_LENGTH)} characters.", "why")
