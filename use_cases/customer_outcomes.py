"""How a finished project came out for its customer: read off what they accepted, and the answers to its goals."""

from __future__ import annotations

from domain.calendars import local_date, zone_of
from domain.customer_outcome import AcceptedChange, CustomerOutcome, answered_goals
from domain.plans import PlanVersion
from domain.projects import ENDED_WELL, Project
from storage.transactions import Transaction
from use_cases.outcomes import goals_of


def customer_outcome(project: Project, shown: list[PlanVersion], tx: Transaction) -> CustomerOutcome | None:
    """What the contact who was shown these versions, the newest first, reads of the end of a project.

    None while it is under way, where it ended early, and where they accepted nothing that it could be held against.
    """
    agreed = tx.baselines.agreed(project.id) if project.lifecycle in ENDED_WELL else []
    if not agreed or project.ended_at is None:
        return None
    baseline, statement = agreed[0]
    accepted = (one.change for one in reversed(shown) if one.is_accepted)
    return CustomerOutcome(
        local_date(project.ended_at, zone_of(project.zone)),
        baseline.completion_date,
        answered_goals((one.id for one in statement.goals), goals_of(project, tx)),
        tuple(AcceptedChange(one.key, one.what) for one in accepted if one is not None),
    )
