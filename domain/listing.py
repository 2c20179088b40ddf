"""Which projects somebody wants to see: a filter that is typed, shown and kept in buttons as the same few words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace

from domain.commands import mentioned, straighten
from domain.identity import UserId
from domain.projects import Lifecycle
from domain.roles import Role
from domain.states import State

WORD_LENGTH = 40
TEXT_LENGTH = 40
"""So that a filter fits where Slack lets a message keep it: 255 characters."""
MOST_WORDS = 4
MINE = "mine"
STATE_WORDS: dict[str, Lifecycle | State] = {
    "planning": Lifecycle.PLANNING,
    "draft": State.DRAFT,
    "scoped": State.SCOPED,
    "planned": State.PLANNED,
    "presented": State.PRESENTED,
    "approved": State.APPROVED,
    "active": Lifecycle.ACTIVE,
    "on-hold": Lifecycle.ON_HOLD,
    "hold": Lifecycle.ON_HOLD,
    "completed": Lifecycle.COMPLETED,
    "closed": Lifecycle.CLOSED,
    "cancelled": Lifecycle.CANCELLED,
    "canceled": Lifecycle.CANCELLED,
}
ROLE_WORDS = {
    "manager": Role.PROJECT_MANAGER,
    "pm": Role.PROJECT_MANAGER,
    "it-manager": Role.IT_MANAGER,
    "head": Role.DEPARTMENT_HEAD,
    "responsible": Role.RESPONSIBLE,
    "member": Role.TEAM_MEMBER,
    "team": Role.TEAM_MEMBER,
    "observer": Role.OBSERVER,
}
PART = re.compile(r'customer(?::\s*|\s+)(?:"([^"]*)"?|([^\s"]+))|"([^"]*)"?|([^\s"]+)', re.IGNORECASE)
"""What stands between quotes is looked for as it stands, whatever else the word could mean."""


@dataclass(frozen=True)
class ProjectFilter:
    """All projects, or fewer: those of one person (in one role), in one state, for a customer, or with these words."""

    mine: bool = False
    person: UserId | None = None
    role: Role | None = None
    state: Lifecycle | State | None = None
    """One of the states before the start, or where in its life a project is."""
    customer: str = ""
    text: str = ""

    @classmethod
    def typed(cls, words: str) -> ProjectFilter:
        """Read a filter as it was typed; a word that names neither a state nor a role is looked for."""
        straight = re.sub(r"\bon hold\b", "on-hold", straighten(words), flags=re.IGNORECASE)
        known: dict[str, object] = {}
        looked_for, customer = [], []
        for quoted_customer, bare_customer, quoted, bare in PART.findall(straight):
            if quoted_customer or bare_customer:
                customer.append(quoted_customer or bare_customer)
            elif meaning := _meaning(bare):
                known |= meaning
            else:
                looked_for.append(quoted or bare)
        if known.get("role"):
            known["mine"] = False  # a role without a name is the reader's own
        return cls(**known, customer=_kept(customer), text=_kept(looked_for))  # type: ignore[arg-type]

    def __str__(self) -> str:
        """The filter as it could be typed: reading that gives the same filter again."""
        return " ".join(part for part in (self.whose_words, self.state_word, self.search) if part)

    @property
    def whose_words(self) -> str:
        """Whose projects are wanted, as it could be typed."""
        whose = MINE if self.mine else f"<@{self.person}>" if self.person else ""
        return f"{whose} {_first(ROLE_WORDS, self.role)}".strip()

    @property
    def state_word(self) -> str:
        return _first(STATE_WORDS, self.state)

    @property
    def search(self) -> str:
        """What is looked for, as it could be typed; in quotes where it would be read as something else."""
        customer = f'customer:"{self.customer}"' if " " in self.customer else f"customer:{self.customer}"
        alone = ProjectFilter.typed(self.text) == ProjectFilter(text=self.text)
        text = self.text if alone else f'"{self.text}"'
        return " ".join(part for part in (customer if self.customer else "", text if self.text else "") if part)

    def whose(self, reader: UserId) -> UserId | None:
        """The person whose projects are wanted: a role without a name is the reader's own."""
        return self.person or (reader if self.mine or self.role else None)

    def of(self, other: ProjectFilter) -> ProjectFilter:
        """The filter with the other's choice of whose projects are wanted."""
        return replace(self, mine=other.mine, person=other.person, role=other.role)

    def looking_for(self, other: ProjectFilter) -> ProjectFilter:
        """The filter with what the other looks for, and what else the other is narrowed by."""
        whose = self.of(other) if other.whose_words else self
        return replace(whose, customer=other.customer, text=other.text, state=other.state or self.state)


def _meaning(word: str) -> dict[str, object]:
    plain = word.lower()
    if plain == MINE:
        return {"mine": True, "person": None}
    if person := mentioned(word):
        return {"mine": False, "person": person}
    if plain in STATE_WORDS:
        return {"state": STATE_WORDS[plain]}
    return {"role": ROLE_WORDS[plain]} if plain in ROLE_WORDS else {}


def _first(words: Mapping[str, object], wanted: object) -> str:
    return next((word for word, meant in words.items() if meant is wanted), "")


def _kept(parts: list[str]) -> str:
    return " ".join(" ".join(parts).replace('"', " ").split())[:TEXT_LENGTH].strip()


def search_words(text: str) -> tuple[str, ...]:
    """The words of a text as they are looked for: small letters without accents, once each, cut at 40 signs."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return tuple(dict.fromkeys(word[:WORD_LENGTH] for word in re.findall(r"[^\W_]+", plain)))
