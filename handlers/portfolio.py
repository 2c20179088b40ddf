"""The portfolio: filtered by words or by choices, a page at a time."""

from __future__ import annotations

from dataclasses import replace

from domain.actors import Actor
from domain.commands import Words
from domain.portfolio import PortfolioFilter
from handlers.answering import Answer
from handlers.incoming import Press
from handlers.routing import Routes
from handlers.saying import Message
from handlers.typed_text import number_in
from message_templates import draw_message
from storage.transactions import Runner
from use_cases.portfolio import ShowPortfolio, show_portfolio

routes = Routes()


def _page(actor: Actor, run: Runner, wanted: PortfolioFilter, beginning: int = 0) -> Message:
    return draw_message("portfolio", run(show_portfolio, ShowPortfolio(actor, wanted, beginning)))


@routes.command("portfolio")
def portfolio_asked(actor: Actor, words: Words, run: Runner, answer: Answer) -> None:
    """Answer with what waits for this person's decision and how their projects fare."""
    answer(_page(actor, run, PortfolioFilter.typed(" ".join(words.rest))))


@routes.action("show_portfolio")
def portfolio_pressed(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """The same from a button, whose value is a filter."""
    answer(_page(actor, run, PortfolioFilter.typed(press.value)))


@routes.action("portfolio_page")
def page_asked(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Another page; the button's value is how many projects came before it, and the filter."""
    shown, _, words = press.value.partition(" ")
    answer(_page(actor, run, PortfolioFilter.typed(words), number_in(shown) or 0), replace=True)


@routes.action("portfolio_whose")
def whose_chosen(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Show everybody's projects, or one's own in a role; the filter so far is the key of the block."""
    wanted = PortfolioFilter.typed(press.key)
    chosen = wanted.projects.of(PortfolioFilter.typed(press.value).projects)
    answer(_page(actor, run, replace(wanted, projects=chosen)), replace=True)


@routes.action("portfolio_state")
def state_chosen(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Show the projects in one state, or all that run."""
    wanted = PortfolioFilter.typed(press.key)
    chosen = replace(wanted.projects, state=PortfolioFilter.typed(press.value).projects.state)
    answer(_page(actor, run, replace(wanted, projects=chosen)), replace=True)


@routes.action("portfolio_health")
def health_chosen(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Show the projects of one colour, or of any."""
    chosen = PortfolioFilter.typed(press.value).health
    answer(_page(actor, run, replace(PortfolioFilter.typed(press.key), health=chosen)), replace=True)


@routes.action("portfolio_department")
def department_chosen(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Show the projects of one department, or of all."""
    chosen = PortfolioFilter.typed(press.value).department
    answer(_page(actor, run, replace(PortfolioFilter.typed(press.key), department=chosen)), replace=True)


@routes.action("portfolio_search")
def words_typed(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Look for what was typed into the message, which may be anything that the command understands."""
    wanted = PortfolioFilter.typed(press.key).looking_for(PortfolioFilter.typed(press.value))
    answer(_page(actor, run, wanted), replace=True)
