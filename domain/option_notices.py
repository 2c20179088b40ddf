"""What Steward says once about solutions: an announcement that keeps its facts as they were."""

from __future__ import annotations

from dataclasses import dataclass

from domain.identity import UserId
from domain.notices import Announcement


@dataclass(frozen=True)
class SolutionChosen(Announcement):
    """To the project's channel: which solution was chosen and why, without an amount, because guests may read it."""

    template = "solution_chosen"
    project_key: str
    project_name: str
    solution: str
    compared: int
    is_best: bool
    reason: str
    chosen_by: UserId
