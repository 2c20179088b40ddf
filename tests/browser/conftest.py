"""A Chromium, a workspace and a small app for it, so that the page is tried by itself."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from bot.demo.playing import play
from bot.demo.running import Office
from bot.demo.story import STORY
from sandbox import Sandbox
from tests.browser.person_at_page import WIDE, PersonAtPage
from tests.browser.small_app import SmallApp

MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)
SETTINGS = STORY[:3]  # the administrator lists the heads of departments and the IT manager

SEED = {
    "team": {"id": "T1", "name": "Nordlicht IT", "domain": "nordlicht"},
    "clock": "2026-11-18T13:00:00+00:00",  # a Wednesday
    "app": {
        "id": "A1",
        "name": "Helper",
        "bot_user": "U0APP",
        "commands": [{"command": "/project", "description": "Run a project", "usage_hint": "create | status KEY"}],
    },
    "people": [
        {"id": "U1", "name": "ana", "real_name": "Ana Alves", "title": "Lead", "tz": "Europe/Lisbon", "is_admin": True},
        {"id": "U2", "name": "ben.brandt", "real_name": "Ben Brandt", "title": "Engineer", "tz": "Europe/Berlin"},
    ],
    "channels": [
        {"id": "C1", "name": "general", "is_general": True},
        {"id": "C2", "name": "rollout", "members": ["U1", "U2", "U0APP"]},
    ],
}
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]


@contextmanager
def launched(playwright: Playwright) -> Iterator[Browser]:
    """Debian's Chromium, until the end of the block."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    browser = playwright.chromium.launch(executable_path=path, args=QUIET)
    try:
        yield browser
    finally:
        browser.close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright, launched(playwright) as browser:
        yield browser


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox(SEED) as workspace:
        yield workspace


@pytest.fixture
def app(box: Sandbox) -> Iterator[SmallApp]:
    small = SmallApp(box)
    yield small
    small.close()


@pytest.fixture
def page(chromium: Browser, box: Sandbox) -> Iterator[Page]:
    """The page as Ana sees it, in #rollout; whatever goes wrong inside it fails the test."""
    context = chromium.new_context(viewport={"width": 1280, "height": 860})
    opened, troubles = context.new_page(), []
    opened.set_default_timeout(8_000)
    opened.on("pageerror", lambda error: troubles.append(str(error)))
    opened.on("dialog", lambda dialog: troubles.append(f"a script ran: {dialog.message}"))
    opened.goto(f"{box.url}/?as=U1&channel=C2")
    opened.get_by_test_id("composer").wait_for()
    yield opened
    context.close()
    assert troubles == []


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A small IT provider with Steward in it, on a Monday morning; its heads and its IT manager are known."""
    place = Office(MONDAY, f"sqlite:///{tmp_path / 'steward.db'}")
    with place.opened():
        play(SETTINGS, place.driver, place.steward, until=MONDAY)
        yield place


@pytest.fixture
def person(chromium: Browser, office: Office, tmp_path: Path) -> Iterator[PersonAtPage]:
    """Ana in #general; whatever goes wrong inside the page fails the test."""
    context = chromium.new_context(viewport=WIDE, locale="en-GB", reduced_motion="reduce")
    page, troubles = context.new_page(), []
    page.set_default_timeout(8_000)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)
    page.goto(f"{office.box.url}/?as=ana&channel=general")
    page.get_by_test_id("composer").wait_for()
    yield PersonAtPage(page, tmp_path)
    context.close()
    assert troubles == []
