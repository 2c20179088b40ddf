"""Explaining why somebody is asked, or is not."""

from __future__ import annotations

from domain.actors import Actor
from domain.commands import Words, as_typed, mentioned
from domain.refusals import Refused
from handlers.answering import Answer
from handlers.routing import Routes
from message_templates import draw_message
from storage.transactions import Runner
from use_cases.reasons import ExplainCheckIns, explain_checkins

routes = Routes()


@routes.command("why")
def why_asked(actor: Actor, words: Words, command: str, run: Runner, answer: Answer) -> None:
    """Answer about today and the last days; a person and a date may be named, in any order."""
    people = [person for word in words.rest if (person := mentioned(word))]
    dates = [as_typed(word) for word in words.rest if not mentioned(word)]
    if any(word.startswith("@") for word in dates):
        raise Refused("Pick the person from the list that Slack shows while you type the name after the @.")
    if len(people) > 1 or len(dates) > 1:
        raise Refused(f"Name one person and one date at most, for example “{command} why @ana 2026-12-01”.")
    order = ExplainCheckIns(actor, next(iter(people), None), next(iter(dates), ""))
    answer(draw_message("why", run(explain_checkins, order)))
