"""Goals are answered step by step, nothing typed is lost, and after the last one stands how the project came out."""

import pytest

from domain.scope import Goal
from tests import make
from tests.handlers.office import filled, words_in
from tests.handlers.requests import opened_by, send
from tests.make import PM


@pytest.fixture
def form(office):
    """The form of a running project with three goals."""

    def arrange(tx):
        project = make.project(tx, started=True)
        goals = tuple(Goal(f"g{n}", f"Goal number {n}", "Calls a week", "20") for n in (1, 2, 3))
        make.decide_scope(tx, project, goals=goals)

    office.inside(arrange)
    return opened_by(
        office, "answer_goals", "NET", verdict__g1="reached", measured__g1="12", words__g1="By phone alone"
    )


def test_each_step_saves_and_the_last_shows_how_it_came_out(office, form):
    following = send(office, form).said["view"]
    shown = office.as_shown(following) | {"hash": "h2"}
    rest = filled(shown, verdict__g3="not reached", measured__g3="not measured")
    last = office.phone(PM).submit(rest).said["view"]

    assert "Goal number 3" in words_in(following)
    assert following["submit"]["text"] == "Save"
    assert "1 of 3 goals reached, 1 not reached, 1 not answered yet" in words_in(last)
    assert "Goal number 3; target 20; measured:  not measured" in words_in(last)


def test_a_verdict_without_a_measure_is_said_beside_its_field_and_nothing_is_lost(office, form):
    person, view = form
    view["state"]["values"]["measured@g1"]["value"]["value"] = None

    heard = send(office, (person, view)).said

    assert heard == {
        "response_action": "errors",
        "errors": {"measured@g1": "Say what was measured, or “not measured”."},
    }
