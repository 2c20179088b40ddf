"""Delegating tasks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from domain.actors import Actor
from domain.briefs import TypedBrief
from domain.commands import Words
from domain.skills import LOWEST
from handlers.answering import OpenModal, UpdateModal
from handlers.forms import read_form, value_of
from handlers.incoming import Kept, Place, Press, View
from handlers.quoting import Quoted
from handlers.routing import Routes
from handlers.task_details import details_view
from message_templates import draw_view
from storage.people import Named
from storage.transactions import Runner
from use_cases.candidates import FindCandidates, FoundCandidates, find_candidates
from use_cases.delegation import (
    DelegateTask,
    DelegationForm,
    PrepareDelegation,
    PrepareFromMessage,
    PrepareStep,
    delegate_task,
    prepare_delegation,
    prepare_from_message,
    prepare_step,
)

routes = Routes()


@dataclass(frozen=True)
class NeededFields:
    """The skill that a task needs, and the level at least."""

    skill: str = ""
    level: int | None = None


@dataclass(frozen=True)
class WhenFields:
    """Until when, as far as it was chosen."""

    due: date | None = None


@routes.command("delegate")
def delegation_asked(actor: Actor, words: Words, place: Place, run: Runner, open_modal: OpenModal) -> None:
    """Open the form, with what was typed as the title; its first word may be the project's key."""
    order = PrepareDelegation(actor, words.likely_key(), place.channel, words.rest)
    open_modal(draw_view("delegate_task", Named(run(prepare_delegation, order), {})))


@routes.action("delegate")
def delegation_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Open the form from a button, whose value is the project's key."""
    order = PrepareDelegation(actor, press.value, press.channel)
    open_modal(draw_view("delegate_task", Named(run(prepare_delegation, order), {})))


@routes.shortcut("make_task_shortcut")
def making_asked(actor: Actor, place: Place, quoted: Quoted, run: Runner, open_modal: OpenModal) -> None:
    """Open the form with the words of a message, which the task will link to."""
    thread = f"{place.channel}/{place.thread or place.message}"
    order = PrepareFromMessage(actor, quoted.words, place.channel, quoted.link, thread)
    open_modal(draw_view("delegate_task", Named(run(prepare_from_message, order), {})))


@routes.action("delegate_task.project")
def project_chosen(actor: Actor, press: Press, view: View, kept: Kept, run: Runner, update_modal: UpdateModal) -> None:
    """Take the project that was chosen; what was typed stays."""
    order = PrepareFromMessage(actor, source=kept["source"], thread=kept["thread"], project_id=press.value)
    form: DelegationForm = run(prepare_from_message, order)
    typed = replace(form, title=value_of(view, "title"), why=value_of(view, "why"))
    update_modal(draw_view("delegate_task", Named(typed, {})))


@routes.action("delegate_task.skill")
@routes.action("delegate_task.level")
def skill_chosen(actor: Actor, view: View, kept: Kept, run: Runner, update_modal: UpdateModal) -> None:
    """Show who could do it, once the skill that it needs is chosen; what was typed stays."""
    form = _form_again(actor, view, kept, run)
    names: Mapping[str, str] = {}
    if (needed := read_form(NeededFields, view)).skill:
        when = read_form(WhenFields, view)
        level, step = needed.level or LOWEST, kept.get("difficulty_id")
        order = FindCandidates(actor, form.project_id, needed.skill, level, when.due, value_of(view, "estimate"), step)
        found: Named[FoundCandidates] = run(find_candidates, order)
        form, names = replace(form, found=found.facts), found.names
    update_modal(draw_view("delegate_task", Named(form, names)))


def _form_again(actor: Actor, view: View, kept: Kept, run: Runner) -> DelegationForm:
    """The form as it was opened, with what was typed where it began with something."""
    source, thread = kept.get("source") or "", kept.get("thread") or ""
    form: DelegationForm
    if kept.get("chooses"):
        project = value_of(view, "project") or kept["project_id"]
        form = run(prepare_from_message, PrepareFromMessage(actor, source=source, thread=thread, project_id=project))
    elif difficulty := kept.get("difficulty_id"):
        form = run(prepare_step, PrepareStep(actor, difficulty))
    else:
        form = run(prepare_delegation, PrepareDelegation(actor, project_id=kept["project_id"]))
    form = replace(form, title=value_of(view, "title"), why=value_of(view, "why"))
    return replace(form, source=source, thread_key=thread)


@routes.action("difficulty_step")
def step_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Open the form for a step of a difficulty."""
    order = PrepareStep(actor, press.value, press.channel)
    open_modal(draw_view("delegate_task", Named(run(prepare_step, order), {})))


@routes.view("delegate_task")
def delegation_submitted(
    actor: Actor, view: View, kept: Kept, run: Runner, once: str, update_modal: UpdateModal
) -> None:
    """Give the task to its assignee, and go on with what can be said besides."""
    typed, needed = read_form(TypedBrief, view), read_form(NeededFields, view)
    project = value_of(view, "project") or kept["project_id"]
    order = DelegateTask(
        actor,
        project,
        typed,
        difficulty_id=kept.get("difficulty_id"),
        source=kept.get("source") or "",
        thread=kept.get("thread") or "",
        skill_id=needed.skill,
        skill_level=needed.level or LOWEST,
    )
    update_modal(details_view(actor, run(delegate_task, order, once=once), run))
