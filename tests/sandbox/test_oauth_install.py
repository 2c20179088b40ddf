"""OAuth from end to end: codes become tokens, and a real Bolt app is installed through the page."""

from __future__ import annotations

import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from wsgiref.simple_server import make_server

import pytest
from slack_bolt import Ack, App
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_bolt.oauth.oauth_settings import OAuthSettings
from slack_sdk import WebClient
from slack_sdk.oauth.installation_store import FileInstallationStore
from slack_sdk.oauth.state_store import FileOAuthStateStore

from sandbox import Driver, Sandbox
from sandbox.driver import PersonAtKeyboard
from tests.sandbox.consent import APP, CLIENT, page_of, query_of
from tests.sandbox.errors import refusal
from tests.sandbox.reaching import Quiet


def test_a_code_is_exchanged_once_and_only_for_its_address(box: Sandbox, ana: PersonAtKeyboard) -> None:
    anonymous = WebClient(base_url=box.api_url)
    code = query_of(ana.allow(page_of(box, user_scope="search:read")))["code"]

    assert refusal(anonymous.oauth_v2_access, **CLIENT, code=code, redirect_uri="http://else") == "bad_redirect_uri"
    granted = anonymous.oauth_v2_access(**CLIENT, code=code, redirect_uri=APP)

    assert granted["team"]["id"] == "T0SANDBOX"
    assert granted["authed_user"]["id"] == ana.id
    assert granted["authed_user"]["access_token"].startswith("xoxp-")
    assert refusal(anonymous.oauth_v2_access, **CLIENT, code=code, redirect_uri=APP) == "invalid_code"


class InstallableBot:
    """A Bolt app with OAuth over HTTP, pointed at the sandbox by its two addresses."""

    def __init__(self, box: Sandbox, folder: Path, **more: Any) -> None:
        self.store = FileInstallationStore(base_dir=str(folder), client_id=CLIENT["client_id"])
        settings = OAuthSettings(
            **CLIENT,
            scopes=["commands", "chat:write"],
            authorization_url=f"{box.url}/oauth/v2/authorize",
            installation_store=self.store,
            state_store=FileOAuthStateStore(expiration_seconds=60, base_dir=str(folder)),
            install_page_rendering_enabled=False,
            **more,
        )
        self.app = App(signing_secret="sandbox", client=WebClient(base_url=box.api_url), oauth_settings=settings)
        self.app.enable_token_revocation_listeners()
        self.app.command("/hello")(greet)
        self.server = make_server("127.0.0.1", 0, SlackRequestHandler(self.app), handler_class=Quiet)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.app.oauth_flow.settings.redirect_uri = f"{self.url}/slack/oauth_redirect"
        self.app.oauth_flow.settings.authorize_url_generator.redirect_uri = f"{self.url}/slack/oauth_redirect"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def begin(self) -> tuple[str, str]:
        """Begin an installation as a browser does; returns the page's address and the cookie."""
        opener = urllib.request.build_opener(StayHere)
        with opener.open(f"{self.url}/slack/install", timeout=5) as answer:
            return answer.headers["Location"], answer.headers["Set-Cookie"].partition(";")[0]

    def finish(self, url: str, cookie: str) -> tuple[int, str]:
        request = urllib.request.Request(url, headers={"Cookie": cookie})
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read().decode()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


class StayHere(urllib.request.HTTPRedirectHandler):
    """Shows a redirect instead of following it."""

    def http_error_302(self, _request: Any, answer: Any, *_rest: Any) -> Any:
        return answer


def greet(ack: Ack, client: WebClient, body: dict[str, Any]) -> None:
    client.chat_postMessage(channel=body["user_id"], text="Installed and well")
    ack("Hello")


@pytest.fixture
def bot(box: Sandbox, tmp_path: Path) -> Iterator[InstallableBot]:
    bot = InstallableBot(box, tmp_path)
    yield bot
    bot.close()


def test_a_bolt_app_is_installed_used_and_uninstalled(
    bot: InstallableBot, box: Sandbox, ana: PersonAtKeyboard, driver: Driver
) -> None:
    driver.app("uninstall")
    page, cookie = bot.begin()

    status, words = bot.finish(ana.allow(page), cookie)
    installed = bot.store.find_bot(enterprise_id=None, team_id="T0SANDBOX")
    box.register_http_app(f"{bot.url}/slack/events")
    answered = ana.command("#general", "/hello")
    driver.app("uninstall")
    driver.wait_until(lambda: bot.store.find_bot(enterprise_id=None, team_id="T0SANDBOX") is None)

    assert (status, "Thank you" in words) == (200, True)
    assert installed is not None
    assert (installed.bot_user_id, installed.bot_scopes) == ("U0APP", ["commands", "chat:write"])
    assert answered.text == "Hello"
    assert ana.dm()[0]["text"] == "Installed and well"


def test_cancelling_leaves_everything_as_it_was(bot: InstallableBot, ana: PersonAtKeyboard) -> None:
    page, cookie = bot.begin()

    _, words = bot.finish(ana.cancel(page), cookie)

    assert "access_denied" in words
    assert bot.store.find_bot(enterprise_id=None, team_id="T0SANDBOX") is None


def test_installing_again_widens_the_scopes(bot: InstallableBot, box: Sandbox, ana: PersonAtKeyboard) -> None:
    for scopes in (["commands"], ["commands", "files:write"]):
        bot.app.oauth_flow.settings.authorize_url_generator.scopes = scopes
        page, cookie = bot.begin()
        bot.finish(ana.allow(page), cookie)

    installed = bot.store.find_bot(enterprise_id=None, team_id="T0SANDBOX")

    assert installed is not None
    assert "files:write" in installed.bot_scopes
    assert WebClient(installed.bot_token, base_url=box.api_url).auth_test()["ok"]
