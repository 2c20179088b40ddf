"""Every table, one room per noun; importing this package makes `metadata` complete."""

from storage.tables import (
    asking,
    checkins,
    departures,
    difficulties,
    directory,
    errands,
    history,
    outbox,
    projects,
    tasks,
)
from storage.tables.base import metadata

__all__ = [
    "asking",
    "checkins",
    "departures",
    "difficulties",
    "directory",
    "errands",
    "history",
    "metadata",
    "outbox",
    "projects",
    "tasks",
]
