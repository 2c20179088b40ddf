"""How a project fares: each sign by itself, the worst of them together, and what a project manager says beside it."""

from datetime import timedelta

import pytest

from domain.cost_alerts import CostWatch
from domain.difficulties import Severity
from domain.health import Colour, Health, HealthReport, Signs, disagree, health_of, report_problems, worst_of
from domain.projects import Lifecycle
from tests.make import NOON, PM, TODAY, TOMORROW, YESTERDAY


def signs(**known):
    return Signs(**{"today": TODAY, "completion_date": TOMORROW, **known})


@pytest.mark.parametrize(
    ("known", "colour", "words"),
    [
        ({}, Colour.GREEN, None),
        ({"completion_date": YESTERDAY}, Colour.RED, "its completion date has passed"),
        ({"cost": CostWatch("p", cost_level=1)}, Colour.AMBER, "the work costs more than planned"),
        ({"cost": CostWatch("p", time_level=2)}, Colour.RED, "less is done than planned by now"),
        ({"cost": CostWatch("p", is_over_budget=True)}, Colour.RED, "more is spent than was budgeted"),
        ({"difficulties": {Severity.CRITICAL: 1}}, Colour.RED, "1 critical difficulty open"),
        ({"difficulties": {Severity.HIGH: 2}}, Colour.AMBER, "2 high difficulties open"),
        ({"difficulties": {Severity.LOW: 9}}, Colour.GREEN, None),
        ({"silent_for": 4}, Colour.GREEN, None),
        ({"overdue": 2}, Colour.AMBER, "2 tasks overdue"),
        ({"untaken": 1}, Colour.AMBER, "1 difficulty that nobody has taken on"),
        ({"lifecycle": Lifecycle.PLANNING}, Colour.GREY, "it has not started"),
        ({"lifecycle": Lifecycle.ON_HOLD, "silent_for": 9}, Colour.GREY, "it is on hold"),
        ({"is_asked_in_vain": True}, Colour.GREY, "nobody was heard of in the last 3 check-ins"),
        ({"is_heard": False}, Colour.GREY, "nobody has said anything yet"),
        ({"silent_for": 5}, Colour.GREY, "nobody was heard of for 5 working days"),
    ],
)
def test_each_sign_has_its_colour_and_says_why(known, colour, words):
    assert health_of(signs(**known)) == Health(colour, (words,) if words else ())


def test_the_worst_sign_decides_and_stands_first_and_silence_hides_no_trouble():
    fares = health_of(signs(silent_for=8, difficulties={Severity.HIGH: 1}, completion_date=YESTERDAY))

    assert fares.colour is Colour.RED
    assert fares.reasons[0] == "its completion date has passed"
    assert fares.reasons[-1].startswith("nobody was heard of")


def test_what_is_said_orders_a_list_for_two_weeks_and_disagrees_as_long():
    green, red = Health(Colour.GREEN), HealthReport("p", Colour.RED, "No router", PM, NOON)
    young, old = NOON + timedelta(days=13), NOON + timedelta(days=14)

    assert (worst_of(green, red, young), disagree(green, red, young)) == (Colour.RED, True)
    assert (worst_of(green, red, old), disagree(green, red, old)) == (Colour.GREEN, False)
    assert worst_of(Health(Colour.RED), HealthReport("p", Colour.GREEN, "", PM, NOON), young) is Colour.RED


def test_whoever_says_otherwise_than_the_figures_says_why():
    (problem,) = report_problems(Colour.RED, " ", Health(Colour.GREEN))

    assert (problem.field, problem.message) == (
        "words",
        "By its figures this project is green. Say in a few words why it is red.",
    )
    assert report_problems(Colour.GREEN, "", Health(Colour.GREEN)) == []
    assert [one.field for one in report_problems(Colour.GREY, "", Health(Colour.GREY))] == ["colour"]
    assert [one.field for one in report_problems(None, "", Health(Colour.GREY))] == ["colour"]
