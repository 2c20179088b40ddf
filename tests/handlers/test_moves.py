"""Starting, holding and resuming, by command and by button."""

import pytest

from domain.notices import ProjectMoved
from domain.projects import Scope, State
from tests import make
from tests.handlers.office import words_in
from tests.make import ANA, HEAD, NOBODY, PM


def state(office):
    return office.inside(lambda tx: tx.projects.by_key("NET")).state


@pytest.fixture
def scoped(office):
    return office.inside(make.project)


@pytest.mark.parametrize("person", [PM, HEAD])
@pytest.mark.parametrize(("text", "channel"), [("start NET", "C1"), ("START “net”", "C1"), ("start", "C_NET")])
def test_a_leader_starts_by_key_or_in_the_channel(office, scoped, person, text, channel):
    heard = office.phone(person).command(text, channel_id=channel)

    assert state(office) is State.ACTIVE
    assert "The first check-in is on " in words_in(heard.said)
    assert "2026" in words_in(heard.said)
    assert len(office.waiting(ProjectMoved)) == 1


def test_hold_and_resume_go_there_and_back(office, net):
    office.phone(PM).command("hold NET")
    held = state(office)

    heard = office.phone(PM).command("resume NET")

    assert held is State.ON_HOLD
    assert state(office) is State.ACTIVE
    assert "NET goes on" in words_in(heard.said)


@pytest.mark.parametrize("text", ["start NET", "resume NET"])
def test_a_move_that_is_not_legal_says_what_the_project_is(office, net, text):
    heard = office.phone(PM).command(text)

    assert "NET is already active." in words_in(heard.said)
    assert office.is_silent()


def test_a_start_names_everything_that_is_missing(office):
    office.inside(make.project, scope=Scope())

    heard = office.phone(PM).command("start NET")

    for missing in ("the number of IT users", "the IT services", "the completion date"):
        assert missing in words_in(heard.said)
    assert state(office) is State.DRAFT


@pytest.mark.parametrize("person", [ANA, NOBODY])
@pytest.mark.parametrize("verb", ["start", "hold", "resume"])
def test_nobody_else_moves_a_project(office, net, person, verb):
    heard = office.phone(person).command(f"{verb} NET")

    assert "Ask Head or Pm" in words_in(heard.said)
    assert office.is_silent()


def test_the_start_button_starts_once_and_then_says_so(office, scoped):
    office.phone(PM).press("start_project", element={"value": "NET"})
    first = office.told()

    office.phone(PM).press("start_project", element={"value": "NET"})

    assert "NET has started" in first
    assert "NET is already active." in office.told()
    assert len(office.waiting(ProjectMoved)) == 1


@pytest.mark.parametrize(("person", "key"), [(PM, "NET"), (NOBODY, "NET")])
def test_without_a_project_the_verb_and_a_key_are_named(office, net, person, key):
    heard = office.phone(person).command("hold", channel_id="C_ELSE")

    assert f"Say which project, for example “/project hold {key}”" in words_in(heard.said)


@pytest.mark.parametrize("text", ["start QQQ", "start", "start ;DROP"])
def test_a_project_nobody_has_is_said_in_words(office, text):
    heard = office.phone(PM).command(text)

    assert heard.said["response_type"] == "ephemeral"
    assert office.is_silent()
