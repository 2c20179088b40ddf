"""The panel of faults and conditions, and the page of OAuth, in Chromium."""

from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page, expect
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox import Sandbox
from sandbox.driver import Driver
from tests.browser.small_app import SmallApp

pytestmark = pytest.mark.browser


@pytest.fixture
def phone(chromium: Browser, box: Sandbox) -> Iterator[Page]:
    """The page as Ana sees it on a phone."""
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.set_default_timeout(8_000)
    page.goto(f"{box.url}/?as=U1&channel=C2")
    yield page
    context.close()


@pytest.fixture
def client(box: Sandbox) -> WebClient:
    return WebClient("xoxb-sandbox", base_url=box.api_url, retry_handlers=[])


def outcome(client: WebClient) -> str:
    """Call once; returns what came of it."""
    try:
        return str(client.auth_test()["ok"])
    except SlackApiError as refused:
        return str(refused.response["error"])


def test_a_fault_is_armed_seen_and_taken_away(page: Page, client: WebClient) -> None:
    page.get_by_test_id("show-conditions").click()
    page.get_by_test_id("fault-method").fill("auth.test")
    page.get_by_test_id("fault-kind").select_option("429 ratelimited")
    page.get_by_test_id("fault-detail").fill("7")
    page.get_by_test_id("fault-times").fill("")
    page.get_by_test_id("fault-arm").click()
    expect(page.get_by_test_id("fault")).to_have_text("auth.test · 429 ratelimited, after 7 s · until it is taken away")
    limited = outcome(client)

    page.get_by_role("button", name="Take away: auth.test, 429 ratelimited").click()

    expect(page.get_by_test_id("fault")).to_have_count(0)
    assert (limited, outcome(client)) == ("ratelimited", "True")


def test_a_method_that_does_not_exist_is_refused_in_words(page: Page) -> None:
    page.get_by_test_id("show-conditions").click()
    page.get_by_test_id("fault-method").fill("chat.shout")

    page.get_by_test_id("fault-arm").click()

    expect(page.get_by_test_id("toast")).to_contain_text("method is a method of the Web API")
    expect(page.get_by_test_id("fault-method")).to_have_value("chat.shout")


def test_the_app_people_and_pace_are_disturbed_from_a_phone(
    phone: Page, app: SmallApp, client: WebClient, box: Sandbox
) -> None:
    driver = Driver(box.url)
    phone.get_by_test_id("menu").click()
    phone.get_by_test_id("show-conditions").click()

    phone.get_by_test_id("remove-bot").click()
    phone.get_by_test_id("some-person").select_option("Ben Brandt")
    phone.get_by_test_id("deactivate").click()
    phone.get_by_test_id("rate-scale").fill("1")
    phone.get_by_test_id("retry-scale").fill("0.5")
    phone.get_by_test_id("pace-set").click()
    phone.get_by_test_id("revoke").click()
    expect(phone.get_by_test_id("standing")).to_contain_text("The app's token is refused: token_revoked.")
    expect(phone.get_by_test_id("standing")).to_contain_text("Rate limits as in Slack.")
    phone.get_by_test_id("install").click()
    expect(phone.get_by_test_id("standing")).not_to_contain_text("refused")
    phone.get_by_test_id("goodbye").select_option("cut")
    phone.get_by_test_id("disconnect").click()

    assert outcome(client) == "True"
    assert "U0APP" not in next(one for one in driver.workspace()["channels"] if one["id"] == "C2")["members"]
    assert next(one for one in driver.workspace()["people"] if one["id"] == "U2")["deleted"]
    beyond = "[...document.querySelectorAll('.dialog-body')].map((body) => body.scrollWidth - body.clientWidth)"
    assert phone.evaluate(beyond) == [0]


def test_the_journal_shows_calls_and_what_came_of_them(page: Page, client: WebClient) -> None:
    page.get_by_test_id("show-conditions").click()
    page.get_by_test_id("journal-calls").click()
    outcome(client)

    page.get_by_test_id("journal").get_by_text("auth.test").first.click()

    expect(page.get_by_test_id("journal").locator("pre").first).to_contain_text('"ok": true')
    page.get_by_test_id("conditions-close").click()
    expect(page.get_by_test_id("conditions")).to_have_count(0)


def test_a_person_allows_an_app_and_comes_back_to_it(phone: Page, box: Sandbox) -> None:
    back = f"{box.url}/control/hello"
    asked = {"client_id": "sandbox-client", "scope": "chat:write,commands", "state": "s1", "redirect_uri": back}
    phone.goto(f"{box.url}/oauth/v2/authorize?{urlencode(asked)}")
    expect(phone.get_by_role("heading", level=1)).to_contain_text(
        "Helper is requesting permission to access the Nordlicht IT"
    )
    phone.get_by_test_id("installer").select_option("Ben Brandt")

    phone.get_by_test_id("allow").click()

    phone.wait_for_url("**/control/hello?code=*&state=s1")
