"""The directory of channels in one workspace."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from domain.channels import Channel
from domain.identity import ChannelId
from storage.statements import MINE, Gateway, upsert_of
from storage.tables.directory import channels

OURS = sa.select(channels).where(channels.c.workspace_id == MINE)
BY_ID = OURS.where(channels.c.id == sa.bindparam("channel"))
BY_ID_LOCKED = BY_ID.with_for_update()
NAMES = sa.select(channels.c.name).where(channels.c.workspace_id == MINE)
NAMES_LIKE = NAMES.where(channels.c.name.startswith(sa.bindparam("stem")))
KEEP = upsert_of(channels, keep=("bot_told_at",))
BOT_TOLD = (
    sa.update(channels)
    .where(channels.c.workspace_id == MINE, channels.c.id == sa.bindparam("channel"))
    .values(bot_told_at=sa.bindparam("told_at"))
)
BOT_TOLD_AT = sa.select(channels.c.bot_told_at).where(
    channels.c.workspace_id == MINE, channels.c.id == sa.bindparam("channel")
)


class Channels(Gateway):
    """Reads and keeps the channels of one workspace."""

    def get(self, channel: str) -> Channel | None:
        """The channel with this id, if the directory knows it."""
        row = self.run(BY_ID, channel=channel).one_or_none()
        return _channel(row) if row else None

    def for_change(self, channel: str) -> Channel | None:
        """The same, held against everybody else until the transaction ends."""
        row = self.run(BY_ID_LOCKED, channel=channel).one_or_none()
        return _channel(row) if row else None

    def names_like(self, stem: str) -> frozenset[str]:
        """The names in use that begin like this one; archived channels keep theirs."""
        return frozenset(self.run(NAMES_LIKE, stem=stem).scalars())

    def bot_told_at(self, channel: str) -> datetime | None:
        """When it happened that the bot came or went, as far as Slack has told; listings do not say."""
        return self.run(BOT_TOLD_AT, channel=channel).scalar_one_or_none()

    def tell_bot(self, channel: str, at: datetime) -> None:
        """Remember when the bot came or went last."""
        self.run(BOT_TOLD, channel=channel, told_at=at)

    def keep(self, channel: Channel) -> None:
        """Remember this channel as it is now."""
        self.upsert(
            KEEP,
            id=channel.id,
            name=channel.name,
            is_private=channel.is_private,
            is_archived=channel.is_archived,
            is_shared=channel.is_shared,
            has_bot=channel.has_bot,
        )


def _channel(row: Any) -> Channel:
    return Channel(ChannelId(row.id), row.name, row.is_private, row.is_archived, row.is_shared, row.has_bot)
