"""Which function answers what: each module of a noun collects its own in `routes`, and one dictionary holds them all.

    routes = Routes()

    @routes.command("delegate")
    def delegation_asked(actor: Actor, words: Words, run: Runner, open_modal: OpenModal) -> None:
        prepared = run(prepare_delegation, PrepareDelegation(actor, words.project_key()))
        open_modal(draw_view("delegate_task", prepared))

    @routes.view("delegate_task")
    def delegation_submitted(ack: Ack, view: View, kept: Kept, actor: Actor, run: Runner, once: str) -> None:
        form = read_form(DelegationForm, view)
        run(delegate_task, DelegateTask(actor, kept["project_id"], **vars(form)), once=once)
        ack()

A function asks for what it needs by the names of its parameters (handlers/parameters.py says which there are), runs one
use case and answers. It catches nothing: what is refused, unreachable or broken is told in the right place by
handlers/errors.py, and what nobody acknowledged is acknowledged afterwards.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import ModuleType
from typing import Any, TypeVar

F = TypeVar("F", bound=Callable[..., Any])
# The route of every command of a guest, or of somebody at home elsewhere; as a verb nobody can type it.
FROM_OUTSIDE = "from outside"


class Kind(StrEnum):
    """The kinds of request that Slack sends."""

    COMMAND = "command"
    ACTION = "action"
    VIEW = "view"
    OPTIONS = "options"
    SHORTCUT = "shortcut"
    VIEW_CLOSED = "view_closed"
    EVENT = "event"


class Misrouted(Exception):
    """A mistake in the routes themselves, found when Steward starts."""


@dataclass(frozen=True)
class Route:
    """One function, what it answers, and the names of what it asks for."""

    kind: Kind
    name: str
    function: Callable[..., Any]
    asks_for: tuple[str, ...]

    @property
    def where(self) -> str:
        return f"{self.function.__module__}.{self.function.__qualname__}"


RouteBook = Mapping[tuple[Kind, str], Route]


class Routes:
    """The functions of one module that answer Slack; decorating registers nothing anywhere else."""

    def __init__(self) -> None:
        self.collected: list[Route] = []

    def command(self, verb: str) -> Callable[[F], F]:
        """The first word after the command; "" is no word at all, "?" is any verb nobody answers."""
        return self._route(Kind.COMMAND, verb.lower())

    def action(self, name: str) -> Callable[[F], F]:
        """A button or select: its action_id, or inside a modal `callback_id.block_id` (without any `@key`)."""
        return self._route(Kind.ACTION, name)

    def view(self, callback_id: str) -> Callable[[F], F]:
        """A modal that was submitted."""
        return self._route(Kind.VIEW, callback_id)

    def view_closed(self, callback_id: str) -> Callable[[F], F]:
        """A modal that was closed without submitting; only modals with `notify_on_close` tell."""
        return self._route(Kind.VIEW_CLOSED, callback_id)

    def options(self, name: str) -> Callable[[F], F]:
        """An external select, asked while somebody types: `callback_id.block_id`, outside modals its action_id."""
        return self._route(Kind.OPTIONS, name)

    def shortcut(self, callback_id: str) -> Callable[[F], F]:
        """A global shortcut, or one on a message."""
        return self._route(Kind.SHORTCUT, callback_id)

    def event(self, event_type: str) -> Callable[[F], F]:
        """An event; a failure answers 500, so that Slack sends it again."""
        return self._route(Kind.EVENT, event_type)

    def _route(self, kind: Kind, name: str) -> Callable[[F], F]:
        def decorate(function: F) -> F:
            self.collected.append(Route(kind, name, function, tuple(inspect.signature(function).parameters)))
            return function

        return decorate


def collect(modules: Iterable[ModuleType], offered: Mapping[str, frozenset[Kind]]) -> dict[tuple[Kind, str], Route]:
    """All routes of these modules in one dictionary; refuses duplicates and parameters nobody offers."""
    book: dict[tuple[Kind, str], Route] = {}
    for route in (route for module in modules for route in module.routes.collected):
        _require_offered(route, offered)
        first = book.setdefault((route.kind, route.name), route)
        if first is not route:
            raise Misrouted(f"Both {first.where} and {route.where} answer the {route.kind} “{route.name}”.")
    return book


def _require_offered(route: Route, offered: Mapping[str, frozenset[Kind]]) -> None:
    for name in route.asks_for:
        if name not in offered:
            raise Misrouted(f"{route.where} asks for `{name}`, which nobody knows. There are: {', '.join(offered)}.")
        if route.kind not in offered[name]:
            raise Misrouted(f"{route.where} asks for `{name}`, which no {route.kind} has.")
