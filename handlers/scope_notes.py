"""New scope noted from a message, and the list of a project's changes and notes."""

from __future__ import annotations

from dataclasses import dataclass

from domain.actors import Actor
from domain.commands import Words
from handlers.answering import Answer, OpenModal
from handlers.forms import read_form, value_of
from handlers.incoming import Kept, Place, Press, View
from handlers.quoting import Quoted
from handlers.routing import Routes
from handlers.saying import say
from message_templates import draw_message, draw_view
from storage.people import Named
from storage.transactions import Runner
from use_cases.scope_notes import (
    DropNote,
    ListChanges,
    NoteScope,
    PrepareNote,
    drop_note,
    list_changes,
    note_scope,
    prepare_note,
)

routes = Routes()


@dataclass(frozen=True)
class NoteFields:
    """What is new, and a guess of its hours as typed."""

    what: str = ""
    hours: str = ""


@routes.command("changes")
def changes_asked(actor: Actor, words: Words, place: Place, run: Runner, answer: Answer) -> None:
    """List the changes of a project and what nobody has priced, for this person's eyes."""
    answer(draw_message("changes", run(list_changes, ListChanges(actor, words.project_key(), place.channel))))


@routes.action("show_changes")
def changes_pressed(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """The same from a button, whose value is the project's key."""
    answer(draw_message("changes", run(list_changes, ListChanges(actor, press.value))))


@routes.shortcut("new_scope_shortcut")
def message_noted(actor: Actor, place: Place, quoted: Quoted, run: Runner, open_modal: OpenModal) -> None:
    """Open the form with the words of a message, which the note will link to."""
    order = PrepareNote(actor, place.channel, quoted.words, quoted.link, quoted.by)
    open_modal(draw_view("note_scope", Named(run(prepare_note, order), {})))


@routes.view("note_scope")
def note_submitted(actor: Actor, view: View, kept: Kept, run: Runner, once: str, answer: Answer, command: str) -> None:
    """Keep the note, and say how much nobody has priced by now."""
    form, project = read_form(NoteFields, view), value_of(view, "project") or kept["project_id"]
    order = NoteScope(actor, project, **vars(form), source=kept.get("source", ""), source_by=kept.get("source_by"))
    key, tally = run(note_scope, order, once=once)
    answer(say(f"Noted for {key}: {tally}. “{command} changes {key}” lists it and asks for a change."))


@routes.action("drop_note")
def dropping_pressed(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Take the note from the list, and show what is left."""
    key = run(drop_note, DropNote(actor, press.value))
    answer(draw_message("changes", run(list_changes, ListChanges(actor, key))), replace=press.is_private)
