"""Draws messages and views from facts: one JSON object a line, the envelope first, then a block a line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from jinja2 import Environment, FileSystemLoader, StrictUndefined, nodes
from jinja2.compiler import CodeGenerator
from jinja2.filters import FILTERS

from message_templates import filters, lines
from message_templates.emoji import emoji
from message_templates.fences import fenced
from message_templates.paragraphs import PARAGRAPHS, Bodies

HOMES = ("home", "customer_home")
MOST_BLOCKS = 50
MOST_TEXT = 3000
MOST_BLOCKS_OF_A_VIEW = 100
# Jinja's own filters that neither join nor escape text; the rest could undo the fences.
HARMLESS = ("default", "first", "groupby", "last", "length", "list", "map", "rejectattr", "selectattr", "sum")


class Named(Protocol):
    """Facts with the names of the people they speak of."""

    @property
    def facts(self) -> Any: ...
    @property
    def names(self) -> Mapping[str, str]: ...


@dataclass(frozen=True)
class Message:
    """A message for Slack: `text` is what a notification and a screen reader say."""

    text: str
    blocks: list[dict[str, Any]]


class PlainSpoken(CodeGenerator):
    """Leaves out the escaping for HTML: it would copy what `fenced` has made, and find nothing to escape in it."""

    def _output_child_pre(self, node: Any, frame: Any, finalize: Any) -> None:
        self.write(finalize.src or "")

    def _output_child_post(self, node: Any, frame: Any, finalize: Any) -> None:
        self.write(")" if finalize.src else "")


class Speech(Environment):
    """Jinja with these two changes."""

    code_generator_class = PlainSpoken

    def _generate(self, source: nodes.Template, *more: Any, **named: Any) -> str:
        return super()._generate(Bodies().visit(source), *more, **named)


def _environment() -> Environment:
    # Blocks are not trimmed: blank lines are skipped, and inside a body any blanks of the template are one space.
    # With autoescape on, macros and their callers give Markup, which `fenced` lets pass; as it turns everything
    # else into Markup too, nothing is ever escaped for HTML.
    made = Speech(
        loader=FileSystemLoader(Path(__file__).parent),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=fenced,
        auto_reload=False,
    )
    made.filters = {name: FILTERS[name] for name in HARMLESS} | filters.FILTERS | lines.FILTERS | PARAGRAPHS
    made.globals.update(emoji=emoji, command="/project")
    return made


ENVIRONMENT = _environment()


def speak_as(command: str) -> None:
    """Name the slash command that people type; said once, at start-up."""
    ENVIRONMENT.globals["command"] = command


def draw_message(template: str, named: Named | None = None, **more: Any) -> Message:
    """The message messages/<template>.j2 with these facts."""
    envelope, blocks = _drawn(f"messages/{template}.j2", named, more)
    if named and getattr(named.facts, "stood_for", None):
        # Whatever a deputy did, the message about it names who was away.
        said, last = _drawn("messages/_stood_for.j2", named, {})
        blocks = [*blocks[: MOST_BLOCKS - len(last)], *last]
        whose = f" ({said['text']})"
        return Message(f"{envelope['text'][: MOST_TEXT - len(whose)]}{whose}", blocks)
    return Message(envelope["text"], blocks[:MOST_BLOCKS])


def draw_view(template: str, named: Named | None = None, **more: Any) -> dict[str, Any]:
    """The view modals/<template>.j2, or a Home, with these facts; its callback_id is the template's name."""
    place = f"{template}.j2" if template in HOMES else f"modals/{template}.j2"
    envelope, blocks = _drawn(place, named, more)
    return envelope | {"callback_id": template, "blocks": blocks[:MOST_BLOCKS_OF_A_VIEW]}


def _drawn(place: str, named: Named | None, more: Mapping[str, Any]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    facts = vars(named.facts) if named else {}
    names = named.names if named else {}
    drawn = ENVIRONMENT.get_template(place).render(
        {"names": names, "facts": named.facts if named else None, **facts, **more}
    )
    # Split at "\n" only: every other line separator can stand in people's words.
    envelope, *blocks = json.loads(f"[{','.join(line for line in drawn.split(chr(10)) if line.strip())}]")
    return envelope, blocks
