"""Groups of people that can be mentioned by one name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Usergroup:
    """A named group of people, such as @network-team."""

    id: str
    name: str
    handle: str
    description: str = ""
    users: list[str] = field(default_factory=list)
    disabled: bool = False
    created: int = 0
    creator: str = ""

    def as_api(self, team_id: str) -> dict[str, Any]:
        """Return the group as usergroups.list gives it."""
        return {
            "id": self.id,
            "team_id": team_id,
            "is_usergroup": True,
            "is_subteam": True,
            "name": self.name,
            "description": self.description,
            "handle": self.handle,
            "is_external": False,
            "date_create": self.created,
            "date_update": self.created,
            "date_delete": self.created if self.disabled else 0,
            "auto_type": None,
            "auto_provision": False,
            "created_by": self.creator,
            "updated_by": self.creator,
            "deleted_by": self.creator if self.disabled else None,
            "prefs": {"channels": [], "groups": []},
        }
