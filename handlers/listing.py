"""Listing projects: filtered by words or by choices, a page at a time."""

from __future__ import annotations

from dataclasses import replace

from domain.actors import Actor
from domain.commands import Words
from domain.listing import ProjectFilter
from handlers.answering import Answer
from handlers.incoming import Press
from handlers.routing import Routes
from handlers.saying import Message
from message_templates import draw_message
from storage.transactions import Runner
from use_cases.listing import ListProjects, list_projects

routes = Routes()


def _page(run: Runner, order: ListProjects) -> Message:
    return draw_message("project_list", run(list_projects, order))


@routes.command("list")
def list_asked(actor: Actor, words: Words, run: Runner, answer: Answer) -> None:
    """Answer with the first projects that fit the words."""
    answer(_page(run, ListProjects(actor, ProjectFilter.typed(" ".join(words.rest)))))


@routes.action("list_whose")
def whose_chosen(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Show everybody's projects, or one's own in a role; the filter so far is the key of the block."""
    wanted = ProjectFilter.typed(press.key).of(ProjectFilter.typed(press.value))
    answer(_page(run, ListProjects(actor, wanted)), replace=True)


@routes.action("list_state")
def state_chosen(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Show the projects in one state, or in any."""
    wanted = replace(ProjectFilter.typed(press.key), state=ProjectFilter.typed(press.value).state)
    answer(_page(run, ListProjects(actor, wanted)), replace=True)


@routes.action("list_search")
def words_typed(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Look for what was typed into the message, which may be anything that the command understands."""
    wanted = ProjectFilter.typed(press.key).looking_for(ProjectFilter.typed(press.value))
    answer(_page(run, ListProjects(actor, wanted)), replace=True)


@routes.action("list_next")
def next_asked(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Go on after a key; the button's value is the key and the filter."""
    key, _, words = press.value.partition(" ")
    answer(_page(run, ListProjects(actor, ProjectFilter.typed(words), after=key)), replace=True)


@routes.action("list_back")
def back_asked(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Go back to before a key."""
    key, _, words = press.value.partition(" ")
    answer(_page(run, ListProjects(actor, ProjectFilter.typed(words), before=key)), replace=True)
