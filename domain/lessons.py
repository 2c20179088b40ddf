"""What a project learned: what happened, what to do next time, and on which occasion a later project is told of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from domain.calendars import day_words
from domain.figures import count_words
from domain.identity import UserId, new_id
from domain.listing import search_words
from domain.refusals import Problem, Refused
from domain.roles import Party, Role

HAPPENED_LENGTH = 1000
NEXT_LENGTH = 500
WORDS_LENGTH = 500
MOST_TRIGGERS = 10
OF_PRIVATE = "of a private project"
"""What a lesson is called that not every reader may know."""


class TriggerKind(StrEnum):
    """What of a later project brings a lesson up; the value is how it is called."""

    SERVICE = "service"
    CUSTOMER = "customer"
    KIND = "kind"
    ROLE = "role"
    SKILL = "skill"


class Occasion(StrEnum):
    """The steps of a later project at which lessons are shown; the value is how a button remembers it."""

    PREPARING = "preparing"
    SCOPE = "scope"
    STAGES = "stages"
    ROLE = "role"


OCCASION_OF = {
    TriggerKind.CUSTOMER: Occasion.PREPARING,
    TriggerKind.KIND: Occasion.PREPARING,
    TriggerKind.SERVICE: Occasion.SCOPE,
    TriggerKind.SKILL: Occasion.STAGES,
    TriggerKind.ROLE: Occasion.ROLE,
}


@dataclass(frozen=True)
class Trigger:
    """One thing that brings a lesson up, with the words in which people read it."""

    kind: TriggerKind
    what: str
    """The service or the customer by name, the kind and the skill by id, the role by its value."""
    words: str

    @property
    def sign(self) -> str:
        """How it is found again: a service and a customer whatever their capitals."""
        return sign_of(self.kind, self.what)


def sign_of(kind: TriggerKind, what: str) -> str:
    """The sign of something that a project has; a lesson with the same sign applies."""
    return f"{kind.value}:{' '.join(what.split()).casefold()}"


class LessonState(StrEnum):
    """Where the action of a lesson is; what was dropped is shown in no later project."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class LessonVerdict(StrEnum):
    """What a later project made of a lesson."""

    USED = "used"
    IGNORED = "ignored"


@dataclass(frozen=True)
class Origin:
    """The project a lesson comes from."""

    id: str
    key: str
    name: str
    is_private: bool = False


@dataclass(frozen=True)
class Typed:
    """What was typed about a lesson, before its triggers are looked up."""

    what: str
    next_time: str
    owner: UserId | None
    due: date | None
    triggers: tuple[str, ...]


@dataclass(frozen=True)
class Lesson:
    """A lesson of a project: its owner sees to what is to be done by its due date, a day of the project's zone.

    `is_shared` lets it be shown in other projects also while its own is private; `source` is the link of the message
    it began from.
    """

    id: str
    origin: Origin
    number: int
    what: str
    next_time: str
    owner: UserId
    due: date
    triggers: tuple[Trigger, ...]
    author: UserId
    made_at: datetime
    is_shared: bool = True
    source: str = ""
    state: LessonState = LessonState.OPEN
    ended_by: UserId | None = None
    ended_at: datetime | None = None
    end_words: str = ""
    """What was done, or why it was dropped."""

    @classmethod
    def learned(
        cls,
        origin: Origin,
        number: int,
        typed: Typed,
        triggers: tuple[Trigger, ...],
        by: UserId,
        now: datetime,
        *,
        is_shared: bool,
        source: str,
    ) -> Lesson:
        """A new lesson of a project; everything that was typed is known to be right."""
        assert typed.owner is not None
        assert typed.due is not None
        said = (typed.what.strip(), typed.next_time.strip())
        return cls(new_id(), origin, number, *said, typed.owner, typed.due, triggers, by, now, is_shared, source)

    @property
    def key(self) -> str:
        return f"{self.origin.key}-L{self.number}"

    @property
    def project_id(self) -> str:
        return self.origin.id

    @property
    def is_open(self) -> bool:
        return self.state is LessonState.OPEN

    @property
    def words(self) -> tuple[str, ...]:
        """The words by which it is found; not where it comes from, which not everybody may know."""
        triggers = self.triggers_for_strangers if self.origin.is_private else self.triggers
        return search_words(" ".join((self.what, self.next_time, *(one.words for one in triggers))))

    @property
    def triggers_for_strangers(self) -> tuple[Trigger, ...]:
        """What brings it up, for whoever must not know the project it comes from: without whom that is for."""
        hidden = "the same customer"
        return tuple(replace(one, words=hidden) if one.kind is TriggerKind.CUSTOMER else one for one in self.triggers)

    def done(self, words: str, by: UserId, now: datetime) -> Lesson:
        """The lesson whose action is done, with what was done."""
        return self._ended(LessonState.DONE, words, "Say what was done, so that others can do the same.", by, now)

    def dropped(self, reason: str, by: UserId, now: datetime) -> Lesson:
        """The lesson that is shown in no project any more, with the reason."""
        return self._ended(LessonState.DROPPED, reason, "Say why it is dropped.", by, now)

    def _ended(self, state: LessonState, words: str, asked: str, by: UserId, now: datetime) -> Lesson:
        self.refuse_unless_open()
        if not words.strip():
            raise Refused(asked, "words")
        if len(words) > WORDS_LENGTH:
            raise Refused(f"Use at most {count_words(WORDS_LENGTH)} characters here.", "words")
        return replace(self, state=state, ended_by=by, ended_at=now, end_words=words.strip())

    def refuse_unless_open(self) -> None:
        """Refuse to end what is done or dropped."""
        if not self.is_open:
            raise Refused(f"{self.key} is {self.state} already.")

    def parties_of(self, person: UserId) -> frozenset[Party]:
        held = ((Party.ASSIGNEE, self.owner), (Party.REPORTER, self.author))
        return frozenset(party for party, one in held if one == person)

    def holders_of(self, parties: frozenset[Party]) -> tuple[UserId, ...]:
        held = ((Party.ASSIGNEE, self.owner), (Party.REPORTER, self.author))
        return tuple(dict.fromkeys(one for party, one in held if party in parties))


@dataclass(frozen=True)
class LessonAnswer:
    """What a later project made of a lesson; what is ignored says why."""

    lesson_id: str
    project_id: str
    verdict: LessonVerdict
    why: str
    by: UserId
    at: datetime

    @property
    def words(self) -> str:
        """The answer as people read it: used, or ignored with why."""
        return f"{self.verdict}, because “{self.why}”" if self.why else self.verdict.value

    def problems(self) -> Iterator[Problem]:
        """What is wrong with it, beside its field."""
        if self.verdict is LessonVerdict.IGNORED and not self.why.strip():
            yield Problem("Say why it does not apply here. The next project reads it.", "why")
        if len(self.why) > WORDS_LENGTH:
            yield Problem(f"Use at most {count_words(WORDS_LENGTH)} characters here.", "why")


@dataclass(frozen=True)
class UseCount:
    """In how many projects a lesson was used, of how many that said so."""

    used: int = 0
    asked: int = 0

    @property
    def words(self) -> str:
        """The count in words: used in 3 of 4 projects."""
        return f"used in {self.used} of {self.asked} project{'' if self.asked == 1 else 's'}" if self.asked else ""


def lesson_problems(typed: Typed, today: date) -> Iterator[Problem]:
    """What is wrong with what was typed about a lesson, beside its fields."""
    for text, name, asked, most in (
        (typed.what, "what", "Say what happened.", HAPPENED_LENGTH),
        (typed.next_time, "next_time", "Say what to do next time.", NEXT_LENGTH),
    ):
        if not text.strip():
            yield Problem(asked, name)
        elif len(text) > most:
            yield Problem(f"Use at most {count_words(most)} characters.", name)
    if typed.owner is None:
        yield Problem("Choose who sees to it.", "owner")
    if typed.due is None:
        yield Problem("Pick the day by which it is done.", "due")
    elif typed.due < today:
        yield Problem(f"Pick {day_words(today)} or a later day.", "due")
    if not typed.triggers:
        words = "Choose at least one trigger: without it no later project is shown this."
        yield Problem(words, "triggers")


@dataclass(frozen=True)
class Features:
    """What a project has that a lesson may be about."""

    customer: str = ""
    kind: str = ""
    services: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    roles: tuple[Role, ...] = field(default=())

    def signs(self, occasion: Occasion) -> tuple[str, ...]:
        """The signs of the lessons that are shown on this occasion."""
        had = {
            TriggerKind.CUSTOMER: (self.customer,),
            TriggerKind.KIND: (self.kind,),
            TriggerKind.SERVICE: self.services,
            TriggerKind.SKILL: self.skills,
            TriggerKind.ROLE: tuple(one.value for one in self.roles),
        }
        wanted = (kind for kind, shown in OCCASION_OF.items() if shown is occasion)
        return tuple(dict.fromkeys(sign_of(kind, what) for kind in wanted for what in had[kind] if what.strip()))


def no_such_lesson() -> Refused:
    """The refusal of a lesson that there is not; word for word of one that the person must not know of."""
    return Refused("That lesson does not exist any more.")
