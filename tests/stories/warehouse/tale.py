"""People at work on the Wi-Fi of a warehouse, and what each of them is told."""

from typing import Any

from sandbox.driver import Seen
from tests.stories.offices import Scene

GENERAL, ROOM = "#general", "#war-warehouse-wi-fi"
TYPED_INTO = ("plain_text_input", "number_input", "datepicker")


class Tale:
    """People at work on the warehouse's Wi-Fi; what they were told is kept by the name of the moment."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.heard: dict[str, str] = {}

    def types(self, who: str, text: str, heard_as: str = "") -> None:
        """Somebody types a command, and nothing fails."""
        self._kept(self.scene.types(who, text), heard_as)

    def presses(
        self, who: str, button: str, containing: str = "", place: str | None = GENERAL, heard_as: str = ""
    ) -> None:
        """Somebody presses a button: in what a command answered, in a channel, or in their messages with Steward."""
        self._kept(self.scene.who(who).press(button, place, containing=containing), heard_as)
        self.scene.settle()

    def _kept(self, seen: Seen, heard_as: str) -> None:
        assert seen.failure is None, seen.failure
        if heard_as:
            self.heard[heard_as] = seen.text

    def is_refused(self, who: str, answers: dict[str, Any], heard_as: str) -> None:
        """Somebody sends a form that is wrong: each field says so, and keeps what was typed."""
        form = self.scene.who(who).modal()
        seen = form.fill(answers).submit()
        assert seen.errors, f"{answers} was taken"
        inputs = {one["label"]["text"]: one["element"]["type"] for one in form.blocks if one["type"] == "input"}
        typed = {label: answer for label, answer in answers.items() if inputs[label] in TYPED_INTO}
        assert typed.items() <= form.fields().items()
        self.heard[heard_as] = " ".join(seen.errors.values())

    def sends(self, who: str, answers: dict[str, Any] | None = None, heard_as: str = "") -> None:
        """Somebody fills in the form in front of them and sends it; another step may follow."""
        form = self.scene.who(who).modal()
        seen = form.fill(answers or {}).submit()
        assert seen.ok, seen.failure or seen.errors
        if heard_as:
            at = self.scene.who(who)
            self.heard[heard_as] = "\n".join(at.plain(view) for view in at.modals())

    def ends(self, who: str, answers: dict[str, Any] | None = None, heard_as: str = "") -> None:
        """The same as the last step: what it shows at its end is read and put away."""
        self.sends(who, answers, heard_as)
        self.closes(who)
        self.scene.settle()

    def closes(self, who: str) -> None:
        """Somebody closes whatever lies open before them."""
        if self.scene.who(who).modals():
            self.scene.who(who).modal().close(everything=True)

    def card(self) -> str:
        """The project's card in its channel."""
        return self.scene.posts(ROOM, containing="This card stays up to date")[0]
