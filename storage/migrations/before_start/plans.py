"""Revision 0004, one room of it: plans presented to customers, their answers, baselines."""

from __future__ import annotations


def upgrade() -> None:
    """Make what this room remembers."""


def downgrade() -> None:
    """Take it away again."""
