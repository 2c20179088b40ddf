"""Every block: its fields, its limits and the surfaces it may stand on."""

from __future__ import annotations

import json
from typing import Any

from sandbox.block_kit.elements import ELEMENT_SURFACES, ELEMENTS, ID, IN_ACTIONS, IN_INPUT, IN_SECTION, one_picture
from sandbox.block_kit.findings import Findings
from sandbox.block_kit.rich_text import RICH_TEXT
from sandbox.block_kit.shapes import Rule, Shape, boolean, choice, integer, list_of, string, typed
from sandbox.block_kit.texts import URL, plain, text

MOST_BLOCKS = {"message": 50, "modal": 100, "home": 100}
TABLE_CHARACTERS = 10_000
MARKDOWN_CHARACTERS = 12_000


def _text_or_fields(block: dict[str, Any], pointer: str, findings: Findings) -> None:
    if "text" not in block and "fields" not in block:
        findings.note(pointer, "missing required field: text or fields")


def _unique_action_ids(block: dict[str, Any], pointer: str, findings: Findings) -> None:
    ids = [element["action_id"] for element in block["elements"] if "action_id" in element]
    for action_id in {action_id for action_id in ids if ids.count(action_id) > 1}:
        findings.note(f"{pointer}/elements", f"`action_id` {action_id!r} already exists for another element")


def _answered_in_place(block: dict[str, Any], pointer: str, findings: Findings) -> None:
    """Only a modal has a submit button; elsewhere an input must dispatch its action."""
    if findings.surface != "modal" and block.get("dispatch_action") is not True:
        findings.note(pointer, "an input outside a modal needs dispatch_action")


def _markdown_in_total(block: dict[str, Any], pointer: str, findings: Findings) -> None:
    findings.markdown_length += len(block["text"])
    if findings.markdown_length > MARKDOWN_CHARACTERS:
        findings.note(pointer, f"markdown blocks must have less than {MARKDOWN_CHARACTERS + 1} characters in total")


def _one_small_table(block: dict[str, Any], pointer: str, findings: Findings) -> None:
    findings.tables += 1
    if findings.tables > 1:
        findings.note(pointer, "only one table is allowed per message")
    if _characters(block["rows"]) > TABLE_CHARACTERS:
        findings.note(f"{pointer}/rows", f"must have less than {TABLE_CHARACTERS + 1} characters in all cells")


def _characters(part: Any) -> int:
    if isinstance(part, list):
        return sum(_characters(item) for item in part)
    if isinstance(part, dict):
        return sum(
            len(held) if key == "text" and isinstance(held, str) else _characters(held) for key, held in part.items()
        )
    return 0


def _number(value: Any, pointer: str, findings: Findings) -> None:
    if not isinstance(value, int | float) or isinstance(value, bool):
        findings.note(pointer, "must provide a number")


CELLS = {
    "raw_text": Shape({"text": string(TABLE_CHARACTERS)}),
    "raw_number": Shape({"value": _number}, {"text": string(255)}),
    "rich_text": RICH_TEXT,
}
COLUMN = Shape({}, {"align": choice("left", "center", "right"), "is_wrapped": boolean})
CONTEXT_PARTS = {
    "image": ELEMENTS["image"],
    "plain_text": Shape({"text": string(3000)}, {"emoji": boolean}),
    "mrkdwn": Shape({"text": string(3000)}, {"verbatim": boolean}),
}


def _block(required: dict[str, Rule], optional: dict[str, Rule] | None = None, *checks: Any) -> Shape:
    return Shape(required, {"block_id": ID} | (optional or {}), checks)


BLOCKS: dict[str, Shape] = {
    "section": _block(
        {},
        {
            "text": text(3000),
            "fields": list_of(text(2000), 10),
            "accessory": typed(ELEMENTS, IN_SECTION, ELEMENT_SURFACES),
            "expand": boolean,
        },
        _text_or_fields,
    ),
    "header": _block({"text": plain(150)}, {"level": integer(1, 4)}),
    "context": _block({"elements": list_of(typed(CONTEXT_PARTS, CONTEXT_PARTS), 10)}),
    "actions": _block({"elements": list_of(typed(ELEMENTS, IN_ACTIONS, ELEMENT_SURFACES), 25)}, {}, _unique_action_ids),
    "divider": _block({}),
    "image": _block(
        {"alt_text": string(2000)}, {"image_url": URL, "slack_file": lambda *_: None, "title": plain(2000)}, one_picture
    ),
    "input": _block(
        {"label": plain(2000), "element": typed(ELEMENTS, IN_INPUT, ELEMENT_SURFACES)},
        {"hint": plain(2000), "optional": boolean, "dispatch_action": boolean},
        _answered_in_place,
    ),
    "rich_text": RICH_TEXT,
    "markdown": _block({"text": string(MARKDOWN_CHARACTERS)}, {}, _markdown_in_total),
    "table": _block(
        {"rows": list_of(list_of(typed(CELLS, CELLS), 20), 100)},
        {"column_settings": list_of(COLUMN, 20, 0)},
        _one_small_table,
    ),
    "alert": _block({"text": text(200)}, {"level": choice("default", "info", "warning", "error", "success")}),
}
BLOCK_SURFACES = {"markdown": "message", "table": "message", "alert": "modal"}
BLOCK = typed(BLOCKS, BLOCKS, BLOCK_SURFACES)


def check_blocks(blocks: Any, pointer: str, findings: Findings, least: int = 0) -> None:
    """Check a list of blocks, and that no two of them share a block_id."""
    list_of(BLOCK, MOST_BLOCKS[findings.surface], least)(blocks, pointer, findings)
    if not isinstance(blocks, list):
        return
    for number, block in enumerate(blocks):
        block_id = block.get("block_id") if isinstance(block, dict) else None
        if not isinstance(block_id, str):
            continue
        if block_id in findings.block_ids:
            findings.note(f"{pointer}/{number}/block_id", f"`block_id` {json.dumps(block_id)} already exists")
        findings.block_ids.add(block_id)
