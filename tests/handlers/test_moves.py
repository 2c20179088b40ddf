"""Starting, holding and resuming, by command and by button."""

import pytest

from domain.moves import Move
from domain.notices import ProjectMoved
from domain.projects import Lifecycle
from domain.scope import Scope
from domain.states import State
from domain.tasks import TaskState
from tests import make
from tests.handlers.office import filled, words_in
from tests.make import ANA, HEAD, NOBODY, PM


def state(office):
    return office.inside(lambda tx: tx.projects.by_key("NET")).state


@pytest.fixture
def scoped(office):
    return office.inside(make.ready)


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
@pytest.mark.parametrize("verb", [move.value for move in Move])
def test_nobody_else_moves_a_project(office, net, person, verb):
    heard = office.phone(person).command(f"{verb} NET")

    assert "Ask Pm or Head" in (words_in(heard.said) or office.told())
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


def test_what_keeps_a_project_open_is_shown_in_private_and_settled_there_until_it_completes(office, net):
    office.inside(make.task, net, title="Mount the antennas")
    refused = words_in(office.phone(PM).command("complete", channel_id="C_NET").said)

    office.phone(PM).press(
        "open_task_done",
        element={"value": "NET-1"},
    )
    left = office.told()
    office.phone(PM).press(
        "complete_project",
        element={"value": "NET"},
    )

    assert all(
        words in refused
        for words in ("cannot be completed yet", "1 task", "Mount the antennas", "Try again", "Settle it,")
    )
    assert "Nothing is open any more" in left
    assert "Complete the project" in left
    assert "NET is completed." in office.told()
    assert state(office) is State.COMPLETED


def test_where_the_checklist_stands_a_refusal_is_told_in_short_and_not_a_second_time_whole(office, net):
    office.inside(make.task, net, title="Mount the antennas")

    refused = words_in(office.phone(PM).command("complete NET", channel_id="D_PM").said)

    assert "It cannot be completed yet" in refused
    assert "1 task" in refused
    assert "Mount the antennas" not in refused
    assert "stands in your messages" in refused


def test_what_is_chosen_in_a_menu_of_the_checklist_is_the_button_that_it_names(office, net):
    difficulty = office.inside(make.difficulty, net)
    chosen = {"type": "overflow", "selected_option": {"value": f"drop_work difficulty:{difficulty.id}"}}

    office.phone(PM).press("menu@NET-D1", element=chosen)

    assert office.opened()["callback_id"] == "drop_work"


def test_an_open_difficulty_is_resolved_from_the_list(office, net):
    difficulty = office.inside(make.difficulty, net)
    refused = words_in(office.phone(PM).command("complete NET").said)

    office.phone(PM).press("difficulty_resolve", element={"value": difficulty.id})
    office.phone(PM).submit(filled(office.opened(), resolution="It came", why_no_step="It came by itself"))
    office.phone(PM).press("complete_project", element={"value": "NET"})

    assert all(words in refused for words in ("1 difficulty", "The ladder has not come", "Resolve"))
    assert "NET is completed." in office.told()


def test_a_task_that_cannot_be_finished_is_refused_in_words_and_the_project_stays_open(office, net):
    office.inside(make.task, net, TaskState.DECLINED)

    office.phone(PM).press("open_task_done", element={"value": "NET-1"})

    assert "NET-1 was declined." in office.told()
    assert state(office) is State.ACTIVE


def test_a_completed_project_is_closed_or_reopened_by_its_buttons(office):
    for key in ("NET", "WEB"):
        made = office.inside(make.project, key, lifecycle=Lifecycle.COMPLETED, started_at=make.NOON)
        office.inside(make.handed_over, made)

    office.phone(PM).press(
        "close_project",
        element={"value": "NET"},
    )
    closed = office.told()
    office.phone(PM).press(
        "reopen_project",
        element={"value": "WEB"},
    )

    assert "NET is closed." in closed
    assert "WEB is open again." in office.told()


def test_closing_by_command_asks_first_and_says_that_it_cannot_be_taken_back(office):
    office.inside(make.handed_over, office.inside(make.project, lifecycle=Lifecycle.COMPLETED, started_at=make.NOON))

    asked = words_in(office.phone(PM).command("close NET").said)

    assert "it cannot be reopened" in asked
    assert "Close it for good" in asked
    assert state(office) is State.COMPLETED
    assert office.is_silent()


def test_cancelling_asks_why_and_says_that_everybody_is_told(office, net):
    office.phone(PM).command("cancel NET")
    form = office.opened()

    heard = office.phone(PM).submit(filled(form, reason="The customer left"))

    assert "NET" in words_in(form)
    assert "NET is cancelled." in words_in(heard.said)
    assert state(office) is State.CANCELLED


def test_cancelling_in_the_projects_channel_just_closes_the_form(office, net):
    office.phone(PM).command("cancel", channel_id="C_NET")

    heard = office.phone(PM).submit(filled(office.opened(), reason="The customer left"))

    assert heard.said == {}
    assert state(office) is State.CANCELLED


def test_an_empty_reason_is_refused_beside_its_field(office, net):
    office.phone(PM).command("cancel NET")

    heard = office.phone(PM).submit(filled(office.opened(), reason=" "))

    assert heard.said["errors"] == {"reason": "Say why it is cancelled. Everybody on the project reads this."}
    assert state(office) is State.ACTIVE


def test_nothing_opens_for_a_project_that_is_over(office):
    office.inside(make.project, lifecycle=Lifecycle.CLOSED)

    heard = office.phone(PM).command("cancel NET")

    assert "NET is closed for good." in words_in(heard.said)
    assert office.slack.told("views.open") == []
