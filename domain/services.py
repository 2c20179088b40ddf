"""The IT services that a workspace chooses from: the usual ones, and those that its people added."""

from __future__ import annotations

from collections.abc import Iterable

USUAL_SERVICES = (
    "Account management",
    "Application development",
    "Backup and recovery",
    "Cloud hosting",
    "Database hosting",
    "E-mail and calendar",
    "File sharing",
    "Hardware leasing",
    "LAN",
    "Licence management",
    "Mobile devices",
    "Monitoring",
    "Patch management",
    "Printing",
    "Security monitoring",
    "Service desk",
    "Telephony",
    "Training",
    "Video conferencing",
    "VPN",
    "WAN",
    "Web site",
    "Wi-Fi",
    "Workplace",
)
"""What the catalogue of every workspace begins with."""


def catalogue_of(added: Iterable[str]) -> tuple[str, ...]:
    """The whole catalogue in the order of the alphabet: the usual services, and those that were added."""
    return tuple(sorted(once([*USUAL_SERVICES, *added]), key=str.casefold))


def once(names: Iterable[str]) -> tuple[str, ...]:
    """These services, each as it was written first, whatever its capitals."""
    first: dict[str, str] = {}
    for name in names:
        first.setdefault(name.casefold(), name)
    return tuple(first.values())


def unknown_in(names: Iterable[str], catalogue: Iterable[str]) -> tuple[str, ...]:
    """Those of these services that the catalogue does not have yet."""
    known = {name.casefold() for name in catalogue}
    return tuple(name for name in names if name.casefold() not in known)
