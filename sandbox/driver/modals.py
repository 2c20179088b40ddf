"""A modal in a person's hands: fields by label, filled in plain words."""

from __future__ import annotations

from typing import Any

from sandbox.driver.sightings import Part, Seen, plain
from sandbox.driver.values import state_value
from sandbox.driver.wire import Wire
from sandbox.plain_text import Names
from sandbox.workspace.form_state import STATE_KEYS, elements_of


class NoSuchField(Exception):
    """The modal has no such field or button; lists what it has."""


class ModalAtHand:
    """The modal on top of a person's stack."""

    def __init__(self, wire: Wire, person: Part, view: Part) -> None:
        self._wire = wire
        self._person = person
        self.view = view
        self.values: dict[str, dict[str, Part]] = {}
        self.errors: dict[str, str] = {}

    @property
    def title(self) -> str:
        return str(self.view["title"]["text"])

    @property
    def blocks(self) -> list[Part]:
        return list(self.view["blocks"])

    @property
    def labels(self) -> list[str]:
        return [block["label"]["text"] for block in self.blocks if block["type"] == "input"]

    @property
    def text(self) -> str:
        return plain(self.view, Names())

    def fields(self) -> dict[str, Any]:
        """Return what each field holds now, by label: text, option text, ids."""
        held: dict[str, Any] = {}
        for block in self.blocks:
            if block["type"] == "input":
                held[block["label"]["text"]] = _held(self._state(block["block_id"], block["element"]["action_id"]))
        return held

    def _state(self, block_id: str, action_id: str) -> Part | None:
        typed = self.values.get(block_id, {}).get(action_id)
        known = self.view["state"]["values"].get(block_id, {}).get(action_id)
        return typed or known

    def fill(self, answers: dict[str, Any]) -> ModalAtHand:
        """Fill fields by label (or block_id); a field that dispatches its action does so at once."""
        for name, wanted in answers.items():
            block, element = self._field(name)
            place = {"view_id": self.view["id"], "block_id": block["block_id"]}
            held = state_value(self._wire, self._person["id"], element, wanted, place)
            self.values.setdefault(block["block_id"], {})[element["action_id"]] = held
            if block["type"] != "input" or block.get("dispatch_action"):
                self._dispatch(block, element, held)
        return self

    def _field(self, name: str) -> tuple[Part, Part]:
        for block in self.blocks:
            for element in elements_of(block):
                label = (block.get("label") or block.get("text") or {}).get("text")
                if element["type"] in STATE_KEYS and name in (block["block_id"], label, element["action_id"]):
                    return block, element
        raise NoSuchField(f"The modal {self.title!r} has no field {name!r}; it has: {self.labels}")

    def _dispatch(self, block: Part, element: Part, held: Part) -> Seen:
        """Send one element's action with everything typed so far, and look at the modal again."""
        act: Part = {"as": self._person["id"], "view_id": self.view["id"], "values": self.values}
        act |= {"block_id": block["block_id"], "action_id": element["action_id"]}
        answer = self._wire.do("press", act | {key: value for key, value in held.items() if key != "type"})
        self._look_again(answer["modals"])
        return Seen.from_answer(answer, Names())

    def _look_again(self, modals: list[Part]) -> None:
        """Keep what is still there after an update; typed values live in the view's state now."""
        mine = next((view for view in modals if view["id"] == self.view["id"]), None)
        if mine is not None:
            self.view = mine
            self.values = {}

    def refresh(self) -> ModalAtHand:
        """Look again at a modal that the app may have updated by itself; what was typed stays typed."""
        typed = self.values
        self._look_again(self._wire.look("modals", as_=self._person["id"])["modals"])
        known = {block["block_id"] for block in self.blocks}
        self.values = {block_id: held for block_id, held in typed.items() if block_id in known}
        return self

    def press(self, button: str) -> Seen:
        """Press a button inside the modal, by its text or action_id."""
        there: list[str] = []
        for block in self.blocks:
            for element in elements_of(block):
                if element["type"] == "button":
                    if button in (element["text"]["text"], element["action_id"]):
                        return self._dispatch(block, element, {})
                    there.append(element["text"]["text"])
        raise NoSuchField(f"The modal {self.title!r} has no button {button!r}; it has: {there}")

    def submit(self) -> Seen:
        """Submit what was filled in; errors stay here, keyed by block_id."""
        act = {"as": self._person["id"], "view_id": self.view["id"], "values": self.values}
        answer = self._wire.do("submit", act)
        self.errors = answer["errors"] or {}
        self._look_again(answer["modals"])
        return Seen.from_answer(answer, Names())

    def error(self, label: str) -> str | None:
        """Return what stands beside a field, by its label."""
        return self.errors.get(self._field(label)[0]["block_id"])

    def close(self, *, everything: bool = False) -> Seen:
        """Press the close button, or × for the whole stack."""
        act = {"as": self._person["id"], "view_id": self.view["id"], "all": everything}
        return Seen.from_answer(self._wire.do("close", act), Names())


def _held(state: Part | None) -> Any:
    """Return a state object as a plain value."""
    if state is None:
        return None
    value = state.get(STATE_KEYS[state["type"]][0])
    if isinstance(value, list):
        return [option["text"]["text"] if isinstance(option, dict) and "text" in option else option for option in value]
    if isinstance(value, dict) and isinstance(value.get("text"), dict):
        return value["text"]["text"]
    return value
