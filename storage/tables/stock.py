"""Things that projects use besides people."""

from __future__ import annotations

import sqlalchemy as sa

from domain.stock import ThingKind
from storage.tables.base import ID, metadata, one_of, workspace

things = sa.Table(
    "things",
    metadata,
    sa.Column("id", ID, primary_key=True),
    workspace(),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("in_stock", sa.Integer, nullable=False),
    sa.Column("on_order", sa.Integer, nullable=False),
    sa.Column("arrives_on", sa.Date),
    sa.Column("is_retired", sa.Boolean, nullable=False),
    one_of("kind", ThingKind),
    sa.CheckConstraint("in_stock >= 0", name="in_stock"),
    sa.CheckConstraint("on_order >= 0", name="on_order"),
    sa.Index("ix_things_workspace", "workspace_id"),
)
