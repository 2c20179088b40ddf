"""How much of a project somebody takes along: one rule, read off the table of permissions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from zoneinfo import ZoneInfo

from domain.actions import Action
from domain.actors import Actor
from domain.changes import ChangeRequest
from domain.checkins import Answer
from domain.closing import Settlement
from domain.deputies import StandIn
from domain.difficulties import Difficulty
from domain.feedback import Feedback
from domain.goal_answers import GoalAnswer
from domain.handovers import Handover
from domain.history import Entry
from domain.identity import UserId
from domain.lessons import Lesson, LessonAnswer
from domain.opinions import Opinion
from domain.options import OptionSheet, Solution
from domain.outcomes import Outcome
from domain.permissions import allowed
from domain.plans import PlanVersion
from domain.projects import Project
from domain.scope import ScopeVersion
from domain.scope_notes import ScopeNote
from domain.stages import Stage
from domain.tasks import Task
from domain.tools import Tool
from domain.work import CostEntry, Estimate, WorkEntry


class Sight(Enum):
    """What a table or a column takes to be seen, and the action of the table of permissions that gives it."""

    PROJECT = Action.SEE_PROJECT
    PLAN = Action.SEE_PLAN
    OURS = Action.ASK_CHANGE
    COSTS = Action.SEE_COSTS


def sights_of(actor: Actor, project: Project, is_contact: bool = False) -> frozenset[Sight]:
    """Everything that a person sees of a project.

    Nothing of a private one in which they have no role, and nothing of one whose customer they stand for without one:
    they see the plans that they were presented, which are no part of an export.
    """
    if project.is_hidden_from(actor) or (is_contact and actor.user_id not in project.people):
        return frozenset()
    return frozenset(sight for sight in Sight if allowed(actor, sight.value, project))


@dataclass(frozen=True)
class AnsweredLesson:
    """What a project made of a lesson of another one, which is named by its words alone."""

    lesson: str
    answer: LessonAnswer


@dataclass(frozen=True)
class Contents:
    """Everything that is kept of one project and that some table tells."""

    project: Project
    tasks: tuple[Task, ...] = ()
    difficulties: tuple[Difficulty, ...] = ()
    answers: tuple[Answer, ...] = ()
    work: tuple[WorkEntry, ...] = ()
    spending: tuple[CostEntry, ...] = ()
    stages: tuple[Stage, ...] = ()
    scope: tuple[ScopeVersion, ...] = ()
    goal_answers: tuple[GoalAnswer, ...] = ()
    scope_notes: tuple[ScopeNote, ...] = ()
    settlements: tuple[Settlement, ...] = ()
    changes: tuple[ChangeRequest, ...] = ()
    tools: tuple[Tool, ...] = ()
    history: tuple[Entry, ...] = ()
    plans: tuple[PlanVersion, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    option_sheets: tuple[OptionSheet, ...] = ()
    """None or one: which solution is chosen, without the solutions."""
    solutions: tuple[Solution, ...] = ()
    estimates: tuple[Estimate, ...] = ()
    lessons: tuple[Lesson, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    """How it came out, once it is done; none or one."""
    handovers: tuple[Handover, ...] = ()
    lesson_answers: tuple[AnsweredLesson, ...] = ()
    stand_ins: tuple[StandIn, ...] = ()
    feedback: tuple[Feedback, ...] = ()
    """Every time that people were asked how it was; nothing of what anybody said."""


@dataclass(frozen=True)
class View:
    """One project as one reader takes it along: what they see, and what the ids in it are called."""

    reader: UserId
    sights: frozenset[Sight]
    zone: ZoneInfo
    as_of: datetime
    names: Mapping[str, str] = field(default_factory=dict)
    """Of people, skills and things by their ids."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Of tasks and changes by their ids."""
    stages: Mapping[str, str] = field(default_factory=dict)
    """Stages by their ids, as people name them: 2 Install."""
    waits_for: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The keys of the tasks that each task waits for, by its id."""

    def sees(self, sight: Sight) -> bool:
        """Whether the reader sees what takes this."""
        return sight in self.sights

    def is_own(self, person: UserId) -> bool:
        """Whether something is the reader's own, which everybody may take along."""
        return person == self.reader
