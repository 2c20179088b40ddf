"""Plans that were presented to a customer: each version as it was read, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from domain.calendars import day_words
from domain.customer_plan import CustomerPlan, PromisedChange
from domain.figures import count_words
from domain.identity import UserId
from domain.refusals import Problem, Refused, SoByNow, refuse_if_any
from domain.roles import Party

COMMENT_LENGTH = 3000
NAME_LENGTH = 80
EVIDENCE_LENGTH = 1000


class PlanVerdict(StrEnum):
    """What a customer said to a plan; withdrawn is what we took back before they answered."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class Medium(StrEnum):
    """How an answer reached us that nobody pressed a button for."""

    SIGNED = "signed paper"
    EMAIL = "e-mail"
    MEETING = "meeting"
    CALL = "phone call"


@dataclass(frozen=True)
class RecordedAnswer:
    """What a project manager writes down of an answer: who said it, on which day, how, and where it can be read."""

    verdict: PlanVerdict
    said_by: str
    said_on: date
    medium: Medium
    evidence: str = ""
    comment: str = ""


@dataclass(frozen=True)
class PlanAnswer:
    """A customer's answer: `by` pressed it in Slack, or wrote down what `said_by` said on another way."""

    verdict: PlanVerdict
    by: UserId
    at: datetime
    comment: str = ""
    said_by: str = ""
    said_on: date | None = None
    medium: Medium | None = None
    evidence: str = ""

    @property
    def is_recorded(self) -> bool:
        return self.medium is not None

    @property
    def problems(self) -> list[Problem]:
        """What is wrong with it, beside its fields: a rejection says why, and words have a length."""
        problems = []
        if self.verdict is PlanVerdict.REJECTED and not self.comment.strip():
            problems.append(Problem("Say what has to change, so that the next version can have it.", "comment"))
        if len(self.comment) > COMMENT_LENGTH:
            problems.append(Problem(f"Use at most {count_words(COMMENT_LENGTH)} characters.", "comment"))
        return problems


@dataclass(frozen=True)
class PlanVersion:
    """One version of a plan, exactly as the customer was shown it; `contact` may answer it in Slack."""

    id: str
    project_id: str
    number: int
    plan: CustomerPlan
    scope_number: int
    presented_by: UserId
    presented_at: datetime
    contact: UserId | None = None
    contact_name: str = ""
    words: str = ""
    answer: PlanAnswer | None = None
    change: PromisedChange | None = None
    """The change of what was agreed that the customer answers with this version, if it is one."""
    shown_as: int = field(default=0, compare=False)
    """How many versions the customer had been shown with this one: the number that everybody reads.

    What was agreed without asking them has none of its own, so that they read 1, 2, 3.
    """

    @property
    def is_accepted(self) -> bool:
        return self.answer is not None and self.answer.verdict is PlanVerdict.ACCEPTED

    @property
    def is_rejected(self) -> bool:
        return self.answer is not None and self.answer.verdict is PlanVerdict.REJECTED

    @property
    def is_open(self) -> bool:
        return self.answer is None

    @property
    def next_shown_as(self) -> int:
        """The number under which the customer reads whatever they are shown after this."""
        return self.shown_as + 1

    @property
    def was_shown(self) -> bool:
        """Whether its contact was shown it: a change that left price and date was accepted without asking them."""
        said = self.answer
        if said is None or self.change is None or not self.is_accepted:
            return True
        return said.is_recorded or said.by == self.contact

    def parties_of(self, person: UserId) -> frozenset[Party]:
        return frozenset({Party.CUSTOMER_CONTACT}) if person == self.contact else frozenset()

    def holders_of(self, parties: frozenset[Party]) -> tuple[UserId, ...]:
        return (self.contact,) if self.contact and Party.CUSTOMER_CONTACT in parties else ()

    def answered(self, answer: PlanAnswer) -> PlanVersion:
        """The version with its customer's answer; refuses a second answer, and a rejection that does not say why."""
        self.refuse_if_answered(answer.verdict)
        refuse_if_any(answer.problems)
        return replace(self, answer=answer)

    def refuse_if_answered(self, wanted: PlanVerdict | None = None) -> None:
        """Refuse a second answer; only who wanted the first has it by now."""
        if self.answer is not None:
            called = self.change.key if self.change else f"Version {self.shown_as} of the plan"
            refusal = SoByNow if self.answer.verdict is wanted else Refused
            raise refusal(f"{called} is already {self.answer.verdict}.")

    def refuse_unless_newest(self, newest: PlanVersion, presented_on: date) -> None:
        """Refuse an answer to a version that another has followed; `presented_on` is the newest's local date."""
        if newest.number != self.number:
            raise Refused(
                f"This is version {self.shown_as} of the plan; version {newest.shown_as} was presented on "
                f"{day_words(presented_on)}. Please answer that one."
            )


def counting(versions: Iterable[PlanVersion]) -> PlanVersion | None:
    """Of the versions, the newest first, that which says what counts: a change does once its customer accepted it."""
    return next((one for one in versions if one.change is None or one.is_accepted), None)


def no_such_plan() -> Refused:
    """The refusal of a version that there is not; word for word of one that the person must not know of."""
    return Refused("That plan does not exist any more.")


def presentation_problems(contact: UserId | None, contact_name: str, words: str) -> list[Problem]:
    """What is wrong with a presentation, beside its fields: it is to somebody, in Slack or by name."""
    problems = []
    if contact is None and not contact_name.strip():
        problems.append(Problem("Choose who accepts the plan, or write the name of somebody not in Slack.", "contact"))
    if contact is not None and contact_name.strip():
        words = "One person accepts the plan: empty this, or the field above. A second name fits into what you say."
        problems.append(Problem(words, "contact_name"))
    if len(contact_name) > NAME_LENGTH:
        problems.append(Problem(f"Use at most {NAME_LENGTH} characters for the name.", "contact_name"))
    if len(words) > COMMENT_LENGTH:
        problems.append(Problem(f"Use at most {count_words(COMMENT_LENGTH)} characters.", "words"))
    return problems


def recording_problems(recorded: RecordedAnswer, presented_on: date, today: date) -> list[Problem]:
    """What is wrong with an answer that was given elsewhere, beside its fields; days are the project's local dates."""
    problems = []
    if not recorded.said_by.strip():
        problems.append(Problem("Name the person at the customer who said so.", "said_by"))
    if len(recorded.said_by) > NAME_LENGTH:
        problems.append(Problem(f"Use at most {NAME_LENGTH} characters for the name.", "said_by"))
    if recorded.said_on > today:
        problems.append(Problem("Pick today or the day on which it was said.", "said_on"))
    if recorded.said_on < presented_on:
        problems.append(
            Problem(f"This version was presented on {day_words(presented_on)}; it was answered after that.", "said_on")
        )
    if not recorded.evidence.strip():
        problems.append(Problem("Say where it can be seen again, for example a link to the e-mail.", "evidence"))
    if len(recorded.evidence) > EVIDENCE_LENGTH:
        problems.append(Problem(f"Use at most {count_words(EVIDENCE_LENGTH)} characters.", "evidence"))
    return problems
