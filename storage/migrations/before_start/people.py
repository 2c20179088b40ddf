"""Revision 0004, one room of it: what people can do, when they have time, and which things there are."""

from __future__ import annotations


def upgrade() -> None:
    """Make what this room remembers."""


def downgrade() -> None:
    """Take it away again."""
