"""How much time people have: a project's team, or one person."""

from __future__ import annotations

from datetime import date

from domain.actors import Actor
from domain.commands import Words, as_typed, mentioned
from domain.identity import UserId
from domain.refusals import Refused
from handlers.answering import Answer
from handlers.incoming import Place, Press
from handlers.routing import Routes
from handlers.saying import Message
from handlers.typed_text import number_in
from message_templates import draw_message
from storage.transactions import Runner
from use_cases.capacity import ShowTeam, ShowTime, show_team, show_time

routes = Routes()


def time_of(actor: Actor, person: UserId | None, run: Runner) -> Message:
    """One person's hours, leave and bookings, as a message."""
    return draw_message("time", run(show_time, ShowTime(actor, person)))


@routes.command("team")
def team_asked(actor: Actor, words: Words, place: Place, run: Runner, answer: Answer) -> None:
    """Answer with the weeks of a project's people, or of the one person who is named."""
    if words.rest and (person := mentioned(words.rest[0])):
        answer(time_of(actor, person, run))
    else:
        answer(draw_message("team", run(show_team, ShowTeam(actor, words.project_key(), place.channel))))


@routes.action("show_team")
def team_pressed(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Other weeks, or other people; the button's value is the project's key, a day, and how many were shown."""
    key, _, rest = press.value.partition(" ")
    day, _, shown = rest.partition(" ")
    order = ShowTeam(actor, key, week=_day(day), beginning=number_in(shown) or 0)
    answer(draw_message("team", run(show_team, order)), replace=True)


@routes.command("leave")
def leave_asked(actor: Actor, words: Words, run: Runner, answer: Answer) -> None:
    """Answer with one's own hours and leave, or those of somebody who is named."""
    person = mentioned(words.rest[0]) if words.rest else None
    if words.rest and person is None:
        raise Refused(
            f"“{as_typed(words.rest[0])[:40]}” is not a person. Name one such as @ana, or nobody for yourself."
        )
    answer(time_of(actor, person, run))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
