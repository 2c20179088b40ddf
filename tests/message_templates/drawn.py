"""Every template with facts for it: which there are, what they show, and how to draw one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, get_type_hints

import message_templates
from domain.actions import Action
from domain.effects import announcements
from domain.living import living
from message_templates import draw_message, draw_view
from message_templates.drawing import HOMES
from tests.message_templates.made import LONG, LONGEST, Style, made

FOLDER = Path(message_templates.__file__).parent
# What a template says of its facts when neither an announcement nor a living message tells.
HEAD = re.compile(r"\{# facts: (?P<facts>[\w.]+)(?:; more: (?P<more>[^#]+))? #\}")


@dataclass(frozen=True)
class Named:
    facts: Any
    names: dict[str, str]


@dataclass(frozen=True)
class Speech:
    """One template, the type of its facts and the texts that come beside them."""

    place: str
    facts: type | None
    more: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        return Path(self.place).stem

    @property
    def is_view(self) -> bool:
        return not self.place.startswith("messages/")


def speeches() -> dict[str, Speech]:
    """Every template by its place, as far as its facts are there."""
    known = {f"messages/{name}.j2": kind for name, kind in announcements().items()}
    for name, kind in living().items():
        place = f"{name}.j2" if name in HOMES else f"messages/{name}.j2"
        if (facts := _read_by(kind.noun, name)) is not None:
            known[place] = facts
    found = {place: Speech(place, facts) for place, facts in known.items()}
    return found | {one.place: one for place in templates() if (one := _declared(place)) is not None}


def templates() -> list[str]:
    """The places of all templates that are drawn by themselves."""
    every = [path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.j2")]
    return sorted(place for place in every if place != "blocks.j2" and "/_" not in place)


def source(place: str) -> str:
    return (FOLDER / place).read_text(encoding="utf-8")


def _read_by(noun: str, subject: str) -> type | None:
    if find_spec(f"use_cases.{noun}") is None:
        return None
    reader = getattr(import_module(f"use_cases.{noun}"), f"read_{subject}")
    told = get_type_hints(getattr(reader, "__wrapped__", reader))["return"]
    return next((one for one in getattr(told, "__args__", ()) if one is not type(None)), told)


def _declared(place: str) -> Speech | None:
    head = HEAD.search(source(place))
    if head is None:
        return None
    more = tuple((name, kind.strip()) for name, kind in re.findall(r"(\w+) = ([^,]+)", head["more"] or ""))
    if head["facts"] == "nothing":
        return Speech(place, None, more)
    return Speech(place, _named(head["facts"]), more)


def _named(dotted: str) -> type:
    module, _, kind = dotted.rpartition(".")
    return getattr(import_module(module), kind)


def _beside(kind: str, style: Style) -> Any:
    """What comes beside the facts: a word, a flag, one of several words, pairs, or objects of a dataclass."""
    first, _, rest = kind.partition(" ")
    if first == "several":
        # These are our own words, so they are short unless they are hostile.
        own = replace(style, words=style.words[:120]) if style.words is LONG else style
        return [made(_named(rest), own) for _ in range(min(style.people, 20))]
    if first == "numbered":
        return [(n, made(_named(rest), style)) for n in range(1, min(style.people, 20) + 1)] + [(99, None)]
    plain = {"word": "value", "flag": not style.bare, "pairs": [("EUR", "EUR · Euro"), ("USD", style.words or "USD")]}
    return plain[kind] if kind in plain else kind.split(" or ")[style.turn % len(kind.split(" or "))]


@cache
def draw(speech: Speech, style: Style) -> tuple[str, list[dict[str, Any]], dict[str, Any] | None]:
    """The text, the blocks and, for a view, the whole view of a template."""
    more = {name: _beside(kind, style) for name, kind in speech.more}
    named = Named(made(speech.facts, style), style.names) if speech.facts else None
    if speech.is_view:
        view = draw_view(speech.name, named, **more)
        return "", view["blocks"], view
    message = draw_message(speech.name, named, **more)
    return message.text, message.blocks, None


@cache
def turns(speech: Speech) -> range:
    """As many turns as the longest list of choices in the facts has members, so that each is drawn."""
    return range(max((len(kind) for kind in _choices(speech.facts)), default=4))


def _choices(facts: type | None) -> list[type[Enum]]:
    if facts is None:
        return []
    held = made(facts, LONGEST)
    # Which permission guards a button is said by no template.
    return [type(one) for one in _leaves(held) if isinstance(one, Enum) and not isinstance(one, Action)]


def _leaves(held: Any) -> Iterator[Any]:
    if isinstance(held, tuple):
        for one in held[:1]:
            yield from _leaves(one)
    elif hasattr(held, "__dataclass_fields__"):
        for one in vars(held).values():
            yield from _leaves(one)
    else:
        yield held
