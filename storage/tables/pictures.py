"""Which pictures stand in Slack as files, and on which ground people like them."""

from __future__ import annotations

import sqlalchemy as sa

from domain.pictures import Ground
from storage.tables.base import SLACK_ID, metadata, one_of
from storage.types import UtcDateTime

picture_files = sa.Table(
    "picture_files",
    metadata,
    sa.Column("workspace_id", SLACK_ID, primary_key=True),
    sa.Column("sign", sa.String(64), primary_key=True),
    sa.Column("file_id", SLACK_ID, nullable=False),
    sa.Column("drawn_at", UtcDateTime, nullable=False),
)

picture_grounds = sa.Table(
    "picture_grounds",
    metadata,
    sa.Column("workspace_id", SLACK_ID, primary_key=True),
    sa.Column("person_id", SLACK_ID, primary_key=True),
    sa.Column("ground", sa.Text, nullable=False),
    one_of("ground", Ground),
)
