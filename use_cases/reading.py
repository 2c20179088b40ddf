"""Reading what a living message shows: by convention `read_<subject>` in use_cases/<noun>."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from typing import Any

from domain.actors import Actor
from domain.handouts import Handout
from domain.living import Living
from domain.notices import Target
from storage.transactions import Transaction


@dataclass(frozen=True)
class Read:
    """Draw this one living message: what it is about, and where it goes."""

    actor: Actor
    about: str
    to: Target


def facts_for(message: Living | Handout, actor: Actor, tx: Transaction, now: datetime) -> Any:
    """The facts that a living message or a file shows now; None when there is nothing to show any more."""
    reader = getattr(import_module(f"use_cases.{message.noun}"), f"read_{message.subject}")
    return reader(Read(actor, message.about, message.to), tx, now)
