"""Files that are handed to people: drawn from the database when they are delivered, never before an answer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from domain.exports import Portion
from domain.identity import UserId
from domain.notices import Target, ToPerson
from domain.pictures import Ground, Picture
from domain.plans import PlanVersion
from domain.projects import Project


@dataclass(frozen=True)
class Handout:
    """One file for one person: `read_<subject>` in use_cases/<noun> gives what is drawn in it.

    When it cannot be handed over, whoever asked for it is told so; `called` is how that sentence names it.
    """

    subject: ClassVar[str]
    noun: ClassVar[str]
    to: Target
    about: str
    called: str
    asked_by: UserId

    @property
    def lane(self) -> str:
        return self.to.lane

    @property
    def queue(self) -> str:
        """What is handed over one after the other; empty where it waits for nothing."""
        return ""


@dataclass(frozen=True)
class PlanFile(Handout):
    """The plan for the customer as a PDF; `about` is a version's id, or draft/project for what stands by now."""

    subject, noun = "plan_file", "plan_sheets"

    @classmethod
    def of_draft(cls, project: Project, reader: UserId) -> PlanFile:
        """The plan as it would be presented now, for somebody of our own."""
        return cls(ToPerson(reader), f"draft/{project.id}", f"the PDF of the plan for {project.key}", reader)

    @classmethod
    def of_version(cls, version: PlanVersion, reader: UserId, asked_by: UserId) -> PlanFile:
        """A version as it was presented, for its contact or for somebody of our own."""
        called = f"the PDF of version {version.shown_as} of the plan for {version.plan.key}"
        return cls(ToPerson(reader), version.id, called, asked_by)


@dataclass(frozen=True)
class ExportFile(Handout):
    """What its reader may see of projects, as files; `about` is a portion."""

    subject, noun = "export_file", "exports"

    @classmethod
    def of(cls, portion: Portion, reader: UserId) -> ExportFile:
        """One portion for the one who asked for it."""
        part = f", part {portion.number} of {portion.of}" if portion.of > 1 else ""
        return cls(ToPerson(reader), portion.about, f"your export of {portion.called}{part}", reader)

    @property
    def queue(self) -> str:
        """One part after the other, and nobody's exports take more than one place among what is delivered."""
        return f"exports of {self.asked_by}"


@dataclass(frozen=True)
class OutcomeFile(Handout):
    """How a project came out as a PDF, with what its reader may see; `about` is the project's id."""

    subject, noun = "outcome_file", "outcome_sheets"

    @classmethod
    def of(cls, project: Project, reader: UserId) -> OutcomeFile:
        """The document for the one who asked for it."""
        return cls(ToPerson(reader), project.id, f"the PDF of how {project.key} came out", reader)


@dataclass(frozen=True)
class DrawnFile:
    """A file that was drawn, ready to be handed over."""

    name: str
    title: str
    content: bytes
    alt_text: str = ""
    """What it shows, for whoever cannot see it; empty for what is no picture."""


@dataclass(frozen=True)
class PictureBook(Handout):
    """Pictures of a project for whoever reads them there; `about` is project/ground/pictures, all of them for none."""

    subject, noun = "picture_book", "pictures"

    @classmethod
    def of(
        cls,
        project: Project,
        to: Target,
        asked_by: UserId,
        wanted: tuple[Picture, ...] = (),
        ground: Ground = Ground.LIGHT,
    ) -> PictureBook:
        """These pictures of a project; for no names, all that may be seen where they are shown."""
        named = "+".join(one.value for one in wanted)
        about = f"{project.id}/{ground.value}/{named}"
        return cls(to, about, f"the pictures of {project.key}", asked_by)

    @property
    def queue(self) -> str:
        """The same for the same reader one after the other: the second finds what the first has drawn."""
        return f"{self.subject}:{self.about}:{self.to.lane}"


@cache
def handouts() -> dict[str, type[Handout]]:
    """Every kind of file by its subject."""
    return {kind.subject: kind for kind in Handout.__subclasses__()}
