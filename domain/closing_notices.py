"""What Steward says once about work that goes on in another project."""

from __future__ import annotations

from dataclasses import dataclass

from domain.identity import UserId
from domain.notices import Announcement


@dataclass(frozen=True)
class WorkMoved(Announcement):
    """To whom it concerns: a task or a difficulty goes on in another project.

    `to_key` is where, as far as the reader may know; `assignee` is who is asked to do a task there.
    """

    template = "work_moved"
    key: str
    words: str
    project_name: str
    moved_by: UserId
    to_key: str
    to_project: str = ""
    """The name of the project there; nothing for whoever must not know of it."""
    assignee: UserId | None = None
    helps: bool = False
    """Whether the reader helps with the task there, as here."""
    difficulty_id: str = ""
    """What a reader who may know of it opens there."""


@dataclass(frozen=True)
class ReadyToClose(Announcement):
    """To whoever leads a completed project: nothing keeps it from its close any more."""

    template = "ready_to_close"
    project_key: str
    project_name: str
