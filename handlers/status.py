"""Showing a project's status, privately or to its channel."""

from __future__ import annotations

from domain.actors import Actor
from domain.commands import Words
from handlers.answering import Answer
from handlers.incoming import Place, Press
from handlers.own_plans import draw_project
from handlers.routing import Routes
from handlers.saying import say
from storage.transactions import Runner
from use_cases.status import MyProjects, ShareStatus, ShowMine, ShowStatus, share_status, show_mine, show_status

routes = Routes()


@routes.command("status")
def status_asked(actor: Actor, words: Words, place: Place, run: Runner, answer: Answer) -> None:
    """Answer with the status, for this person's eyes."""
    answer(draw_project("status", run(show_status, ShowStatus(actor, words.project_key(), place.channel))))


@routes.command("")
def nothing_asked(actor: Actor, place: Place, run: Runner, answer: Answer) -> None:
    """The bare command: the project that lives here, elsewhere my projects."""
    seen = run(show_mine, ShowMine(actor, place.channel))
    answer(draw_project("my_projects" if isinstance(seen.facts, MyProjects) else "status", seen))


@routes.action("show_status")
def status_pressed(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """The same from a button, whose value is the project's key."""
    answer(draw_project("status", run(show_status, ShowStatus(actor, press.value))))


@routes.action("share_status")
def sharing_pressed(actor: Actor, press: Press, run: Runner, once: str, answer: Answer) -> None:
    """Post the status in the project's channel; the private message says so and cannot be pressed again."""
    key = run(share_status, ShareStatus(actor, press.value), once=once)
    answer(say(f"Shared in the channel of {key}."), replace=True)
