"""Revision 0004, one room of it: what is decided before the start, tools and methods, overrides."""

from __future__ import annotations


def upgrade() -> None:
    """Make what this room remembers."""


def downgrade() -> None:
    """Take it away again."""
