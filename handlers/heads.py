"""Confirming the department head of a project."""

from __future__ import annotations

from domain.actors import Actor
from handlers.answering import Answer
from handlers.incoming import Press
from handlers.routing import Routes
from handlers.saying import say
from storage.transactions import Runner
from use_cases.heads import ConfirmHead, confirm_head

routes = Routes()


@routes.action("confirm_head")
def head_confirmed(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Let the named department head count."""
    run(confirm_head, ConfirmHead(actor, press.value))
    if press.is_private:
        answer(say("The department head is confirmed."), replace=True)
