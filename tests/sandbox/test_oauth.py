"""OAuth: the page, its codes, and a real Bolt app that is installed through it."""

from __future__ import annotations

import urllib.error
import urllib.request
from typing import Any

import pytest

from sandbox import Driver, Sandbox
from sandbox.driver import ControlRefused, PersonAtKeyboard
from sandbox.workspace.seeds import DEFAULT_SEED
from tests.sandbox.consent import page_of


def read(url: str) -> tuple[int, str, Any]:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return answer.status, answer.read().decode(), answer.headers
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read().decode(), refused.headers


def test_the_page_says_what_is_asked_and_runs_nothing(box: Sandbox) -> None:
    status, page, headers = read(page_of(box, scope="chat:write,im:write", state='"><img src=x>'))

    assert status == 200
    assert "App is requesting permission to access the Sandbox workspace" in page
    assert "<code>chat:write</code>" in page
    assert "<script" not in page
    assert "<img" not in page
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["Content-Security-Policy"].endswith("form-action 'self' http://127.0.0.1:1")


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"client_id": "other"}, "Invalid client_id parameter."),
        ({"scope": ""}, "Requested scopes cannot be blank."),
        ({"scope": "chat:write,日本"}, "Invalid permissions requested. There is no scope 日本."),
        ({"user_scope": "search:read\x07"}, "Invalid permissions requested."),
        ({"scope": "<script>alert(1)</script>"}, "There is no scope &lt;script&gt;alert(1)&lt;/script&gt;."),
        ({"redirect_uri": ""}, "did not match any configured URIs. Passed URI: none"),
        ({"redirect_uri": "javascript:alert(1)"}, "Passed URI: javascript:alert(1)"),
        ({"redirect_uri": "http://x; script-src *"}, "Passed URI: http://x; script-src *"),
        ({"redirect_uri": "http://[::1"}, "Passed URI: http://[::1"),
    ],
)
def test_a_request_that_makes_no_sense_gets_a_page_that_says_so(
    box: Sandbox, ana: PersonAtKeyboard, asked: dict[str, str], sentence: str
) -> None:
    status, page, headers = read(page_of(box, **asked))

    assert status == 400
    assert sentence in page
    assert "script-src *" not in headers["Content-Security-Policy"]
    with pytest.raises(ControlRefused):
        ana.allow(page_of(box, **asked))


def test_only_configured_addresses_get_an_answer() -> None:
    app = DEFAULT_SEED["app"] | {"redirect_urls": ["https://bot.example.com/slack"]}
    with Sandbox(DEFAULT_SEED | {"app": app}) as box:
        ana = Driver(box.url).person("ana")

        usual = ana.cancel(page_of(box, redirect_uri=""))
        below = ana.cancel(page_of(box, redirect_uri="https://bot.example.com/slack/oauth?x=1"))

        with pytest.raises(ControlRefused, match="did not match any configured URIs"):
            ana.allow(page_of(box, redirect_uri="https://bot.example.com/slacker"))
    assert usual == "https://bot.example.com/slack?error=access_denied&state=s1"
    assert below == "https://bot.example.com/slack/oauth?x=1&error=access_denied&state=s1"


def test_guests_and_deactivated_people_install_nothing(box: Sandbox, driver: Driver) -> None:
    driver.change_person("change", "ben", changes={"is_restricted": True})
    ben, chi = driver.person("ben"), driver.person("chi")
    driver.change_person("deactivate", "chi")

    for person in (ben, chi):
        with pytest.raises(ControlRefused, match="Only active members of the workspace who are not guests"):
            person.allow(page_of(box))

    assert "Ben Brandt" not in read(page_of(box))[1]
