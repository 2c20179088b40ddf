"""One person at the keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sandbox.driver.consent import decide
from sandbox.driver.modals import ModalAtHand
from sandbox.driver.sightings import Part, Seen, plain
from sandbox.driver.values import state_value
from sandbox.driver.wire import ControlRefused, Wire
from sandbox.plain_text import Names
from sandbox.workspace.form_state import elements_of
from sandbox.workspace.messages import SYSTEM_SUBTYPES


class NoSuchButton(Exception):
    """There is no such button or select to use; lists the ones there are."""


class NoModal(Exception):
    """The person has no modal open."""


class PersonAtKeyboard:
    """Types commands, presses buttons and reads, as one person of the workspace."""

    def __init__(self, wire: Wire, person: Part) -> None:
        self._wire = wire
        self.person = person
        self.id: str = person["id"]

    def __repr__(self) -> str:
        return f"<{self.person['real_name']} at the keyboard>"

    def _do(self, what: str, act: Part) -> Seen:
        answer = self._wire.do(what, {"as": self.id} | act)
        return Seen.from_answer(answer, self.names() if answer.get("ephemeral") else Names())

    def workspace(self) -> Part:
        return self._wire.look("workspace", as_=self.id)

    def names(self) -> Names:
        workspace = self.workspace()
        people = {person["id"]: person["name"] for person in workspace["people"]}
        return Names(people, {channel["id"]: channel["name"] for channel in workspace["channels"]})

    def plain(self, message: Part | None) -> str:
        """Read a message or a view as plain text, with this person's names for ids."""
        return plain(message, self.names())

    # --- doing

    def command(self, channel: str, text: str) -> Seen:
        """Type a slash command in a channel."""
        return self._do("command", {"channel": channel, "text": text})

    def write(self, channel: str, text: str, thread: str | None = None) -> Part:
        act = {"as": self.id, "channel": channel, "text": text, "thread_ts": thread}
        return dict(self._wire.do("message", act)["message"])

    def shortcut(self, callback_id: str, message: Part | None = None) -> Seen:
        """Use a global shortcut, or one on a message."""
        place = {"channel": message["channel"], "ts": message["ts"]} if message else {}
        return self._do("shortcut", {"callback_id": callback_id} | place)

    def allow(self, authorize_url: str) -> str:
        """Press *Allow* where an app asks to be installed; returns the address, with its code, that comes next."""
        return decide(authorize_url, self.id, "allow")

    def cancel(self, authorize_url: str) -> str:
        """Press *Cancel* there; returns the address that comes next."""
        return decide(authorize_url, self.id, "cancel")

    def press(
        self, button: str, channel: str | None = None, ts: str | None = None, containing: str = "", home: bool = False
    ) -> Seen:
        """Press the newest visible button with this text (or action_id): in a channel, or in the app's DM."""
        place, block, element = self._find(button, channel, ts, containing, home)
        return self._do("press", place | {"block_id": block["block_id"], "action_id": element["action_id"]})

    def choose(
        self,
        select: str,
        option: Any,
        channel: str | None = None,
        ts: str | None = None,
        containing: str = "",
        home: bool = False,
    ) -> Seen:
        """Choose an option in a select, overflow or picker of a message, found by placeholder, label or action_id."""
        place, block, element = self._find(select, channel, ts, containing, home)
        held = state_value(self._wire, self.id, element, option, place | {"block_id": block["block_id"]})
        ids = {"block_id": block["block_id"], "action_id": element["action_id"]}
        return self._do("press", place | ids | {key: value for key, value in held.items() if key != "type"})

    def _find(
        self, words: str, channel: str | None, ts: str | None, containing: str, home: bool
    ) -> tuple[Part, Part, Part]:
        """Find an element by what it shows, newest place first; a thread's replies count as in its channel."""
        there: list[str] = []
        for place, blocks in self._places(channel, ts, containing, home):
            for block in blocks:
                for element in elements_of(block):
                    shown = labels_of(block, element)
                    if words in shown:
                        return place, block, element
                    there += shown[:1]
        raise NoSuchButton(f"{self.person['real_name']} sees nothing called {words!r}; there is: {there}")

    def _places(self, channel: str | None, ts: str | None, containing: str, home: bool) -> Iterator[tuple[Part, Any]]:
        if home:
            view = self.home() or {"id": "", "blocks": []}
            yield {"view_id": view["id"]}, view["blocks"]
            return
        seen_in = channel or self.dm_id()
        names = self.names() if containing else Names()
        for message in reversed(self._everything(seen_in)):
            if ts not in (None, message["ts"]) or containing not in plain(message, names):
                continue
            yield {"channel": message["channel"], "ts": message["ts"]}, message["blocks"]

    # --- reading

    def messages(self, channel: str, *, system: bool = False) -> list[Part]:
        """Read a channel, oldest first; joins and the like only when asked for."""
        found = self._wire.look("messages", as_=self.id, channel=channel, peek=1)["messages"]
        return [message for message in found if system or message["subtype"] not in SYSTEM_SUBTYPES]

    def thread(self, channel: str, ts: str) -> list[Part]:
        """Read a thread: the parent first, then its replies."""
        return list(self._wire.look("messages", as_=self.id, channel=channel, thread=ts, peek=1)["messages"])

    def _everything(self, channel: str) -> list[Part]:
        """Read a channel with the replies of its threads, in order of time."""
        return list(self._wire.look("messages", as_=self.id, channel=channel, replies=1, peek=1)["messages"])

    def dm_id(self) -> str:
        """Return the id of the direct message with the app's bot."""
        bot = self.workspace()["app"]["bot_user"]
        return str(self._wire.do("dm", {"as": self.id, "user": bot})["channel"])

    def dm(self) -> list[Part]:
        return self.messages(self.dm_id())

    def file(self, file_id: str) -> bytes:
        """Open a file that was shared where this person can see it."""
        return self._wire.fetch(f"files/{file_id}", as_=self.id)

    def home(self) -> Part | None:
        """Look at App Home as it is published, without opening it."""
        view: Part | None = self._wire.look("home", as_=self.id)["view"]
        return view

    def open_home(self) -> Part | None:
        """Open App Home, which tells the app; returns what was published before."""
        view: Part | None = self._wire.do("home", {"as": self.id})["view"]
        return view

    def modals(self) -> list[Part]:
        return list(self._wire.look("modals", as_=self.id)["modals"])

    def modal(self) -> ModalAtHand:
        """Take the modal on top into the hand."""
        stack = self.modals()
        if not stack:
            raise NoModal(f"{self.person['real_name']} has no modal open.")
        return ModalAtHand(self._wire, self.person, stack[-1])


def labels_of(block: Part, element: Part) -> list[str]:
    """Return every name by which a person or a test may call an element."""
    label = (block.get("label") or {}).get("text")
    held = (element.get("text") or {}).get("text") if isinstance(element.get("text"), dict) else None
    placeholder = (element.get("placeholder") or {}).get("text")
    beside = (block.get("text") or {}).get("text") if block.get("type") == "section" else None
    names = (held, label, placeholder, element.get("accessibility_label"), element.get("action_id"), beside)
    return [name for name in names if name]


__all__ = ["ControlRefused", "NoModal", "NoSuchButton", "PersonAtKeyboard", "labels_of"]
