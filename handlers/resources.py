"""What IT a customer has: listed, written down, imported from a table, and picked for a scope."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from slack_bolt import Ack

from domain.actors import Actor
from domain.commands import Words
from domain.resource_lists import ResourceFilter
from domain.resources import ResourceEntry, ResourceKind
from handlers.answering import Answer, OpenModal, UpdateModal
from handlers.forms import read_form, read_untouched
from handlers.incoming import Kept, Place, Press, View
from handlers.routing import Routes
from handlers.saying import Message, options_of
from handlers.typed_text import number_in
from message_templates import draw_message, draw_view
from storage.people import Named
from storage.transactions import Runner
from use_cases.picked_resources import PickResources, PrepareResourcePick, pick_resources, prepare_resource_pick
from use_cases.resource_entries import KeepResource, PrepareResource, keep_resource, prepare_resource
from use_cases.resource_imports import Imported, ImportResources, PrepareImport, import_resources, prepare_import
from use_cases.resources import FindResources, ShowResources, find_resources, show_resources

routes = Routes()


@dataclass(frozen=True)
class ResourceFields:
    """What the form of a resource asks for; ticked, it is taken out."""

    kind: ResourceKind
    name: str
    quantity: int = 1
    site: str = ""
    owner: str = ""
    end_of_support: date | None = None
    is_gone: bool = False


@dataclass(frozen=True)
class TableFields:
    """A table as it was pasted, the longer one in several fields: Slack's hold no more than 3,000 characters."""

    table: str
    more: str = ""
    yet_more: str = ""

    @property
    def whole(self) -> str:
        """All its lines."""
        return "\n".join(part.strip("\r\n") for part in (self.table, self.more, self.yet_more) if part)


@dataclass(frozen=True)
class PickFields:
    """The ids of what was picked, and why the scope changes."""

    resources: tuple[str, ...] = ()
    why: str = ""


def resource_list(actor: Actor, key: str, run: Runner, wanted: ResourceFilter | None = None) -> Message:
    """What the customer has, or of it what is wanted, from the beginning."""
    order = ShowResources(actor, key, wanted=wanted or ResourceFilter())
    return draw_message("resources", run(show_resources, order))


@routes.command("resources")
def resources_asked(actor: Actor, words: Words, place: Place, run: Runner, answer: Answer) -> None:
    """List what the customer has; after the key come a kind, used or unused, and words."""
    order = ShowResources(actor, words.likely_key(), place.channel, words.rest)
    answer(draw_message("resources", run(show_resources, order)))


@routes.action("show_resources")
def resources_pressed(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """The same from a button, whose value is the project's key."""
    answer(resource_list(actor, press.value, run))


@routes.action("list_resources")
def other_resources_asked(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Begin the list anew; the value is the project's key and what is to be shown of it."""
    key, _, wanted = press.value.partition(" ")
    answer(resource_list(actor, key, run, ResourceFilter.typed(wanted.split())), replace=True)


@routes.action("more_resources")
@routes.action("first_resources")
def more_resources_asked(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Another page; between key and filter the value says where it begins."""
    key, _, rest = press.value.partition(" ")
    start, _, wanted = rest.partition(" ")
    order = ShowResources(actor, key, wanted=ResourceFilter.typed(wanted.split()), start=number_in(start) or 0)
    answer(draw_message("resources", run(show_resources, order)), replace=True)


@routes.action("edit_resource")
def resource_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal, update_modal: UpdateModal) -> None:
    """Open a form; the value is the project's key and the resource's id, or the key alone for a new one."""
    key, _, resource_id = press.value.partition(" ")
    view = draw_view("edit_resource", run(prepare_resource, PrepareResource(actor, key, resource_id)))
    (update_modal if press.in_modal else open_modal)(view)


@routes.view("edit_resource")
def resource_submitted(
    actor: Actor, view: View, kept: Kept, run: Runner, once: str, answer: Answer, update_modal: UpdateModal
) -> None:
    """Save it and show it, or what is left; where somebody else changed the same, the form says what."""
    form = read_form(ResourceFields, view)
    entry = ResourceEntry(form.kind, form.name, form.quantity, form.site, form.owner, form.end_of_support)
    order = KeepResource(actor, kept["key"], entry, kept.get("resource_id") or "", kept.get("seen", ""), form.is_gone)
    if run(keep_resource, order, once=once):
        saved = ResourceFilter() if form.is_gone else ResourceFilter.called(form.name)
        answer(resource_list(actor, order.key, run, saved))
    else:
        again = PrepareResource(actor, order.key, order.resource_id, order)
        update_modal(draw_view("edit_resource", run(prepare_resource, again)))


@routes.action("import_resources")
def import_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal, update_modal: UpdateModal) -> None:
    """Ask for a table; the value is the project's key."""
    view = draw_view("import_resources", run(prepare_import, PrepareImport(actor, press.value)))
    (update_modal if press.in_modal else open_modal)(view)


@routes.view("import_resources")
def table_submitted(actor: Actor, view: View, kept: Kept, run: Runner, once: str, answer: Answer) -> None:
    """Take in the whole table, and say what became of it."""
    order = ImportResources(actor, kept["key"], read_form(TableFields, view).whole)
    counted = run(import_resources, order, once=once)
    answer(draw_message("resources_imported", Named(Imported(order.key, *counted), {})))


@routes.action("pick_resources")
def picking_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal, update_modal: UpdateModal) -> None:
    """Ask what of it the scope is about; the value is the project's key."""
    view = draw_view("pick_resources", run(prepare_resource_pick, PrepareResourcePick(actor, press.value)))
    (update_modal if press.in_modal else open_modal)(view)


@routes.view("pick_resources")
def picks_submitted(actor: Actor, view: View, kept: Kept, run: Runner, once: str, answer: Answer) -> None:
    """Save what was picked, and show what the project uses now."""
    form, shown = read_form(PickFields, view), read_untouched(PickFields, view)
    order = PickResources(actor, kept["project_id"], form.resources, shown.resources, form.why)
    answer(resource_list(actor, run(pick_resources, order, once=once), run, ResourceFilter(is_used=True)))


@routes.options("pick_resources.resources")
@routes.options("edit_solution.resources")
def resources_looked_for(ack: Ack, actor: Actor, press: Press, kept: Kept, run: Runner) -> None:
    """What the customer has with these words in it."""
    found = run(find_resources, FindResources(actor, kept.get("project_id", ""), press.value))
    ack(options=options_of(found))
