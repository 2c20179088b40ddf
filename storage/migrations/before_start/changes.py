"""Revision 0004, one room of it: requests to change what was approved, and new scope noted in passing."""

from __future__ import annotations


def upgrade() -> None:
    """Make what this room remembers."""


def downgrade() -> None:
    """Take it away again."""
