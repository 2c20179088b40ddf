"""what a project leaves to the next one"""

from __future__ import annotations

from types import ModuleType

from storage.migrations.after_end import (
    calibration,
    closing,
    deputies,
    digests,
    feedback,
    handovers,
    lessons,
    outcomes,
    pictures,
    portfolio,
)

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

ROOMS: tuple[ModuleType, ...] = (
    pictures,
    outcomes,
    lessons,
    calibration,
    closing,
    deputies,
    portfolio,
    handovers,
    feedback,
    digests,
)
"""In the order in which one stands on another."""


def upgrade() -> None:
    for room in ROOMS:
        room.upgrade()


def downgrade() -> None:
    for room in reversed(ROOMS):
        room.downgrade()
