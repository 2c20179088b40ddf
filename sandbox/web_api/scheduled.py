"""chat.scheduleMessage and its like: what the app says later."""

from __future__ import annotations

from sandbox.refusals import Refused
from sandbox.web_api.chat import as_app, destination, guise, place_of
from sandbox.web_api.contents import POSTED_LIMIT, read_content, read_metadata
from sandbox.web_api.history import moment_of
from sandbox.web_api.registry import Answer, Call, method, page_of
from sandbox.workspace.scheduled import ScheduledMessage

FARTHEST = 120 * 24 * 3600
WINDOW = 5 * 60
MOST_IN_A_WINDOW = 30


@method("chat.scheduleMessage")
def schedule_message(call: Call) -> Answer:
    channel, post_at = destination(call), _moment(call)
    content = read_content(call, POSTED_LIMIT) | guise(call) | {"metadata": read_metadata(call)}
    content |= as_app(call.workspace) | place_of(call, channel)
    neighbours = [
        other
        for other in call.world.scheduled.in_order()
        if other.channel == channel.id and other.post_at // WINDOW == post_at // WINDOW
    ]
    if len(neighbours) >= MOST_IN_A_WINDOW:
        raise Refused("restricted_too_many")
    scheduled = call.world.scheduled.add(channel.id, post_at, content)
    shown = {"text": content["text"], "type": "delayed_message", "subtype": "bot_message", "user": call.workspace.bot}
    shown |= as_app(call.workspace) | {"blocks": content["blocks"], "attachments": content["attachments"]}
    return {
        "channel": channel.id,
        "scheduled_message_id": scheduled.id,
        "post_at": post_at,
        "message": shown | {"team": call.workspace.team.id},
    }


def _moment(call: Call) -> int:
    """Read when a message is to be posted."""
    try:
        post_at = int(call.text("post_at"))
    except ValueError:
        raise Refused("invalid_time") from None
    now = call.workspace.clock.seconds()
    if post_at <= now:
        raise Refused("time_in_past")
    if post_at > now + FARTHEST:
        raise Refused("time_too_far")
    return post_at


@method("chat.deleteScheduledMessage")
def forget_scheduled_message(call: Call) -> Answer:
    if not call.world.scheduled.remove(call.needed("scheduled_message_id"), call.channel().id):
        raise Refused("invalid_scheduled_message_id")
    return {}


@method("chat.scheduledMessages.list")
def list_scheduled_messages(call: Call) -> Answer:
    wanted = call.text("channel")
    if wanted and wanted not in call.workspace.channels:
        raise Refused("invalid_channel")
    waiting = [one for one in call.world.scheduled.in_order() if wanted in ("", one.channel) and _between(call, one)]
    page, metadata = page_of(call, waiting)
    return {"scheduled_messages": [_as_api(one) for one in page], "response_metadata": metadata}


def _between(call: Call, scheduled: ScheduledMessage) -> bool:
    oldest, latest = (moment_of(call, name, "invalid_arguments") for name in ("oldest", "latest"))
    return (oldest is None or scheduled.post_at >= oldest) and (latest is None or scheduled.post_at <= latest)


def _as_api(scheduled: ScheduledMessage) -> Answer:
    shown = {"id": scheduled.id, "channel_id": scheduled.channel, "post_at": scheduled.post_at}
    return shown | {"date_created": scheduled.created, "text": scheduled.content["text"]}
