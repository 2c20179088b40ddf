"""Files go in by an announced address, are shared in messages, and come out only to those who may see them."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk import WebClient

from sandbox import Driver, Sandbox
from sandbox.driver import PersonAtKeyboard
from sandbox.driver.wire import ControlRefused
from tests.sandbox.errors import refusal
from tests.sandbox.fake_app import FakeApp
from tests.sandbox.raw_calls import Answered, send

REPORT = b"project;open\nNET;3\n"
BEARER = {"Authorization": "Bearer xoxb-sandbox"}


def announced(client: WebClient, name: str = "report.csv", size: int = len(REPORT)) -> tuple[str, str]:
    """Announce a file; returns its id and the path at which it is awaited."""
    answer = client.files_getUploadURLExternal(filename=name, length=size)
    return str(answer["file_id"]), str(answer["upload_url"]).split("/", 3)[3]


def uploaded(box: Sandbox, client: WebClient, name: str = "report.csv") -> str:
    file, path = announced(client, name)
    assert send(box, path, REPORT).status == 200
    return file


def shared(box: Sandbox, client: WebClient, channel: str) -> dict[str, Any]:
    file = uploaded(box, client)
    return dict(client.files_completeUploadExternal(files=[{"id": file}], channel_id=channel)["files"][0])


def fetched(box: Sandbox, url: str, token: str | None = "xoxb-sandbox") -> Answered:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return send(box, url.split("/", 3)[3], headers=headers)


def test_slacks_own_client_uploads_a_report(
    box: Sandbox, client: WebClient, general: str, ana: PersonAtKeyboard
) -> None:
    answer = client.files_upload_v2(
        channel=general, filename="report.csv", title="This week", content=REPORT, initial_comment="Here it is"
    )

    file = answer["files"][0]
    message = client.conversations_history(channel=general)["messages"][0]
    assert (message["text"], message["files"][0]["title"]) == ("Here it is", "This week")
    assert fetched(box, message["files"][0]["url_private"]).body == REPORT
    assert fetched(box, file["url_private_download"]).headers["content-type"] == "text/csv"
    assert client.files_info(file=file["id"])["file"]["shares"]["public"][general][0]["ts"] == message["ts"]
    assert ana.messages("#general")[0]["files"] == [
        {"id": file["id"], "title": "This week", "name": "report.csv", "size": len(REPORT), "deleted": False}
    ]


def test_a_file_may_come_as_part_of_a_form(box: Sandbox, client: WebClient, general: str) -> None:
    file, path = announced(client)
    head = b'--x\r\nContent-Disposition: form-data; name="f"; filename="a.csv"\r\nContent-Type: text/csv\r\n\r\n'

    answer = send(box, path, head + REPORT + b"\r\n--x--\r\n", {"Content-Type": "multipart/form-data; boundary=x"})

    assert answer.body == f"OK - {len(REPORT)}".encode()
    client.files_completeUploadExternal(files=[{"id": file}], channel_id=general)


def test_a_file_goes_into_a_thread_and_into_several_channels(box: Sandbox, client: WebClient, general: str) -> None:
    other = str(client.conversations_create(name="other")["channel"]["id"])
    parent = str(client.chat_postMessage(channel=general, text="parent")["ts"])
    first, second = uploaded(box, client), uploaded(box, client)

    client.files_completeUploadExternal(files=[{"id": first}], channel_id=general, thread_ts=parent)
    client.files_completeUploadExternal(files=[{"id": second}], channels=[general, other])

    assert client.conversations_replies(channel=general, ts=parent)["messages"][1]["files"][0]["id"] == first
    assert client.conversations_history(channel=other)["messages"][0]["files"][0]["id"] == second
    assert client.files_info(file=second)["file"]["channels"] == [general, other]


def test_who_cannot_see_a_file_does_not_get_it(
    box: Sandbox, client: WebClient, driver: Driver, ana: PersonAtKeyboard
) -> None:
    dm = str(client.conversations_open(users="U0ANA")["channel"]["id"])
    file = shared(box, client, dm)

    def page_of(person: str) -> Answered:
        return send(box, f"control/files/{file['id']}?as={person}")

    assert page_of("ana").body == REPORT
    assert page_of("ana").headers["content-disposition"].startswith("attachment")
    assert page_of("ben").status == 404
    assert fetched(box, file["url_private"], None).headers["content-type"].startswith("text/html")
    assert fetched(box, file["url_private"], "xoxb-other").headers["content-type"].startswith("text/html")


def test_nothing_that_was_uploaded_runs_as_a_page(box: Sandbox, client: WebClient, general: str) -> None:
    file = uploaded(box, client, "evil.html")
    client.files_completeUploadExternal(files=[{"id": file}], channel_id=general)

    answer = send(box, f"control/files/{file}?as=ana")

    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-security-policy"] == "sandbox; default-src 'none'"


def test_an_upload_is_refused_when_it_is_not_what_was_announced(box: Sandbox, client: WebClient) -> None:
    _, path = announced(client, size=5)

    assert send(box, path, REPORT).status == 400
    assert send(box, path, b"x" * 100_000).status == 400
    assert send(box, path, b"x", {"Content-Type": "multipart/form-data"}).status == 400
    assert send(box, "upload/v1/nowhere", REPORT).status == 404
    assert send(box, path, b"12345").status == 200


def test_the_app_hears_of_a_shared_file(box: Sandbox, client: WebClient, general: str, app: FakeApp) -> None:
    file = shared(box, client, general)

    Driver(box.url).wait_until(lambda: app.events("file_shared"))

    assert app.events("file_shared")[0]["file_id"] == file["id"]
    assert [event["subtype"] for event in app.events("message") if event.get("files")] == ["file_share"]


def test_a_deleted_file_leaves_a_tombstone(box: Sandbox, client: WebClient, general: str) -> None:
    file = shared(box, client, general)

    client.files_delete(file=file["id"])

    message = client.conversations_history(channel=general)["messages"][0]
    assert message["files"] == [{"id": file["id"], "mode": "tombstone"}]
    assert refusal(client.files_info, file=file["id"]) == "file_deleted"
    assert fetched(box, file["url_private"]).status == 404


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, ["b.png", "a.csv"]),
        ({"types": "images"}, ["b.png"]),
        ({"count": 1, "page": 2}, ["a.csv"]),
        ({"user": "U0ANA"}, []),
        ({"ts_to": "1"}, []),
    ],
)
def test_files_are_listed_newest_first(
    box: Sandbox, client: WebClient, general: str, wanted: dict[str, Any], found: list[str]
) -> None:
    for name in ("a.csv", "b.png"):
        client.files_completeUploadExternal(files=[{"id": uploaded(box, client, name)}], channel_id=general)

    assert [file["name"] for file in client.files_list(**wanted)["files"]] == found


def picture(box: Sandbox, client: WebClient, name: str = "plan.png") -> str:
    """A picture that the app has put into Slack and shared nowhere."""
    file = uploaded(box, client, name)
    client.files_completeUploadExternal(files=[{"id": file}])
    return file


def showing(**file: str) -> list[dict[str, Any]]:
    return [{"type": "image", "alt_text": "The plan", "slack_file": file}]


def test_a_picture_in_a_message_is_seen_by_whoever_reads_it_and_by_nobody_else(
    box: Sandbox, client: WebClient, ana: PersonAtKeyboard
) -> None:
    file, ben = picture(box, client), Driver(box.url).person("ben")
    dm = str(client.conversations_open(users=ana.id)["channel"]["id"])

    client.chat_postMessage(channel=dm, text="The plan", blocks=showing(id=file))

    assert ana.file(file) == REPORT
    with pytest.raises(ControlRefused):
        ben.file(file)


def test_a_picture_is_named_by_its_address_too(box: Sandbox, client: WebClient, general: str) -> None:
    file = picture(box, client)
    url = str(client.files_info(file=file)["file"]["url_private"])

    answer = client.chat_postMessage(channel=general, text="The plan", blocks=showing(url=url))

    assert answer["message"]["blocks"][0]["slack_file"] == {"url": url}


def test_a_file_that_is_no_picture_or_is_not_there_yet_cannot_be_shown(
    box: Sandbox, client: WebClient, general: str
) -> None:
    files = [picture(box, client, "plan.csv"), uploaded(box, client, "early.png"), "F0NOWHERE"]

    refused = [
        refusal(client.chat_postMessage, channel=general, text="The plan", blocks=showing(id=one)) for one in files
    ]

    assert refused == ["invalid_blocks"] * 3
