"""The technical opinion: what the IT manager says of each technical requirement before the scope is complete."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from domain.calendars import day_words
from domain.figures import count_words
from domain.identity import UserId
from domain.projects import Project
from domain.refusals import Problem
from domain.roles import Party, Role
from domain.scope import ScopeStatement, TechnicalKind, TechnicalRequirement, Weight

WHOLE_SCOPE = "scope"
"""The id of what is asked about when no technical requirement was written: the scope as a whole."""
WORDS_LENGTH = 1000


class Verdict(StrEnum):
    """What can be said of a technical requirement."""

    AS_PLANNED = "as planned"
    CHANGES_SCOPE = "changes the scope"
    NOT_POSSIBLE = "not possible"


NEEDS_WORDS = {
    Verdict.CHANGES_SCOPE: "Say how it changes the scope.",
    Verdict.NOT_POSSIBLE: "Say why it is not possible.",
}


@dataclass(frozen=True)
class Stay:
    """Why a requirement stays as it is written although the opinion objects, and who says so."""

    reason: str
    by: UserId
    at: datetime


@dataclass(frozen=True)
class Opinion:
    """What was said of one technical requirement, as it was worded then; it lapses when the wording changes.

    An opinion that is given anew asks again for a change, or for a reason to stay.
    """

    project_id: str
    requirement: TechnicalRequirement
    verdict: Verdict
    words: str
    given_by: UserId
    given_at: datetime
    stays: Stay | None = None


@dataclass(frozen=True)
class AskedOpinion:
    """The project manager asked; `waiting` is how many requirements have no opinion that holds."""

    project_id: str
    asked_by: UserId
    asked_at: datetime
    waiting: int

    def counted(self, waiting: int) -> AskedOpinion:
        """The same, after opinions or requirements changed."""
        return replace(self, waiting=waiting)


@dataclass(frozen=True)
class Judged:
    """A technical requirement with the opinion that holds of it, or with the one that has lapsed, or with none."""

    requirement: TechnicalRequirement
    opinion: Opinion | None = None
    has_lapsed: bool = False

    @property
    def is_open(self) -> bool:
        return self.opinion is None or self.has_lapsed

    @property
    def is_objected(self) -> bool:
        """Whether it cannot be delivered with the scope as it is written, or not at all."""
        held = None if self.is_open else self.opinion
        return held is not None and held.verdict is not Verdict.AS_PLANNED

    @property
    def waits_for_answer(self) -> bool:
        """Whether it is objected to, and is neither changed yet nor said why it stays."""
        return self.is_objected and self.opinion is not None and self.opinion.stays is None

    @property
    def stays(self) -> Stay | None:
        """Why it stays as it is written, while the opinion that objects to it holds."""
        return self.opinion.stays if self.opinion is not None and self.is_objected else None

    @property
    def is_for_the_head(self) -> bool:
        """Whether only the department head may let it stay: a must that was found not possible."""
        is_impossible = self.opinion is not None and self.opinion.verdict is Verdict.NOT_POSSIBLE
        return is_impossible and self.requirement.weight is Weight.MUST

    @property
    def stands_in_the_way(self) -> bool:
        """Whether a must was found not possible and nobody let it stay: the scope cannot be delivered as it stands."""
        return self.waits_for_answer and self.is_for_the_head


@dataclass(frozen=True)
class Judging:
    """Who may say what is technically possible in a project: two people decide it with the project manager.

    The IT manager; where that is the project manager too, the department head in the part of the IT manager.
    """

    project: Project

    @property
    def project_id(self) -> str:
        return self.project.id

    @property
    def by_the_head(self) -> bool:
        """Whether the department head stands in for the IT manager, because that is the project manager too."""
        return self.project.holder(Role.PROJECT_MANAGER) == self.project.holder(Role.IT_MANAGER)

    @property
    def judge(self) -> UserId | None:
        """Who is asked; nobody while the role is not given, or its head not confirmed."""
        if not self.by_the_head:
            return self.project.acting(Role.IT_MANAGER)
        head = self.project.acting(Role.DEPARTMENT_HEAD)
        is_manager = head == self.project.holder(Role.PROJECT_MANAGER)
        return None if is_manager or not self.project.head_confirmed else head

    @property
    def _part(self) -> Role:
        return Role.DEPARTMENT_HEAD if self.by_the_head else Role.IT_MANAGER

    def stood_for(self, person: UserId, parties: frozenset[Party]) -> UserId | None:
        """In whose place a person judges; in nobody's where the part is their own."""
        asks = Party.IT_MANAGER in parties
        return self.project.stood_for(person, frozenset({Party(self._part.value)})) if asks else None

    def parties_of(self, person: UserId) -> frozenset[Party]:
        judging = {self.judge, self.project.holder(self._part) if self.judge else None}
        return frozenset({Party.IT_MANAGER} if person in judging else ())

    def holders_of(self, parties: frozenset[Party]) -> tuple[UserId, ...]:
        return (self.judge,) if self.judge and Party.IT_MANAGER in parties else ()


def to_judge(statement: ScopeStatement) -> tuple[TechnicalRequirement, ...]:
    """What an opinion is asked about: the technical requirements, or the scope as a whole when none is written."""
    if statement.technical:
        return statement.technical
    users = f"{count_words(statement.users_count)} IT users" if statement.users_count else "IT users not decided"
    services = ", ".join(statement.services) or "no IT services decided"
    until = f", by {day_words(statement.completion_date)}" if statement.completion_date else ""
    whole = f"The scope as a whole: {users}; {services}{until}"
    return (TechnicalRequirement(WHOLE_SCOPE, TechnicalKind.OTHER, whole),)


def judged(statement: ScopeStatement, opinions: Iterable[Opinion]) -> tuple[Judged, ...]:
    """Every technical requirement with what was said of it; an opinion of other words has lapsed."""
    said = {one.requirement.id: one for one in opinions}
    found = ((one, said.get(one.id)) for one in to_judge(statement))
    return tuple(
        Judged(wanted, opinion, opinion is not None and opinion.requirement != wanted) for wanted, opinion in found
    )


def is_decided(every: Iterable[Judged]) -> bool:
    """Whether every technical requirement has an opinion that holds, and what is objected to stays for a reason."""
    return not any(one.is_open or one.waits_for_answer for one in every)


def objections_in_words(every: Iterable[Judged]) -> str:
    """What has to be done about objections, once nothing waits for an opinion; nothing where none is unanswered.

    For example: 1 requirement is not possible as written: change it or say why it stays.
    """
    found = tuple(every)
    objected = [one for one in found if one.waits_for_answer]
    if not objected or any(one.is_open for one in found):
        return ""
    is_one, verdicts = len(objected) == 1, {one.opinion.verdict for one in objected if one.opinion}
    which = "1 requirement is" if is_one else f"{len(objected)} requirements are"
    never = verdicts == {Verdict.NOT_POSSIBLE}
    what = "not possible as written" if never else "possible only if the scope changes"
    if len(verdicts) > 1:
        what = "not possible as written, or only if the scope changes"
    return f"{which} {what}: change {'it' if is_one else 'them'} or say why {'it stays' if is_one else 'they stay'}"


def stay_problems(reason: str, field: str) -> list[Problem]:
    """What is wrong with the reason to let a requirement stay, beside its field."""
    if not reason.strip():
        return [Problem("Say why it stays as it is, or change what is required.", field)]
    is_long = len(reason) > WORDS_LENGTH
    return [Problem(f"Use at most {count_words(WORDS_LENGTH)} characters.", field)] if is_long else []


def opinion_problems(verdict: Verdict, words: str, field: str) -> list[Problem]:
    """What is wrong with an opinion, beside the field of its words: all but *as planned* needs a how or a why."""
    if verdict in NEEDS_WORDS and not words.strip():
        return [Problem(NEEDS_WORDS[verdict], field)]
    if len(words) > WORDS_LENGTH:
        return [Problem(f"Use at most {count_words(WORDS_LENGTH)} characters.", field)]
    return []
