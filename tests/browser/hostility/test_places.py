"""Names, forms, questions, Home, files, the panel and the page of OAuth hold only words, whatever the words."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page, expect
from slack_bolt import App
from slack_sdk import WebClient

from sandbox import Driver, Sandbox
from tests.browser.hostility import words as hostile
from tests.browser.hostility.conftest import NAMED
from tests.browser.hostility.posting import post, shown_last
from tests.browser.hostility.watching import Watch
from tests.browser.hostility.words import EVERYTHING, SHORT

pytestmark = pytest.mark.browser


def test_names_of_people_rooms_commands_and_shortcuts_stay_names(watched: Page, client: WebClient, app: App) -> None:
    client.chat_postMessage(channel="C3", text="<@U3> in <#C3>: <!subteam^S1>")
    message = shown_last(watched, client)

    watched.get_by_test_id("members").click()
    expect(watched.get_by_text(NAMED["title"], exact=True).first).to_be_visible()
    watched.keyboard.press("Escape")
    message.get_by_test_id("message").last.hover()
    message.get_by_test_id("message-menu").last.click()
    expect(watched.get_by_role("menuitem", name=SHORT)).to_be_visible()
    watched.keyboard.press("Escape")
    for typed in ("/", "/x l", "@eve", "#room"):
        watched.get_by_test_id("composer").fill("")
        watched.get_by_test_id("composer").press_sequentially(typed)
        expect(watched.get_by_test_id("completion").get_by_role("option").first).to_be_visible()
    watched.get_by_test_id("composer").fill("")
    watched.get_by_test_id("act-as").click()
    watched.get_by_role("option", name=NAMED["real_name"]).click()

    expect(watched.get_by_test_id("act-as")).to_contain_text(NAMED["real_name"])
    expect(watched.get_by_test_id("channel-title")).to_contain_text(SHORT)


def test_a_form_holds_only_words(watched: Page, app: App) -> None:
    watched.get_by_test_id("composer").fill("/x")
    watched.get_by_test_id("composer").press("Enter")
    form = watched.get_by_test_id("modal")
    expect(form.get_by_role("heading", name=SHORT)).to_be_visible()

    for field in form.get_by_role("combobox").all():
        field.click()
        listed = watched.get_by_role("listbox", name="Choices")
        expect(listed.locator("[role=option], .combo-empty:text-is('No results')").first).to_be_visible()
        watched.keyboard.press("Escape")
    form.get_by_role("combobox").last.click()
    expect(watched.get_by_role("option", name=SHORT)).to_be_visible()
    watched.keyboard.press("Escape")
    form.locator("input[type=url]").fill("")
    form.get_by_test_id("modal-submit").click()

    expect(form.get_by_test_id("field-error")).to_have_text([EVERYTHING])
    expect(form.locator("textarea").first).to_have_value(EVERYTHING)


def test_a_question_before_a_press_holds_only_words(watched: Page, client: WebClient, app: App) -> None:
    words = f"<script>{hostile.RUN}</script>"
    post(client, [{"type": "actions", "elements": hostile.elements_saying(words)}])
    message = shown_last(watched, client)

    message.get_by_test_id("block-button").click()

    expect(watched.get_by_test_id("confirm").get_by_role("heading")).to_have_text(words)
    watched.get_by_test_id("confirm-yes").click()
    expect(watched.get_by_test_id("confirm")).to_have_count(0)


def test_a_home_holds_only_words(watched: Page, client: WebClient) -> None:
    for words in (EVERYTHING, *hostile.MRKDWN):
        client.views_publish(user_id="U1", view={"type": "home", "blocks": hostile.blocks_saying(words)[:6]})
        watched.get_by_test_id("app-home").click()
        watched.get_by_test_id("tab-home").click()
        expect(watched.get_by_test_id("home")).to_contain_text(words[:20].split("\n")[0][:10])


def test_what_an_app_answers_to_a_command_stays_words(watched: Page, client: WebClient) -> None:
    watched.get_by_test_id("composer").fill(f"/{SHORT}")
    watched.get_by_test_id("composer").press("Enter")

    expect(watched.get_by_test_id("composer-failure")).to_contain_text("is not a valid command.")


def test_a_file_is_offered_under_its_name_and_never_opened(watched: Page, client: WebClient) -> None:
    for name in (f"{SHORT}.html", "x.svg", f"{'W' * 200}.txt"):
        content = f"<html><script>{hostile.RUN}</script>"
        client.files_upload_v2(channel="C3", filename=name, title=EVERYTHING[:200], content=content)
    messages = shown_last(watched, client)

    with watched.expect_download() as downloading:
        messages.get_by_test_id("file").first.click()

    assert downloading.value.url.startswith(client.base_url.removesuffix("api/"))
    expect(messages.get_by_test_id("file").first).to_contain_text(EVERYTHING[:100])


def test_the_panel_shows_what_was_called_as_words(watched: Page, client: WebClient, box: Sandbox) -> None:
    driver = Driver(box.url)
    for words in hostile.SPOKEN:
        client.chat_postMessage(channel="C3", text=words)
    driver.fault("chat.postMessage", "error", error=EVERYTHING[:80], times=None)
    driver.wire.do("command", {"as": "U1", "channel": "C3", "text": "/x"})
    watched.get_by_test_id("show-conditions").click()

    watched.get_by_test_id("journal-calls").click()
    for call in watched.get_by_test_id("journal").locator("summary").all()[:20]:
        call.click()

    expect(watched.get_by_test_id("fault")).to_contain_text(EVERYTHING[:60])
    expect(watched.get_by_test_id("journal").locator("pre").first).to_contain_text(SHORT[:4])


def test_the_page_of_oauth_leads_nowhere_by_itself(chromium: Browser, box: Sandbox) -> None:
    context = chromium.new_context()
    watch, page = Watch(context, box.url), context.new_page()
    headings = []

    for link in [*hostile.LINKS, "https://elsewhere.example/<script>"]:
        asked = {"client_id": "sandbox-client", "scope": f"chat:write,{SHORT}", "state": SHORT, "redirect_uri": link}
        page.goto(f"{box.url}/oauth/v2/authorize?{urlencode(asked)}")
        headings.append(page.get_by_role("heading", level=1).inner_text())
        assert page.locator("script, svg, style").count() == 0

    assert len(headings) == len(hostile.LINKS) + 1
    assert [what for what in watch.happened if "(Bad Request)" not in what] == []
    context.close()
