"""Files, group messages and borrowed names, as the page shows them."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.small_app import SmallApp

pytestmark = pytest.mark.browser

NAME = "<img src=x onerror=alert(1)>.html"


def test_a_shared_file_is_offered_as_a_download_under_the_name_it_was_given(
    page: Page, app: SmallApp, tmp_path: Path
) -> None:
    app.client.files_upload_v2(
        channel="C2", filename=NAME, title="The week", content=b"<script>", initial_comment="Here"
    )

    with page.expect_download() as downloading:
        page.get_by_test_id("file").click()

    message = page.get_by_test_id("message").last
    expect(message).to_contain_text("Here")
    expect(message.get_by_test_id("file")).to_have_text("The week8 bytes")
    downloading.value.save_as(tmp_path / "file")
    assert (tmp_path / "file").read_bytes() == b"<script>"
    assert "/?as=U1&channel=C2" in page.url


def test_a_deleted_file_says_so(page: Page, app: SmallApp) -> None:
    answer = app.client.files_upload_v2(channel="C2", filename="a.csv", content="1")
    expect(page.get_by_test_id("file")).to_contain_text("a.csv")

    app.client.files_delete(file=answer["files"][0]["id"])

    expect(page.get_by_test_id("file")).to_have_text("This file was deleted.")


def test_a_group_message_stands_among_the_direct_messages(page: Page, app: SmallApp) -> None:
    group = app.client.conversations_open(users="U1,U2")["channel"]["id"]
    app.client.chat_postMessage(channel=group, text="Both of you", username="Robin")

    page.get_by_test_id(f"dm-{group}").click()

    expect(page.get_by_test_id("channel-title")).to_have_text("Helper, Ben Brandt")
    expect(page.get_by_test_id("message").last).to_contain_text("Robin")
    expect(page.get_by_test_id("composer")).to_be_visible()
