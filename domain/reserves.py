"""What was answered to the reserve that finished projects suggest for the next one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from domain.calibration import Calibration
from domain.figures import count_words
from domain.identity import UserId
from domain.refusals import Problem

REASON_LENGTH = 500


@dataclass(frozen=True)
class ReserveAnswer:
    """A suggested reserve in whole percent that was taken, or refused with a reason."""

    project_id: str
    suggestion: str
    percent: int
    is_taken: bool
    reason: str
    by: UserId
    at: datetime

    def problems(self) -> Iterator[Problem]:
        """What is wrong with it, beside its field."""
        if not self.is_taken and not self.reason.strip():
            yield Problem("Say why. The department head reads it beside the figures.", "reason")
        if len(self.reason) > REASON_LENGTH:
            yield Problem(f"Use at most {count_words(REASON_LENGTH)} characters here.", "reason")


def suggestion_of(calibration: Calibration) -> str:
    """The name of a suggestion: another percentage, or other projects behind it, are another suggestion."""
    return f"{calibration.contingency} % {' '.join(sorted(calibration.projects))}"
