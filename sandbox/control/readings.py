"""Reads what was asked of the control API, or says in a sentence what it should have been."""

from __future__ import annotations

import math
from typing import Any

from sandbox.acts.sights import ActRefused
from sandbox.control.registry import Act


def number_in(act: Act, name: str, least: float, most: float = math.inf) -> float:
    """Read a number of an act; bounds include their ends."""
    held = act[name]
    if isinstance(held, bool) or not isinstance(held, int | float) or not least <= held <= most:
        upto = "" if most == math.inf else f" and at most {most:g}"
        raise ActRefused(f"{name} is a number of at least {least:g}{upto}, not {held!r}.")
    return float(held)


def flag_in(act: Act, name: str, default: bool) -> bool:
    held = act.get(name, default)
    if not isinstance(held, bool):
        raise ActRefused(f"{name} is true or false, not {held!r}.")
    return held


def one_of(act: Act, name: str, known: tuple[str, ...], default: str | None = None) -> str:
    held = act.get(name, default)
    if held not in known:
        raise ActRefused(f"{name} is one of {', '.join(known)}, not {held!r}.")
    return str(held)


def address(name: str, held: Any) -> str | None:
    """Read an address of the web, or null for none."""
    if held is None:
        return None
    if not isinstance(held, str) or not held.startswith(("http://", "https://")):
        raise ActRefused(f"{name} begins with http:// or https://, or is null; {held!r} does not.")
    return held
