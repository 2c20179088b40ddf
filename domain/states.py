"""The states of a project as people see them, in the order of its life."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """The state that people see."""

    DRAFT = "draft"
    SCOPED = "scoped"
    PLANNED = "planned"
    PRESENTED = "presented"
    APPROVED = "approved"
    ACTIVE = "active"
    ON_HOLD = "on hold"
    COMPLETED = "completed"
    CLOSED = "closed"
    CANCELLED = "cancelled"

    @property
    def is_over(self) -> bool:
        """Whether nobody works on it any more, so that nothing of it is due or missing."""
        return self in (State.COMPLETED, State.CLOSED, State.CANCELLED)


BEFORE_START = (State.DRAFT, State.SCOPED, State.PLANNED, State.PRESENTED, State.APPROVED)
"""Nobody moves a project through these: it is in the furthest of them whose facts are decided."""
