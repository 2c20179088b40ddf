"""How a project came out, as it stands before its people while its goals are still answered."""

from __future__ import annotations

from dataclasses import dataclass

from domain.identity import UserId
from domain.living import Living
from domain.notices import ToPerson, ToProject
from domain.projects import Project


@dataclass(frozen=True)
class OutcomeInShort(Living):
    """To the channel of a project that is complete, without money or hours; `about` is project/moment of its end.

    A project that is completed again gets another one.
    """

    subject, noun = "outcome_in_short", "outcome_cards"

    @classmethod
    def of(cls, project: Project, edit_only: bool = False) -> OutcomeInShort:
        """The message about this end of a project."""
        return cls(ToProject(project.id), ended(project), edit_only=edit_only)


@dataclass(frozen=True)
class OutcomeCard(Living):
    """To each of those who answer for a project: the whole outcome, as far as they may see it; `about` is the same."""

    subject, noun = "outcome_card", "outcome_cards"

    @classmethod
    def of(cls, project: Project, reader: UserId, edit_only: bool = False) -> OutcomeCard:
        """What one reader has of this end of a project."""
        return cls(ToPerson(reader), ended(project), edit_only=edit_only)


def ended(project: Project) -> str:
    """Which end of which project is meant: its id and the moment."""
    return f"{project.id}/{project.ended_at.isoformat() if project.ended_at else ''}"
