"""Lessons of earlier projects at the step they are about: used, or ignored because of something."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from domain.actors import Actor
from domain.lessons import LessonVerdict, Occasion
from domain.refusals import Refused
from handlers.answering import Answer, OpenModal
from handlers.forms import read_form
from handlers.incoming import Kept, Press, View
from handlers.routing import Routes
from handlers.saying import Message, say
from handlers.typed_text import number_in
from message_templates import draw_message, draw_view
from storage.people import Named
from storage.transactions import Runner
from use_cases.answered_lessons import ShowAnswered, show_answered
from use_cases.gate import ShowGate, show_gate
from use_cases.past_lessons import (
    AnswerLesson,
    PrepareIgnoring,
    ShowLessonsHere,
    answer_lesson,
    prepare_ignoring,
    show_lessons_here,
)
from use_cases.scope import ShowScope, show_scope
from use_cases.stage_cards import ShowStages, show_stages

routes = Routes()
Screen = Callable[[Actor, str, Runner], Message]
# The screens that a lesson stands on and nothing else redraws, each by the project's key.
SCREENS: dict[Occasion, Screen] = {
    Occasion.PREPARING: lambda actor, key, run: draw_message("start_gate", run(show_gate, ShowGate(actor, key))),
    Occasion.SCOPE: lambda actor, key, run: draw_message("scope_card", run(show_scope, ShowScope(actor, key))),
    Occasion.STAGES: lambda actor, key, run: draw_message("stages", run(show_stages, ShowStages(actor, key))),
}
ALONE = "alone"


@dataclass(frozen=True)
class IgnoringFields:
    """Why it does not apply; blank here, so that the rule says what to write."""

    why: str = ""


def _occasion(word: str) -> Occasion:
    try:
        return Occasion(word)
    except ValueError:
        raise Refused("These lessons do not exist any more.") from None


@routes.action("lessons_here")
def lessons_here_asked(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Show everything that applies to a step; the value is the project's id and the step."""
    project, _, occasion = press.value.partition(" ")
    order = ShowLessonsHere(actor, project, _occasion(occasion))
    answer(draw_message("lessons_here", run(show_lessons_here, order)))


@routes.action("lesson_use")
def use_pressed(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """The project uses the lesson; the value is the lesson, the project, and where the button stood.

    What took the place of another answer is said, wherever it stood.
    """
    lesson, project, where = [*press.value.split(" ", 2), "", ""][:3]
    key, uses, before = run(answer_lesson, AnswerLesson(actor, lesson, project, LessonVerdict.USED))
    occasion, _, alone = where.partition(" ")
    step = _occasion(occasion)
    if before:
        answer(say(_said(key, "used", uses, before)))
    elif alone == ALONE:
        shown = draw_message("lessons_here", run(show_lessons_here, ShowLessonsHere(actor, project, step)))
        answer(shown, replace=press.is_private)
    elif step in SCREENS and press.is_private:
        answer(SCREENS[step](actor, key, run), replace=True)
    elif press.is_unseen:
        answer(say(_said(key, "used", uses)))


@routes.action("lesson_ignore")
def ignoring_asked(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Ask why the lesson does not apply."""
    lesson, project, _ = [*press.value.split(" ", 2), "", ""][:3]
    open_modal(draw_view("ignore_lesson", Named(run(prepare_ignoring, PrepareIgnoring(actor, lesson, project)), {})))


@routes.view("ignore_lesson")
def ignoring_submitted(actor: Actor, view: View, kept: Kept, run: Runner, once: str, answer: Answer) -> None:
    """Keep why the project ignores the lesson."""
    why = read_form(IgnoringFields, view).why
    order = AnswerLesson(actor, kept["lesson_id"], kept["project_id"], LessonVerdict.IGNORED, why)
    key, uses, before = run(answer_lesson, order, once=once)
    answer(say(_said(key, "ignored", uses, before)))


@routes.action("answered_lessons")
@routes.action("next_answered")
def answered_asked(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """What a project made of earlier lessons; the value is its key, and from a page how many are left out."""
    key, _, start = press.value.partition(" ")
    order = ShowAnswered(actor, key, number_in(start) or 0)
    answer(draw_message("answered_lessons", run(show_answered, order)), replace=bool(start))


def _said(key: str, became: str, uses: str, before: str = "") -> str:
    instead = f" Until now it was {before}; the history keeps both." if before else ""
    return f"Noted: it is {became} in {key}, and is not shown there again. It was {uses}.{instead}"
