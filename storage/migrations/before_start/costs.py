"""Revision 0004, one room of it: stages, what they need and cost, work, money, estimates and votes."""

from __future__ import annotations


def upgrade() -> None:
    """Make what this room remembers."""


def downgrade() -> None:
    """Take it away again."""
