"""Every table, one room per noun; importing this package makes `metadata` complete."""

from storage.tables import checkins, directory, history, outbox, projects, tasks
from storage.tables.base import metadata

__all__ = ["checkins", "directory", "history", "metadata", "outbox", "projects", "tasks"]
