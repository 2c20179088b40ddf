"""Help knows every verb: one that it does not list is never found, and never what somebody may have meant."""

from textwrap import wrap

import pytest

from domain.workspaces import Creators
from handlers import route_book
from handlers.help import VERBS
from handlers.routing import FROM_OUTSIDE, Kind
from handlers.verbs import Group
from message_templates import draw_message
from sandbox.driver import plain
from tests import make
from tests.handlers.office import words_in
from tests.make import ANA, HEAD, NOBODY, NOON, PM, RESP
from use_cases.help import FIRST_SHOWN, ShowHelp, show_help

NO_VERBS = {"", "?", FROM_OUTSIDE}


@pytest.mark.parametrize(
    ("person", "shown", "hidden"),
    [
        (PM, {"create", "delegate", "start", "done"}, {"checkin"}),
        (ANA, {"checkin", "done", "status"}, {"delegate", "start", "hold"}),
        (NOBODY, {"status", "help", "create"}, {"delegate", "done", "checkin"}),
    ],
)
def test_help_shows_the_verbs_of_the_person_in_groups(office, net, person, shown, hidden):
    listed = bold_in(office.phone(person).command("help").said)

    assert shown <= listed
    assert hidden & listed == set()


def bold_in(said):
    """The verbs of a help, which stand out of it."""
    texts = [one for block in said["blocks"] for part in block.get("elements", ()) for one in part.get("elements", ())]
    return {one["text"] for one in texts if one.get("style") == {"bold": True}}


def test_all_of_help_fits_one_screen_of_a_phone():
    groups = [(one.value, one.words) for one in Group]
    longest = sorted(VERBS.values(), key=lambda verb: -len(verb.name + verb.gist))[: FIRST_SHOWN + 1]

    message = draw_message("help", verbs=list(VERBS.values()), groups=groups, first=longest, is_admin=True)

    said = plain({"text": message.text, "blocks": message.blocks})
    assert bold_in({"blocks": message.blocks}) == set(VERBS)
    assert sum(len(wrap(line, 42)) for line in said.split("\n")) <= 26, said


@pytest.mark.parametrize(
    ("person", "first"),
    [(PM, "mine: what waits for you\nprepare: "), (RESP, "mine: what waits for you\nscope: "), (NOBODY, "mine: ")],
)
def test_help_begins_with_what_the_persons_role_needs_most(office, net, person, first):
    said = plain(office.phone(person).command("help").said)

    assert f"one of these:\n{first}" in said


def test_whoever_cannot_create_a_project_finds_how_to_ask_for_one_on_top(office, net):
    def on_top(person):
        said = plain(office.phone(person).command("help").said)
        return [line.partition(":")[0] for line in said.partition("one of these:\n")[2].split("\n")[:6]]

    assert "request" not in on_top(ANA)
    office.inside(make.workspace, creators=Creators.LEADERS)
    assert on_top(ANA)[5] == "request"


@pytest.mark.parametrize("group", Group)
def test_help_says_of_every_group_how_its_verbs_are_used(office, net, group):
    usages = {f"/project {verb.usage}" for verb in VERBS.values() if verb.group is group}
    before = len(office.slack.told("answer"))

    typed = plain(office.phone(PM).command(f"help {group}").said)
    office.phone(PM).press("help_about", element=chosen(group))

    shown = {line for line in typed.split("\n") if line.startswith("/project ")}
    assert shown
    assert shown <= usages
    assert plain(office.slack.told("answer")[before]) == typed


def test_from_a_group_of_help_one_comes_back_to_everything(office, net):
    whole = plain(office.phone(PM).command("help").said)

    office.phone(PM).press("help_about", element=chosen("all"))

    assert plain(office.slack.told("answer")[-1]) == whole


def chosen(value):
    return {"type": "static_select", "value": None, "selected_option": {"value": value}}


@pytest.mark.parametrize("name", VERBS)
def test_help_with_a_verb_says_how_it_is_used(office, name):
    said = words_in(office.phone(NOBODY).command(f"help {name.upper()}").said)

    assert f"/project {VERBS[name].usage}" in said
    assert VERBS[name].words in said
    assert f"/project {VERBS[name].example}" in said


def test_help_says_how_a_difficulty_is_opened(office, net):
    assert "such as NET-D1" in words_in(office.phone(PM).command("help difficulty").said)


@pytest.mark.parametrize(
    ("typed", "words"),
    [("delegte", "/project delegate [KEY] [WHAT]"), ("<@U1|ana>", "“/project help” lists everything.")],
)
def test_help_with_anything_else_is_about_what_was_meant_or_says_where_to_look(office, typed, words):
    assert words in words_in(office.phone(NOBODY).command(f"help {typed}").said)


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


def test_every_verb_that_is_answered_stands_in_help_with_an_example():
    assert set(VERBS) == verbs_answered()
    assert all(verb.usage.startswith(name) and verb.example.startswith(name) for name, verb in VERBS.items())


def test_the_word_for_a_group_is_no_verb():
    assert {*Group} & set(VERBS) == set()


def test_every_verb_is_offered_to_somebody(tx):
    make.project(tx, started=True)

    offered = {verb for person in (PM, ANA, HEAD) for verb in show_help(ShowHelp(make.actor(person)), tx, NOON).verbs}

    assert offered == verbs_answered()
