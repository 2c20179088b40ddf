"""A project from its last open work to the project that is planned from it, at the page in Chromium."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from bot.demo.acts import GENERAL, Act, FillsIn, GoesThrough, InDays, InTurn, Presses, Starts, Types
from bot.demo.playing import settle
from bot.demo.running import Office
from tests.browser.person_at_page import PersonAtPage

pytestmark = pytest.mark.browser

FIRST = (
    {"Key": "PRN", "Customer": "Bäckerei Haas", "Completion date": InDays(9)},
    {"IT manager": "mika", "Department head": "eva", "Responsible staff member": "noah", "Team members": ["li"]},
    {"Number of IT users": "35", "Services that are not in the catalogue": "Printing"},
)
STAGE = (
    {"Name": "Move the queues", "First day": InDays(0), "Last day": InDays(9), "Who answers for it": "noah"},
    {"Add a skill or tool": "Service desk", "Hours of work": "10"},
    {},
    {},
    {},
)
TASK = {"What needs doing": "Move the print queues", "Who": "noah", "Due date": InDays(4), "Estimate (hours)": "8"}
LICENCES = {
    "What is difficult": "The driver's licence came a week late.",
    "Severity": "high",
    "Category": "licences",
    "Impact (hours)": "3",
}
GOAL = {
    "What is to be better": "Fewer calls about printers",
    "How it is measured": "Calls a week",
    "What it is to reach": "under 5",
}
GOALS_OPENED = InTurn(Types("/project scope PRN"), Presses("Goals", "PRN", GENERAL))
STAGE_OPENED = InTurn(Types("/project stages PRN"), Presses("Add a stage", "PRN", GENERAL))
RUN: tuple[tuple[str, Act], ...] = (
    ("sara", GoesThrough(Types("/project create Print server move"), FIRST)),
    ("sara", GoesThrough(STAGE_OPENED, STAGE)),
    ("sara", GoesThrough(GOALS_OPENED, ("Add the first", GOAL))),
    ("eva", Starts("PRN", "A small move that the bakery agreed to by telephone.")),
    ("sara", InTurn(Types("/project stages PRN"), Presses("Open stage 1", "PRN", GENERAL))),
    ("sara", Presses("Start this stage", "stage 1", GENERAL)),
    ("eva", FillsIn(Types("/project delegate PRN"), TASK)),
    ("noah", Types("/project log 15h PRN moved the queues")),
    ("noah", FillsIn(Types("/project difficulty PRN"), LICENCES)),
)


@pytest.fixture
def print_server(office: Office) -> Office:
    """A small project that is nearly done: it took half as much again as was planned."""
    today = office.driver.clock().date()
    for who, act in RUN:
        act.play(office.driver.person(who), today)
        settle(office.steward)
    office.driver.jump(to=office.driver.clock() + timedelta(days=10))
    return office


CHANNEL = "prn-print-server-move"
LESSON = {
    "What happened": "The driver's licence came a week late.",
    "What to do next time": "Order licences in the week after the scope is agreed",
    "Who sees to it": "Li Chen",
    "Until": "2026-03-20",
}
SUPPORT = {
    "From": "2026-03-16",
    "Supported when": "Mon to Fri, 8:00 to 17:00",
    "Answered how soon": "Within 4 working hours",
}


def settle_what_is_open(person: PersonAtPage) -> None:
    """Nothing ends by itself: one by one, and the list says what is left."""
    person.act_as("Sara Novak")
    person.open_channel(CHANNEL)
    person.type("/project complete")
    left = ("Only visible to you", "It cannot be completed yet")
    expect(person.message(*left)).to_contain_text("1 task, 1 difficulty and 1 running stage")
    person.look("close-checklist")
    person.press("Done", *left)
    expect(person.message(*left)).to_contain_text("1 of 3 settled")
    person.press_in_menu("Drop", *left)
    person.is_refused({}, "Why is it dropped?", "required")
    person.fill({"Why is it dropped?": "The licence is there."})
    person.submit_well()
    person.press("End the stage", *left)
    expect(person.message("PRN stage 1", "ended")).to_be_visible()
    person.type("/project complete")
    expect(person.message("Print server move (PRN) is completed")).to_be_visible()


def answer_the_goal(person: PersonAtPage) -> None:
    person.press("Answer the goals", "Only visible to you", "PRN is completed")
    reached = {"Was goal 1 reached?": "Reached"}
    person.is_refused(reached, "What was measured", "Say what was measured")
    person.look("goals")
    person.answer({"What was measured": "2 a week"}, "50 % more work than planned")
    expect(person.form).to_contain_text("reached: Fewer calls about printers")
    person.look("outcome")
    person.close()


def hand_it_over(person: PersonAtPage) -> None:
    """Closing waits for whoever maintains the service from now on."""
    person.type("/project close")
    person.press("Hand over", "Only visible to you", "Still to be handed over: Printing")
    person.is_refused(
        SUPPORT | {"Maintainer": "Li Chen", "Documents, one a line": "Runbook"}, "Documents, one a line", "link"
    )
    person.look("handing-over")
    person.answer({"Documents, one a line": "Runbook https://wiki.example/print"}, "Li Chen")
    person.close()
    person.act_as("Li Chen")
    person.open_direct_messages()
    person.look("handover")
    person.press("Accept", "Printing")
    expect(person.message("Printing", "You maintain")).to_be_visible()


def say_how_it_was(person: PersonAtPage) -> None:
    person.press("Say how it was", "How was it?")
    person.fill({"What came of it": "4 · What was promised", "Working together": "5 · Gladly again just like this"})
    person.look("feedback")
    person.submit_well()


def keep_a_lesson(person: PersonAtPage) -> None:
    person.act_as("Sara Novak")
    person.open_channel(CHANNEL)
    person.press("Keep a lesson", "What should the next project know?")
    triggers = "Show it to later projects with"
    person.is_refused(LESSON, triggers, "required")
    person.look("lesson")
    person.answer({triggers: ["The same customer"]}, "PRN-L1 is kept")
    person.close()


def close_it(person: PersonAtPage) -> None:
    person.type("/project close")
    person.press("Close it for good", "Only visible to you")
    expect(person.message("Print server move (PRN) is closed")).to_be_visible()


def plan_the_next(person: PersonAtPage) -> None:
    """What the first one took and learned stands where the second one is planned."""
    person.open_channel("general")
    person.type("/project next PRN")
    expect(person.form).to_contain_text("as finished projects of the kind came out, +11 % in 1")
    person.look("next-project")
    person.fill({"Completion date": "2026-05-29"})
    person.submit()
    person.answer(
        {"IT manager": "Mika Lindqvist", "Department head": "Eva Roth", "Responsible staff member": "Noah Berg"},
        "is created",
    )
    person.close()
    person.open_channel("prn2-print-server-move-2")
    person.type("/project prepare")
    lesson = ("Only visible to you", "PRN-L1")
    expect(person.message(*lesson)).to_contain_text("Order licences in the week after the scope is agreed")
    person.look("lesson-shown")
    person.press("Used", *lesson)
    person.type("/project stages")
    stages = person.message("Only visible to you", "Finished projects")
    expect(stages).to_contain_text("one alone came to +50 % effort")
    expect(stages).to_contain_text("Behind it: PRN")
    person.look("calibration")


def look_over_everything(person: PersonAtPage) -> None:
    person.act_as("Eva Roth")
    person.open_channel("general")
    person.type("/project portfolio")
    portfolio = person.message("Only visible to you", "Waiting for your decision")
    # What was only planned from the first one does not run yet.
    expect(portfolio).to_contain_text("No project runs that you lead or look after.")
    portfolio.get_by_role("combobox").nth(1).click()
    person.page.get_by_role("option", name="Not started", exact=True).click()
    expect(portfolio).to_contain_text("Print server move 2")
    person.look("portfolio")
    person.type("/project services")
    expect(person.message("Only visible to you", "Printing")).to_contain_text("Li Chen")
    person.look("services")


def test_a_project_teaches_the_one_that_is_planned_from_it(person: PersonAtPage, print_server: Office) -> None:
    settle_what_is_open(person)
    answer_the_goal(person)
    hand_it_over(person)
    say_how_it_was(person)
    keep_a_lesson(person)
    close_it(person)

    plan_the_next(person)

    look_over_everything(person)
    assert print_server.driver.problems() == []
