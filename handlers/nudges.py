"""Putting before somebody what is up to them, by whoever waits for it."""

from __future__ import annotations

from domain.actors import Actor
from domain.identity import UserId
from handlers.answering import Answer
from handlers.incoming import Press
from handlers.routing import Routes
from handlers.saying import say
from storage.transactions import Runner
from use_cases.nudges import NudgePerson, nudge_person

routes = Routes()


@routes.action("nudge")
def reminder_pressed(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Remind a person; a button's value is the project's key, the thing and the person.

    Where the person is chosen, the rest stands behind the @ of the action.
    """
    chosen_for = press.action_id.partition("@")[2]
    said = f"{chosen_for} {press.value}" if " " in chosen_for else press.value
    key, thing, person = [*said.split(" "), "", ""][:3]
    told = run(nudge_person, NudgePerson(actor, key, thing, UserId(person)))
    answer(
        say(f"{told.names.get(told.facts.person, 'Somebody')} hears from Steward that you wait: {told.facts.to_do}.")
    )
