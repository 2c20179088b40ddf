"""The page of the sandbox by itself, in Chromium."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from slack_sdk import WebClient

from sandbox import Sandbox
from sandbox.driver import Driver
from tests.browser.conftest import SEED
from tests.browser.small_app import PRIORITIES, SmallApp, option, words

pytestmark = pytest.mark.browser

HOSTILE = "<img src=x onerror=alert(1)> <javascript:alert(2)|press me> *plain* <!channel> &amp; :tada: {{7*7}}"


def send(page: Page, text: str) -> None:
    page.get_by_test_id("composer").fill(text)
    page.get_by_test_id("composer").press("Enter")


def fill_form(page: Page, name: str) -> None:
    modal = page.get_by_test_id("modal")
    modal.get_by_label("Project name", exact=True).fill(name)
    modal.get_by_label("Department head", exact=True).fill("ben")
    page.get_by_role("option", name="Ben Brandt").click()
    modal.get_by_label("Team members", exact=True).click()
    page.get_by_role("option", name="Ana Alves").click()
    modal.get_by_label("Completion date", exact=True).fill("2027-01-31")
    modal.get_by_label("Priority", exact=True).click()
    page.get_by_role("option", name="High").click()


def test_a_form_reaches_the_app_in_slacks_own_shapes(page: Page, app: SmallApp) -> None:
    send(page, "/project create")
    fill_form(page, "Network")

    page.get_by_test_id("modal-submit").click()

    expect(page.get_by_test_id("modal")).to_have_count(0)
    held = {block: values["value"] for block, values in app.submitted[0].items()}
    assert held["name"] == {"type": "plain_text_input", "value": "Network"}
    assert held["head"] == {"type": "users_select", "selected_user": "U2"}
    assert held["team"] == {"type": "multi_users_select", "selected_users": ["U1"]}
    assert held["due"] == {"type": "datepicker", "selected_date": "2027-01-31"}
    assert held["priority"]["selected_option"]["value"] == "high"


def test_an_error_of_the_app_stands_beside_its_field(page: Page, app: SmallApp) -> None:
    send(page, "/project create")
    fill_form(page, "taken")

    page.get_by_test_id("modal-submit").click()

    name = page.get_by_test_id("field").filter(has=page.get_by_label("Project name", exact=True))
    expect(name.get_by_test_id("field-error")).to_have_text("That name is taken.")
    expect(page.get_by_test_id("field-error")).to_have_count(1)


def test_a_required_field_left_empty_is_asked_for_before_the_app_hears_of_it(page: Page, app: SmallApp) -> None:
    send(page, "/project create")

    page.get_by_test_id("modal-submit").click()

    expect(page.get_by_test_id("field-error")).to_have_text(["Please complete this required field."] * 3)
    assert app.submitted == []


def test_an_app_that_does_not_answer_costs_nobody_what_they_typed(page: Page, app: SmallApp) -> None:
    send(page, "/project create")
    fill_form(page, "silence")

    page.get_by_test_id("modal-submit").click()

    expect(page.get_by_test_id("modal-failure")).to_contain_text("trouble connecting")
    modal = page.get_by_test_id("modal")
    expect(modal.get_by_label("Project name", exact=True)).to_have_value("silence")
    expect(modal.get_by_label("Department head", exact=True)).to_have_value("Ben Brandt")
    expect(modal.get_by_label("Completion date", exact=True)).to_have_value("2027-01-31")


def test_escape_closes_a_form(page: Page, app: SmallApp) -> None:
    send(page, "/project create")
    page.get_by_test_id("modal").wait_for()

    page.keyboard.press("Escape")

    expect(page.get_by_test_id("modal")).to_have_count(0)


def test_a_command_that_fails_is_explained_and_stays_in_the_composer(page: Page) -> None:
    send(page, "/nothing here")

    expect(page.get_by_test_id("composer-failure")).to_contain_text("/nothing is not a valid command.")
    expect(page.get_by_test_id("composer")).to_have_value("/nothing here")


def test_a_slash_offers_the_commands_and_then_their_verbs(page: Page) -> None:
    composer = page.get_by_test_id("composer")
    composer.press_sequentially("/pro")
    page.get_by_test_id("completion").get_by_role("option", name="/project").wait_for()
    composer.press("Enter")
    composer.press_sequentially("st")
    page.get_by_test_id("completion").get_by_role("option", name="status KEY").wait_for()

    composer.press("Tab")

    expect(composer).to_have_value("/project status ")


def test_what_is_offered_goes_with_the_composer_s_focus_and_never_after_it_came_back(page: Page) -> None:
    composer, offered = page.get_by_test_id("composer"), page.get_by_test_id("completion")
    page.clock.install()
    composer.press_sequentially("/pro")
    offered.wait_for()

    composer.blur()
    left_open = offered.count()
    composer.press_sequentially("j")
    page.clock.run_for(1_000)
    offered.get_by_role("option", name="/project").click()

    assert left_open == 0
    expect(composer).to_have_value("/project ")
    expect(composer).to_be_focused()


def test_what_a_message_contains_is_shown_and_never_run(page: Page, box: Sandbox, app: SmallApp) -> None:
    typed = {
        "type": "rich_text",
        "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": HOSTILE}]}],
    }
    app.client.chat_postMessage(channel="C2", text=HOSTILE)
    app.client.chat_postMessage(channel="C2", text="typed", blocks=[typed])

    last = page.get_by_test_id("message").last

    expect(last).to_contain_text(HOSTILE)
    expect(page.get_by_test_id("messages").get_by_text("<javascript:alert(2)|press me>").first).to_be_visible()
    expect(page.locator("[data-testid=messages] :is(img, a, script)")).to_have_count(0)
    expect(last.locator(".message-blocks :is(strong, em, .mention, .emoji)")).to_have_count(0)


def test_what_somebody_else_writes_appears_by_itself(page: Page, box: Sandbox) -> None:
    ben = Driver(box.url).person("U2")

    ben.write("#rollout", "The switches are here")

    expect(page.get_by_test_id("message").last).to_contain_text("The switches are here")


def test_the_clock_jumps_to_the_next_morning_of_the_acting_person(page: Page) -> None:
    page.get_by_test_id("jump").click()

    page.get_by_test_id("jump-morning").click()

    expect(page.get_by_test_id("clock")).to_contain_text(re.compile(r"Thu 19 Nov 2026, 10:00.*Lisbon"))


def test_another_person_sees_their_own_time_by_the_same_address(page: Page) -> None:
    page.get_by_test_id("act-as").click()

    page.get_by_test_id("act-as-ben.brandt").click()

    expect(page).to_have_url(re.compile(r"as=U2&channel=C2"))
    expect(page.get_by_test_id("clock")).to_contain_text("14:0")
    expect(page.get_by_test_id("clock")).to_contain_text("Berlin")


def test_a_reply_goes_into_its_thread(page: Page, app: SmallApp) -> None:
    app.client.chat_postMessage(channel="C2", text="Who takes it?")
    message = page.get_by_test_id("message").filter(has_text="Who takes it?")
    message.hover()
    message.get_by_test_id("open-thread").click()

    page.get_by_test_id("thread-composer").fill("I do")
    page.get_by_test_id("thread-composer").press("Enter")

    expect(page.get_by_test_id("thread-summary")).to_contain_text("1 reply")
    expect(page.get_by_test_id("thread-messages")).to_contain_text("I do")
    expect(page.get_by_test_id("messages")).not_to_contain_text("I do")


def test_every_element_of_a_message_is_drawn(page: Page, app: SmallApp) -> None:
    selects = ("users_select", "conversations_select", "channels_select")
    many = ("multi_users_select", "multi_conversations_select", "multi_channels_select")
    chosen = [{"type": kind, "action_id": kind, "placeholder": words(kind)} for kind in selects]
    beside = [
        {
            "type": "section",
            "text": words(kind),
            "accessory": {"type": kind, "action_id": kind, "placeholder": words(kind)},
        }
        for kind in many
    ]
    listed = [
        {"type": kind, "action_id": kind, "options": PRIORITIES} for kind in ("checkboxes", "radio_buttons", "overflow")
    ]
    plain = [{"type": kind, "action_id": kind} for kind in ("datepicker", "timepicker", "datetimepicker")]
    picked = {
        "type": "static_select",
        "action_id": "static",
        "placeholder": words("static"),
        "options": [option("A", "a")],
    }
    button = {"type": "button", "action_id": "press", "text": words("Press"), "style": "primary"}
    actions = {"type": "actions", "elements": [button, picked, *chosen, *listed, *plain]}
    app.client.chat_postMessage(channel="C2", text="all", blocks=[actions, *beside])

    message = page.get_by_test_id("message").last

    expect(message.get_by_role("button", name="Press")).to_be_visible()
    expect(message.get_by_role("combobox")).to_have_count(7)
    expect(message.get_by_role("checkbox")).to_have_count(2)
    expect(message.get_by_test_id("not-drawn")).to_have_count(0)


def test_an_edit_is_noted_beside_the_time(page: Page, app: SmallApp) -> None:
    block = {"type": "section", "text": words("Two of four are in")}
    ts = app.client.chat_postMessage(channel="C2", text="x", blocks=[block])["ts"]
    app.client.chat_update(channel="C2", ts=ts, text="x", blocks=[block])

    head = page.get_by_test_id("message").last.locator(".message-head")

    expect(head).to_contain_text("(edited)")


def test_the_longest_text_that_fits_is_counted_without_covering_what_follows(page: Page, app: SmallApp) -> None:
    send(page, "/project create")
    page.get_by_test_id("modal").get_by_label("Project name", exact=True).fill("x" * 80)

    counter = page.get_by_text("80 / 80")

    expect(counter).to_have_css("color", page.locator(".label .quiet").first.evaluate("e => getComputedStyle(e).color"))
    following = page.get_by_test_id("field").nth(1).bounding_box()
    counted = counter.bounding_box()
    assert counted["y"] + counted["height"] <= following["y"]


def test_nobody_can_write_to_an_app_that_takes_no_messages(chromium: Browser) -> None:
    with Sandbox(SEED | {"app": SEED["app"] | {"messages_read_only": True}}) as box:
        WebClient("xoxb-sandbox", base_url=box.api_url).chat_postMessage(channel="U1", text="Your check-in")
        page = chromium.new_page()
        page.goto(f"{box.url}/?as=U1&app=home")

        page.get_by_test_id("tab-messages").click()

        expect(page.get_by_text("Sending messages to this app has been turned off.")).to_be_visible()
        expect(page.get_by_text("Your check-in")).to_be_visible()
        expect(page.get_by_test_id("composer")).to_have_count(0)
        page.close()
