"""What people do in a story: type, fill in, press. Each act is played at a keyboard of the sandbox."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Protocol

from sandbox.driver import PersonAtKeyboard, Seen

GENERAL = "#general"
HOME_SECONDS = 5.0
FRIDAY = 4


class NotAsTold(Exception):
    """Something in the story went differently from how it is told."""


class Act(Protocol):
    """One thing a person does; `today` is the date it happens on."""

    def play(self, who: PersonAtKeyboard, today: date) -> None: ...


@dataclass(frozen=True)
class InDays:
    """A date so many days after the one on which it is typed."""

    days: int


@dataclass(frozen=True)
class Weekday:
    """The first day from Monday to Friday so many days after the one on which it is typed; or the last one up to it."""

    days: int
    up_to: bool = False


@dataclass(frozen=True)
class Types:
    """Types a command."""

    text: str
    channel: str = GENERAL

    def play(self, who: PersonAtKeyboard, today: date) -> None:
        """Type it, and fail when Slack shows a failure."""
        _expect(who.command(self.channel, self.text), self)


@dataclass(frozen=True)
class Presses:
    """Presses a button: in a channel, in the direct messages with Steward, or in App Home."""

    button: str
    containing: str = ""
    channel: str | None = None
    in_home: bool = False

    def play(self, who: PersonAtKeyboard, today: date) -> None:
        """Press the newest such button that the person sees."""
        _expect(who.press(self.button, self.channel, containing=self.containing, home=self.in_home), self)


@dataclass(frozen=True)
class FillsIn:
    """Opens a form by another act, fills in its fields by their labels, and submits it; `then` in the next step."""

    opened_by: Act
    answers: dict[str, Any] = field(default_factory=dict)
    then: dict[str, Any] = field(default_factory=dict)

    def play(self, who: PersonAtKeyboard, today: date) -> None:
        """Fill in and submit; a field that is refused fails the story."""
        self.opened_by.play(who, today)
        for answers in (self.answers, *filter(None, (self.then,))):
            modal = who.modal()
            modal.fill({label: _dated(answer, today) for label, answer in answers.items()})
            seen = modal.submit()
            _expect(seen, self)
        # What a form says at its end is read and put away, and so is a step that nobody needs.
        if any(view["id"] == modal.view["id"] for view in seen.modals):
            modal.close()


@dataclass(frozen=True)
class Chooses:
    """Chooses an entry of a list in what a command answered."""

    option: str
    of: str
    channel: str = GENERAL

    def play(self, who: PersonAtKeyboard, today: date) -> None:
        """Choose it in the newest message that has such a list."""
        _expect(who.choose(self.of, self.option, self.channel), self)


@dataclass(frozen=True)
class InTurn:
    """One act after the other, without a pause."""

    first: Act
    then: Act

    def play(self, who: PersonAtKeyboard, today: date) -> None:
        """Do the one, and then the other."""
        self.first.play(who, today)
        self.then.play(who, today)


@dataclass(frozen=True)
class GoesThrough:
    """Opens a form of several steps, and goes through them: what to fill in, or the name of a button in the form."""

    opened_by: Act
    steps: tuple[dict[str, Any] | str, ...]

    def play(self, who: PersonAtKeyboard, today: date) -> None:
        """Send each step as it comes up, and close what is open at the end."""
        self.opened_by.play(who, today)
        for step in self.steps:
            modal = who.modal()
            if isinstance(step, str):
                _expect(modal.press(step), self)
            else:
                modal.fill({label: _dated(answer, today) for label, answer in step.items()})
                _expect(modal.submit(), self)
        if who.modals():
            who.modal().close(everything=True)


@dataclass(frozen=True)
class Starts:
    """Starts a project as its department head: over what is still open in it, for this reason."""

    key: str
    reason: str

    def play(self, who: PersonAtKeyboard, today: date) -> None:
        """Start it, and when the gate is closed, override it."""
        seen = who.command(GENERAL, f"/project start {self.key}")
        _expect(seen, self)
        if "cannot start yet" in seen.text:
            opened = Presses("Override", self.key, GENERAL)
            FillsIn(opened, {"Why it starts all the same": self.reason}).play(who, today)


@dataclass(frozen=True)
class OpensHome:
    """Opens App Home."""

    def play(self, who: PersonAtKeyboard, today: date) -> None:
        """Open it, and look until it is there; opening is an event, which nobody waits for."""
        who.open_home()
        deadline = time.monotonic() + HOME_SECONDS
        while who.home() is None:
            if time.monotonic() > deadline:
                raise NotAsTold(f"{who}: App Home was not published")
            time.sleep(0.01)


@dataclass(frozen=True)
class Beat:
    """At this time of the provider's day, so many working days before today, somebody does something."""

    days_ago: int
    at: str
    who: str
    does: Act


def _dated(answer: Any, today: date) -> Any:
    if not isinstance(answer, InDays | Weekday):
        return answer
    day = today + timedelta(days=answer.days)
    over = max(0, day.weekday() - FRIDAY) if isinstance(answer, Weekday) else 0
    moved = -over if isinstance(answer, Weekday) and answer.up_to else (FRIDAY + 3 - day.weekday()) * bool(over)
    return (day + timedelta(days=moved)).isoformat()


def _expect(seen: Seen, act: Act) -> None:
    if not seen.ok:
        raise NotAsTold(f"{act}: {seen.failure or seen.errors}")
