"""What Steward says once about tasks: announcements that keep their facts as they were."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.briefs import Priority
from domain.history import Change
from domain.identity import UserId
from domain.notices import Announcement, ToProject
from domain.projects import Project
from domain.tasks import Task


@dataclass(frozen=True)
class TaskDelegated(Announcement):
    """To the project's channel: a task has an owner."""

    template = "task_delegated"
    task_key: str
    title: str
    assignee: UserId
    delegated_by: UserId
    due: date
    priority: Priority
    before: UserId | None = None

    @classmethod
    def about(cls, task: Task, project: Project, before: UserId | None = None) -> TaskDelegated:
        """The announcement of this task in its project's channel, and of who had it before."""
        to = ToProject(project.id)
        return cls(to, task.key, task.title, task.assignee, task.delegated_by, task.due, task.priority, before)


@dataclass(frozen=True)
class TaskMade(Announcement):
    """Under the message that a task was made of: which task that is, and who has it."""

    template = "task_made"
    is_decision = False
    task_key: str
    title: str
    assignee: UserId
    due: date


@dataclass(frozen=True)
class TaskAnswered(Announcement):
    """To the delegator: the assignee accepted, declined or asks; `words` is the reason or the question."""

    template = "task_answered"
    task_key: str
    title: str
    project_name: str
    answer: str
    answered_by: UserId
    words: str = ""
    task_id: str = ""


@dataclass(frozen=True)
class QuestionAnswered(Announcement):
    """To the assignee: what they asked about a task is answered."""

    template = "question_answered"
    task_key: str
    title: str
    project_name: str
    answered_by: UserId
    question: str
    answer: str


@dataclass(frozen=True)
class TaskChanged(Announcement):
    """To whom it concerns: what somebody changed about a task, from and to, in one message."""

    template = "task_changed"
    task_key: str
    title: str
    project_name: str
    changed_by: UserId
    assignee: UserId
    helpers: tuple[UserId, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class TaskDropped(Announcement):
    """To whom it concerns: a task is not to be done, and why."""

    template = "task_dropped"
    task_key: str
    title: str
    project_name: str
    dropped_by: UserId
    reason: str


@dataclass(frozen=True)
class TaskReopened(Announcement):
    """To both sides of a task: it is to be worked on again."""

    template = "task_reopened"
    task_key: str
    title: str
    project_name: str
    reopened_by: UserId
    assignee: UserId
    due: date
    percent: int


@dataclass(frozen=True)
class TaskUnblocked(Announcement):
    """To the assignee: the last task that theirs waited for is done, dropped, or goes on in another project."""

    template = "task_unblocked"
    task_key: str
    title: str
    project_name: str
    due: date
    ended_key: str
    ended_title: str
    ended_by: UserId
    was_dropped: bool
    moved_to: str = ""
    """The key under which it goes on, or "another project"."""


@dataclass(frozen=True)
class TaskDeclined(Announcement):
    """To the project's channel: a task needs somebody else."""

    template = "task_declined"
    task_key: str
    title: str
    declined_by: UserId
    due: date


@dataclass(frozen=True)
class TaskFinished(Announcement):
    """To the delegator, and to the assignee when somebody else finished it: the work is done."""

    template = "task_finished"
    task_key: str
    title: str
    project_name: str
    finished_by: UserId
    delegated_by: UserId | None = None
