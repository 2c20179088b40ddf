"""The message that a shortcut was used on: its words as people read them, and the link that leads back to it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from domain.identity import UserId
from handlers.identity import clock_of
from handlers.incoming import Incoming
from handlers.typed_text import clean
from use_cases.directory import NamePeople, name_people

MARKED = re.compile(r"<([^<>]+)>")
PERSON = re.compile(r"<@([^<>|]+)")
ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))
MOST_NAMES = 20


@dataclass(frozen=True)
class Quoted:
    """What somebody wrote, where it stands, and who they are."""

    words: str
    link: str
    by: UserId | None


def quoted_of(incoming: Incoming) -> Quoted:
    """The message under the shortcut, with people by their names."""
    message = incoming.body.get("message") or {}
    text = clean(message.get("text") or "")
    people = tuple(UserId(one) for one in dict.fromkeys(PERSON.findall(text)))[:MOST_NAMES]
    names = incoming.desk.run(name_people, NamePeople(clock_of(incoming), people)) if people else {}
    return Quoted(readable(text, names), _link_to(incoming), UserId(message["user"]) if message.get("user") else None)


def readable(text: str, names: Mapping[str, str]) -> str:
    """Slack's marked-up text as it looked: names of people and channels, labels of links, no entities."""
    said = MARKED.sub(lambda found: _looked(found[1], names), text)
    for entity, sign in ENTITIES:
        said = said.replace(entity, sign)
    return said


def _looked(marked: str, names: Mapping[str, str]) -> str:
    inside, _, label = marked.partition("|")
    kind, rest = inside[:1], inside[1:]
    if kind == "@":
        return f"@{names.get(rest) or label or rest}"
    if kind == "#":
        return f"#{label or rest}"
    if kind == "!":
        return label or f"@{rest}"
    address = inside.removeprefix("mailto:")
    return address if not label or label in address else f"{label} ({address})"


def _link_to(incoming: Incoming) -> str:
    """The address Slack gives a message; put together here, because asking for it needs the bot in the channel."""
    domain = (incoming.body.get("team") or {}).get("domain")
    place = incoming.place
    if not domain or not place.channel or not place.message:
        return ""
    link = f"https://{domain}.slack.com/archives/{place.channel}/p{place.message.replace('.', '')}"
    if place.thread and place.thread != place.message:
        link += f"?thread_ts={place.thread}&cid={place.channel}"
    return link
