"""Showing who changed what in a project."""

from __future__ import annotations

from domain.actors import Actor
from domain.commands import Words
from domain.history import HistoryFilter
from handlers.answering import Answer
from handlers.incoming import Place, Press
from handlers.routing import Routes
from handlers.saying import Message
from handlers.typed_text import number_in
from message_templates import draw_message
from storage.transactions import Runner
from use_cases.history import ShowHistory, show_history

DIGITS_OF_A_LINE = 18
routes = Routes()


def _page(run: Runner, order: ShowHistory) -> Message:
    return draw_message("history", run(show_history, order))


@routes.command("history")
def history_asked(actor: Actor, words: Words, place: Place, run: Runner, answer: Answer) -> None:
    """Answer with the newest lines that are wanted, for this person's eyes."""
    answer(_page(run, ShowHistory(actor, HistoryFilter.typed(words.rest), place.channel)))


@routes.action("show_history")
def history_pressed(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """The same from a button, whose value is the project's key."""
    answer(_page(run, ShowHistory(actor, HistoryFilter(press.value))))


@routes.action("older_history")
def older_asked(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Go on with older lines; the button's value is the line to go on from, and what is wanted."""
    line, wanted = _place_in(press)
    answer(_page(run, ShowHistory(actor, wanted, before=line)), replace=True)


@routes.action("newer_history")
def newer_asked(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Go back to newer lines."""
    line, wanted = _place_in(press)
    answer(_page(run, ShowHistory(actor, wanted, after=line)), replace=True)


def _place_in(press: Press) -> tuple[int | None, HistoryFilter]:
    line, _, words = press.value.partition(" ")
    return number_in(line, DIGITS_OF_A_LINE), HistoryFilter.typed(words.split())
