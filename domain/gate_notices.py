"""What Steward says once on the way to a project's start."""

from __future__ import annotations

from dataclasses import dataclass

from domain.duties import question_of, whose_turn
from domain.gate import START, Question
from domain.identity import UserId
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
    waits_for: UserId | None = None
    """Who does what comes next, with the button that leads there."""
    action: str = ""
    leads_to: str = ""

    @classmethod
    def about(cls, project: Project) -> StateReached:
        """The announcement of the state that a project in planning is in, with what comes next."""
        told = (ToProject(project.id), project.key, project.name, project.state)
        following = what_comes_next(project)
        to_do = following.to_do if project.undecided else ""
        return cls(*told, to_do, whose_turn(project), following.action, following.button)


def what_comes_next(project: Project) -> Question:
    """How the next thing before a start comes to be decided, or the start itself."""
    return question_of(project.undecided[0], project) if project.undecided else START
