"""What stands on a button of a message or of Home is tried as another's: each that is drawn anywhere."""

import pytest

from handlers import route_book
from handlers.routing import Kind
from tests.handlers.permissions.drawn import OF_NO_PROJECT, everything_drawn
from tests.handlers.permissions.table import LINES
from tests.handlers.permissions.worlds import GONE, parts_named

# They stand only under long lists; the table of guards has the values that they carry there.
PAGED = {"list_back", "mine_next", "mine_first", "more_tasks", "first_tasks", "more_difficulties"}
PAGED |= {"more_services", "first_services", "next_services"}
PAGED |= {"more_lessons", "first_lessons", "lessons_here", "answered_lessons", "next_answered"}
PAGED |= {"more_feedback", "earlier_feedback"}
PAGED |= {"older_history", "newer_history", "more_resources", "first_resources", "show_shortages"}
PAGED |= {"more_deputies", "first_deputies", "more_open_work", "first_open_work"}
# Work is moved only where there is another project to move it to.
PAGED |= {"move_work"}
PAGED |= {"requests_next", "requests_first"}
IN_A_FORM = {"drop_need", "show_lessons"}
# It stands on what a customer alone is shown; tests/handlers/test_own_plans.py is that customer.
OF_A_CUSTOMER = {"own_plan"}
# They carry nothing of a project; after which key a list goes on is no more than a letter of the alphabet.
WITHOUT_THINGS = {
    "create_project",
    "request_project",
    "open_settings",
    "help_about",
    "export_list",
    "first_services",
    "list_next",
    "list_search",
    "list_state",
    "list_whose",
    "show_portfolio",
    "portfolio_page",
    "portfolio_whose",
    "portfolio_state",
    "portfolio_health",
    "portfolio_department",
    "portfolio_search",
} | OF_NO_PROJECT


@pytest.fixture(scope="module")
def drawn(worlds):
    return everything_drawn(worlds)


def test_every_button_of_a_message_is_drawn(drawn):
    buttons = {name for kind, name in route_book() if kind is Kind.ACTION and "." not in name}

    assert {one.name for one in drawn} | PAGED | IN_A_FORM | OF_A_CUSTOMER == buttons


@pytest.mark.parametrize("world", ["far", "secret"])
def test_a_button_of_what_one_must_not_know_of_is_like_one_of_what_does_not_exist(worlds, drawn, world):
    theirs, tried = getattr(worlds, world), set()
    for one in sorted((one for one in drawn if one.name not in WITHOUT_THINGS), key=str):
        line = next(line for line in LINES if (line.kind, line.name) == (Kind.ACTION, one.name))
        request = one.request(worlds.seen)
        for part in parts_named(request, worlds.seen):
            tried.add(one.name)

            told = worlds.sends_instead(request, theirs, part, line)
            told_of_nothing = worlds.sends_instead(request, GONE, part, line)

            assert (one, told.words) == (one, told_of_nothing.words)
            assert (one, told.forms, told.changed) == (one, told_of_nothing.forms, told_of_nothing.changed)
            assert (one, told.touched) == (one, set())
    assert tried == {one.name for one in drawn} - WITHOUT_THINGS
