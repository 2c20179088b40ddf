"""Showing who changed what in a project."""

from __future__ import annotations

from domain.actors import Actor
from domain.commands import Words
from handlers.answering import Answer
from handlers.incoming import Place, Press
from handlers.routing import Routes
from message_templates import draw_message
from storage.transactions import Runner
from use_cases.history import ShowHistory, show_history

routes = Routes()


@routes.command("history")
def history_asked(actor: Actor, words: Words, place: Place, run: Runner, answer: Answer) -> None:
    """Answer with the newest page, for this person's eyes."""
    answer(draw_message("history", run(show_history, ShowHistory(actor, words.project_key(), place.channel))))


@routes.action("older_history")
def older_asked(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Go on with older lines; the button's value is the project's key and the line to go on from."""
    key, _, before = press.value.partition(" ")
    order = ShowHistory(actor, key, before=int(before) if before.isdecimal() else None)
    answer(draw_message("history", run(show_history, order)), replace=True)
