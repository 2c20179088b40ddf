"""What a template says with `{% call … %}` around a body: each takes the body and gives one line of JSON.

These are said most, so the JSON is put together from pieces that are JSON already, and `Bodies` turns the calls into
filters when a template is compiled: a call makes two macros of Jinja's, which takes several times as long.
"""

from __future__ import annotations

import json
from typing import Any

from jinja2 import nodes
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from message_templates.fences import ENCODED, cut, escaped, made, plain_words, spoken

NOTHING = made("")
NOTIFICATION = 3_000
MOST_BUTTONS = 25


def message(body: str) -> Markup:
    """The envelope: the one line that a phone shows."""
    text = escaped(" ".join(plain_words(body).split()), NOTIFICATION)
    return made(f'{{"text": {ENCODED(text)}}}\n')


def line(body: str) -> Markup:
    """One paragraph."""
    said = spoken(body)
    section = f'{{"type": "rich_text_section", "elements": [{said}]}}'
    return made(f'{{"type": "rich_text", "elements": [{section}]}}\n') if said else NOTHING


def item(body: str) -> Markup:
    """One of several, inside bullets or lines."""
    said = spoken(body)
    return made(f'{{"type": "rich_text_section", "elements": [{said}]}}\n') if said else NOTHING


def lines(body: str) -> Markup:
    """Several short lines in one block."""
    items = ", ".join(_each(body))
    return made(f'{{"type": "rich_text", "elements": [{items}]}}\n') if items else NOTHING


def bullets(body: str) -> Markup:
    """Several short lines with bullets."""
    items = ", ".join(_each(body))
    listed = f'{{"type": "rich_text_list", "style": "bullet", "elements": [{items}]}}'
    return made(f'{{"type": "rich_text", "elements": [{listed}]}}\n') if items else NOTHING


def actions(body: str, block_id: str = "") -> Markup:
    """The buttons in the body, in a row."""
    buttons = ", ".join(_each(body)[:MOST_BUTTONS])
    named = f', "block_id": {ENCODED(block_id)}' if block_id else ""
    return made(f'{{"type": "actions"{named}, "elements": [{buttons}]}}\n') if buttons else NOTHING


def context(body: str) -> Markup:
    """Small print: words only, nobody is told."""
    said = plain(body, 3000)
    return made(json.dumps({"type": "context", "elements": [said]}) + "\n") if said else NOTHING


def plain(body: str, most: int) -> dict[str, Any] | None:
    """A body as plain text in which a typed shortcode stays as it was typed; None when there is nothing to say."""
    text = cut(plain_words(body).strip(), most)
    return {"type": "plain_text", "text": text, "emoji": False} if text else None


def _each(body: str) -> list[str]:
    return [one for one in str(body).split("\n") if one.strip()]


PARAGRAPHS = {one.__name__: one for one in (message, line, item, lines, bullets, actions, context)}


class Bodies(NodeTransformer):
    """Rewrites `{% call line() %}` as the filter `line` around the same body."""

    def visit_CallBlock(self, node: nodes.CallBlock) -> nodes.Node:  # noqa: N802  (Jinja's name)
        self.generic_visit(node)
        called = node.call
        if not isinstance(called.node, nodes.Name) or called.node.name not in PARAGRAPHS:
            return node
        said = nodes.Filter(None, called.node.name, called.args, called.kwargs, None, None, lineno=node.lineno)
        return nodes.FilterBlock(node.body, said, lineno=node.lineno)
