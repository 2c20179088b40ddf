"""Revision 0004, one room of it: solutions compared, what the customer has, templates."""

from __future__ import annotations


def upgrade() -> None:
    """Make what this room remembers."""


def downgrade() -> None:
    """Take it away again."""
