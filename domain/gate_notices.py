"""What Steward says once on the way to a project's start."""

from __future__ import annotations

from dataclasses import dataclass

from domain.gate import QUESTIONS
from domain.notices import Announcement, ToProject
from domain.projects import Project
from domain.states import State


@dataclass(frozen=True)
class StateReached(Announcement):
    """To the project's channel: so much is decided that it has come a state further; said once for each state."""

    template = "state_reached"
    project_key: str
    project_name: str
    state: State
    next: str

    @classmethod
    def about(cls, project: Project) -> StateReached:
        """The announcement of the state that a project in planning is in, with what comes next."""
        following = QUESTIONS[project.undecided[0]].to_do if project.undecided else ""
        return cls(ToProject(project.id), project.key, project.name, project.state, following)
