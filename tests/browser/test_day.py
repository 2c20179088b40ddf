"""A project's first two days, from its creation to its first answered check-in, at the page in Chromium."""

import pytest
from playwright.sync_api import expect

from bot.demo.running import Office
from tests.browser.person_at_page import PersonAtPage

pytestmark = pytest.mark.browser

CHANNEL = "net-network-renewal"
NAMED = {
    "Project name": "Network renewal",
    "Key": "NET",
    "Customer": "Rhein Logistik",
    "Kind of channel": "New private channel",
    "Completion date": "2026-05-29",
}
PEOPLE = {
    "Project manager": "Ana Silva",
    "IT manager": "Mika Lindqvist",
    "Department head": "Ana Silva",
    "Responsible staff member": "Tom Becker",
    "Team members": ["Tom Becker", "Li Chen"],
    "Time zone": "Europe/Berlin",
}
OUTLINE = {
    "Number of IT users": "420",
    "Services that are not in the catalogue": "Wi-Fi\nRemote access (VPN)",
}
TASK = {
    "What needs doing": "Survey the access switches",
    "Why": "We cannot order before we know what hangs where.",
    "Who": "Tom Becker",
    "Due date": "2026-03-09",
    "Estimate (hours)": "12",
}
BESIDES = {"What done means": "A list with port, device and age.", "Helpers": ["Li Chen"], "Priority": "High"}


def create_the_project(person: PersonAtPage) -> None:
    person.type("/project create")
    person.fill(NAMED)
    person.submit()
    expect(person.form).to_contain_text("who leads it, and who works on it")
    person.go_back("Its people come next")
    for label in ("Project name", "Key", "Customer", "Completion date"):
        expect(person.field(label)).to_have_value(NAMED[label])
    person.submit()
    person.fill(PEOPLE)
    person.submit()
    expect(person.error_beside("Department head")).to_contain_text("project manager")
    person.look("wrong-head")
    expect(person.field("IT manager")).to_have_value("Mika Lindqvist")
    expect(person.form.get_by_test_id("chip")).to_have_text(["Tom Becker", "Li Chen"])

    person.fill({"Department head": "Dana Weber"})
    person.submit()
    expect(person.form).to_contain_text("is created. Its channel")
    person.fill(OUTLINE)
    person.submit()
    expect(person.form).to_contain_text("Must have")
    person.close()

    person.open_channel(CHANNEL)
    card = person.message("NET is a draft", "Dana Weber")
    expect(card).to_contain_text("Pinned")
    expect(card).to_contain_text("420 IT users; Wi-Fi and Remote access (VPN)")
    expect(person.page.get_by_test_id("topic")).not_to_be_empty()
    person.look("card")


def delegate_and_accept_a_task(person: PersonAtPage) -> None:
    person.act_as("Dana Weber")
    person.open_channel("general")
    person.type("/project delegate NET")
    person.fill(TASK)
    person.look("delegating")
    person.submit()
    expect(person.form).to_contain_text("NET-1 is given to Tom Becker")
    person.fill(BESIDES)
    person.look("delegated")
    person.submit()
    expect(person.form).to_have_count(0)

    person.act_as("Tom Becker")
    person.open_direct_messages()
    offer = person.message("NET-1", "Survey the access switches")
    person.look("task-offer")
    offer.get_by_role("button", name="Accept NET-1").click()
    expect(offer).to_contain_text("Tom Becker accepted it")
    expect(offer.get_by_role("button", name="Accept NET-1")).to_have_count(0)
    person.look("accepted")


def start_the_project(person: PersonAtPage) -> None:
    """The department head starts it over what nobody has decided yet, and says why."""
    person.act_as("Dana Weber")
    person.open_channel(CHANNEL)
    person.type("/project start")
    gate = person.message("It cannot start yet", "Still missing")
    person.look("gate")
    gate.get_by_role("button", name="Start NET all the same").click()
    person.look("override")
    person.fill({"Why it starts all the same": "They wait for it."})
    person.submit()
    person.read_and_close("NET has started")
    expect(person.message("NET is active", "Pinned")).to_be_visible()
    person.look("started")
    person.jump_to_next_morning()
    expect(person.message("Check-in of", "0 of 2 in")).to_be_visible()
    person.look("next-morning")


def answer_the_checkin(person: PersonAtPage) -> None:
    person.act_as("Tom Becker")
    person.open_direct_messages()
    person.message("Your check-in of").get_by_role("button", name="Answer").click()
    person.fill(
        {
            "Done": "Walked floors 1 and 2",
            "Next": "Floors 3 and 4",
            "Difficulties": "No key for room 2.14 <!channel> *yet*",
            "Hours worked": "6",
            "Percent done of NET-1: Survey the access switches": "40",
        }
    )
    person.look("answering")
    person.submit_well()
    expect(person.message("Thank you, your check-in of")).to_be_visible()
    person.look("answered")


def read_the_round(person: PersonAtPage) -> None:
    person.open_channel(CHANNEL)
    parent = person.message("Check-in of", "1 of 2 in")
    expect(parent).to_contain_text("Open until Mar 3 at 15:30.")
    expect(parent).to_contain_text("Tom Becker: No key for room 2.14 <!channel> *yet*")
    parent.get_by_test_id("thread-summary").click()
    thread = person.page.get_by_test_id("thread-messages")
    expect(thread).to_contain_text("Walked floors 1 and 2")
    expect(thread).to_contain_text("Floors 3 and 4")
    person.look("thread")
    person.page.get_by_test_id("close-thread").click()


def read_and_share_the_status(person: PersonAtPage) -> None:
    person.act_as("Ana Silva")
    person.open_channel(CHANNEL)
    person.type("/project status")
    status = person.message("Only visible to you", "NET is active")
    expect(status).to_contain_text("40 % done")
    expect(status).to_contain_text("1 of 2 in")
    person.look("status")
    status.get_by_role("button", name="Share in channel").click()
    expect(person.message("Shared by Ana Silva")).to_contain_text("40 % done")
    person.look("shared")


def open_home(person: PersonAtPage) -> None:
    home = person.open_home()
    expect(home).to_contain_text("Network renewal")
    person.look("home-manager")
    person.act_as("Li Chen")
    expect(person.open_home()).to_contain_text("check-in")
    person.look("home-member")


def test_a_project_goes_from_its_creation_to_its_first_answered_checkin(person: PersonAtPage, office: Office) -> None:
    create_the_project(person)
    delegate_and_accept_a_task(person)
    start_the_project(person)

    answer_the_checkin(person)

    read_the_round(person)
    read_and_share_the_status(person)
    open_home(person)
    assert office.driver.problems() == []
