"""One office for a whole walk, put back as it was after whatever somebody did in it."""

import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from domain.identity import UserId
from storage.database import Database
from tests.databases import without_waiting
from tests.handlers.office import Office, words_in
from tests.handlers.permissions.people import Persona
from tests.handlers.permissions.scene import arrange, head_unconfirmed
from tests.handlers.permissions.table import Line
from tests.handlers.requests import Things
from tests.handlers.sending import Sent, sent
from tests.handlers.slack_side import SlackSide
from tests.kept_rows import KeptRows, Rows


@dataclass(frozen=True)
class Outcome:
    """What became of a request: Steward's answer, what Slack was told, and the tables that are different now."""

    heard: Any
    calls: list[tuple[str, Any]]
    changed: frozenset[str]

    @property
    def opened(self) -> list[dict[str, Any]]:
        """The forms that were opened, changed or laid on top; a modal that only says something is none."""
        views = [body["view"] for name, body in self.calls if name.startswith("views.")]
        views += [self.heard.said["view"]] if self.heard.said.get("response_action") in ("push", "update") else []
        return [one for one in views if one.get("callback_id") != "say"]

    @property
    def told(self) -> str:
        """Every word of the answer, on whichever way it came."""
        return " ".join([words_in(self.heard.said), *(words_in(body) for _, body in self.calls)])


class Stage:
    """An office whose database can be set back to the moment before a request."""

    def __init__(self, path: Path, empty: Path, slack: SlackSide) -> None:
        self.slack = slack
        shutil.copy(empty, path)
        self.database = without_waiting(Database(f"sqlite:///{path}"))
        self.office = Office(self.database, slack)
        self.seen = self.office.inside(arrange)
        self.office.forget_what_waits()
        self.rows = KeptRows(path)
        self.beginning = self.ready = self.rows.beginning
        self.line: Line | None = None
        self.touched = False

    def sends(self, line: Line, persona: Persona) -> Outcome:
        """The request of this line by this person, in the state that it needs."""
        self._make_ready(line)
        person, before = self._enter(persona, line)
        self.slack.calls.clear()
        heard = self.request.by(self.office, person)
        after = self.rows.now()
        self.touched = self.touched or after != before
        changed = frozenset(name for name in before if before[name] != after[name])
        return Outcome(heard, list(self.slack.calls), changed)

    def _make_ready(self, line: Line) -> None:
        """Everything as the line needs it, with its form filled in by somebody who may."""
        if line is self.line:
            if self.touched:
                self.rows.put_back(self.ready)
        else:
            self.rows.put_back(self.beginning)
            self._arrange(line)
            self.office.forget_what_waits()
            self.ready = self.rows.now()
        self.line, self.touched = line, False

    def _arrange(self, line: Line) -> None:
        if line.given:
            self.office.inside(line.given, self.seen)
        self.request = requested(line, self.office, self.seen)

    def _enter(self, persona: Persona, line: Line) -> tuple[UserId, Rows]:
        """The person as this somebody, and the rows; strangers come as whoever may, had they not become strangers."""
        person = persona.person or line.allowed
        if not persona.head_is_confirmed:
            self.office.inside(head_unconfirmed, self.seen)
        if persona.person is None:
            self.office.inside(_stands, person, persona.standing)
        self.touched = persona.person is None or not persona.head_is_confirmed
        return person, self.rows.now() if self.touched else self.ready

    def close(self) -> None:
        """Let go of the database."""
        self.rows.close()
        self.database.close()


def requested(line: Line, office: Office, seen: Things) -> Sent:
    """The request of this line, with its form filled in by somebody who may."""
    if line.form:
        return Sent("submit", {"view": line.form(office, seen, person=line.allowed)[1]})
    said = line.said(seen) if line.said else None
    return sent(office, line.kind, line.name, seen, line.allowed, said)


def _stands(tx, person, standing) -> None:
    tx.people.keep(replace(tx.people.get(person), standing=standing))
