"""The macros that are said most, written in Python because a macro of Jinja's own takes several times as long.

Each takes its body from `{% call %}` and gives one line of JSON, put together from pieces that are JSON already.
"""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from message_templates.fences import made, spoken

NOTHING = made("")
Body = Callable[[], str]


def line(caller: Body) -> Markup:
    """One paragraph."""
    said = spoken(caller())
    section = f'{{"type": "rich_text_section", "elements": [{said}]}}'
    return made(f'{{"type": "rich_text", "elements": [{section}]}}\n') if said else NOTHING


def item(caller: Body) -> Markup:
    """One of several, inside bullets or lines."""
    said = spoken(caller())
    return made(f'{{"type": "rich_text_section", "elements": [{said}]}}\n') if said else NOTHING


def lines(caller: Body) -> Markup:
    """Several short lines in one block."""
    items = _in_a_row(caller())
    return made(f'{{"type": "rich_text", "elements": [{items}]}}\n') if items else NOTHING


def bullets(caller: Body) -> Markup:
    """Several short lines with bullets."""
    items = _in_a_row(caller())
    listed = f'{{"type": "rich_text_list", "style": "bullet", "elements": [{items}]}}'
    return made(f'{{"type": "rich_text", "elements": [{listed}]}}\n') if items else NOTHING


def _in_a_row(body: str) -> str:
    return ", ".join(one for one in str(body).split("\n") if one.strip())


PARAGRAPHS = {"line": line, "item": item, "lines": lines, "bullets": bullets}
