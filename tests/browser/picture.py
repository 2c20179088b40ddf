"""Takes the picture of the README: the demo with its story played, a project's status beside its check-in.

Run it by hand after a change that people see: .venv/bin/python -m tests.browser.picture [FILE]
"""

import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import sync_playwright

from bot.demo.acts import Beat, FillsIn, Presses
from bot.demo.playing import moment_of, play
from bot.demo.running import Office
from bot.demo.story import STORY
from tests.browser.conftest import launched
from tests.browser.person_at_page import PersonAtPage

NOW = datetime(2026, 3, 12, 9, 40, tzinfo=UTC)  # a Thursday, 10:40 in Berlin
THIS_MORNING = (
    Beat(0, "09:41", "tom", FillsIn(Presses("Answer"), {"Done": "Patched building B", "Hours worked": "7"})),
    Beat(
        0,
        "10:05",
        "li",
        FillsIn(
            Presses("Answer"),
            {"Done": "Unpacked 20 access points", "Difficulties": "Four are missing in the delivery."},
        ),
    ),
)
SIZE = {"width": 1280, "height": 880}
PICTURE = Path(__file__).parents[2] / "docs" / "screenshot.png"


def show_the_project(person: PersonAtPage) -> None:
    """The newest check-in in its thread, and the status that the project manager asked for."""
    person.type("/project status")
    person.message("Only visible to you").wait_for()
    person.message("Check-in of", "2 of 4 in").get_by_test_id("thread-summary").click()
    person.page.get_by_test_id("thread-messages").get_by_text("Patched building B").wait_for()
    person.message("Only visible to you").get_by_role("button").last.scroll_into_view_if_needed()


def take_picture(file: Path) -> None:
    """Play the story until a fixed morning and keep what the project manager sees."""
    start = moment_of(STORY[0], NOW.date()) - timedelta(minutes=5)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        office = Office(start, f"sqlite:///{Path(folder) / 'demo.db'}")
        with office.opened(), launched(playwright) as chromium:
            play((*STORY, *THIS_MORNING), office.driver, office.steward, until=NOW)
            page = chromium.new_page(viewport=SIZE, locale="en-GB", reduced_motion="reduce")
            page.goto(f"{office.box.url}/?as=ana&channel=net-network-renewal")
            show_the_project(PersonAtPage(page, file.parent))
            page.screenshot(path=file)


if __name__ == "__main__":
    take_picture(Path(sys.argv[1]) if sys.argv[1:] else PICTURE)
