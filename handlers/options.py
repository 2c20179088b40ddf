"""Comparing solutions, rating them and choosing one."""

from __future__ import annotations

from dataclasses import dataclass

from domain.actors import Actor
from domain.commands import Words
from domain.options import Rating
from handlers.answering import Answer, OpenModal, UpdateModal
from handlers.forms import group, read_form
from handlers.incoming import Kept, Place, Press, View
from handlers.routing import Routes
from handlers.saying import Message
from message_templates import draw_message, draw_view
from storage.people import Named
from storage.transactions import Runner
from use_cases.choices import (
    ChooseSolution,
    FindOptionStep,
    PrepareChoice,
    choose_solution,
    find_option_step,
    prepare_choice,
)
from use_cases.options import OptionStep, ShowOptions, show_options
from use_cases.ratings import PrepareRating, RateSolution, prepare_rating, rate_solution
from use_cases.solutions import (
    CompareOver,
    PrepareMonths,
    PrepareSolution,
    RemoveSolution,
    SaveSolution,
    compare_over,
    prepare_months,
    prepare_solution,
    remove_solution,
    save_solution,
)

routes = Routes()


@dataclass(frozen=True)
class SolutionFields:
    """What the form of a solution asks for, amounts as typed; a blank name is told with what else is wrong."""

    name: str = ""
    gist: str = ""
    once: str = ""
    monthly: str = ""
    resources: tuple[str, ...] = ()


@dataclass(frozen=True)
class RatingFields:
    """How far a solution does what one requirement asks; nothing while nobody knows."""

    requirement: str
    rating: Rating | None = None


@dataclass(frozen=True)
class MonthsFields:
    """Over how many months solutions are compared."""

    months: int


@dataclass(frozen=True)
class ChoiceFields:
    """Which solution is chosen, and why."""

    solution: str
    reason: str = ""


@dataclass(frozen=True)
class AgainstFields:
    """What speaks against one of the others."""

    solution: str
    against: str = ""


def options_of_project(actor: Actor, key: str, run: Runner) -> Message:
    """The solutions side by side, with the buttons that go on."""
    return draw_message("options", run(show_options, ShowOptions(actor, key)))


def _rating_view(actor: Actor, solution_id: str, run: Runner, first: int = 0) -> View:
    return draw_view("rate_solution", Named(run(prepare_rating, PrepareRating(actor, solution_id, first)), {}))


def _solution_view(order: PrepareSolution, run: Runner) -> View:
    return draw_view("edit_solution", Named(run(prepare_solution, order), {}))


@routes.command("options")
def options_asked(actor: Actor, words: Words, place: Place, run: Runner, answer: Answer) -> None:
    """Compare the solutions of a project, for this person's eyes."""
    answer(draw_message("options", run(show_options, ShowOptions(actor, words.project_key(), place.channel))))


@routes.action("show_options")
def options_pressed(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """The same from a button, whose value is the project's key."""
    answer(options_of_project(actor, press.value, run))


@routes.action("decide_options")
def next_step_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal, answer: Answer) -> None:
    """Open the form of what is to be done next; where none is, show the solutions."""
    found = run(find_option_step, FindOptionStep(actor, press.value))
    if found.step is OptionStep.ADD:
        open_modal(_solution_view(PrepareSolution(actor, press.value), run))
    elif found.step is OptionStep.RATE:
        open_modal(_rating_view(actor, found.solution_id, run))
    elif found.step is OptionStep.CHOOSE:
        open_modal(_choice_view(actor, press.value, run))
    else:
        answer(options_of_project(actor, press.value, run))


@routes.action("add_solution")
def addition_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Open the empty form; in a modal it takes its place, and so do the others."""
    open_modal(_solution_view(PrepareSolution(actor, press.value), run))


@routes.action("edit_solution")
def edit_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Open the form of the solution whose id is the button's value."""
    order = PrepareSolution(actor, solution_id=press.value)
    open_modal(_solution_view(order, run))


@routes.view("edit_solution")
def solution_submitted(
    actor: Actor, view: View, kept: Kept, run: Runner, once: str, answer: Answer, update_modal: UpdateModal
) -> None:
    """Save it, and go on to rating a new one; where somebody else was quicker, show it and keep what was typed."""
    form, changed = read_form(SolutionFields, view), kept.get("solution_id")
    order = SaveSolution(actor, kept["project_id"], **vars(form), solution_id=changed, seen=kept["seen"])
    saved = run(save_solution, order, once=once)
    if not saved:
        update_modal(_solution_view(PrepareSolution(actor, solution_id=changed, again=order), run))
        return
    shown = run(show_options, ShowOptions(actor, kept["key"]))
    line = next(one for one in shown.facts.compared if one.id == saved)
    if line.unrated:
        update_modal(_rating_view(actor, saved, run))
    else:
        answer(draw_message("options", shown))


@routes.action("rate_solution")
def rating_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Open the first step of rating the solution whose id is the button's value."""
    open_modal(_rating_view(actor, press.value, run))


@routes.view("rate_solution")
def rating_submitted(
    actor: Actor, view: View, kept: Kept, run: Runner, once: str, answer: Answer, update_modal: UpdateModal
) -> None:
    """Save the step, and go on with the next requirements."""
    rows = group(RatingFields, view, by="requirement")
    ratings = {id: row.rating for id, row in rows.items() if row.rating is not None}
    key = run(rate_solution, RateSolution(actor, kept["solution_id"], ratings), once=once)
    if kept.get("following") is not None:
        update_modal(_rating_view(actor, kept["solution_id"], run, kept["following"]))
    else:
        answer(options_of_project(actor, key, run))


@routes.action("remove_solution")
def removal_pressed(actor: Actor, press: Press, run: Runner, once: str, answer: Answer) -> None:
    """Compare it no longer, and show the others."""
    key = run(remove_solution, RemoveSolution(actor, press.value), once=once)
    answer(options_of_project(actor, key, run), replace=press.is_private)


@routes.action("compare_over")
def months_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Ask over how many months."""
    form = run(prepare_months, PrepareMonths(actor, press.value))
    open_modal(draw_view("compare_over", Named(form, {})))


@routes.view("compare_over")
def months_submitted(actor: Actor, view: View, kept: Kept, run: Runner, once: str, answer: Answer) -> None:
    """Save it, and compare again."""
    form = read_form(MonthsFields, view)
    answer(options_of_project(actor, run(compare_over, CompareOver(actor, kept["project_id"], form.months), once), run))


def _choice_view(actor: Actor, key: str, run: Runner) -> View:
    return draw_view("choose_solution", Named(run(prepare_choice, PrepareChoice(actor, key)), {}))


@routes.action("choose_solution")
def choice_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Ask which one, and why not the others."""
    open_modal(_choice_view(actor, press.value, run))


@routes.view("choose_solution")
def choice_submitted(actor: Actor, view: View, kept: Kept, run: Runner, once: str, answer: Answer) -> None:
    """Choose it, and show what was chosen."""
    form = read_form(ChoiceFields, view)
    against = {id: row.against for id, row in group(AgainstFields, view, by="solution").items()}
    order = ChooseSolution(actor, kept["project_id"], form.solution, form.reason, against)
    answer(options_of_project(actor, run(choose_solution, order, once=once), run))
