"""Living through days: the clock jumps from one thing that is due to the next, and everything due is done."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from domain.actors import Actor
from storage.due import closings_due, prompts_due, rounds_due
from storage.tables.checkins import prompts, rounds, schedules
from storage.transactions import Runner, Sweeper
from tests.conftest import Clock
from use_cases.prompts import SendPrompt, send_prompt
from use_cases.rounds import CloseRound, OpenRound, close_round, open_round

DUE = (
    sa.select(sa.func.min(schedules.c.next_at)),
    sa.select(sa.func.min(rounds.c.closes_at)).where(rounds.c.state == "open"),
    sa.select(sa.func.min(prompts.c.due_at)).where(prompts.c.state == "waiting"),
)


@dataclass
class Days:
    """A database whose time passes only here."""

    run: Runner
    sweep: Sweeper
    clock: Clock

    def tick(self) -> None:
        """Do everything that is due now; unlike a scheduled job, let a failure out."""
        jobs: tuple[tuple[Any, Callable[..., Any], Callable[..., Any]], ...] = (
            (closings_due, close_round, CloseRound),
            (rounds_due, open_round, OpenRound),
            (prompts_due, send_prompt, SendPrompt),
        )
        for query, use_case, order in jobs:
            for workspace, about in self.sweep(query):
                self.run(use_case, order(Actor.clock(workspace), about))

    def until(self, end: datetime) -> None:
        """Jump from one due moment to the next until this one, and be there."""
        while (due := self._next_due()) is not None and due <= end:
            self.clock.set(max(due, self.clock()))
            self.tick()
        self.clock.set(end)
        self.tick()

    def to(self, *parts: int) -> None:
        """The same, until a UTC time."""
        self.until(datetime(*parts, tzinfo=UTC))

    def days(self, number: float) -> None:
        self.until(self.clock() + timedelta(days=number))

    def _next_due(self) -> datetime | None:
        with self.run.database.reading() as connection:
            found = [connection.execute(query).scalar_one() for query in DUE]
        return min((one for one in found if one is not None), default=None)
