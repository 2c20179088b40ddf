"""Starting, holding and resuming a project."""

from __future__ import annotations

from domain.actors import Actor
from domain.commands import Words
from domain.projects import Move
from handlers.answering import Answer
from handlers.incoming import Place, Press
from handlers.routing import Routes
from message_templates import draw_message
from storage.people import Named
from storage.transactions import Runner
from use_cases.moves import MoveProject, move_project

routes = Routes()


@routes.command("start")
@routes.command("hold")
@routes.command("resume")
def move_asked(actor: Actor, words: Words, place: Place, run: Runner, answer: Answer) -> None:
    """Make the move that the verb names."""
    move = Move(words.verb)
    moved = run(move_project, MoveProject(actor, move, words.project_key(), place.channel))
    answer(draw_message("move_answer", Named(moved, {})))


@routes.action("start_project")
def start_pressed(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Start from a button, whose value is the project's key."""
    moved = run(move_project, MoveProject(actor, Move.START, press.value))
    if press.is_private:
        answer(draw_message("move_answer", Named(moved, {})), replace=True)
