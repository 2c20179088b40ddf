"""Kinds of project: looked at, saved from a project, filled in from, and kept by those who may."""

from __future__ import annotations

from dataclasses import dataclass

from domain.actors import Actor
from domain.commands import Words, straighten
from domain.project_templates import Take
from handlers.answering import Answer, OpenModal
from handlers.forms import read_form
from handlers.incoming import Kept, Place, Press, View
from handlers.routing import Routes
from handlers.saying import Message, say
from message_templates import draw_message, draw_view
from storage.transactions import Runner
from use_cases.project_templates import (
    PrepareRenaming,
    RemoveTemplate,
    RenameTemplate,
    ShowTemplate,
    ShowTemplates,
    prepare_renaming,
    remove_template,
    rename_template,
    show_template,
    show_templates,
)
from use_cases.stage_cards import ShowStages, show_stages
from use_cases.template_filling import FillFromTemplate, PrepareFilling, fill_from_template, prepare_filling
from use_cases.template_saving import PrepareSaving, SaveTemplate, prepare_saving, save_template

REMOVED = "“{name}” is not offered any more. Projects that began as it keep what they have."
routes = Routes()


@dataclass(frozen=True)
class SavingFields:
    """How the template is called, what is taken along, and which template it stands in place of."""

    name: str = ""
    gist: str = ""
    takes: tuple[Take, ...] = ()
    instead_of: str = ""


@dataclass(frozen=True)
class RenamingFields:
    """How a template is called."""

    name: str = ""
    gist: str = ""


@dataclass(frozen=True)
class FillingFields:
    """As which kind of project it goes on."""

    template: str


def _shown(actor: Actor, template_id: str, run: Runner) -> Message:
    return draw_message("project_template", run(show_template, ShowTemplate(actor, template_id)))


@routes.command("template")
def templates_asked(
    actor: Actor, words: Words, place: Place, run: Runner, open_modal: OpenModal, answer: Answer
) -> None:
    """List the kinds of project, show one by its name, or with the word “save” open the form that saves a project."""
    if words.rest and straighten(words.rest[0]).lower() == "save":
        key = Words("save", words.rest[1:]).project_key()
        open_modal(draw_view("save_template", run(prepare_saving, PrepareSaving(actor, key, place.channel))))
    elif words.rest:
        named = ShowTemplate(actor, words=straighten(" ".join(words.rest)))
        answer(draw_message("project_template", run(show_template, named)))
    else:
        answer(draw_message("project_templates", run(show_templates, ShowTemplates(actor))))


@routes.action("show_templates")
def list_pressed(actor: Actor, run: Runner, answer: Answer) -> None:
    """The list from a button."""
    answer(draw_message("project_templates", run(show_templates, ShowTemplates(actor))))


@routes.action("show_template")
def template_pressed(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Show one kind of project, whose id is the button's value."""
    answer(_shown(actor, press.value, run))


@routes.action("save_template")
def saving_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Open the form that saves the project with this key."""
    open_modal(draw_view("save_template", run(prepare_saving, PrepareSaving(actor, press.value))))


@routes.view("save_template")
def saving_submitted(actor: Actor, view: View, kept: Kept, run: Runner, once: str, answer: Answer) -> None:
    """Save the template, and show what it contains."""
    order = SaveTemplate(actor, kept["project_id"], **vars(read_form(SavingFields, view)))
    answer(_shown(actor, run(save_template, order, once=once), run))


@routes.action("rename_template")
def renaming_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Open the form for a template's name."""
    open_modal(draw_view("rename_template", run(prepare_renaming, PrepareRenaming(actor, press.value))))


@routes.view("rename_template")
def renaming_submitted(actor: Actor, view: View, kept: Kept, run: Runner, once: str, answer: Answer) -> None:
    """Save the name, and show the template."""
    order = RenameTemplate(actor, kept["template_id"], **vars(read_form(RenamingFields, view)))
    answer(_shown(actor, run(rename_template, order, once=once), run))


@routes.action("remove_template")
def removing_pressed(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Offer the template no longer."""
    name = run(remove_template, RemoveTemplate(actor, press.value))
    answer(say(REMOVED.format(name=name)), replace=press.is_private)


@routes.action("use_template")
def filling_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Open the form that fills in the project with this key."""
    open_modal(draw_view("use_template", run(prepare_filling, PrepareFilling(actor, press.value))))


@routes.view("use_template")
def filling_submitted(actor: Actor, view: View, kept: Kept, run: Runner, once: str, answer: Answer) -> None:
    """Fill in what is empty, and show the stages."""
    order = FillFromTemplate(actor, kept["project_id"], read_form(FillingFields, view).template)
    key = run(fill_from_template, order, once=once)
    answer(draw_message("stages", run(show_stages, ShowStages(actor, key))))
