"""What Steward keeps true before work starts: requests for projects, and what is technically possible of a scope."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.identity import UserId
from domain.living import Living
from domain.notices import ToPerson, ToProject


@dataclass(frozen=True)
class RequestCard(Living):
    """To whoever may answer a request for a project: what is wanted, with Assign and Decline; `about` is its id."""

    subject, noun = "request_card", "requests"


@dataclass(frozen=True)
class TechnicalOpinion(Living):
    """In the project's channel: what is technically possible of its scope; each answer stands in its thread."""

    subject, noun = "technical_opinion", "opinion_cards"

    @classmethod
    def of(cls, project_id: str) -> TechnicalOpinion:
        """The one message about this project's technical requirements."""
        return cls(ToProject(project_id), project_id)


@dataclass(frozen=True)
class OpinionAnswer(Living):
    """What was said of one technical requirement, under the message that asks; `about` is project/requirement."""

    subject, noun = "opinion_answer", "opinion_cards"

    @classmethod
    def of(cls, project_id: str, requirement_id: str, edit_only: bool = False) -> OpinionAnswer:
        """The answer in the thread of its project's opinion."""
        parent = TechnicalOpinion.of(project_id).mark
        return cls(ToProject(project_id), f"{project_id}/{requirement_id}", parent, edit_only)


@dataclass(frozen=True)
class OpinionAsked(Living):
    """To whoever judges: how much of the scope waits for what they say, until they have said it.

    `about` is project/moment, so that what is asked again, or of somebody who comes back, is a message of its own.
    """

    subject, noun = "opinion_asked", "opinion_cards"

    @classmethod
    def of(cls, project_id: str, judge: UserId, now: datetime) -> OpinionAsked:
        """What one judge is asked from now on."""
        return cls(ToPerson(judge), f"{project_id}/{now.isoformat()}")


@dataclass(frozen=True)
class OpinionGiven(Living):
    """To whoever asked: every technical requirement has its opinion, and what of that still waits for an answer.

    `about` is project/moment, so that an opinion that is given anew is a message of its own.
    """

    subject, noun = "opinion_given", "opinion_cards"

    @classmethod
    def of(cls, project_id: str, asker: UserId, now: datetime) -> OpinionGiven:
        """What whoever asked is told from now on."""
        return cls(ToPerson(asker), f"{project_id}/{now.isoformat()}")
