"""Files that are handed to people: drawn from the database when they are delivered, never before an answer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from domain.identity import UserId
from domain.notices import ToPerson
from domain.plans import PlanVersion
from domain.projects import Project


@dataclass(frozen=True)
class Handout:
    """One file for one person: `read_<subject>` in use_cases/<noun> gives what is drawn in it.

    When it cannot be handed over, whoever asked for it is told so; `called` is how that sentence names it.
    """

    subject: ClassVar[str]
    noun: ClassVar[str]
    to: ToPerson
    about: str
    called: str
    asked_by: UserId

    @property
    def lane(self) -> str:
        return self.to.lane


@dataclass(frozen=True)
class PlanFile(Handout):
    """The plan for the customer as a PDF; `about` is a version's id, or draft/project for what stands by now."""

    subject, noun = "plan_file", "plan_sheets"

    @classmethod
    def of_draft(cls, project: Project, reader: UserId) -> PlanFile:
        """The plan as it would be presented now, for somebody of our own."""
        return cls(ToPerson(reader), f"draft/{project.id}", f"the plan for {project.key}", reader)

    @classmethod
    def of_version(cls, version: PlanVersion, reader: UserId, asked_by: UserId) -> PlanFile:
        """A version as it was presented, for its contact or for somebody of our own."""
        return cls(
            ToPerson(reader), version.id, f"version {version.shown_as} of the plan for {version.plan.key}", asked_by
        )


@cache
def handouts() -> dict[str, type[Handout]]:
    """Every kind of file by its subject."""
    return {kind.subject: kind for kind in Handout.__subclasses__()}
