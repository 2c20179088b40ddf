"""What people say of a project when it is complete, and how much of it others may ever read.

A single rating is shown to nobody. Averages are shown from three answers on, and words without a name where three or
more wrote some to the same question; both only once the asking is over: whoever looked before and after somebody's
answer could otherwise tell it by the difference.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.calendars import WorkingCalendar, instant_of, local_date
from domain.figures import count_words
from domain.identity import UserId, new_id
from domain.refusals import Problem, Refused
from domain.roles import Party

FEWEST = 3
"""With fewer answers, or fewer who wrote something to a question, nothing is told that could be one person's."""
REMINDED_AFTER = 3
OPEN_FOR = 10
WORDS_LENGTH = 500
TENTH = Decimal("0.1")
RATINGS = range(1, 6)


class Aspect(StrEnum):
    """What somebody's words are about."""

    WENT_WELL = "went well"
    OTHERWISE = "to do otherwise"


@dataclass(frozen=True)
class FeedbackAnswer:
    """What one person says: two ratings from 1 to 5, words, and whether their name may stand beside the words."""

    result: int | None = None
    together: int | None = None
    went_well: str = ""
    otherwise: str = ""
    is_named: bool = False

    def problems(self) -> Iterator[Problem]:
        """What is wrong with it, beside its fields."""
        if self.result not in RATINGS:
            yield Problem("Rate what came of it, from 1 to 5.", "result")
        if self.together not in RATINGS:
            yield Problem("Rate how you worked together, from 1 to 5.", "together")
        for words, name in ((self.went_well, "went_well"), (self.otherwise, "otherwise")):
            if len(words) > WORDS_LENGTH:
                yield Problem(f"Use at most {count_words(WORDS_LENGTH)} characters here.", name)


@dataclass(frozen=True)
class FeedbackRequest:
    """One person who was asked; as the customer's contact or as one of our own, and when they are reminded, if ever.

    `was_reminded` stays: nobody is reminded twice of the same asking.
    """

    feedback_id: str
    person: UserId
    of_customer: bool = False
    remind_at: datetime | None = None
    was_reminded: bool = False

    def parties_of(self, person: UserId) -> frozenset[Party]:
        return frozenset({Party.ASKED} if person == self.person else ())

    def holders_of(self, parties: frozenset[Party]) -> tuple[UserId, ...]:
        """Nobody: what somebody is asked for themselves can be asked of nobody in their place."""
        return ()


@dataclass(frozen=True)
class SaidWords:
    """Words as others read them, with a name only where their author let it be shown."""

    aspect: Aspect
    quoted: str
    person: UserId | None = None


@dataclass(frozen=True)
class FeedbackFigures:
    """How many were asked and have answered; the sums of the ratings only from three answers on.

    Of a sum of fewer somebody could reckon a single rating, so that none is ever kept.
    """

    asked: int
    answered: int
    result_sum: int | None = None
    together_sum: int | None = None

    @classmethod
    def of(cls, asked: int, answers: Iterable[FeedbackAnswer]) -> FeedbackFigures:
        """What is kept of these answers for good."""
        every = tuple(answers)
        counted = cls(asked, len(every))
        if len(every) < FEWEST:
            return counted
        result, together = sum(one.result or 0 for one in every), sum(one.together or 0 for one in every)
        return replace(counted, result_sum=result, together_sum=together)

    @property
    def result(self) -> Decimal | None:
        """How what came of it was rated on average, to a tenth; None where too few answered."""
        return self._average(self.result_sum)

    @property
    def together(self) -> Decimal | None:
        """How working together was rated on average, to a tenth; None where too few answered."""
        return self._average(self.together_sum)

    @property
    def in_words(self) -> tuple[str, ...]:
        """Both averages as people read them, what came of it first: 4.3 of 5; none where too few answered."""
        return tuple(f"{one} of {max(RATINGS)}" for one in (self.result, self.together) if one is not None)

    def _average(self, total: int | None) -> Decimal | None:
        return None if total is None else (Decimal(total) / self.answered).quantize(TENTH, ROUND_HALF_UP)


@dataclass(frozen=True)
class Feedback:
    """The asking about one completion of a project: from `opened_at` until `closes_at`, or until it was ended.

    `next_at` is when somebody is to be reminded or it closes; once it has ended `figures` say how it came out.
    """

    id: str
    project_id: str
    number: int
    opened_at: datetime
    closes_at: datetime
    next_at: datetime | None
    ended_at: datetime | None = None
    figures: FeedbackFigures | None = None

    @classmethod
    def asked(cls, project_id: str, number: int, now: datetime, zone: ZoneInfo, calendar: WorkingCalendar) -> Feedback:
        """A new asking, which closes when the tenth working day after today is over in this zone."""
        closes = closing_of(now, zone, calendar)
        return cls(new_id(), project_id, number, now, closes, closes)

    @property
    def is_open(self) -> bool:
        return self.ended_at is None

    def ended(self, figures: FeedbackFigures, now: datetime) -> Feedback:
        """The asking that is over, with what is kept of it for good."""
        return replace(self, ended_at=now, next_at=None, figures=figures)

    def due_again(self, requests: Iterable[FeedbackRequest]) -> Feedback:
        """The asking with the moment at which somebody has to be reminded next, or at which it closes."""
        moments = [one.remind_at for one in requests if one.remind_at is not None]
        return replace(self, next_at=min([self.closes_at, *moments]))

    def refuse_if_over(self) -> None:
        """Let nothing be said or corrected once it has been summed up."""
        if not self.is_open:
            raise Refused("This feedback is closed and summed up, so nothing more is taken down.")


def closing_of(now: datetime, zone: ZoneInfo, calendar: WorkingCalendar) -> datetime:
    """When asking ends that begins now: at the end of work on the tenth working day after it."""
    return instant_of(calendar.working_days_later(local_date(now, zone), OPEN_FOR), calendar.end, zone)


def reminder_of(now: datetime, zone: ZoneInfo, calendar: WorkingCalendar, after: int = REMINDED_AFTER) -> datetime:
    """When work begins for somebody so many working days after now."""
    return instant_of(calendar.working_days_later(local_date(now, zone), after), calendar.start, zone)


def said_words(answers: Iterable[tuple[UserId, FeedbackAnswer]]) -> tuple[tuple[SaidWords, ...], int]:
    """The words that others may read, by aspect, with a name first; those without in the order of the alphabet.

    So neither who said something first nor which two words are of the same person can be told. Words without a name are
    read only where three or more said something about the same: among fewer it could be guessed whose. The number is of
    those that stay unread.
    """
    every = _all_words(answers)
    unnamed = Counter(one.aspect for one in every if one.person is None)
    shown = [one for one in every if one.person or unnamed[one.aspect] >= FEWEST]
    shown.sort(key=lambda one: (list(Aspect).index(one.aspect), one.person is None, one.quoted))
    return tuple(shown), len(every) - len(shown)


def _all_words(answers: Iterable[tuple[UserId, FeedbackAnswer]]) -> list[SaidWords]:
    found = []
    for person, one in answers:
        by = person if one.is_named else None
        found += [SaidWords(Aspect.WENT_WELL, one.went_well, by), SaidWords(Aspect.OTHERWISE, one.otherwise, by)]
    return [one for one in found if one.quoted.strip()]


def no_such_feedback() -> Refused:
    """The refusal of an asking that there is not; word for word of one that the person must not know of."""
    return Refused("Nobody is asked about this any more.")
