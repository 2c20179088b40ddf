"""Steps towards Slack that are no messages: making a channel, filling it, naming it, pinning the card."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import cache

from domain import (
    change_notices,
    closing_notices,
    cost_notices,
    deputy_notices,
    digest_notices,
    feedback_notices,
    gate_notices,
    handover_notices,
    lesson_notices,
    notices,
    option_notices,
    picture_notices,
    plan_notices,
    scope_notices,
    task_notices,
    template_notices,
)
from domain.actors import Actor
from domain.handouts import Handout
from domain.identity import ChannelId, UserId
from domain.living import Living
from domain.notices import Announcement


class EffectState(StrEnum):
    """Where an effect is: parked ones wait for their project's channel to be repaired."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    DONE = "done"
    FAILED = "failed"
    PARKED = "parked"


@dataclass(frozen=True)
class ChannelStep:
    """Something done to a project's channel; steps that follow need the channel that stands first."""

    project_id: str

    @property
    def lane(self) -> str:
        return f"project:{self.project_id}"


@dataclass(frozen=True)
class CreateChannel(ChannelStep):
    """Make the channel under this name."""

    name: str
    is_private: bool


@dataclass(frozen=True)
class JoinChannel(ChannelStep):
    """Make sure the bot is in a channel that existed before."""

    channel: ChannelId


@dataclass(frozen=True)
class InvitePeople(ChannelStep):
    """Bring these people into the channel."""

    people: tuple[UserId, ...]


@dataclass(frozen=True)
class SetTopic(ChannelStep):
    """Say in the channel's topic what it is for."""

    topic: str


@dataclass(frozen=True)
class PinCard(ChannelStep):
    """Pin the project card."""


@dataclass(frozen=True)
class BookmarkCard(ChannelStep):
    """Put a link to the card into the channel's bookmarks."""

    title: str


Wanted = Announcement | Living | Handout | ChannelStep
STEPS: dict[str, type[ChannelStep]] = {
    "create_channel": CreateChannel,
    "join_channel": JoinChannel,
    "invite": InvitePeople,
    "topic": SetTopic,
    "pin": PinCard,
    "bookmark": BookmarkCard,
}
HOME_STEPS = (CreateChannel, JoinChannel)
"""The steps without which a project has no channel; the others fill and adorn it."""
NEVER_HOLDS_ITS_LANE = (InvitePeople, SetTopic, PinCard, BookmarkCard, Handout)


@dataclass(frozen=True)
class Effect:
    """One saved wish towards Slack, as delivery claims it."""

    seq: int
    id: str
    workspace: str
    wanted: Wanted
    attempts: int
    uncertain: bool
    added_at: datetime
    useless_after: datetime | None = None


@dataclass(frozen=True)
class Posted:
    """Where a message stands in Slack."""

    channel: ChannelId
    ts: str


@dataclass(frozen=True)
class Pending:
    """A message that is still to be said: how often it was tried since when, and what Slack answered last."""

    attempts: int
    since: datetime
    error: str = ""
    is_uncertain: bool = False


@dataclass(frozen=True)
class Attempts:
    """How often something was begun since it last succeeded, if it ever did, when last, and whether it is under way."""

    count: int = 0
    last_at: datetime | None = None
    under_way: bool = False
    has_succeeded: bool = False


@dataclass(frozen=True)
class Delivered:
    """What came back for an effect that happened."""

    posted: Posted | None = None
    channel: ChannelId | None = None
    channel_name: str = ""
    drawn: tuple[tuple[str, str], ...] = ()
    """Pictures that are in Slack now: what each looks like as a sign, and its file's id."""
    followed_by: Announcement | None = None
    """What is said now that it happened."""


@dataclass(frozen=True)
class NotDelivered:
    """What came back for one that did not: final, to be repaired by a person, or to be tried again."""

    error: str
    retry_in: float | None = None
    uncertain: bool = False
    needs_repair: bool = False


Outcome = Delivered | NotDelivered
KEEPING_NOTICES = (
    notices,
    change_notices,
    closing_notices,
    gate_notices,
    cost_notices,
    deputy_notices,
    digest_notices,
    handover_notices,
    feedback_notices,
    lesson_notices,
    option_notices,
    picture_notices,
    plan_notices,
    scope_notices,
    task_notices,
    template_notices,
)


def with_both_names(wanted: Wanted, actor: Actor | None) -> Wanted:
    """What is said of somebody who acts in another's place, with both names; anything else as it is."""
    if actor is None or not actor.stands_for or not isinstance(wanted, Announcement):
        return wanted
    says_who = actor.user_id in vars(wanted).values()
    return replace(wanted, stood_for=next(iter(actor.stands_for.values()))) if says_who else wanted


@cache
def announcements() -> dict[str, type[Announcement]]:
    """Every kind of announcement by its template."""
    kept = (kind for module in KEEPING_NOTICES for kind in vars(module).values())
    kinds = (kind for kind in kept if isinstance(kind, type) and issubclass(kind, Announcement))
    return {kind.template: kind for kind in kinds if kind is not Announcement}
