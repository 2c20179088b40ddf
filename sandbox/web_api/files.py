"""files.*: uploading in three steps, sharing, looking up, deleting."""

from __future__ import annotations

import math
from typing import Any

from sandbox.refusals import Refused, invalid_arguments
from sandbox.web_api.chat import as_app, guise, thread_of
from sandbox.web_api.contents import read_blocks
from sandbox.web_api.history import moment_of
from sandbox.web_api.registry import Answer, Call, method
from sandbox.workspace.channels import Channel
from sandbox.workspace.files import SharedFile
from sandbox.workspace.message_objects import file_as_api

LARGEST = 1_000_000_000
LONGEST_ALT_TEXT = 1000
MOST_CHANNELS = 100
TYPES = {
    "spaces": "text/",
    "snippets": "text/",
    "images": "image/",
    "zips": "application/zip",
    "pdfs": "application/pdf",
}
KNOWN_TYPES = TYPES.keys() | {"all", "gdocs"}


@method("files.getUploadURLExternal")
def announce_file(call: Call) -> Answer:
    workspace, name, size = call.workspace, call.needed("filename"), call.number("length", 0, LARGEST + 1)
    if size < 1:
        raise invalid_arguments("must be more than 0 [json-pointer:/length]")
    if size > LARGEST:
        raise Refused("file_upload_size_restricted")
    if len(call.text("alt_txt")) > LONGEST_ALT_TEXT:
        raise Refused("alt_txt_too_large")
    place = (workspace.bot, workspace.team.id, workspace.clock.seconds(), call.world.url)
    file = SharedFile(workspace.new_id("F"), name, size, *place, alt_text=call.text("alt_txt"))
    workspace.files[file.id] = file
    return {"upload_url": f"{call.world.url}/upload/v1/{file.ticket}", "file_id": file.id}


@method("files.completeUploadExternal")
def share_files(call: Call) -> Answer:
    files, channels = _uploaded(call), _channels(call)
    blocks = read_blocks(call)
    threads = [thread_of(call, channel) for channel in channels]
    for file, title in files:
        file.title, file.is_complete = title or file.title, True
    for channel, thread_ts in zip(channels, threads, strict=True):
        _say(call, channel, thread_ts, blocks, [file for file, _ in files])
    return {"files": [file_as_api(call.workspace, file) for file, _ in files]}


def _uploaded(call: Call) -> list[tuple[SharedFile, str]]:
    """Find the files of a call, with the titles they get."""
    described = call.structure("files")
    if not isinstance(described, list) or not described or not all(isinstance(item, dict) for item in described):
        raise invalid_arguments("must provide an array of objects [json-pointer:/files]")
    found = [(call.workspace.files.get(str(item.get("id"))), str(item.get("title") or "")) for item in described]
    files = [(file, title) for file, title in found if file is not None and file.content is not None]
    if len(files) < len(found) or any(file.is_complete or file.is_deleted for file, _ in files):
        raise Refused("file_not_found")
    return files


def _channels(call: Call) -> list[Channel]:
    """Find the channels that the files go to; none, if they stay with the app."""
    words = call.listed("channels") or call.listed("channel_id")
    if len(words) > MOST_CHANNELS:
        raise Refused("channels_limit_exceeded")
    bot, found = call.workspace.bot, [call.workspace.channels.get(word) for word in words]
    channels = [channel for channel in found if channel is not None and channel.visible_to(bot)]
    if len(channels) < len(found):
        raise Refused("channel_not_found")
    if any(bot not in channel.members for channel in channels):
        raise Refused("not_in_channel")
    if any(channel.is_archived for channel in channels):
        raise Refused("posting_to_channel_denied")
    return channels


def _say(call: Call, channel: Channel, thread_ts: str | None, blocks: list[Any], files: list[SharedFile]) -> None:
    workspace = call.workspace
    said: dict[str, Any] = {"files": files, "blocks": blocks, "thread_ts": thread_ts, "subtype": "file_share"}
    said |= as_app(workspace) | guise(call)
    message = workspace.say(channel, workspace.bot, call.text("initial_comment"), **said)
    for file in files:
        file.share(channel.id, message.ts, public=channel.kind == "channel")
        event = {"type": "file_shared", "file_id": file.id, "file": {"id": file.id}}
        workspace.emit(event | {"channel_id": channel.id, "user_id": workspace.bot})


def _seen(call: Call) -> SharedFile:
    """Find a file that the app may see: its own, or one in a channel that it is in."""
    file = call.workspace.files.get(call.text("file"))
    if file is None or not call.workspace.sees_file(call.workspace.bot, file):
        raise Refused("file_not_found")
    if file.is_deleted:
        raise Refused("file_deleted")
    return file


@method("files.info")
def describe_file(call: Call) -> Answer:
    return {"file": file_as_api(call.workspace, _seen(call)), "comments": [], "response_metadata": {"next_cursor": ""}}


@method("files.list")
def list_files(call: Call) -> Answer:
    if call.has("user") and call.text("user") not in call.workspace.people:
        raise Refused("user_not_found")
    if any(kind not in KNOWN_TYPES for kind in call.listed("types")):
        raise Refused("unknown_type")
    workspace = call.workspace
    found = [f for f in workspace.files.values() if workspace.sees_file(workspace.bot, f) and _matches(call, f)]
    count, page = call.number("count", 100, 1000), call.number("page", 1, 1_000_000)
    shown = found[::-1][(page - 1) * count : page * count]
    paging = {"count": count, "total": len(found), "page": page, "pages": math.ceil(len(found) / count)}
    return {"files": [file_as_api(call.workspace, file) for file in shown], "paging": paging}


def _matches(call: Call, file: SharedFile) -> bool:
    oldest, latest = (moment_of(call, name, "invalid_arguments") for name in ("ts_from", "ts_to"))
    types = call.listed("types")
    return (
        not file.is_deleted
        and call.text("user") in ("", file.user)
        and (not call.has("channel") or call.text("channel") in file.channels)
        and (oldest is None or file.created >= oldest)
        and (latest is None or file.created <= latest)
        and (not types or "all" in types or any(file.mimetype.startswith(TYPES.get(kind, "-")) for kind in types))
    )


@method("files.delete")
def delete_file(call: Call) -> Answer:
    file = _seen(call)
    if file.user != call.workspace.bot:
        raise Refused("cant_delete_file")
    file.is_deleted, file.content = True, None
    for channel in file.channels:
        if channel in call.workspace.channels:
            call.workspace.watchers.note(f"messages:{channel}", call.workspace.channels[channel].visible_to)
    return {}
