"""A request for a project: what somebody wants, and what the IT managers made of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from domain.calendars import day_words
from domain.figures import count_words
from domain.history import Change
from domain.identity import UserId
from domain.project_names import NAME_LENGTH
from domain.refusals import Problem, Refused, SoByNow
from domain.roles import Party
from domain.scope_limits import MOST_USERS, service_problems

WORDS_LENGTH = 2000


class RequestState(StrEnum):
    """How far a request has got."""

    OPEN = "open"
    ASSIGNED = "assigned"
    DECLINED = "declined"


def no_such_request() -> Refused:
    """The refusal of a request that there is not."""
    return Refused("That request does not exist any more.")


@dataclass(frozen=True)
class ProjectRequest:
    """What somebody asked for, numbered in its workspace; once assigned it knows the project made of it."""

    id: str
    workspace_id: str
    number: int
    asked_by: UserId
    asked_at: datetime
    what: str
    why: str = ""
    customer: str = ""
    users_count: int | None = None
    services: tuple[str, ...] = ()
    wanted_by: date | None = None
    state: RequestState = RequestState.OPEN
    answered_by: UserId | None = None
    answered_at: datetime | None = None
    reason: str = ""
    responsible: UserId | None = None
    project_id: str | None = None

    @property
    def words(self) -> str:
        """What people call it: request 3."""
        return f"request {self.number}"

    @property
    def is_withdrawn(self) -> bool:
        """Whether it was whoever asked who said that it is not wanted any more."""
        return self.state is RequestState.DECLINED and self.answered_by == self.asked_by

    def parties_of(self, person: UserId) -> frozenset[Party]:
        return frozenset({Party.REQUESTER} if person == self.asked_by else ())

    def holders_of(self, parties: frozenset[Party]) -> tuple[UserId, ...]:
        return (self.asked_by,) if Party.REQUESTER in parties else ()

    def refuse_if_answered(self, who_has: str, project_key: str = "", wanted: RequestState | None = None) -> None:
        """Let a second decision go nowhere; `who_has` names whoever decided first: “Dana has”.

        Only who wanted what was decided has it by now.
        """
        refusal = SoByNow if self.state is wanted else Refused
        if self.is_withdrawn:
            raise Refused(f"{who_has} already withdrawn {self.words}: {self.reason}")
        if self.state is RequestState.DECLINED:
            raise refusal(f"{who_has} already declined {self.words}: {self.reason}")
        if self.state is RequestState.ASSIGNED:
            made = f": it is the project {project_key}" if project_key else ""
            raise refusal(f"{who_has} already assigned {self.words}{made}.")

    def refuse_if_own(self, person: UserId) -> None:
        """Let nobody decline what they asked for themselves: that is to withdraw it, and is told as such."""
        if person == self.asked_by:
            raise Refused(f"You asked for {self.words} yourself. Withdraw it instead:", to_type=self.words)

    def assigned(self, by: UserId, responsible: UserId, project_id: str, now: datetime) -> ProjectRequest:
        """The request after somebody was made responsible for it and its draft project exists."""
        return replace(
            self,
            state=RequestState.ASSIGNED,
            answered_by=by,
            answered_at=now,
            responsible=responsible,
            project_id=project_id,
        )

    def declined(self, by: UserId, reason: str, now: datetime) -> ProjectRequest:
        """The request after somebody said no; refuses a no without a reason."""
        if not reason.strip():
            raise Refused("Say why, so that they know what to do instead.", "reason")
        said = reason.strip()
        return replace(self, state=RequestState.DECLINED, answered_by=by, answered_at=now, reason=said)

    def withdrawn(self, reason: str, now: datetime) -> ProjectRequest:
        """The request after whoever asked took it back; refuses that without a reason."""
        if not reason.strip():
            raise Refused("Say why, so that whoever has it knows.", "reason")
        return self.declined(self.asked_by, reason, now)


def request_problems(request: ProjectRequest, today: date) -> list[Problem]:
    """What is wrong with what was asked for, beside its fields; today is the requester's local date."""
    problems = []
    if not request.what.strip():
        problems.append(Problem("Say what you need, in a sentence or two.", "what"))
    for text, field in ((request.what, "what"), (request.why, "why")):
        if len(text) > WORDS_LENGTH:
            problems.append(Problem(f"Use at most {count_words(WORDS_LENGTH)} characters.", field))
    if len(request.customer) > NAME_LENGTH:
        problems.append(Problem(f"Use at most {NAME_LENGTH} characters.", "customer"))
    if request.users_count is not None and not 1 <= request.users_count <= MOST_USERS:
        words = f"Enter a whole number of IT users from 1 to {count_words(MOST_USERS)}."
        problems.append(Problem(words, "users_count"))
    if request.wanted_by is not None and request.wanted_by <= today:
        problems.append(Problem("Pick a date after today.", "wanted_by"))
    return problems + service_problems(request.services, "other_services")


def correction_problems(before: ProjectRequest, after: ProjectRequest, today: date) -> list[Problem]:
    """What is wrong with a request that is said another way; a wished date that has passed can stay."""
    stays = after.wanted_by == before.wanted_by
    return [one for one in request_problems(after, today) if not (stays and one.field == "wanted_by")]


def changes_asked(before: ProjectRequest, after: ProjectRequest) -> tuple[Change, ...]:
    """What a correction says another way, field by field, in the words people read."""
    rows = zip(_asked(before), _asked(after), strict=True)
    return tuple(Change(field, was, said) for (field, was), (_, said) in rows if was != said)


def _asked(request: ProjectRequest) -> tuple[tuple[str, str], ...]:
    return (
        ("what", request.what),
        ("why", request.why),
        ("for", request.customer),
        ("IT users", "" if request.users_count is None else count_words(request.users_count)),
        ("services", ", ".join(request.services)),
        ("by", day_words(request.wanted_by) if request.wanted_by else ""),
    )
