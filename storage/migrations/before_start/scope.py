"""Revision 0004, one room of it: scopes with their versions, technical opinions, requests."""

from __future__ import annotations


def upgrade() -> None:
    """Make what this room remembers."""


def downgrade() -> None:
    """Take it away again."""
