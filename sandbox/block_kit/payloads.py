"""Checks whole payloads: the blocks of a message, a view, the answer of an options request."""

from __future__ import annotations

from typing import Any

from sandbox.block_kit.blocks import check_blocks
from sandbox.block_kit.findings import Findings
from sandbox.block_kit.shapes import Rule, Shape, boolean, choice, list_of, string
from sandbox.block_kit.texts import GROUPS, OPTION, plain


def _blocks(value: Any, pointer: str, findings: Findings) -> None:
    check_blocks(value, pointer, findings)


def _or_null(rule: Rule) -> Rule:
    def nullable(value: Any, pointer: str, findings: Findings) -> None:
        if value is not None:
            rule(value, pointer, findings)

    return nullable


def _submit_for_inputs(view: dict[str, Any], pointer: str, findings: Findings) -> None:
    has_input = any(block["type"] == "input" for block in view["blocks"])
    if has_input and not view.get("submit"):
        findings.note(pointer, "missing required field: submit")


COMMON: dict[str, Rule] = {
    "private_metadata": _or_null(string(3000, 0)),
    "callback_id": _or_null(string(255, 0)),
    "external_id": _or_null(string(255, 0)),
}
BUTTON_TEXT = _or_null(plain(24))
FLAG = _or_null(boolean)
VIEWS = {
    "modal": Shape(
        {"type": choice("modal"), "title": plain(24), "blocks": _blocks},
        COMMON
        | {"submit": BUTTON_TEXT, "close": BUTTON_TEXT, "clear_on_close": FLAG, "notify_on_close": FLAG}
        | {"submit_disabled": FLAG},
        (_submit_for_inputs,),
    ),
    "home": Shape({"type": choice("home"), "blocks": _blocks}, COMMON),
}


def check_message_blocks(blocks: Any) -> list[str]:
    """Return what Slack would say about the blocks of a message; nothing when they are right."""
    findings = Findings("message")
    check_blocks(blocks, "/blocks", findings)
    return findings.messages


def check_view(view: dict[str, Any], kinds: tuple[str, ...] = ("modal",)) -> list[str]:
    """Return what Slack would say about a view; nothing when it is right."""
    kind = view.get("type")
    if kind not in kinds:
        return [f"[ERROR] must be one of: {', '.join(kinds)} [json-pointer:/view/type]"]
    findings = Findings(str(kind))
    VIEWS[str(kind)](view, "/view", findings)
    return findings.messages


def check_options(answer: Any) -> list[str]:
    """Return what is wrong with the answer to an options request."""
    findings = Findings("message")
    if not isinstance(answer, dict) or ("options" in answer) == ("option_groups" in answer):
        return ["[ERROR] must provide either options or option_groups [json-pointer:/]"]
    if "options" in answer:
        list_of(OPTION, 100, 0)(answer["options"], "/options", findings)
    else:
        GROUPS(answer["option_groups"], "/option_groups", findings)
    return findings.messages
