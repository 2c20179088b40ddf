"""A task that one person was given by another: offered, accepted or declined, worked on, done."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from domain.briefs import Brief, Priority, brief_problems, helpers_of
from domain.identity import UserId, new_id
from domain.projects import Project, refuse_if_over
from domain.refusals import Problem, Refused, SoByNow, refuse_if_any
from domain.roles import Party


class TaskState(StrEnum):
    """Where a task stands between the one who delegated it and the one who does it."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    DONE = "done"
    DROPPED = "dropped"


OPEN_STATES = (TaskState.OFFERED, TaskState.ACCEPTED, TaskState.DECLINED)


@dataclass(frozen=True)
class Task:
    """One piece of delegated work; its key is the project's key and its number.

    `done_by` and `done_at` say who ended it and when, finished or dropped; `percent_before` is what it had by then.
    """

    id: str
    project_id: str
    key: str
    number: int
    title: str
    why: str
    done_means: str
    assignee: UserId
    helpers: tuple[UserId, ...]
    due: date
    estimate_minutes: int | None
    priority: Priority
    delegated_by: UserId
    delegated_at: datetime
    state: TaskState = TaskState.OFFERED
    percent: int = 0
    answered_at: datetime | None = None
    question: str = ""
    decline_reason: str = ""
    done_by: UserId | None = None
    done_at: datetime | None = None
    difficulty_id: str | None = None
    source: str = ""
    answer: str = ""
    drop_reason: str = ""
    percent_before: int = 0
    times_reoffered: int = 0
    skill_id: str | None = None
    skill_level: int | None = None
    stage_id: str | None = None

    @classmethod
    def delegated(cls, project: Project, brief: Brief, by: UserId, today: date, now: datetime) -> Task:
        """A new task of the project; refuses a past date, an empty title and impossible hours."""
        refuse_if_any(brief_problems(brief, today))
        refuse_work_if_over(project)
        number = project.last_task_number + 1
        return cls(
            new_id(),
            project.id,
            f"{project.key}-{number}",
            number,
            brief.title.strip(),
            brief.why,
            brief.done_means,
            brief.assignee,
            helpers_of(brief),
            brief.due,
            brief.estimate_minutes,
            brief.priority,
            by,
            now,
        )

    def brief(self, blocked_by: tuple[str, ...] = ()) -> Brief:
        """What would be typed to give this task as it is now."""
        return Brief(
            self.title,
            self.why,
            self.done_means,
            self.assignee,
            self.helpers,
            self.due,
            self.estimate_minutes,
            self.priority,
            blocked_by,
            self.stage_id,
        )

    def parties_of(self, person: UserId) -> frozenset[Party]:
        parts = (
            (Party.ASSIGNEE, person == self.assignee),
            (Party.HELPER, person in self.helpers),
            (Party.DELEGATOR, person == self.delegated_by),
        )
        return frozenset(party for party, holds in parts if holds)

    def holders_of(self, parties: frozenset[Party]) -> tuple[UserId, ...]:
        held = {Party.ASSIGNEE: (self.assignee,), Party.HELPER: self.helpers, Party.DELEGATOR: (self.delegated_by,)}
        return tuple(person for party, people in held.items() if party in parties for person in people)

    @property
    def counts(self) -> bool:
        """Whether the task counts towards progress."""
        return self.state is not TaskState.DROPPED

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def is_worked_on(self) -> bool:
        """Whether its progress can be reported: open, and not given back."""
        return self.is_open and self.state is not TaskState.DECLINED

    def is_overdue(self, today: date) -> bool:
        """True for an open task whose due date has passed on the project's calendar, whether somebody has it or not."""
        return self.is_open and self.due < today

    @property
    def was_taken_back(self) -> bool:
        """Whether it needs somebody else though nobody declined it: whoever it was offered to cannot work here."""
        return self.state is TaskState.DECLINED and not self.decline_reason.strip()

    def accepted(self, now: datetime) -> Task:
        """The task taken on by its assignee."""
        self._refuse_unless_offered("accepted")
        return replace(self, state=TaskState.ACCEPTED, answered_at=now)

    def declined(self, reason: str, now: datetime) -> Task:
        """The task given back with a reason."""
        self._refuse_unless_offered("declined")
        if not reason.strip():
            raise Refused("Say why you decline, so that it can be given to somebody who can do it.", field="reason")
        return replace(self, state=TaskState.DECLINED, decline_reason=reason, answered_at=now)

    def taken_back(self) -> Task:
        """The task that nobody has any more, because whoever it was offered to cannot work here; it has no reason."""
        self._refuse_unless_offered("taken back")
        return replace(self, state=TaskState.DECLINED)

    def asked(self, question: str) -> Task:
        """The task with a question to the one who delegated it; it stays in its state for an answer."""
        self._refuse_unless_open()
        if not question.strip():
            raise Refused("Write what you want to know.", field="question")
        return replace(self, question=question, answer="")

    @property
    def asks(self) -> bool:
        """Whether its assignee waits for an answer to a question."""
        return self.is_worked_on and bool(self.question) and not self.answer

    def replied(self, answer: str) -> Task:
        """The task with the answer to the question that stands open."""
        if not self.asks:
            raise Refused(f"Nobody waits for an answer about {self.key} any more.")
        if not answer.strip():
            raise Refused("Write your answer.", field="answer")
        return replace(self, answer=answer)

    def edit_problems(self, brief: Brief, today: date) -> list[Problem]:
        """What is wrong with a changed brief, beside its fields; a due date that has passed can stay."""
        stays = brief.due == self.due
        return [one for one in brief_problems(brief, today) if not (stays and one.field == "due")]

    def edited(self, brief: Brief, by: UserId, today: date, now: datetime) -> Task:
        """The task as somebody changed it; with another assignee, or once declined, it is offered anew as it stands."""
        self.refuse_if_ended("changed")
        refuse_if_any(self.edit_problems(brief, today))
        typed = {name: value for name, value in vars(brief).items() if name != "blocked_by"}
        after = replace(self, **typed | {"title": brief.title.strip(), "helpers": helpers_of(brief)})
        if brief.assignee == self.assignee and self.state is not TaskState.DECLINED:
            return after
        return replace(after, delegated_by=by, delegated_at=now, question="", answer="")._offered_anew()

    def dropped(self, reason: str, by: UserId, now: datetime) -> Task:
        """The task taken off the plan, with the reason."""
        self.refuse_if_ended("dropped")
        if not reason.strip():
            raise Refused("Say why it is dropped, so that everybody understands it later.", field="reason")
        ended = replace(self, done_by=by, done_at=now, percent_before=self.percent)
        return replace(ended, state=TaskState.DROPPED, drop_reason=reason)

    def reopened(self) -> Task:
        """The task to be worked on again at the percent it had; whoever had not accepted it is asked anew."""
        if self.state in (TaskState.OFFERED, TaskState.ACCEPTED):
            raise SoByNow(f"{self.key} is open already.")
        if self.state is TaskState.DECLINED:
            return self._offered_anew()
        opened = replace(self, percent=self.percent_before, drop_reason="", done_by=None, done_at=None)
        if self.decline_reason or not (self.answered_at or self.done_by == self.assignee):
            return opened._offered_anew()
        return replace(opened, state=TaskState.ACCEPTED, answered_at=self.answered_at or self.done_at)

    def _offered_anew(self) -> Task:
        """An offer of its own, so that whoever gets it is told again."""
        times = self.times_reoffered + 1
        return replace(self, state=TaskState.OFFERED, answered_at=None, decline_reason="", times_reoffered=times)

    def finished(self, by: UserId, now: datetime) -> Task:
        """The task done; doing an offered task is taking it on."""
        if self.state is TaskState.DONE:
            raise SoByNow(self._is_done)
        self._refuse_unless_open()
        return replace(self, state=TaskState.DONE, percent=100, done_by=by, done_at=now, percent_before=self.percent)

    def progressed(self, percent: int, by: UserId, now: datetime) -> Task:
        """The task at this percent; 100 is done."""
        if percent == 100:
            return self.finished(by, now)
        self._refuse_unless_open()
        if not 0 <= percent <= 100:
            raise Refused("Progress is a whole number from 0 to 100.", field="percent")
        state = TaskState.ACCEPTED if self.state is TaskState.OFFERED else self.state
        return replace(self, percent=percent, state=state, answered_at=self.answered_at or now)

    def refuse_if_ended(self, what: str) -> None:
        if self.state in (TaskState.DONE, TaskState.DROPPED):
            raise Refused(f"{self.key} is already {self.state}. Reopen it first, then it can be {what}.")

    @property
    def _is_done(self) -> str:
        return f"{self.key} is already done."

    def _refuse_unless_open(self) -> None:
        if self.state is TaskState.DONE:
            raise Refused(self._is_done)
        if self.state is TaskState.DECLINED:
            raise Refused(f"{self.key} was declined. Delegate it again first.")
        if self.state is TaskState.DROPPED:
            raise Refused(f"{self.key} was dropped; nothing is left to do.")

    def _refuse_unless_offered(self, what: str) -> None:
        self._refuse_unless_open()
        if self.state is not TaskState.OFFERED:
            raise Refused(f"{self.key} was already {self.state}; it cannot be {what} now.")


def refuse_work_if_over(project: Project) -> None:
    """Let no work be given, changed or taken up again in a project that is over."""
    refuse_if_over(project, " and takes no more work")


def no_such_task(key: str | None = None) -> Refused:
    """The refusal of a key, or of an id, that there is not; word for word of one that the person must not know of."""
    if key is None:
        return Refused("That task does not exist any more.")
    return Refused(f"There is no task {key}.")
