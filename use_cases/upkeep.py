"""Forgetting what nobody will ask for any more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from storage.due import KEYS_KEPT
from storage.once import forget_before
from storage.transactions import Transaction

SAID_KEPT = timedelta(days=30)


@dataclass(frozen=True)
class ForgetOldKeys:
    """Drop the memory of submissions and events that cannot be repeated any more."""

    actor: Actor


def forget_old_keys(order: ForgetOldKeys, tx: Transaction, now: datetime) -> None:
    """Forget what was done once more than three days ago, and what was said more than a month ago."""
    permissions.require(order.actor, Action.RUN_SCHEDULE)
    forget_before(tx.connection, tx.workspace, now - KEYS_KEPT)
    tx.outbox.forget_settled(now - SAID_KEPT)
    tx.errands.forget_before(now - SAID_KEPT)
