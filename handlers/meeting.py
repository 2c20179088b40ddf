"""Asking Slack about a channel before the answer, because the directory may not know it yet or know it as it was."""

from __future__ import annotations

from collections.abc import Callable

from domain.channels import Channel
from domain.identity import ChannelId
from handlers.identity import clock_of
from handlers.incoming import Incoming
from use_cases.directory import KeepChannels, keep_channels

MeetChannel = Callable[[ChannelId], Channel | None]


def meet_channel_of(incoming: Incoming) -> MeetChannel:
    """The way to see a channel as it is now; when Slack does not say, the directory has to do."""

    def meet_channel(channel: ChannelId) -> Channel | None:
        try:
            found = incoming.desk.fetch_channel(incoming.workspace, channel)
        except Exception as failure:  # noqa: BLE001  # whatever kept Slack from saying, the directory may still know
            incoming.desk.logger.warning("channel not fetched: %s", type(failure).__name__)
            return None
        if found is not None:
            incoming.desk.run(keep_channels, KeepChannels(clock_of(incoming), (found,)))
        return found

    return meet_channel
