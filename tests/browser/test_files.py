"""Files, group messages and borrowed names, as the page shows them."""

from __future__ import annotations

from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Page, expect

from documents.pictures import draw_picture
from domain.pictures import Ground
from tests.browser.small_app import SmallApp
from tests.documents import looked_at

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


def test_a_picture_of_the_workspace_is_drawn_as_large_as_there_is_room_and_says_what_it_shows(
    page: Page, app: SmallApp
) -> None:
    drawn = draw_picture(looked_at.progress(), Ground.LIGHT)
    announced = app.client.files_getUploadURLExternal(filename="progress.png", length=len(drawn))
    urlopen(Request(announced["upload_url"], drawn))  # the sandbox named it
    app.client.files_completeUploadExternal(files=[{"id": announced["file_id"]}])

    blocks = [{"type": "image", "alt_text": looked_at.progress().words, "slack_file": {"id": announced["file_id"]}}]
    app.client.chat_postMessage(channel="C2", text="Progress", blocks=blocks)

    shown = page.get_by_role("img", name=looked_at.progress().words)
    expect(shown).to_be_visible()
    expect(shown).to_have_js_property("naturalWidth", 1200)
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 844})
        box = shown.bounding_box()
        assert box is not None
        assert min(500, width * 0.75) <= box["width"] + 1 <= width
