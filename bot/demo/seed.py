"""The provider of the demo: its workspace, its people with their titles and zones."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.manifest import EVENTS, SCOPES, SHORTCUTS, USAGE_HINT, manifest_for

ZONE = "Europe/Berlin"
PEOPLE: tuple[tuple[str, str, str, str, dict[str, Any]], ...] = (
    ("kim", "Kim Larsen", "Workspace administrator", "Europe/Copenhagen", {"is_admin": True}),
    ("mika", "Mika Lindqvist", "IT manager", "Europe/Helsinki", {}),
    ("dana", "Dana Weber", "Head of Infrastructure", ZONE, {}),
    ("eva", "Eva Roth", "Head of Applications", ZONE, {}),
    ("ana", "Ana Silva", "Project manager", ZONE, {}),
    ("sara", "Sara Novak", "Project manager", "Europe/Prague", {}),
    ("tom", "Tom Becker", "Network engineer", ZONE, {}),
    ("priya", "Priya Nair", "Cloud engineer", "Asia/Kolkata", {}),
    ("omar", "Omar Haddad", "Security engineer", "Europe/London", {}),
    ("li", "Li Chen", "Service desk lead", ZONE, {}),
    ("noah", "Noah Berg", "Client engineer", ZONE, {}),
    ("jon", "Jon Reyes", "Web developer", "America/New_York", {}),
    ("gus", "Gus Brandt (Rhein Logistik)", "Customer, guest", ZONE, {"is_restricted": True}),
)


def workspace_seed(start: datetime, command: str = "/project") -> dict[str, Any]:
    """The workspace as the sandbox reads it, with its clock at the story's beginning."""
    app = {
        "id": "A0STEWARD",
        "name": "Steward",
        "bot_user": "U0STEWARD",
        "bot_id": "B0STEWARD",
        "commands": [{"command": command, "description": "Create and run IT projects", "usage_hint": USAGE_HINT}],
        "shortcuts": list(SHORTCUTS),
        "scopes": ",".join(sorted(SCOPES)),
        "events": list(EVENTS),
        "messages_read_only": manifest_for(command)["features"]["app_home"]["messages_tab_read_only_enabled"],
    }
    people = [
        {"id": f"U0{handle.upper()}", "name": handle, "real_name": name, "title": title, "tz": zone, **flags}
        for handle, name, title, zone, flags in PEOPLE
    ]
    return {
        "team": {"id": "T0NORDLICHT", "name": "Nordlicht IT", "domain": "nordlicht-it"},
        "app": app,
        "people": people,
        "channels": [{"id": "C0GENERAL", "name": "general", "is_general": True}],
        "clock": start.isoformat(),
    }
