"""A project from its request to its approved plan, and one change of it, at the page in Chromium."""

import pytest
from playwright.sync_api import expect

from bot.demo.running import Office
from tests.browser.person_at_page import PersonAtPage

pytestmark = pytest.mark.browser

CHANNEL = "war-warehouse-wi-fi"
CUSTOMER = "Gus Brandt (Rhein Logistik)"
TYPED = "Wi-Fi in the new warehouse <!channel> *now*"
REQUEST = {
    "What do you need?": TYPED,
    "Why?": "The scanners lose their connection between the aisles.",
    "For whom?": "Rhein Logistik",
    "Which IT services?": ["Wi-Fi"],
    "Other services": "Scanner support",
    "By when?": "2026-06-26",
}
DRAFT = {"Project name": "Warehouse Wi-Fi", "Key": "WAR", "Kind of channel": "New private channel"}
LEADERS = {"Responsible staff member": "Tom Becker", "Project manager": "Ana Silva"}


def ask_for_a_project(person: PersonAtPage) -> None:
    person.act_as("Li Chen")
    person.type("/project request")
    person.is_refused(REQUEST | {"For how many IT users?": "0"}, "For how many IT users?", "at least 1")
    person.answer({"For how many IT users?": "120"}, "It is with Mika Lindqvist")
    person.close()


def assign_it(person: PersonAtPage) -> None:
    person.act_as("Mika Lindqvist")
    person.open_direct_messages()
    expect(person.message("Li Chen asks for a project")).to_contain_text(TYPED)
    person.look("request")
    person.press("Assign", TYPED)
    person.answer(DRAFT, "who leads it?")
    person.is_refused(LEADERS | {"Department head": "Ana Silva"}, "Department head", "cannot also be")
    person.answer({"Department head": "Dana Weber"}, "Warehouse Wi-Fi (WAR) is a draft now")
    person.close()


def decide_the_scope(person: PersonAtPage) -> None:
    """Requirements, what they mean technically, money, goals, then what is in and what is out."""
    person.act_as("Ana Silva")
    person.open_channel(CHANNEL)
    person.press("Requirements", "WAR is a draft", "5 of 15 decided")
    musts = "Wi-Fi in every aisle\nScanners roam without loss"
    person.answer({"Must have": musts, "Should have": "Guest access"}, "None yet")
    person.press_in_form("Add the first")
    roaming = {"What is required": "Handover within 50 ms", "About": "Performance", "IT service": "Wi-Fi"}
    person.answer(roaming, "Handover within 50 ms (must; performance, Wi-Fi)")
    person.press_in_form("Continue")
    person.is_refused({"Budget ceiling in EUR": "-5"}, "Budget ceiling in EUR", "above 0")
    person.answer({"Budget ceiling in EUR": "60.000,00", "Payment terms": "30 days"}, "A goal needs a measure")
    person.press_in_form("Add the first")
    goal = {"What is to be better": "Fewer lost scans", "How it is measured": "Lost scans a week"}
    person.answer(goal | {"What it is to reach": "under 20"}, "Lost scans a week, under 20")
    person.press_in_form("Back to the scope")
    person.press_in_form("Edit scope")
    person.is_refused({"To be completed by": "2026-02-01"}, "To be completed by", "after today")
    halls = {"In scope": "Hall 1\nHall 2", "Out of scope": "The loading dock"}
    person.answer(halls | {"To be completed by": "2026-06-26"}, "60.000,00 €")
    person.look("scope")
    person.press_in_form("Ask for the opinion")
    person.read_and_close("is asked for the technical opinion")


def say_what_is_possible(person: PersonAtPage) -> None:
    person.act_as("Mika Lindqvist")
    person.open_direct_messages()
    person.press("Say what is possible", "Ana Silva asks you")
    person.is_refused({"It is": "🔧 possible, and changes the scope"}, "How, or why not", "how it changes the scope")
    person.look("opinion")
    person.fill({"It is": "✅ possible as planned"})
    person.submit_well()


def choose_a_solution(person: PersonAtPage) -> None:
    """Tom takes the dearer of two, and has to say why."""
    person.act_as("Tom Becker")
    person.open_channel(CHANNEL)
    person.type("/project options")
    person.press("Add a solution", "at least two are compared")
    rented = {"Name": "Rent it as a service", "What it is": "Managed by a provider", "Cost once (EUR)": "2.000"}
    monthly = "Running cost each month (EUR)"
    person.is_refused(rented | {monthly: "lots"}, monthly, "Enter an amount")
    met = {"Wi-Fi in every aisle": "Met", "Scanners roam without loss": "Met"}
    person.answer({monthly: "900"}, "What does it meet?")
    person.answer(met | {"Guest access": "Met"}, "34.400,00 €")
    person.press_in_form("Add a solution")
    built = {"Name": "Build our own", "What it is": "Our access points", "Cost once (EUR)": "14.500,50", monthly: "120"}
    person.answer(built, "What does it meet?")
    person.answer(met | {"Guest access": "Partly met"}, "18.820,50 €")
    person.look("options")
    person.press_in_form("Choose")
    person.is_refused({"Solution": "Rent it as a service"}, "Why this one", "Say why it is not chosen")
    person.answer({"Why this one": "They want no hardware of their own."}, "Tom Becker chose Rent it as a service")
    person.close()
    expect(person.message("Warehouse Wi-Fi (WAR) is scoped")).to_be_visible()


def plan_the_stages(person: PersonAtPage) -> None:
    person.act_as("Ana Silva")
    person.open_channel(CHANNEL)
    person.type("/project stages")
    person.press("Add a stage", "No stages yet")
    survey = {"Name": "Survey", "First day": "2026-03-20", "Last day": "2026-03-09", "Who answers for it": "Tom Becker"}
    person.is_refused(survey, "Last day", "cannot end before it starts")
    person.answer({"First day": "2026-03-09", "Last day": "2026-03-20"}, "Whose work")
    person.is_refused({"Add a skill or tool": "Networking", "Hours of work": "-4"}, "Hours of work", "hours above 0")
    fill_in_needs(person, "60", "Survey kit", "1.200,50")
    person.press_in_form("All stages")
    person.press_in_form("Add a stage")
    build = {"Name": "Build", "First day": "2026-03-23", "Last day": "2026-06-12", "Who answers for it": "Tom Becker"}
    person.answer(build, "Whose work")
    person.fill({"Add a skill or tool": "Networking"})
    fill_in_needs(person, "120", "24 access points", "9.600")
    person.look("stage")
    person.close()


def fill_in_needs(person: PersonAtPage, hours: str, thing: str, amount: str) -> None:
    """What a stage takes: hours of the skill that is chosen, and one thing that is paid for."""
    person.answer({"Hours of work": hours}, f"{hours} h")
    person.answer({}, "besides hours")
    person.answer({"Add what is paid for": thing, "Amount (EUR)": amount}, thing)
    person.answer({}, "Planned:")


def master_what_is_needed(person: PersonAtPage) -> None:
    """Nobody has the skill, says the verdict; then Tom says he has, Dana confirms it and names its rate."""
    person.type("/project feasible")
    expect(person.message("Nobody has a confirmed level in Networking")).to_contain_text("needs 180 h of Networking")
    person.look("not-feasible")
    person.act_as("Tom Becker")
    person.type("/project skills")
    person.press("Propose a level", "Your skills")
    level = {"Skill or tool": "Networking", "Level": "4, solves hard cases and guides others"}
    person.answer(level, "Networking is proposed")
    person.close()
    person.act_as("Dana Weber")
    person.open_direct_messages()
    person.press("Confirm", "Tom Becker says")
    expect(person.message("confirmed by Dana Weber")).to_be_visible()
    person.open_channel("general")
    person.type("/project skills catalogue")
    person.message("Skills and tools").get_by_role("combobox").click()
    person.page.get_by_role("option", name="Networking", exact=True).click()
    person.answer({"What an hour costs (EUR)": "80"}, "80,00 € an hour")
    person.close()


def find_it_viable(person: PersonAtPage) -> None:
    person.act_as("Ana Silva")
    person.open_channel(CHANNEL)
    person.type("/project feasible")
    expect(person.message("Feasible as it is planned")).to_contain_text("180 h of work in 2 stages")
    person.type("/project cost")
    person.press("Set the price", "Planned to cost 25.200,50 €")
    price = "Price for the customer (EUR)"
    person.is_refused({price: "-1"}, price, "0 or more")
    person.answer({price: "38.000"}, "10.279,45 €, 27 %")
    person.close()
    person.act_as("Dana Weber")
    person.open_channel(CHANNEL)
    person.type("/project cost")
    person.press("Is it viable?", "Only visible to you")
    person.is_refused({"Verdict": "Not viable: price or plan must change first"}, "Why", "Say why it is not viable")
    person.look("viable")
    person.answer({"Verdict": "Viable: the price bears the cost and the risk"}, "Dana Weber found it viable")
    person.close()


def see_to_the_tools(person: PersonAtPage) -> None:
    """Ana lists two, Tom has both ready: nothing is open any more inside."""
    person.act_as("Ana Silva")
    person.type("/project tools")
    person.press("Make the list", "Nothing is listed yet")
    usual = person.form.get_by_role("checkbox")
    expect(usual.first).to_be_checked()
    for ticked in usual.all()[2:]:
        ticked.uncheck()
    person.answer({}, "0 of 2 settled")
    person.close()
    person.act_as("Tom Becker")
    person.open_direct_messages()
    for tool in ("Ticket system", "Remote access"):
        person.message("Please see to it").get_by_role("button", name=f"Ready: {tool}").click()
    expect(person.message("all of this is settled")).to_be_visible()
    person.open_channel(CHANNEL)
    expect(person.message("Warehouse Wi-Fi (WAR) is planned")).to_be_visible()


def present_the_plan(person: PersonAtPage) -> None:
    person.act_as("Ana Silva")
    person.open_channel(CHANNEL)
    person.type("/project plan")
    person.look("plan")
    person.press("Present it", "The customer has not been shown this plan yet")
    person.is_refused({}, "Who accepts it", "Choose who accepts the plan")
    person.answer({"Who accepts it": CUSTOMER}, "Version 1 waits for the customer's answer")
    person.close()


def accept_it_as_the_customer(person: PersonAtPage) -> None:
    """The guest reads what is promised and nothing of its cost, then Ana starts what is approved."""
    person.act_as(CUSTOMER)
    person.open_direct_messages()
    offer = person.message("Ana Silva presents the plan to you")
    expect(offer).to_contain_text("38.000,00 €")
    expect(offer).not_to_contain_text("25.200,50")
    expect(person.page.get_by_test_id("file").last).to_contain_text("Plan for Warehouse Wi-Fi, version 1")
    person.look("offer")
    person.press("Accept plan", "Ana Silva presents the plan")
    person.submit_well()
    accepted = person.message("Version 1 is accepted", "38.000,00 €")
    expect(accepted).to_be_visible()
    expect(person.button("Accept plan", accepted)).to_have_count(0)
    person.act_as("Ana Silva")
    person.open_channel(CHANNEL)
    person.press("Start the project", "WAR is approved", "15 of 15 decided")
    person.page.get_by_test_id("confirm-yes").click()
    expect(person.message("WAR is active")).to_contain_text("Approved: 120 users")


def ask_for_a_change(person: PersonAtPage) -> None:
    """One who asked has agreed; pressing again adds nothing, and who does not decide cannot agree at all."""
    person.type("/project change")
    asked = {"What changes": "Hall 3 too", "Why": "It opens in May.", "IT users": "140"}
    person.is_refused(asked | {"Price (EUR)": "-50000"}, "Price (EUR)", "less than nothing")
    person.answer({"Price (EUR)": "+2.000,00", "Completion date": "2026-07-10"}, "WAR-C1 Hall 3 too: in discussion")
    person.close()
    expect(person.message("WAR-C1", "must still agree")).to_contain_text("Price: another than before")
    person.press("See the figures", "WAR-C1", "must still agree")
    figures = person.message("Only visible to you", "WAR-C1", "must still agree")
    expect(figures).to_contain_text("38.000,00 € → 40.000,00 € (+2.000,00 €)")
    person.look("change")
    person.press("Agree", "WAR-C1", "Price: another than before")
    expect(person.message("Only visible to you")).to_contain_text("You have already agreed to WAR-C1")
    person.act_as("Tom Becker")
    person.open_channel(CHANNEL)
    person.press("Agree", "WAR-C1", "must still agree")
    expect(person.message("Only visible to you")).to_contain_text("Only the two who decide")


def agree_to_it(person: PersonAtPage) -> None:
    person.act_as("Mika Lindqvist")
    person.open_direct_messages()
    person.press("Agree", "asks for a change", "WAR-C1")
    person.act_as(CUSTOMER)
    person.open_direct_messages()
    person.press("Accept change", "a change of what you agreed to")
    expect(person.form).to_contain_text("version 2 of the plan: 40.000,00 €")
    person.submit_well()
    expect(person.message("The change is accepted", "WAR-C1")).to_be_visible()


def read_what_is_approved_now(person: PersonAtPage) -> None:
    person.act_as("Ana Silva")
    person.open_channel(CHANNEL)
    expect(person.message("WAR-C1 Hall 3 too", "is approved")).to_be_visible()
    person.type("/project status")
    status = person.message("Only visible to you", "WAR is active")
    expect(status).to_contain_text("Approved: 120 users, Fri 26 Jun 2026, 38.000,00 €")
    expect(status).to_contain_text("now: 140 users, Fri 10 Jul 2026 and 40.000,00 € (WAR-C1)")
    person.look("approved-change")
    person.type("/project scope")
    expect(person.message("WAR · scope", "version 2")).to_contain_text("Hall 3 too (WAR-C1)")


def test_a_project_goes_from_its_request_to_an_approved_change(person: PersonAtPage, office: Office) -> None:
    ask_for_a_project(person)
    assign_it(person)
    decide_the_scope(person)
    say_what_is_possible(person)
    choose_a_solution(person)
    plan_the_stages(person)
    master_what_is_needed(person)
    find_it_viable(person)
    see_to_the_tools(person)

    present_the_plan(person)
    accept_it_as_the_customer(person)
    ask_for_a_change(person)
    agree_to_it(person)

    read_what_is_approved_now(person)
    assert office.driver.problems() == []
