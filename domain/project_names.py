"""What projects and their channels are called: keys, names, and what is wrong with a name."""

from __future__ import annotations

import re

from domain.commands import PROJECT_KEY
from domain.refusals import Problem

NAME_LENGTH = 80


def key_proposed_from(name: str, taken: frozenset[str] = frozenset()) -> str:
    """A free key of 2 to 10 capitals and digits made from a project's name."""
    words = re.findall(r"[A-Z0-9]+", name.upper())
    letters = "".join(words[0][:4] if len(words) == 1 else [word[0] for word in words])[:6].lstrip("0123456789")
    base = letters if PROJECT_KEY.fullmatch(letters) else "PRJ"
    return next(key for n in range(1, 10_000) if (key := base if n == 1 else f"{base[:6]}{n}") not in taken)


def following_name(name: str) -> str:
    """What the project after this one may be called: its name with the next number."""
    words, _, number = name.rpartition(" ")
    is_numbered = bool(words) and number.isdecimal() and len(number) < 3
    base, after = (words, int(number) + 1) if is_numbered else (name, 2)
    return f"{base[: NAME_LENGTH - 4].rstrip()} {after}"


def following_key(key: str, taken: frozenset[str]) -> str:
    """The first free key that has this one's letters and a number: PRN2 after PRN, PRN3 after PRN2."""
    letters = key.rstrip("0123456789")[:7]
    return next(one for n in range(2, 1000) if (one := f"{letters}{n}") not in taken)


def channel_name_from(text: str) -> str:
    """A Slack channel name: lower case, digits, hyphens and underscores, at most 80 characters."""
    return re.sub(r"[-_]{2,}", "-", re.sub(r"[^a-z0-9_-]+", "-", text.lower())).strip("-_")[:NAME_LENGTH]


def channel_name_for(key: str, name: str) -> str:
    """The name of a project's own channel: its key, then its name, and the key only once."""
    short, named = channel_name_from(key), channel_name_from(name)
    return named if named == short or named.startswith(f"{short}-") else channel_name_from(f"{key} {name}")


def next_free_name(name: str, taken: frozenset[str]) -> str:
    """The name itself, or the first of name-2, name-3 … that is not taken."""
    numbered = (f"{name[: NAME_LENGTH - 5]}-{n}" for n in range(2, 10_000))
    return name if name not in taken else next(one for one in numbered if one not in taken)


def naming_problems(name: str, key: str, customer: str) -> list[Problem]:
    """What is wrong with the project's name, key and customer, beside their fields."""
    problems = []
    for text, field_name, what in ((name, "name", "project name"), (customer, "customer", "customer's name")):
        if not text.strip():
            problems.append(Problem(f"Enter the {what}.", field_name))
        elif len(text) > NAME_LENGTH:
            problems.append(Problem(f"Use at most {NAME_LENGTH} characters for the {what}.", field_name))
    if not PROJECT_KEY.fullmatch(key):
        problems.append(Problem("Use 2 to 10 capital letters and digits, a letter first, such as NET.", "key"))
    return problems
