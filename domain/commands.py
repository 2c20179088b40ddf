"""Reading what a person typed after the command: words, keys, and what they may have meant."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches

from domain.identity import UserId
from domain.refusals import Refused

TYPOGRAPHY = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "„": '"',
        "‘": "'",
        "’": "'",
        "–": "-",
        "—": "-",
        "−": "-",
        "«": '"',
        "»": '"',
        "\u2010": "-",
        "\u2011": "-",
        "\u2012": "-",
        "\u2015": "-",
        "\uff0d": "-",
        "\u00a0": " ",
        "\u202f": " ",
        "\u200b": "",
        "\ufeff": "",
    }
)
ALL = "all"
LINKED = re.compile(r"<([@#])[A-Z0-9]+\|([^<>|]+)>")
MENTION = re.compile(r"<@([UW][A-Z0-9_]+)(?:\|[^<>]*)?>")
NUMBER = re.compile(r"[1-9][0-9]{0,8}")
PROJECT_KEY = re.compile(r"[A-Z][A-Z0-9]{1,9}")
DIFFICULTY_KEY = re.compile(r"[A-Z][A-Z0-9]{1,9}-D[1-9][0-9]{0,8}")
STAGE_KEY = re.compile(r"([A-Z][A-Z0-9]{1,9})-S([1-9][0-9]{0,3})")
CHANGE_KEY = re.compile(r"[A-Z][A-Z0-9]{1,9}-C[1-9][0-9]{0,8}")
TASK_KEY = re.compile(r"([A-Z][A-Z0-9]{1,9})-([1-9][0-9]{0,8})")


def straighten(text: str) -> str:
    """Typed text with curly quotes, long dashes and odd spaces as a keyboard would have them."""
    return text.translate(TYPOGRAPHY).strip()


def means_all(text: str) -> bool:
    """Whether somebody typed “all”, whatever its capitals: everything there is, and no word that is looked for."""
    return straighten(text).casefold() == ALL


@dataclass(frozen=True)
class Words:
    """The words after the command: the verb in lower case and the rest as typed."""

    verb: str
    rest: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Words:
        """Split typed text at its spaces; the first word is the verb, and only keys are straightened later."""
        words = [word for word in text.split() if straighten(word)]
        return cls(straighten(words[0]).lower() if words else "", tuple(words[1:]))

    def project_key(self) -> str | None:
        """The first word after the verb as a project key, or None; refuses what cannot be one."""
        if not self.rest:
            return None
        key = bare_key(self.rest[0])
        if not PROJECT_KEY.fullmatch(key):
            raise Refused(f"“{as_typed(self.rest[0])[:40]}” is not a project key. A key looks like NET.")
        return key

    def number(self) -> int | None:
        """The only word after the verb as a number, such as 2 or #2, or None when something else was typed."""
        typed = self.rest[0].removeprefix("#") if len(self.rest) == 1 else ""
        return int(typed) if NUMBER.fullmatch(typed) else None

    def likely_key(self) -> str | None:
        """The first word after the verb as a key would be saved, where it may as well be the first of a sentence."""
        return bare_key(self.rest[0])[:40] if self.rest else None

    def difficulty_key(self) -> str | None:
        """The first word after the verb when it looks like NET-D3, which no project's key and no sentence does."""
        key = bare_key(self.rest[0]) if self.rest else ""
        return key if DIFFICULTY_KEY.fullmatch(key) else None

    def change_key(self) -> str | None:
        """The first word after the verb when it looks like NET-C3, which no project's key and no sentence does."""
        key = bare_key(self.rest[0]) if self.rest else ""
        return key if CHANGE_KEY.fullmatch(key) else None

    def likely_task_key(self) -> str | None:
        """The first word after the verb as a task's key, or None when it is none."""
        found = TASK_KEY.fullmatch(bare_key(self.rest[0])) if self.rest else None
        return found[0] if found else None

    def task_key(self, example: str) -> tuple[str, int]:
        """The first word after the verb as (project key, number); refuses with the example."""
        found = TASK_KEY.fullmatch(bare_key(self.rest[0])) if self.rest else None
        if not found:
            raise Refused(f"Say which task, for example “{example}”.")
        return found[1], int(found[2])


def mentioned(word: str) -> UserId | None:
    """The person that a word names, as Slack sends a name: <@U1|tom>."""
    found = MENTION.fullmatch(word)
    return UserId(found[1]) if found else None


def as_typed(word: str) -> str:
    """A word as the person saw it: Slack sends the name of a person or channel as <@U1|tom> or <#C1|net>."""
    return LINKED.sub(lambda found: ("@" if found[1] == "@" else "#") + found[2], word)


def likely_project_key(word: str) -> str | None:
    """A word as a project's key would be saved, or None when it cannot be one."""
    key = bare_key(word)
    return key if PROJECT_KEY.fullmatch(key) else None


def project_key_in(word: str) -> str | None:
    """The key of the project that a task's or a difficulty's key names, or None when the word is neither."""
    key = bare_key(word)
    is_known = any(one.fullmatch(key) for one in (TASK_KEY, DIFFICULTY_KEY, CHANGE_KEY))
    return key.partition("-")[0] if is_known else None


def bare_key(word: str) -> str:
    """A key as it is saved: capitals, and no quotes around it."""
    return straighten(word).upper().strip("\"'`")


def did_you_mean(word: str, known: list[str]) -> str | None:
    """The known word nearest to a mistyped one, or None when none is near."""
    return next(iter(get_close_matches(word, known, n=1, cutoff=0.6)), None)
