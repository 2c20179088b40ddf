"""What Steward says once about what a project learned."""

from __future__ import annotations

from dataclasses import dataclass

from domain.notices import Announcement, ToProject
from domain.projects import Project


@dataclass(frozen=True)
class RetrospectiveWanted(Announcement):
    """To the channel of a project that is complete: everybody in it may keep what the next one should know."""

    template = "retrospective_wanted"
    project_key: str
    project_name: str

    @classmethod
    def about(cls, project: Project) -> RetrospectiveWanted:
        """The announcement in the project's own channel."""
        return cls(ToProject(project.id), project.key, project.name)
