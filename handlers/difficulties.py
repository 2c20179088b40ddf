"""Listing difficulties, and what becomes of them: acknowledging, resolving and reopening."""

from __future__ import annotations

from dataclasses import dataclass

from slack_bolt import Ack

from domain.actors import Actor
from domain.commands import Words
from handlers.answering import Answer, OpenModal
from handlers.forms import read_form
from handlers.incoming import Kept, Place, Press, View
from handlers.routing import Routes
from handlers.saying import say
from handlers.typed_text import number_in
from message_templates import draw_message, draw_view
from storage.transactions import Runner
from use_cases.difficulties import (
    AcknowledgeDifficulty,
    PrepareResolution,
    ReopenDifficulty,
    ResolveDifficulty,
    acknowledge_difficulty,
    prepare_resolution,
    reopen_difficulty,
    resolve_difficulty,
)
from use_cases.difficulty_cards import ShowDifficulty, show_difficulty
from use_cases.difficulty_lists import ListDifficulties, list_difficulties

routes = Routes()


@dataclass(frozen=True)
class ResolutionFields:
    """How it was resolved; the second is asked only where no step was taken."""

    resolution: str = ""
    why_no_step: str = ""


@routes.command("difficulties")
def difficulties_asked(actor: Actor, words: Words, place: Place, run: Runner, answer: Answer) -> None:
    """List what is difficult, for this person's eyes; a key, open or all, and words stand in any order."""
    order = ListDifficulties(actor, channel=place.channel, typed=words.rest)
    answer(draw_message("difficulties", run(list_difficulties, order)))


@routes.action("more_difficulties")
@routes.action("first_difficulties")
def more_asked(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Go on in the list; the value is the project's key, which ones, where the page begins, and the text."""
    key, _, rest = press.value.partition(" ")
    which, _, rest = rest.partition(" ")
    beginning, _, search = rest.partition(" ")
    order = ListDifficulties(actor, key, None, which == "all", number_in(beginning) or 0, search)
    answer(draw_message("difficulties", run(list_difficulties, order)), replace=True)


@routes.action("difficulty_show")
def difficulty_pressed(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Show one difficulty to this person, with what they may do about it."""
    answer(draw_message("difficulty_card", run(show_difficulty, ShowDifficulty(actor, difficulty_id=press.value))))


@routes.action("difficulty_acknowledge")
def acknowledging_pressed(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Take the difficulty on; its card shows it."""
    run(acknowledge_difficulty, AcknowledgeDifficulty(actor, press.value))
    _show_again(actor, press, run, answer)


@routes.action("difficulty_reopen")
def reopening_pressed(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Bring the difficulty back; its card shows it."""
    run(reopen_difficulty, ReopenDifficulty(actor, press.value))
    _show_again(actor, press, run, answer)


def _show_again(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    if press.is_unseen:
        seen = run(show_difficulty, ShowDifficulty(actor, difficulty_id=press.value))
        answer(draw_message("difficulty_card", seen), replace=press.is_private)


@routes.action("difficulty_resolve")
def resolving_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Ask how it was resolved."""
    form = run(prepare_resolution, PrepareResolution(actor, press.value))
    open_modal(draw_view("resolve_difficulty", form, is_private=press.is_private))


@routes.view("resolve_difficulty")
def resolution_submitted(
    ack: Ack, actor: Actor, view: View, kept: Kept, run: Runner, once: str, answer: Answer
) -> None:
    """Resolve the difficulty; where nothing shows it, say so."""
    form = read_form(ResolutionFields, view)
    run(resolve_difficulty, ResolveDifficulty(actor, kept["difficulty_id"], **vars(form)), once=once)
    if kept.get("is_private"):
        answer(say(f"{kept['key']} is resolved."))
    else:
        ack()
