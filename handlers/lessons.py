"""Keeping what a project learned, finding it again, and saying what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from slack_bolt import Ack

from domain.actors import Actor
from domain.commands import Words
from domain.identity import UserId
from domain.lesson_lists import LessonFilter, LessonPlace
from domain.lessons import Typed
from handlers.answering import Answer, OpenModal
from handlers.forms import read_form, value_of
from handlers.incoming import Kept, Place, Press, View
from handlers.quoting import Quoted
from handlers.routing import Routes
from handlers.saying import groups_of, say
from message_templates import draw_message, draw_view
from storage.people import Named
from storage.transactions import Runner
from use_cases.lesson_cards import PrepareSettling, SettleLesson, prepare_settling, settle_lesson
from use_cases.lesson_lists import ListLessons, list_lessons
from use_cases.lessons import (
    FindTriggers,
    KeepLesson,
    PrepareLesson,
    ShowKept,
    find_triggers,
    keep_lesson,
    prepare_lesson,
    show_kept,
)

routes = Routes()


@dataclass(frozen=True)
class LessonFields:
    """What the form asks for; what may not be blank is refused by the rules, all at once."""

    what: str = ""
    next_time: str = ""
    owner: UserId | None = None
    due: date | None = None
    triggers: tuple[str, ...] = ()


@dataclass(frozen=True)
class SettlingFields:
    """What was done, or why it is dropped."""

    words: str = ""


@routes.command("retro")
def retrospective_asked(actor: Actor, words: Words, place: Place, run: Runner, open_modal: OpenModal) -> None:
    """Open the form for a lesson of a project."""
    order = PrepareLesson(actor, words.project_key(), place.channel)
    open_modal(draw_view("keep_lesson", Named(run(prepare_lesson, order), {})))


@routes.action("keep_lesson")
def lesson_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """The same from a button, whose value is the project's key."""
    open_modal(draw_view("keep_lesson", Named(run(prepare_lesson, PrepareLesson(actor, press.value)), {})))


@routes.shortcut("lesson_shortcut")
def message_learned(actor: Actor, place: Place, quoted: Quoted, run: Runner, open_modal: OpenModal) -> None:
    """Open the form with the words of a message, which the lesson will link to."""
    order = PrepareLesson(actor, None, place.channel, quoted.words, quoted.link, may_choose=True)
    open_modal(draw_view("keep_lesson", Named(run(prepare_lesson, order), {})))


@routes.options("keep_lesson.triggers")
def triggers_looked_for(ack: Ack, actor: Actor, press: Press, view: View, kept: Kept, run: Runner) -> None:
    """What can bring a lesson of the project that is chosen by now up, by what was typed."""
    project = value_of(view, "project") or kept["project_id"]
    found = run(find_triggers, FindTriggers(actor, press.value, project))
    ack(option_groups=groups_of(found)) if found else ack(options=[])


@routes.view("keep_lesson")
def lesson_submitted(actor: Actor, view: View, kept: Kept, run: Runner, once: str, answer: Answer) -> None:
    """Keep the lesson, and offer to keep another one."""
    form, project = read_form(LessonFields, view), value_of(view, "project") or kept["project_id"]
    is_shared = value_of(view, "is_shared") == "yes"
    order = KeepLesson(actor, project, Typed(**vars(form)), is_shared, kept.get("source", ""))
    kept_lesson = ShowKept(actor, run(keep_lesson, order, once=once))
    answer(draw_message("lesson_kept", run(show_kept, kept_lesson)))


@routes.command("lessons")
def lessons_asked(actor: Actor, words: Words, place: Place, run: Runner, answer: Answer) -> None:
    """Answer with the first page of the lessons that were looked for."""
    answer(draw_message("lessons", run(list_lessons, ListLessons(actor, words.rest, place.channel))))


@routes.action("show_lessons")
def lessons_pressed(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """The lessons of one project from a button, whose value is the project's key."""
    answer(draw_message("lessons", run(list_lessons, ListLessons(actor, key=press.value))))


@routes.action("list_lessons")
@routes.action("first_lessons")
def other_lessons_asked(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Begin a list anew; the value is the project's key, if any, and what is looked for."""
    key, _, wanted = press.value.partition(" ")
    order = ListLessons(actor, key=_key(key), wanted=LessonFilter.kept(wanted))
    answer(draw_message("lessons", run(list_lessons, order)), replace=True)


@routes.action("more_lessons")
def more_lessons_asked(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Go on with the next page; between key and filter the value says after which lesson."""
    key, _, rest = press.value.partition(" ")
    after, _, wanted = rest.partition(" ")
    order = ListLessons(actor, key=_key(key), wanted=LessonFilter.kept(wanted), after=LessonPlace.kept(after))
    answer(draw_message("lessons", run(list_lessons, order)), replace=True)


def _key(kept: str) -> str:
    return "" if kept == "-" else kept


@routes.action("lesson_done")
@routes.action("lesson_drop")
def settling_asked(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Ask what was done about a lesson, or why it is dropped."""
    order = PrepareSettling(actor, press.value, is_dropped=press.action_id.startswith("lesson_drop"))
    open_modal(draw_view("settle_lesson", Named(run(prepare_settling, order), {})))


@routes.view("settle_lesson")
def settling_submitted(actor: Actor, view: View, kept: Kept, run: Runner, once: str, answer: Answer) -> None:
    """Keep what was done, or why it is dropped."""
    is_dropped = bool(kept.get("is_dropped"))
    form = read_form(SettlingFields, view)
    key = run(settle_lesson, SettleLesson(actor, kept["lesson_id"], form.words, is_dropped), once=once)
    became = "dropped: no later project is shown it" if is_dropped else "done: later projects are still shown it"
    answer(say(f"{key} is {became}."))
