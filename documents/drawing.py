"""From words and places to a document: one way into typst, in which nothing that people typed is ever code."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import typst


def drawn(source: Path, name: str, said: dict[str, Any], **wanted: Any) -> bytes | list[bytes]:
    """What a source makes of what is said, which it reads as JSON under this name."""
    handed = {name: json.dumps(said, ensure_ascii=False)}
    made: bytes | list[bytes] = typst.compile(
        source, root=source.parent, font_paths=_fonts(), sys_inputs=handed, **wanted
    )
    return made


@cache
def _fonts() -> typst.Fonts:
    # Looking through a machine's fonts takes longer than drawing; what typst brings along comes first.
    return typst.Fonts()
