"""Listing the tasks of a project, for one's own eyes."""

from __future__ import annotations

from domain.actors import Actor
from domain.commands import Words
from domain.task_lists import Place as ListPlace
from domain.task_lists import TaskFilter
from handlers.answering import Answer
from handlers.incoming import Place, Press
from handlers.routing import Routes
from message_templates import draw_message
from storage.transactions import Runner
from use_cases.task_lists import ListTasks, list_tasks

routes = Routes()


@routes.command("tasks")
def tasks_asked(actor: Actor, words: Words, place: Place, run: Runner, answer: Answer) -> None:
    """Answer with the first page of what was asked for; key, state, person and text stand in any order."""
    answer(draw_message("task_list", run(list_tasks, ListTasks(actor, words.rest, place.channel))))


@routes.action("show_tasks")
def tasks_pressed(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """The open tasks from a button, whose value is the project's key."""
    answer(draw_message("task_list", run(list_tasks, ListTasks(actor, key=press.value))))


@routes.action("list_tasks")
@routes.action("first_tasks")
def other_tasks_asked(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Begin a list anew; the value is the project's key and what is to be shown of it."""
    key, _, wanted = press.value.partition(" ")
    order = ListTasks(actor, key=key, wanted=TaskFilter.kept(wanted))
    answer(draw_message("task_list", run(list_tasks, order)), replace=True)


@routes.action("more_tasks")
def more_tasks_asked(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Go on with the next page; between key and filter the value says after which task."""
    key, _, rest = press.value.partition(" ")
    after, _, wanted = rest.partition(" ")
    order = ListTasks(actor, key=key, wanted=TaskFilter.kept(wanted), after=ListPlace.kept(after))
    answer(draw_message("task_list", run(list_tasks, order)), replace=True)
