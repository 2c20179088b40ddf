"""Help knows every verb: one that it does not list is never found, and never what somebody may have meant."""

from handlers import route_book
from handlers.help import VERBS
from handlers.routing import Kind
from tests import make
from tests.make import ANA, NOON, PM
from use_cases.help import ShowHelp, show_help

NO_VERBS = {"", "?"}


def verbs_answered() -> set[str]:
    return {name for kind, name in route_book() if kind is Kind.COMMAND} - NO_VERBS


def test_every_verb_that_is_answered_stands_in_help_with_an_example():
    assert set(VERBS) == verbs_answered()
    assert all(verb.usage.startswith(name) and verb.example.startswith(name) for name, verb in VERBS.items())


def test_every_verb_is_offered_to_somebody(tx):
    make.project(tx, started=True)

    offered = {verb for person in (PM, ANA) for verb in show_help(ShowHelp(make.actor(person)), tx, NOON).verbs}

    assert offered == verbs_answered()
