"""The page never executes, follows or fetches what people and apps write, wherever they write it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from slack_bolt import Ack, App, BoltResponse
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox import Driver, Sandbox
from tests.browser import hostile
from tests.browser.conftest import SEED
from tests.browser.person_at_page import NARROW, TOO_WIDE, WIDE
from tests.browser.watching import Watch

pytestmark = pytest.mark.browser

SHORT, EVERYTHING = hostile.SHORT, " | ".join(hostile.WORDS)[:1900]
NAMED: dict[str, Any] = {"real_name": f"Eve {SHORT}", "title": hostile.WORDS[1], "tz": SHORT}
VERBS: dict[str, Any] = {"command": "/x", "description": hostile.WORDS[1], "usage_hint": f"list {SHORT} | show"}
SHORTCUTS = [{"name": SHORT, "type": kind, "callback_id": kind} for kind in ("global", "message")]
HOSTILE_SEED: dict[str, Any] = SEED | {
    "team": {"id": "T1", "name": hostile.WORDS[1], "domain": "nordlicht"},
    "app": SEED["app"] | {"name": f"App {SHORT}", "commands": [VERBS], "shortcuts": SHORTCUTS},
    "people": [*SEED["people"], {"id": "U3", "name": f"eve{SHORT}"} | NAMED],
    "channels": [
        *SEED["channels"],
        {"id": "C3", "name": f"room-{SHORT}", "members": ["U1", "U3", "U0APP"], "topic": EVERYTHING},
    ],
}


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox(HOSTILE_SEED) as workspace:
        yield workspace


@pytest.fixture
def client(box: Sandbox) -> WebClient:
    return WebClient("xoxb-sandbox", base_url=box.api_url)


@pytest.fixture
def app(client: WebClient) -> Iterator[App]:
    """Opens the form for every command and shortcut, and answers every submission with a hostile error."""
    made = App(client=client, process_before_response=True)

    def open_form(ack: Ack, body: dict[str, Any]) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=hostile.form_saying(EVERYTHING))
        ack()

    made.command("/x")(lambda ack, body: open_form(ack, body))
    made.view("form")(lambda ack: ack(response_action="errors", errors={"words": EVERYTHING}))
    found = [hostile.option(SHORT, "a"), hostile.option(hostile.WORDS[2], "b")]
    made.options("found")(lambda ack: ack(options=found))
    made.use(_acknowledged)
    line = SocketModeHandler(made, "xapp-sandbox")
    line.connect()
    yield made
    line.close()


def _acknowledged(body: dict[str, Any], next: Any) -> BoltResponse | None:
    """Whatever is pressed is fine."""
    return BoltResponse(status=200) if body.get("type") == "block_actions" else next()


@pytest.fixture
def watched(chromium: Browser, box: Sandbox) -> Iterator[Page]:
    """Ana's page in the room with the hostile name; it has to stay quiet until the end, and hold only words."""
    context = chromium.new_context(viewport=WIDE)
    watch = Watch(context, box.url)
    page = context.new_page()
    page.set_default_timeout(8_000)
    page.goto(f"{box.url}/?as=U1&channel=C3")
    page.get_by_test_id("composer").wait_for()
    yield page
    assert watch.foreign_parts(page) == []
    context.close()
    assert watch.happened == []


def post(client: WebClient, blocks: list[dict[str, Any]], text: str = "hostile") -> bool:
    """Post to the room; what Slack would not take never reaches a page either."""
    try:
        client.chat_postMessage(channel="C3", text=text, blocks=blocks)
    except SlackApiError as refusal:
        return _refused_as(refusal, "invalid_blocks")
    return True


def _refused_as(refusal: SlackApiError, error: str) -> bool:
    assert refusal.response["error"] == error
    return False


def shown_last(page: Page, client: WebClient) -> Locator:
    """Wait until everything that was said before is drawn."""
    client.chat_postMessage(channel="C3", text="That was all.")
    last = page.get_by_test_id("message").filter(has_text="That was all.")
    expect(last).to_be_visible()
    return page.get_by_test_id("messages")


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
        _refused_as(refusal, "invalid_link")


def test_a_picture_from_elsewhere_is_named_and_not_fetched(watched: Page, client: WebClient) -> None:
    picture = {"type": "image", "image_url": "https://elsewhere.example/x.png", "alt_text": "A plan"}
    post(client, [picture, {"type": "context", "elements": [picture]}])

    named = shown_last(watched, client).get_by_role("link", name="A plan")

    expect(named).to_have_count(2)
    expect(named.first).to_have_attribute("href", picture["image_url"])


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


def test_words_that_run_backwards_turn_nothing_else_around(watched: Page, client: WebClient, box: Sandbox) -> None:
    Driver(box.url).change_person("change", "U3", changes={"real_name": "\u202eevE"})
    client.chat_postMessage(channel="C3", text="first <@U3> last", blocks=[])
    shown_last(watched, client)

    turned = watched.evaluate(
        """() => {
          const messages = document.querySelector("[data-testid=messages]");
          const text = document.createTreeWalker(messages, NodeFilter.SHOW_TEXT);
          for (let node = text.nextNode(); node; node = text.nextNode()) {
            if (node.textContent.trim() !== "last") continue;
            const [l, t] = [1, 4].map((at) => {
              const range = document.createRange();
              range.setStart(node, at);
              range.setEnd(node, at + 1);
              return range.getBoundingClientRect().left;
            });
            return l > t ? "turned" : "as written";
          }
          return "not found";
        }"""
    )

    assert turned == "as written"


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["telephone", "desk"])
def test_a_word_without_an_end_makes_nothing_wider(watched: Page, client: WebClient, size: Any) -> None:
    post(client, hostile.blocks_saying("W" * 1500))
    client.chat_postMessage(channel="C3", text="W" * 3000)
    shown_last(watched, client)

    watched.set_viewport_size(size)

    assert not watched.evaluate(TOO_WIDE)


def test_signs_that_cannot_be_seen_break_nothing(watched: Page, client: WebClient) -> None:
    unseen = "a\x00b\x07c\x1b[31md\u2028e\u2029f\ufeffg\ufffeh\U000e0041i\u200bj"
    post(client, hostile.blocks_saying(unseen))

    messages = shown_last(watched, client)

    expect(messages).to_contain_text("j")
    assert watched.get_by_test_id("message").count() == 2


def test_the_policy_stops_what_a_mistake_in_the_page_would_let_in(chromium: Browser, box: Sandbox) -> None:
    page = chromium.new_page()
    page.goto(f"{box.url}/?as=U1&channel=C3")
    page.get_by_test_id("composer").wait_for()
    page.evaluate("document.stopped = []")
    page.evaluate(
        "addEventListener('securitypolicyviolation', (event) => document.stopped.push(event.effectiveDirective))"
    )

    page.evaluate(
        """() => {
          const html = `<img src=/static/none.png onerror="document.ran = 1"><img src=https://elsewhere.example/x.png>
            <a href="javascript:document.ran=1" id=lead>x</a><iframe src="data:text/html,x"></iframe>`;
          document.body.insertAdjacentHTML("beforeend", html);
          const script = document.createElement("script");
          script.textContent = "document.ran = 1";
          document.body.append(script);
          document.getElementById("lead").click();
          fetch("https://elsewhere.example/x").catch(() => {});
        }"""
    )

    wanted = {"script-src-attr", "script-src-elem", "img-src", "frame-src", "connect-src"}
    page.wait_for_function("(wanted) => wanted.every((one) => document.stopped.includes(one))", arg=sorted(wanted))
    assert page.evaluate("document.ran") is None
    page.close()
