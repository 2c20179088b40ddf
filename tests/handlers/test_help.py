"""Help knows every verb: one that it does not list is never found, and never what somebody may have meant."""

import pytest

from handlers import route_book
from handlers.help import VERBS
from handlers.routing import Kind
from tests import make
from tests.handlers.office import words_in
from tests.make import ANA, NOBODY, NOON, PM
from use_cases.help import ShowHelp, show_help

NO_VERBS = {"", "?"}


@pytest.mark.parametrize(
    ("person", "shown", "hidden"),
    [
        (PM, {"create", "delegate", "start", "done"}, {"checkin"}),
        (ANA, {"checkin", "done", "status"}, {"delegate", "start", "hold"}),
        (NOBODY, {"status", "help", "create"}, {"delegate", "done", "checkin"}),
    ],
)
def test_help_shows_the_verbs_of_the_person(office, net, person, shown, hidden):
    said = words_in(office.phone(person).command("help").said)

    assert {verb for verb in shown if VERBS[verb].words not in said} == set()
    assert {verb for verb in hidden if VERBS[verb].words in said} == set()


def test_help_is_grouped_fits_a_phone_and_announces_itself_in_one_sentence(office, net):
    help_said = office.phone(PM).command("help").said

    groups = [block for block in help_said["blocks"] if len(block.get("elements", [])) > 1]
    heads = [block["elements"][0]["elements"][0]["text"] for block in groups]
    lines = [line["elements"] for block in groups for line in block["elements"][1:]]
    assert heads == ["My work", "Tasks", "Difficulties", "Projects"]
    assert max(sum(len(element["text"]) for element in line) for line in lines) <= 70
    assert help_said["text"] == "What you can do with Steward"


def test_help_says_how_a_difficulty_is_opened(office, net):
    assert "open NET-D1" in words_in(office.phone(PM).command("help").said)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("staus", "status"), ("DELEGTE x", "delegate"), ("chekin", "checkin"), ("“help”s", "help")],
)
def test_a_verb_that_is_nearly_one_is_proposed(office, typed, meant):
    said = words_in(office.phone(ANA).command(typed).said)

    assert "Did you mean" in said
    assert f"/project {meant}" in said


def test_a_proposal_keeps_what_stood_behind_the_verb(office):
    said = words_in(office.phone(ANA).command("statsu NET").said)

    assert "Did you mean “/project status NET”?" in said


@pytest.mark.parametrize("typed", ["xyzzy", "<!channel>", "<@U1>", "12", "💥"])
def test_anything_else_is_answered_with_where_to_look_and_mentions_nobody(office, typed):
    heard = office.phone(ANA).command(typed)

    assert "/project help" in words_in(heard.said)
    assert "<!channel>" not in heard.said["text"]
    assert "<@U1>" not in heard.said["text"]


def test_help_is_for_nobody_but_who_asked(office):
    assert office.phone(ANA).command("help").said["response_type"] == "ephemeral"


def verbs_answered() -> set[str]:
    return {name for kind, name in route_book() if kind is Kind.COMMAND} - NO_VERBS


def test_every_verb_that_is_answered_stands_in_help():
    assert set(VERBS) == verbs_answered()
    assert all(verb.usage.startswith(name) for name, verb in VERBS.items())


def test_every_verb_is_offered_to_somebody(tx):
    make.project(tx, started=True)

    offered = {verb for person in (PM, ANA) for verb in show_help(ShowHelp(make.actor(person)), tx, NOON).verbs}

    assert offered == verbs_answered()
