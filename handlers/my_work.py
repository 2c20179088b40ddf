"""Everything that waits for one person, and settling it from the list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from domain.actors import Actor
from handlers.answering import Answer
from handlers.incoming import Press
from handlers.routing import Routes
from handlers.typed_text import number_in
from message_templates import draw_message
from storage.transactions import Runner
from use_cases.briefings import AcceptRole, accept_role
from use_cases.channels import RepairChannel, repair_channel
from use_cases.deputy_answers import AcceptPlaces, accept_places
from use_cases.difficulties import AcknowledgeDifficulty, acknowledge_difficulty
from use_cases.handover_answers import AcceptHandover, accept_handover
from use_cases.heads import ConfirmHead, confirm_head
from use_cases.my_work import ShowMyWork, show_my_work
from use_cases.offers import AcceptTask, accept_task
from use_cases.progress import ReportProgress, report_progress

routes = Routes()
SETTLING: dict[str, Callable[[Actor, str], tuple[Any, Any]]] = {
    "mine_task_accept": lambda actor, value: (accept_task, AcceptTask(actor, value)),
    "mine_handover_accept": lambda actor, value: (accept_handover, AcceptHandover(actor, value)),
    "mine_role_accept": lambda actor, value: (accept_role, AcceptRole(actor, value)),
    "mine_accept_places": lambda actor, value: (accept_places, AcceptPlaces(actor, value)),
    "mine_confirm_head": lambda actor, value: (confirm_head, ConfirmHead(actor, value)),
    "mine_repair_retry": lambda actor, value: (repair_channel, RepairChannel(actor, value)),
    "mine_difficulty_acknowledge": lambda actor, value: (
        acknowledge_difficulty,
        AcknowledgeDifficulty(actor, value),
    ),
}


@routes.command("mine")
def mine_asked(actor: Actor, run: Runner, answer: Answer) -> None:
    """Answer with what waits, most urgent first, for this person's eyes."""
    answer(draw_message("my_work", run(show_my_work, ShowMyWork(actor))))


@routes.action("mine_next")
@routes.action("mine_first")
def page_asked(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Another page; the button's value is how many things came before it."""
    answer(draw_message("my_work", run(show_my_work, ShowMyWork(actor, number_in(press.value) or 0))), replace=True)


@routes.action("mine_task_done")
def done_in_list(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Finish a task of the list, and show what is left."""
    run(report_progress, ReportProgress(actor, press.value, 100))
    answer(draw_message("my_work", run(show_my_work, ShowMyWork(actor, done=press.value))), replace=True)


@routes.action("mine_task_accept")
@routes.action("mine_handover_accept")
@routes.action("mine_role_accept")
@routes.action("mine_accept_places")
@routes.action("mine_confirm_head")
@routes.action("mine_repair_retry")
@routes.action("mine_difficulty_acknowledge")
def settled_in_list(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Settle one thing of the list, and show what is left."""
    use_case, order = SETTLING[press.action_id](actor, press.value)
    run(use_case, order)
    answer(draw_message("my_work", run(show_my_work, ShowMyWork(actor))), replace=True)
