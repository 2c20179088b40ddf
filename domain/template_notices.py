"""What Steward says once about a template: what it filled in, and where to look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.identity import UserId
from domain.notices import Announcement


@dataclass(frozen=True)
class TemplateUsed(Announcement):
    """To the project's channel: what a kind of project filled in, and what about it needs a look.

    Stages are `pressed` when the project has fewer days than the template; `open_for_users` when hours are not in it
    because nobody has said how many users there are. `points` are the goals, requirements and other words of a scope
    that were taken over. Skills that could not be chosen any more were brought back into the catalogue; things and
    skills that are not there were left out.
    """

    template = "template_used"
    project_key: str
    project_name: str
    kind: str
    used_by: UserId
    stages: int = 0
    first_day: date | None = None
    last_day: date | None = None
    is_pressed: bool = False
    is_open_for_users: bool = False
    tools: int = 0
    services: tuple[str, ...] = ()
    points: int = 0
    questions: int = 0
    brought_back: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    after: str = ""
    """The earlier project that it is like; `behind` is what of that one did not go along."""
    behind: tuple[str, ...] = ()
    costs: int = 0
    """How many things are paid for in its stages besides hours."""
    has_changes: bool = False
    """Whether hours of its stages were agreed with changes of the earlier project; how many no channel reads."""
