"""views.*: modals and App Homes."""

from __future__ import annotations

import secrets
from typing import Any

from sandbox.block_kit import check_view
from sandbox.block_kit.completed import completed
from sandbox.refusals import Refused, invalid_arguments
from sandbox.web_api.registry import Answer, Call, method
from sandbox.workspace.views import View, size_of
from sandbox.workspace.workspace import Workspace

VIEW_BYTES = 250_000
STACK_LIMIT = 3


def accepted_view(content: Any, kinds: tuple[str, ...] = ("modal",)) -> dict[str, Any]:
    """Check a view and complete it, or refuse as Slack does."""
    if not isinstance(content, dict):
        raise invalid_arguments("missing required field: view")
    if size_of(content) > VIEW_BYTES:
        raise Refused("view_too_large")
    problems = check_view(content, kinds)
    if problems:
        raise Refused("invalid_arguments", problems)
    return content | {"blocks": completed(content["blocks"])}


def new_hash(workspace: Workspace) -> str:
    return f"{workspace.clock.seconds()}.{secrets.token_urlsafe(6)}"


def new_view(workspace: Workspace, person: str, content: dict[str, Any], opened_in: str | None = None) -> View:
    """Make a view that stands alone, not yet shown anywhere."""
    view_id = workspace.new_id("V")
    _unique_external_id(workspace, content, None)
    return View(view_id, person, content, new_hash(workspace), view_id, opened_in=opened_in)


def _unique_external_id(workspace: Workspace, content: dict[str, Any], own: View | None) -> None:
    holder = workspace.views.with_external_id(str(content.get("external_id") or ""))
    if holder is not None and holder is not own:
        raise Refused("duplicate_external_id")


def show(workspace: Workspace, view: View) -> Answer:
    """Tell the person's pages, and return the view as the app sees it."""
    workspace.watchers.note("home" if view.kind == "home" else "modals", [view.person])
    app = workspace.app
    return {"view": view.as_api(workspace.team.id, app.id, app.bot_id)}


def replace_view(workspace: Workspace, view: View, content: dict[str, Any]) -> None:
    """Show new content in an open view."""
    _unique_external_id(workspace, content, view)
    view.replace(content, new_hash(workspace))


def push_view(workspace: Workspace, below: View | None, content: dict[str, Any]) -> View:
    """Put a view on top of the stack that another one stands in."""
    stack = workspace.views.stack(below.person) if below is not None else []
    if below is None or below not in stack:
        raise Refused("not_found")
    if len(stack) >= STACK_LIMIT:
        raise Refused("push_limit_reached")
    view = new_view(workspace, below.person, content, below.opened_in)
    workspace.views.push(view)
    return view


def _trigger_id(call: Call) -> str:
    return call.text("trigger_id") or call.needed("interactivity_pointer")


@method("views.open")
def open_view(call: Call) -> Answer:
    trigger_id = _trigger_id(call)
    content = accepted_view(call.structure("view"))
    trigger = call.world.triggers.redeem(trigger_id)
    view = new_view(call.workspace, trigger.person, content, trigger.channel)
    call.workspace.views.open(view)
    return show(call.workspace, view)


@method("views.push")
def push(call: Call) -> Answer:
    trigger_id = _trigger_id(call)
    content = accepted_view(call.structure("view"))
    trigger = call.world.triggers.redeem(trigger_id, in_a_view=True)
    below = call.workspace.views.by_id.get(trigger.view_id or "")
    return show(call.workspace, push_view(call.workspace, below, content))


@method("views.update")
def update(call: Call) -> Answer:
    views = call.workspace.views
    if not call.has("view_id") and not call.has("external_id"):
        raise invalid_arguments("missing required field: view_id or external_id")
    found = views.by_id.get(call.text("view_id")) or views.with_external_id(call.text("external_id"))
    content = accepted_view(call.structure("view"), ("modal", "home") if found is None else (found.kind,))
    if found is None:
        raise Refused("not_found")
    _check_hash(call, found)
    replace_view(call.workspace, found, content)
    return show(call.workspace, found)


def _check_hash(call: Call, view: View | None) -> None:
    if call.has("hash") and view is not None and call.text("hash") != view.hash:
        raise Refused("hash_conflict")


@method("views.publish")
def publish(call: Call) -> Answer:
    workspace, person = call.workspace, call.needed("user_id")
    if not workspace.app.home_tab:
        raise Refused("not_enabled")
    if workspace.active_person(person) is None:
        raise invalid_arguments("user not found [json-pointer:/user_id]")
    content = accepted_view(call.structure("view"), ("home",))
    home = workspace.views.homes.get(person)
    _check_hash(call, home)
    if home is None:
        home = new_view(workspace, person, content)
        workspace.views.publish(home)
    else:
        replace_view(workspace, home, content)
    return show(workspace, home)
