"""What cannot be seen, has no end or runs backwards spoils nothing beside it; and the policy behind it all."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from slack_sdk import WebClient

from sandbox import Driver, Sandbox
from tests.browser.hostility import words as hostile
from tests.browser.hostility.posting import post, shown_last
from tests.browser.person_at_page import NARROW, TOO_WIDE, WIDE

pytestmark = pytest.mark.browser


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
