"""Listing projects by command, by choices and by words, a page at a time."""

import pytest

from domain.gate import facts_of
from domain.projects import Lifecycle
from domain.states import State
from tests import make
from tests.handlers.office import words_in
from tests.make import ANA, NOBODY, NOON, PM
from use_cases.listing import PROJECTS_ON_A_PAGE


@pytest.fixture
def several(office):
    office.inside(make.project, "NET", started=True)
    office.inside(make.project, "OPS", lifecycle=Lifecycle.CLOSED, started_at=NOON, team=())
    office.inside(make.project, "SEC", channel=make.private_channel())


def listed(office, typed="", person=NOBODY):
    heard = office.phone(person).command(f"list {typed}")
    assert heard.said["response_type"] == "ephemeral"
    return heard.said


def chosen(office, action, block, value, person=NOBODY):
    option = {"type": "static_select", "selected_option": {"value": value}}
    office.phone(person).press(action, block, option)
    return office.told()


def test_a_list_names_what_may_be_seen_each_with_its_status(office, several):
    said = words_in(listed(office))

    assert all(words in said for words in ("NET", "Net rollout: active", "For Acme", "managed by Pm", "OPS", "Status"))
    assert "SEC" not in said
    assert office.is_silent()


def test_words_narrow_it_and_a_list_of_nothing_says_what_to_try(office, several):
    said = words_in(listed(office, "closed rollout"))
    nothing = words_in(listed(office, "active moon"))

    assert "OPS" in said
    assert "NET" not in said
    assert "No project fits. Try fewer or shorter words" in nothing
    assert "Show all projects" in nothing


def test_without_any_project_the_way_to_the_first_is_shown(office):
    said = words_in(listed(office))

    assert "There is no project yet. To begin one:" in said
    assert "Any state" not in said


def test_the_choices_start_as_the_list_was_asked_for(office, several):
    search, choices = [one for one in listed(office, "manager closed customer:acme")["blocks"] if "block_id" in one]

    assert search["element"]["initial_value"] == "customer:acme"
    assert [one["initial_option"]["value"] for one in choices["elements"]] == ["manager", "closed"]


def test_each_state_before_the_start_finds_those_that_are_in_it(office, several):
    office.inside(make.project, "AUG")
    office.inside(make.project, "SEP", name="Far", lifecycle=Lifecycle.CANCELLED)
    scoped = office.inside(make.project, "OCT", decided=facts_of(State.SCOPED))

    said = listed(office, "scoped")
    words = words_in(said)

    assert (f"{scoped.name}: scoped" in words, "AUG" in words, "SEP" in words) == (True, False, False)
    choices = next(one for one in said["blocks"] if one.get("block_id", "").startswith("list@"))
    assert choices["elements"][1]["initial_option"]["value"] == "scoped"


def test_a_choice_changes_one_thing_and_keeps_the_rest(office, several):
    closed = chosen(office, "list_state", "list@rollout", "closed")
    mine = chosen(office, "list_whose", "list@rollout closed", "team", ANA)
    back = chosen(office, "list_whose", "list@rollout closed", "all", ANA)
    any_state = chosen(office, "list_state", "list@rollout closed", "any")

    assert ("OPS" in closed, "NET" in closed) == (True, False)
    assert "No project fits" in mine
    assert "OPS" in back
    assert "NET" in any_state


def test_what_is_typed_into_the_list_is_looked_for_among_what_is_shown(office, several):
    typed = {"type": "plain_text_input", "value": "ops"}

    office.phone(NOBODY).press("list_search", "search@closed", typed)

    assert "Ops rollout: closed" in office.told()
    assert "NET" not in office.told()


def test_emptied_words_show_the_rest_again(office, several):
    office.phone(NOBODY).press("list_search", "search@closed ops", {"type": "plain_text_input", "value": None})

    assert "OPS" in office.told()


def test_next_and_back_go_through_all_pages_with_the_filter(office):
    every = sorted(f"K{number}" for number in range(PROJECTS_ON_A_PAGE + 1))
    for key in every:
        office.inside(make.project, key, team=())
    office.inside(make.project, "A1", lifecycle=Lifecycle.CLOSED)
    first = words_in(listed(office, "planning", PM))

    office.phone(PM).press("list_next", element={"value": f"{every[-2]} planning"})
    second = office.told()
    office.phone(PM).press("list_back", element={"value": f"{every[-1]} planning"})
    again = office.told()

    assert "Next" in first
    assert (every[-1] in second, every[0] + " " in second) == (True, False)
    assert "Back" in second
    assert (every[0] in again, "A1" in again) == (True, False)


@pytest.mark.parametrize("value", ["", " ", "x", "<@U1> <!channel>", "'; --"])
def test_a_page_that_makes_no_sense_is_a_page_all_the_same(office, several, value):
    office.phone(NOBODY).press("list_next", element={"value": value})

    assert "Projects" in office.told()
