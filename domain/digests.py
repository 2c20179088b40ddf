"""The weekly digest: what waits for a department head and an IT manager in the projects that both see to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from domain.calendars import WorkingCalendar, day_exists, instant_of, local_date
from domain.capacity import Leave, last_day_away, monday_of
from domain.identity import UserId, new_id
from domain.refusals import Refused, SoByNow
from domain.roles import Party
from domain.urgency import Waiting, Why

Sign = tuple[Why, str]
OVERLAP = timedelta(seconds=10)
NOT_OF_BOTH = (Why.LEVEL, Why.REQUEST, Why.ERRAND)
"""Decisions about people, about what is no project yet, and what one of them alone was asked in a colleague's words."""
COST_OF_WAITING: dict[Why, str] = {
    Why.DIFFICULT: "Until then nobody sees to it.",
    Why.VOTE: "Until then no further stage may begin.",
    Why.VERDICT: "Until then the project goes on at figures that nobody has agreed to.",
    Why.CHANGE: "Until then everybody works by what was agreed before.",
    Why.OPINION: "Until then the scope cannot be decided.",
    Why.TO_DECIDE: "Until then the project cannot start.",
    Why.HEAD: "Until then nobody can decide for the department.",
}
"""What does not go on while a decision of this kind waits, as a sentence."""


@dataclass(frozen=True)
class DigestPlan:
    """When the next digest of a department head is due, on which of their own dates; nothing without projects.

    `missed_on` is the date of the last one where that came too late to be sent.
    """

    head: UserId
    next_date: date | None = None
    next_at: datetime | None = None
    missed_on: date | None = None

    def stopped(self) -> DigestPlan:
        """The plan with nothing due."""
        return replace(self, next_date=None, next_at=None)

    def after(self, moment: datetime, zone: ZoneInfo, calendar: WorkingCalendar, leave: Iterable[Leave]) -> DigestPlan:
        """The plan with the first morning of a week, strictly after this moment, on which its head is at work.

        That is Monday when work begins; holidays and leave move it on to the next day that is neither.
        """
        mornings = self._mornings(monday_of(local_date(moment, zone)), zone, calendar, tuple(leave))
        for _, week in groupby(mornings, key=lambda one: monday_of(one[0])):
            day, at = next(week)
            if at > moment:
                return replace(self, next_date=day, next_at=at)
        return self.stopped()

    def _mornings(
        self, first: date, zone: ZoneInfo, calendar: WorkingCalendar, leave: tuple[Leave, ...]
    ) -> Iterator[tuple[date, datetime]]:
        for day in calendar.working_days_from(first):
            if day_exists(day, zone) and not last_day_away(self.head, day, leave):
                yield day, instant_of(day, calendar.start, zone)


@dataclass(frozen=True)
class DigestEntry:
    """One decision as it waited when the digest was written; `about` is what its button is about.

    `people` are those for whose word it waits. Who sees it and is none of them may agree, and either may want to talk.
    """

    number: int
    project_id: str
    why: Why
    about: str
    key: str
    title: str
    people: tuple[UserId, ...]
    since: datetime | None = None
    agreed_by: UserId | None = None
    agreed_at: datetime | None = None
    discussed_by: UserId | None = None
    settled_at: datetime | None = None

    @property
    def sign(self) -> Sign:
        """What names the decision, whoever it waits for."""
        return self.why, self.about


@dataclass(frozen=True)
class Digest:
    """What waited for two people at the beginning of a week; one in both roles is named twice."""

    id: str
    head: UserId
    it_manager: UserId
    day: date
    posted_at: datetime
    looked_at: datetime
    closed_at: datetime | None = None
    missed_on: date | None = None
    entries: tuple[DigestEntry, ...] = ()

    @classmethod
    def written(
        cls,
        head: UserId,
        it_manager: UserId,
        plan: DigestPlan,
        day: date,
        entries: tuple[DigestEntry, ...],
        now: datetime,
    ) -> Digest:
        """A digest that is posted now."""
        return cls(new_id(), head, it_manager, day, now, now - OVERLAP, missed_on=plan.missed_on, entries=entries)

    @property
    def people(self) -> tuple[UserId, ...]:
        """Whom it is for, once each."""
        return tuple(dict.fromkeys((self.head, self.it_manager)))

    def entry(self, number: int) -> DigestEntry:
        """The entry with this number; refuses one that there is not."""
        for one in self.entries:
            if one.number == number:
                return one
        raise no_such_digest()

    def open_entry(self, number: int) -> DigestEntry:
        """The entry that still waits; refuses one that is decided, or whose digest another has followed."""
        one = self.entry(number)
        if one.settled_at is not None:
            raise SoByNow(f"{one.key} is decided by now.")
        if self.closed_at is not None:
            raise Refused("A newer digest has taken this one's place. Answer there.")
        return one

    def agreed(self, number: int, by: UserId, now: datetime) -> Digest:
        """The digest with somebody's agreement beside an entry; refuses whoever decides it, and a second time."""
        one = self.open_entry(number)
        if by in one.people:
            raise Refused(f"{one.key} waits for you: decide it with its own button.")
        if one.agreed_by is not None:
            raise SoByNow(f"You have agreed about {one.key} already.")
        return self.with_entry(replace(one, agreed_by=by, agreed_at=now))

    def discussed(self, number: int, by: UserId) -> Digest:
        """The digest whose entry somebody wants to talk about; refuses a second thread about the same."""
        one = self.open_entry(number)
        if one.discussed_by is not None:
            raise SoByNow(f"There is a thread about {one.key} already, under this message.")
        return self.with_entry(replace(one, discussed_by=by))

    def looked_through(self, waiting: Mapping[Sign, tuple[UserId, ...]], now: datetime) -> Digest:
        """The digest as things stand now: what waits no longer is settled, and what waits is with whom it is with.

        What was done while it was looked through, and is saved only after it, is looked at once more.
        """
        entries = (
            replace(one, people=waiting[one.sign], settled_at=None)
            if one.sign in waiting
            else replace(one, settled_at=one.settled_at or now)
            for one in self.entries
        )
        return replace(self, entries=tuple(entries), looked_at=now - OVERLAP)

    def with_entry(self, changed: DigestEntry) -> Digest:
        """The digest with one entry as it is now."""
        return replace(self, entries=tuple(changed if one.number == changed.number else one for one in self.entries))

    def parties_of(self, person: UserId) -> frozenset[Party]:
        return frozenset({Party.ASKED} if person in self.people else ())

    def holders_of(self, parties: frozenset[Party]) -> tuple[UserId, ...]:
        return self.people if Party.ASKED in parties else ()


def entry_of(number: int, project_id: str, one: Waiting, people: tuple[UserId, ...]) -> DigestEntry:
    """A decision as a digest keeps it."""
    return DigestEntry(number, project_id, one.why, one.id, one.key, one.title, people, one.since)


def no_such_digest() -> Refused:
    """The refusal of a digest, or of an entry, that there is not."""
    return Refused("That digest does not exist any more. Ask for what waits for you.", to_type="mine")
