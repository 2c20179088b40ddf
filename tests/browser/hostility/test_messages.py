"""Whatever stands in messages, the page executes, follows and fetches none of it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox import Driver, Sandbox
from tests.browser.hostility import words as hostile
from tests.browser.hostility.posting import post, refused_as, shown_last
from tests.browser.hostility.words import EVERYTHING, SHORT

pytestmark = pytest.mark.browser


def test_words_in_every_block_and_element_stay_words(watched: Page, client: WebClient) -> None:
    for words in hostile.SPOKEN:
        assert post(client, hostile.blocks_saying(words))

    messages = shown_last(watched, client)

    assert watched.get_by_test_id("not-drawn").count() == 0
    for words in hostile.WORDS:
        assert messages.get_by_text(words, exact=True).count() >= 4


def test_texts_of_people_and_of_the_app_stay_texts(watched: Page, client: WebClient, box: Sandbox) -> None:
    eve = Driver(box.url).person("U3")
    for words in hostile.SPOKEN:
        parent = eve.write("C3", words)
        client.chat_postMessage(channel="C3", text=words)
        client.chat_postMessage(channel="C3", thread_ts=parent["ts"], text=words, reply_broadcast=True)
        client.chat_postEphemeral(channel="C3", user="U1", text=words)
    client.pins_add(channel="C3", timestamp=parent["ts"])
    client.conversations_setTopic(channel="C3", topic=EVERYTHING[:250])
    client.conversations_setPurpose(channel="C3", purpose=EVERYTHING[:250])
    shown_last(watched, client)

    watched.get_by_test_id("pinned-messages").click()
    watched.keyboard.press("Escape")
    watched.get_by_test_id("thread-summary").last.click()
    expect(watched.get_by_test_id("thread-messages")).to_contain_text("Eve")

    for words in hostile.WORDS[:4]:
        expect(watched.locator(".message-text").filter(has_text=words).first).to_be_attached()


def test_no_link_and_no_button_leads_out_of_the_web(watched: Page, client: WebClient) -> None:
    drawn = [blocks for link in hostile.LINKS for blocks in hostile.blocks_leading_to(link) if post(client, blocks)]
    drawn += [blocks for blocks in hostile.ODD_PARTS if post(client, blocks)]
    for link in hostile.LINKS:
        _bookmark(client, link)

    messages = shown_last(watched, client)
    for button in messages.get_by_test_id("block-button").all():
        button.click()
    for menu in messages.get_by_test_id("overflow").all():
        menu.click()
        watched.get_by_role("menuitem", name="go").click()

    assert watched.context.pages == [watched]
    assert watched.locator("[data-testid=messages] :is(a, img)").count() == 0
    assert watched.url.startswith(client.base_url.removesuffix("api/"))
    assert len(watched.get_by_test_id("message").all()) == len(drawn) + 1


def _bookmark(client: WebClient, link: str) -> None:
    try:
        client.bookmarks_add(channel_id="C3", title=EVERYTHING[:100], type="link", link=link, emoji=f":{SHORT}:")
    except SlackApiError as refusal:
        refused_as(refusal, "invalid_link")


def test_a_picture_from_elsewhere_is_named_and_not_fetched(watched: Page, client: WebClient) -> None:
    picture = {"type": "image", "image_url": "https://elsewhere.example/x.png", "alt_text": "A plan"}
    post(client, [picture, {"type": "context", "elements": [picture]}])

    named = shown_last(watched, client).get_by_role("link", name="A plan")

    expect(named).to_have_count(2)
    expect(named.first).to_have_attribute("href", picture["image_url"])
