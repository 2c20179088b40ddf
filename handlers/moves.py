"""Starting, holding and resuming a project."""

from __future__ import annotations

from domain.actors import Actor
from domain.commands import Words
from domain.projects import Move
from handlers.answering import Answer
from handlers.incoming import Place, Press
from handlers.routing import Routes
from handlers.saying import say
from storage.transactions import Runner
from use_cases.moves import MoveProject, move_project

MOVED = {
    Move.START: "{key} has started. Its first check-in is on the next working day.",
    Move.HOLD: "{key} is on hold. Nobody is asked until it is resumed.",
    Move.RESUME: "{key} goes on. The next check-in is on the next working day.",
}
routes = Routes()


@routes.command("start")
@routes.command("hold")
@routes.command("resume")
def move_asked(actor: Actor, words: Words, place: Place, run: Runner, answer: Answer) -> None:
    """Make the move that the verb names."""
    move = Move(words.verb)
    key = run(move_project, MoveProject(actor, move, words.project_key(), place.channel))
    answer(say(MOVED[move].format(key=key)))


@routes.action("start_project")
def start_pressed(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Start from a button, whose value is the project's key."""
    key = run(move_project, MoveProject(actor, Move.START, press.value))
    if press.is_private:
        answer(say(MOVED[Move.START].format(key=key)), replace=True)
