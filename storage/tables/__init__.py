"""Every table, one room per noun; importing this package makes `metadata` complete."""

from storage.tables import (
    asking,
    capacity,
    checkins,
    costs,
    departures,
    difficulties,
    directory,
    errands,
    history,
    outbox,
    plans,
    projects,
    scope,
    skills,
    stages,
    stock,
    tasks,
)
from storage.tables.base import metadata

__all__ = [
    "asking",
    "capacity",
    "checkins",
    "costs",
    "departures",
    "difficulties",
    "directory",
    "errands",
    "history",
    "metadata",
    "outbox",
    "plans",
    "projects",
    "scope",
    "skills",
    "stages",
    "stock",
    "tasks",
]
