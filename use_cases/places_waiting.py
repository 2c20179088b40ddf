"""What waits for somebody because another is on leave: to say whether they stand in, and what is lent to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from domain.deputies import StandIn
from domain.urgency import Waiting, Why
from storage.transactions import Transaction
from use_cases.deputies import whats_of

LINES_NAMED = 3


def offers_to_stand_in(places: Iterable[StandIn], tx: Transaction) -> Iterator[Waiting]:
    """What somebody was named for and has not answered: one thing for each leave, the first lines of it in words."""
    asked: dict[str, list[StandIn]] = {}
    for one in places:
        if one.is_asked:
            asked.setdefault(one.leave_id, []).append(one)
    for leave_id, lines in asked.items():
        window = lines[0].window
        yield Waiting(
            Why.STAND_IN,
            leave_id,
            "",
            "",
            window.first_day,
            people=(lines[0].person,),
            words=_in_words(lines, tx),
            stood_until=window.until,
        )


def _in_words(lines: list[StandIn], tx: Transaction) -> str:
    told = ", ".join(whats_of(lines[:LINES_NAMED], tx))
    return f"{told} and {len(lines) - LINES_NAMED} more" if len(lines) > LINES_NAMED else told


def lent_task(waiting: Waiting, line: StandIn) -> Waiting:
    """A task as its person's deputy finds it: theirs to work on, and not to accept or decline."""
    return replace(waiting, is_offer=False, stood_for=line.person, stood_until=line.until)
