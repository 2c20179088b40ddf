"""response_url: the app's later answers to something a person did."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sandbox.acts.answers import AnswerRefused, delete_original, replace_original, show_answer
from sandbox.delivery.response_links import ResponseLink
from sandbox.disturbed import disturbed_answer, suffer
from sandbox.json_text import NotJson, read_json
from sandbox.workspace.channels import Channel
from sandbox.workspace.messages import Message
from sandbox.world import World

METHOD = "response_url"


async def answer_response(request: Request) -> Response:
    """Take one POST to a response_url."""
    world: World = request.app.state.world
    fault = await suffer(world, METHOD)
    if fault is not None and not fault.after:
        return disturbed_answer(request, fault)
    try:
        answer = read_json(await request.body())
    except NotJson:
        answer = None
    error = _respond(world, request.path_params["token"], answer)
    outcome = {"ok": False, "error": error} if error else {"ok": True}
    world.journal.record_call(METHOD, answer if isinstance(answer, dict) else {}, outcome)
    if fault is not None:
        return disturbed_answer(request, fault)
    return JSONResponse(outcome, 404 if error in ("used_url", "expired_url") else 200)


def _respond(world: World, token: str, answer: Any) -> str | None:
    """Show an answer; returns Slack's error name when it cannot be shown."""
    link = world.response_links.get(token)
    if link is None:
        return "expired_url"
    if link.problem:
        return link.problem
    if not isinstance(answer, dict):
        return "invalid_payload"
    channel = world.workspace.channels.get(link.channel)
    if channel is None:
        return "channel_not_found"
    link.uses += 1
    try:
        return _apply(world, link, channel, answer)
    except AnswerRefused as refusal:
        world.journal.report("response_url", f"The answer by response_url was not shown: {refusal}", answer=answer)
        return str(refusal).split(" ", maxsplit=1)[0]


def _apply(world: World, link: ResponseLink, channel: Channel, answer: dict[str, Any]) -> str | None:
    original = _original(link, channel)
    in_channel = answer.get("response_type") == "in_channel"
    if original is not None and answer.get("delete_original") is True:
        delete_original(world, channel, original)
    elif original is not None and answer.get("replace_original") is True:
        if original.ephemeral_for is not None and in_channel:
            world.journal.report("response_url", "An ephemeral message cannot be replaced by one for the channel.")
            return "cant_update_message"
        replace_original(world, channel, original, answer)
    elif not answer.get("delete_original"):
        show_answer(world, link.person, channel, answer, in_channel=in_channel)
    return None


def _original(link: ResponseLink, channel: Channel) -> Message | None:
    if link.message_ts is None:
        return None
    if link.message_is_ephemeral:
        return channel.timeline.ephemeral(link.message_ts, link.person)
    return channel.timeline.get(link.message_ts)
