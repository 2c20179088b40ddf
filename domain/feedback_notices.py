"""What Steward says once about what was said of a project."""

from __future__ import annotations

from dataclasses import dataclass

from domain.identity import UserId
from domain.notices import Announcement, ToPerson
from domain.projects import Project


@dataclass(frozen=True)
class FeedbackIn(Announcement):
    """To the project manager: the asking is over, so many answered, and here is what they said."""

    template = "feedback_in"
    is_decision = False
    project_key: str
    project_name: str
    asked: int
    answered: int

    @classmethod
    def about(cls, project: Project, to: UserId, asked: int, answered: int) -> FeedbackIn:
        """The announcement to one person; without a single word or figure of what was said."""
        return cls(ToPerson(to), project.key, project.name, asked, answered)
