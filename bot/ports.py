"""Ports that a person may choose."""

from __future__ import annotations

MOST_PORT = 65_535


def neighbour_of(port: int) -> int:
    """The port to try when this one is in use."""
    return port + 1 if port < MOST_PORT else port - 1
