"""What Steward says once on the way to a project's start."""

from __future__ import annotations

from dataclasses import dataclass

from domain.duties import whose_turn
from domain.gate import QUESTIONS, Fact, Question
from domain.notices import Announcement, ToPerson, ToProject
from domain.projects import Project
from domain.states import State

# The scope is asked for by the briefing of its roles, and the customer's answer by the plan that is presented.
PASSED_ON = (Fact.CHOICE, *(one for one in Fact if QUESTIONS[one].state in (State.PLANNED, State.PRESENTED)))


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


@dataclass(frozen=True)
class TurnCame(Announcement):
    """To whoever has to do the next thing before a project starts, once it passes to them from somebody else."""

    template = "turn_came"
    project_key: str
    project_name: str
    fact: Fact

    @property
    def question(self) -> Question:
        """How it comes to be decided."""
        return QUESTIONS[self.fact]

    @classmethod
    def between(cls, before: Project, after: Project) -> TurnCame | None:
        """What is said when the next step has gone on to somebody else; the scope itself is asked for by its roles."""
        following, person = next(iter(after.undecided), None), whose_turn(after)
        if following is None or following not in PASSED_ON or person is None or person == whose_turn(before):
            return None
        return cls(ToPerson(person), after.key, after.name, following)
