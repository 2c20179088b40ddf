"""Asking Slack about a channel or a person before the answer, because the directory may not know them yet."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from domain.channels import Channel
from domain.identity import ChannelId, UserId
from handlers.identity import NotIdentified, clock_of, known_or_fetched
from handlers.incoming import Incoming
from use_cases.directory import KeepChannels, keep_channels

MeetChannel = Callable[[ChannelId], Channel | None]
MeetPerson = Callable[[UserId], None]


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


def meet_person_of(incoming: Incoming) -> MeetPerson:
    """The way to have somebody in the directory who was chosen in a form, such as a guest who came an hour ago."""

    def meet_person(person: UserId) -> None:
        # The rule about whom it may be says what is wrong when nobody is found.
        with suppress(NotIdentified):
            known_or_fetched(incoming, person)

    return meet_person
