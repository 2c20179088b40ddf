"""The workspace's catalogue of IT services: looked through while somebody types, and added to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.scope_limits import SERVICE_LENGTH, services_from
from domain.services import catalogue_of, once, unknown_in
from storage.transactions import Transaction, read_only

SERVICES_OFFERED = 50


@dataclass(frozen=True)
class FindServices:
    """Which services of the catalogue contain these words?"""

    actor: Actor
    words: str
    may_be_new: bool = False
    """Whether what was typed may be chosen although the catalogue lacks it."""


@read_only
def find_services(order: FindServices, tx: Transaction, now: datetime) -> list[str]:
    """The services whose names contain what was typed, in the order of the alphabet."""
    permissions.require(order.actor, Action.REQUEST_PROJECT)
    typed, known = order.words.strip(), catalogue_of(tx.services.names())
    found = [name for name in known if typed.casefold() in name.casefold()]
    new = unknown_in([typed], known) if typed and order.may_be_new else ()
    return [name for name in (*new, *found) if len(name) <= SERVICE_LENGTH][:SERVICES_OFFERED]


def chosen_services(chosen: Iterable[str], others: str) -> tuple[str, ...]:
    """The services chosen from the catalogue and those that were typed, each once."""
    return once([*chosen, *services_from(others)])


def join_catalogue(services: Iterable[str], tx: Transaction) -> None:
    """Let services that were typed be chosen from now on."""
    tx.services.add(unknown_in(services, catalogue_of(tx.services.names())))
