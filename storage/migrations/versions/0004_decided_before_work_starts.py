"""what is decided before work starts"""

from __future__ import annotations

from storage.migrations.before_start import (
    briefings,
    changes,
    channels,
    costs,
    departures,
    difficulties,
    gate,
    options,
    people,
    plans,
    scope,
)

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ROOMS = (briefings, difficulties, people, scope, costs, options, gate, plans, changes, departures, channels)
"""In the order in which one stands on another."""


def upgrade() -> None:
    for room in ROOMS:
        room.upgrade()


def downgrade() -> None:
    for room in reversed(ROOMS):
        room.downgrade()
