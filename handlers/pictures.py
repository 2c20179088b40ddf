"""Showing a project in pictures."""

from __future__ import annotations

from domain.actors import Actor
from domain.commands import Words
from domain.pictures import Ground
from handlers.answering import Answer
from handlers.incoming import Place, Press
from handlers.routing import Routes
from handlers.saying import say
from storage.transactions import Runner
from use_cases.pictures import ShowPictures, show_pictures

routes = Routes()
GROUNDS = {one.value: one for one in Ground}


@routes.command("pictures")
def pictures_asked(actor: Actor, words: Words, place: Place, run: Runner, answer: Answer, once: str) -> None:
    """Have the pictures drawn; they come while this person reads on."""
    answer(say(run(show_pictures, ShowPictures(actor, words.project_key(), place.channel), once=once)))


@routes.action("show_pictures")
def pictures_pressed(actor: Actor, press: Press, run: Runner, answer: Answer, once: str) -> None:
    """The same from a button, whose value is the project's key."""
    answer(say(run(show_pictures, ShowPictures(actor, press.value), once=once)))


@routes.action("pictures_ground")
def ground_chosen(actor: Actor, press: Press, run: Runner, answer: Answer, once: str) -> None:
    """Have them drawn on another ground, from now on; the button's value is the project's key and the ground."""
    key, _, ground = press.value.partition(" ")
    answer(say(run(show_pictures, ShowPictures(actor, key, ground=GROUNDS.get(ground)), once=once)))
