"""What Steward says once about the handover of services."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.handovers import Handover
from domain.identity import UserId
from domain.notices import Announcement, ToPerson
from domain.projects import Project


@dataclass(frozen=True)
class HandoverAnswered(Announcement):
    """To whoever asked somebody to maintain a service, and to whoever did until then: yes, no and why, or gone."""

    template = "handover_answered"
    project_key: str
    project_name: str
    service: str
    maintainer: UserId
    starts_on: date
    is_accepted: bool
    reason: str
    has_gone: bool = False
    """Whether nobody answered, because whoever was asked cannot work here any more."""
    maintained_id: str = ""
    """The handover by which somebody goes on maintaining it meanwhile, if anybody does."""
    is_relieved: bool = False
    """Whether the reader maintained it until now, or does until the other one begins."""
    is_to_come: bool = False

    @classmethod
    def about(cls, handover: Handover, project: Project, to: UserId) -> HandoverAnswered:
        """The answer to this offer for one reader."""
        return cls(
            ToPerson(to),
            project.key,
            project.name,
            handover.service,
            handover.maintainer,
            handover.starts_on,
            handover.is_accepted,
            handover.reason,
        )
