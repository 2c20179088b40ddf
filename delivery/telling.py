"""From an effect to the calls that bring it about."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from delivery.calling import Caller, CallFailed
from delivery.channels import create_channel, invite_people, join_channel, set_topic
from delivery.files import hand_over
from delivery.messages import tell_message
from delivery.outcomes import outcome_of
from delivery.pictures import upload_pictures
from delivery.pinning import bookmark_card, pin_card
from domain.effects import (
    BookmarkCard,
    ChannelStep,
    CreateChannel,
    InvitePeople,
    JoinChannel,
    Outcome,
    PinCard,
    SetTopic,
)
from domain.figures import written_as_in
from domain.handouts import Handout, PictureBook
from storage.transactions import Runner
from use_cases.deliveries import Prepared

STEPS: dict[type[ChannelStep], Callable[[Any, Prepared, Caller], Outcome]] = {
    CreateChannel: create_channel,
    JoinChannel: join_channel,
    InvitePeople: invite_people,
    SetTopic: set_topic,
    PinCard: pin_card,
    BookmarkCard: bookmark_card,
}


def tell(prepared: Prepared, caller: Caller, run: Runner) -> Outcome:
    """Bring one effect about, and say what came of it; `run` reads what a file takes that is too long to prepare."""
    try:
        with written_as_in(prepared.country):
            return _told(prepared, caller, run)
    except CallFailed as failed:
        return outcome_of(failed, prepared.effect)


def _told(prepared: Prepared, caller: Caller, run: Runner) -> Outcome:
    wanted = prepared.effect.wanted
    if isinstance(wanted, ChannelStep):
        return STEPS[type(wanted)](wanted, prepared, caller)
    if isinstance(wanted, PictureBook):
        return upload_pictures(prepared, caller)
    return hand_over(prepared, caller, run) if isinstance(wanted, Handout) else tell_message(prepared, caller)
