"""The list of tools and methods that a project needs in place: shown, made, and settled one by one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from slack_bolt import Ack

from domain.actors import Actor
from domain.commands import Words
from domain.identity import UserId
from domain.tools import USUAL_TOOLS, ToolState
from handlers.answering import Answer, OpenModal
from handlers.forms import group, read_form
from handlers.incoming import Kept, Place, Press, View
from handlers.routing import Routes
from message_templates import draw_message, draw_view
from storage.people import Named
from storage.transactions import Runner
from use_cases.tool_lists import (
    ListingForm,
    ListTools,
    PrepareListing,
    ShowTools,
    list_tools,
    prepare_listing,
    show_tools,
)
from use_cases.tools import (
    PrepareNextTool,
    PrepareTool,
    ReadyTool,
    SettleTool,
    ToolForm,
    prepare_next_tool,
    prepare_tool,
    ready_tool,
    settle_tool,
)

VIEWS: dict[type, str] = {ListingForm: "list_tools", ToolForm: "settle_tool"}
routes = Routes()


class Stands(StrEnum):
    """How a tool stands, or that it goes from the list, as it is chosen in the form."""

    OPEN = "open"
    READY = "ready"
    NOT_NEEDED = "not needed"
    REMOVED = "removed"


@dataclass(frozen=True)
class ListingFields:
    """Which of the usual ones, by their places; more, one a line; and who sees to them."""

    usual: tuple[int, ...] = ()
    more: str = ""
    owner: UserId | None = None


@dataclass(frozen=True)
class SettlingFields:
    """How one tool stands; a blank name is refused by the rule, which says what to write."""

    stands: Stands
    what: str = ""
    owner: UserId | None = None
    why: str = ""


@routes.command("tools")
def tools_asked(actor: Actor, words: Words, place: Place, run: Runner, answer: Answer) -> None:
    """Show the list, for this person's eyes."""
    answer(draw_message("tools", run(show_tools, ShowTools(actor, words.project_key(), place.channel))))


@routes.action("show_tools")
def tools_pressed(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """The same from a button, whose value is the project's key."""
    answer(draw_message("tools", run(show_tools, ShowTools(actor, press.value))))


@routes.action("list_tools")
def listing_asked(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Open the form that adds to the list."""
    open_modal(draw_view("list_tools", run(prepare_listing, PrepareListing(actor, press.value))))


@routes.action("settle_tools")
def next_asked(actor: Actor, press: Press, run: Runner, open_modal: OpenModal, answer: Answer) -> None:
    """Open the form of the first tool that is open, or of a new list; when nothing is open, show the list."""
    seen = run(prepare_next_tool, PrepareNextTool(actor, press.value))
    if view := _view_of(seen):
        open_modal(view)
    else:
        answer(draw_message("tools", seen))


@routes.action("settle_tool")
def settling_asked(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Open the form of one tool."""
    open_modal(draw_view("settle_tool", run(prepare_tool, PrepareTool(actor, press.value)), goes_on=False))


@routes.action("tool_ready")
def ready_pressed(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """A tool is in place; a message that only one person sees is drawn again."""
    key = run(ready_tool, ReadyTool(actor, press.value))
    if press.is_private:
        answer(draw_message("tools", run(show_tools, ShowTools(actor, key))), replace=True)


@routes.view("list_tools")
def listing_submitted(actor: Actor, view: View, kept: Kept, run: Runner, once: str, answer: Answer) -> None:
    """Add to the list, and show it."""
    form = read_form(ListingFields, view)
    usual = tuple(USUAL_TOOLS[place] for place in form.usual if 0 <= place < len(USUAL_TOOLS))
    order = ListTools(actor, kept["project_key"], usual, form.more, form.owner)
    answer(draw_message("tools", run(show_tools, ShowTools(actor, run(list_tools, order, once=once)))))


@routes.view("settle_tool")
def settling_submitted(ack: Ack, actor: Actor, view: View, kept: Kept, run: Runner, once: str, answer: Answer) -> None:
    """Save how it stands, and go on to the next that is open, or show the list."""
    form = group(SettlingFields, view, by="tool")[kept["tool_id"]]
    is_removed = form.stands is Stands.REMOVED
    state = ToolState.OPEN if is_removed else ToolState(form.stands.value)
    order = SettleTool(actor, kept["tool_id"], form.what, form.owner, state, form.why, is_removed, kept.get("seen", ""))
    key = run(settle_tool, order, once=once)
    walk = PrepareNextTool(actor, key, kept.get("number", 0))
    following = run(prepare_next_tool, walk) if kept.get("goes_on") else None
    if following is not None and (next_view := _view_of(following)):
        ack(response_action="update", view=next_view)
    else:
        answer(draw_message("tools", run(show_tools, ShowTools(actor, key))))


def _view_of(seen: Named[Any]) -> dict[str, Any] | None:
    name = VIEWS.get(type(seen.facts))
    if name is None:
        return None
    more = {"goes_on": True} if name == "settle_tool" else {}
    return draw_view(name, seen, **more)
