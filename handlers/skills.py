"""What people can do, and the catalogue of skills and tools."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from slack_bolt import Ack

from domain.actors import Actor
from domain.commands import Words, as_typed, mentioned, straighten
from domain.refusals import Refused
from domain.skills import SkillKind
from handlers.answering import Answer, OpenModal
from handlers.forms import read_form
from handlers.incoming import Kept, Press, View
from handlers.routing import Routes
from message_templates import draw_message, draw_view
from storage.transactions import Runner
from use_cases.catalogue import ShowCatalogue, show_catalogue
from use_cases.catalogue_entries import KeepSkill, PrepareSkill, keep_skill, prepare_skill
from use_cases.skills import ShowSkills, show_skills

NEW = "new"
routes = Routes()


@dataclass(frozen=True)
class SkillFields:
    """What the form of an entry asks for; ticked, the entry is taken out."""

    name: str
    kind: SkillKind
    rate: str = ""
    is_retired: bool = False


@routes.command("skills")
def skills_asked(actor: Actor, words: Words, run: Runner, answer: Answer) -> None:
    """Answer with one's own skills, somebody else's, or the catalogue."""
    first = words.rest[0] if words.rest else ""
    person = mentioned(first)
    if straighten(first).lower() in ("catalogue", "catalog"):
        answer(draw_message("catalogue", run(show_catalogue, ShowCatalogue(actor))))
    elif first and person is None:
        raise Refused(f"“{as_typed(first)[:40]}” is neither a person such as @ana nor the word “catalogue”.")
    else:
        answer(draw_message("skills", run(show_skills, ShowSkills(actor, person))))


@routes.action("show_catalogue")
def catalogue_pressed(actor: Actor, run: Runner, answer: Answer) -> None:
    """The catalogue from a button."""
    answer(draw_message("catalogue", run(show_catalogue, ShowCatalogue(actor))))


def entry_view(actor: Actor, skill_id: str, run: Runner) -> dict[str, Any]:
    """The form for an entry of the catalogue, or for a new one."""
    return draw_view("edit_skill", run(prepare_skill, PrepareSkill(actor, skill_id)))


@routes.action("edit_skill")
def entry_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Open the form for the entry that was chosen, or for a new one."""
    open_modal(entry_view(actor, "" if press.value == NEW else press.value, run))


@routes.view("edit_skill")
def entry_submitted(ack: Ack, actor: Actor, view: View, kept: Kept, run: Runner, once: str, answer: Answer) -> None:
    """Save the entry, and show the catalogue as it is now."""
    form = read_form(SkillFields, view)
    order = KeepSkill(actor, kept.get("skill_id") or "", **vars(form), seen=kept.get("seen", ""))
    run(keep_skill, order, once=once)
    answer(draw_message("catalogue", run(show_catalogue, ShowCatalogue(actor))))
