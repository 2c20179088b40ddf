"""Text objects, options and confirm dialogs."""

from __future__ import annotations

from typing import Any

from sandbox.block_kit.findings import Findings
from sandbox.block_kit.shapes import Rule, Shape, boolean, choice, list_of, string

URL = string(3000)
VALUE = string(150)


def text(most: int, *, mrkdwn: bool = True) -> Rule:
    """Return the rule for a text object; mrkdwn only where Slack takes it."""
    plain = Shape({"type": choice("plain_text"), "text": string(most)}, {"emoji": boolean})
    marked = Shape({"type": choice("mrkdwn"), "text": string(most)}, {"verbatim": boolean})

    def rule(value: Any, pointer: str, findings: Findings) -> None:
        if isinstance(value, dict) and value.get("type") == "mrkdwn" and mrkdwn:
            marked(value, pointer, findings)
        elif isinstance(value, dict) and value.get("type") not in ("plain_text", "mrkdwn"):
            findings.note(f"{pointer}/type", f"unsupported type: {value.get('type')}")
        else:
            plain(value, pointer, findings)

    return rule


def plain(most: int) -> Rule:
    return text(most, mrkdwn=False)


OPTION = Shape({"text": plain(75), "value": VALUE}, {"description": plain(75)})
LINK_OPTION = Shape({"text": plain(75), "value": VALUE}, {"description": plain(75), "url": URL})
RICH_OPTION = Shape({"text": text(75), "value": VALUE}, {"description": text(75)})
GROUP = Shape({"label": plain(75), "options": list_of(OPTION, 100)})
OPTIONS = list_of(OPTION, 100)
GROUPS = list_of(GROUP, 100)
CONFIRM = Shape(
    {"title": plain(100), "text": text(300), "confirm": plain(30), "deny": plain(30)},
    {"style": choice("primary", "danger")},
)
