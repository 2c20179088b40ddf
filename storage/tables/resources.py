"""What IT each customer has."""

from __future__ import annotations

import sqlalchemy as sa

from domain.resources import ResourceKind
from storage.tables.base import ID, metadata, one_of, workspace

resources = sa.Table(
    "resources",
    metadata,
    sa.Column("id", ID, primary_key=True),
    workspace(),
    sa.Column("customer", sa.Text, nullable=False),
    sa.Column("customer_sign", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("quantity", sa.Integer, nullable=False),
    sa.Column("site", sa.Text, nullable=False),
    sa.Column("owner", sa.Text, nullable=False),
    sa.Column("end_of_support", sa.Date),
    sa.Column("changed_by", ID, sa.ForeignKey("projects.id")),
    one_of("kind", ResourceKind),
    sa.CheckConstraint("quantity BETWEEN 1 AND 1000000", name="quantity"),
    sa.Index("ix_resources_customer", "workspace_id", "customer_sign", "kind"),
)
