"""Where something goes on that ended by being moved to another project."""

from __future__ import annotations

from domain.actors import Actor
from domain.closing import Settled, Settlement
from domain.difficulties import Difficulty
from domain.projects import ChannelKind
from domain.refusals import Refused
from domain.tasks import Task
from storage.transactions import Transaction


def moved_on(found: Task | Difficulty, tx: Transaction) -> Settlement | None:
    """The move by which something ended; None of what is open, and of what ended another way since."""
    if found.is_open:
        return None
    ended_at = found.done_at if isinstance(found, Task) else found.resolved_at
    last = tx.closings.settled(found.id)
    return last if last and last.how is Settled.MOVED and last.at == ended_at else None


def whereto(move: Settlement, actor: Actor, tx: Transaction) -> str:
    """The key under which something goes on, for whoever may know of that project."""
    return move.whereto(move.to_project_id is None or tx.projects.get(move.to_project_id).is_hidden_from(actor))


def whereto_for_all(move: Settlement, tx: Transaction) -> str:
    """The same in words that everybody reads."""
    there = tx.projects.get(move.to_project_id) if move.to_project_id else None
    return move.whereto(there is None or there.channel.kind is ChannelKind.PRIVATE)


def open_elsewhere(found: Task | Difficulty, tx: Transaction) -> Settlement | None:
    """The last move of something that is still open where it was moved to; None where it is over there, too."""
    last = None
    while (move := moved_on(found, tx)) and move.to_id:
        last = move
        found = tx.tasks.get(move.to_id) if isinstance(found, Task) else tx.difficulties.get(move.to_id)
    return last if found.is_open else None


def refuse_open_elsewhere(found: Task | Difficulty, actor: Actor, tx: Transaction) -> None:
    """Refuse to open again what goes on in another project: it would be there twice."""
    if move := open_elsewhere(found, tx):
        there = whereto(move, actor, tx)
        raise Refused(f"{found.key} was moved to {there} and is still open there. Reopen it once it is over there.")
