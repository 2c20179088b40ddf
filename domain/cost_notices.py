"""What Steward says once about stages and cost: announcements that keep their facts as they were."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.cost_alerts import Crossing
from domain.identity import UserId
from domain.notices import Announcement, ToPerson, ToProject
from domain.projects import Project
from domain.stages import Stage, StageState
from domain.viability import ViabilityVerdict, Vote


@dataclass(frozen=True)
class StageMoved(Announcement):
    """To the project's channel: the work of a stage begins, or is over."""

    template = "stage_moved"
    project_key: str
    project_name: str
    number: int
    name: str
    stands: StageState
    ends_on: date
    responsible: UserId | None
    moved_by: UserId
    is_late: bool = False
    """Whether its last day has passed."""

    @classmethod
    def about(cls, stage: Stage, project: Project, by: UserId, today: date) -> StageMoved:
        """The announcement of what a stage has become on a local date of its project."""
        named = (project.key, project.name, stage.number, stage.name)
        return cls(
            ToProject(project.id), *named, stage.state, stage.ends_on, stage.responsible, by, stage.ends_on < today
        )


@dataclass(frozen=True)
class StageDecided(Announcement):
    """To the project's channel: how it goes on after a stage, and why."""

    template = "stage_decided"
    project_key: str
    project_name: str
    number: int
    name: str
    vote: Vote
    reason: str
    voted_by: UserId


@dataclass(frozen=True)
class ViabilityDecided(Announcement):
    """To the project manager: whether the project was found viable, and why; internal."""

    template = "viability_decided"
    project_key: str
    project_name: str
    verdict: ViabilityVerdict
    reason: str
    decided_by: UserId
    next: str = ""
    """What comes before the start from here; nothing once the project has started."""
    waits_for: UserId | None = None
    action: str = ""
    leads_to: str = ""


@dataclass(frozen=True)
class CostAlert(Announcement):
    """To whoever answers for a project: money or time runs away; the figures as words."""

    template = "cost_alert"
    project_key: str
    project_name: str
    crossings: tuple[Crossing, ...]
    cost_index: str
    time_index: str
    spent: str
    budget: str
    expected: str

    @classmethod
    def to_person(cls, person: UserId, facts: CostAlert) -> CostAlert:
        """The same alert for somebody else."""
        return cls(ToPerson(person), **{name: value for name, value in vars(facts).items() if name != "to"})
