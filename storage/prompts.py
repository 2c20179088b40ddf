"""Prompts: at most one for each person and local date."""

from __future__ import annotations

from datetime import date
from typing import Any

import sqlalchemy as sa

from domain.checkins import Prompt, PromptState, no_such_prompt
from domain.identity import UserId
from storage.statements import MINE, Gateway, insert_unless_there
from storage.tables.checkins import prompts

OURS = sa.select(prompts).where(prompts.c.workspace_id == MINE)
BY_ID = OURS.where(prompts.c.id == sa.bindparam("prompt"))
BY_ID_LOCKED = BY_ID.with_for_update()
BY_DAY = OURS.where(prompts.c.person_id == sa.bindparam("person"), prompts.c.day == sa.bindparam("day"))
BY_DAY_LOCKED = BY_DAY.with_for_update()
SINCE = OURS.where(prompts.c.person_id == sa.bindparam("person"), prompts.c.day >= sa.bindparam("day")).order_by(
    prompts.c.day
)
ADD = insert_unless_there(prompts)
CHANGE = (
    sa.update(prompts)
    .where(prompts.c.workspace_id == MINE, prompts.c.id == sa.bindparam("prompt"))
    .values(due_at=sa.bindparam("new_due_at"), state=sa.bindparam("new_state"), reason=sa.bindparam("new_reason"))
)
GIVE_UP = (
    sa.update(prompts)
    .where(prompts.c.workspace_id == MINE, prompts.c.id == sa.bindparam("prompt"))
    .values(error=sa.bindparam("new_error"))
)


class Prompts(Gateway):
    """Reads and keeps the prompts of one workspace."""

    def get(self, prompt: str) -> Prompt:
        """The prompt with this id; refuses an id of nowhere or of another workspace."""
        return self._one(BY_ID, prompt)

    def for_change(self, prompt: str) -> Prompt:
        """The same, held against everybody else until the transaction ends."""
        return self._one(BY_ID_LOCKED, prompt)

    def of_day(self, person: str, day: date) -> Prompt | None:
        """The prompt of a person's local date, if there is one."""
        row = self.run(BY_DAY, person=person, day=day).one_or_none()
        return _prompt(row) if row else None

    def since(self, person: str, day: date) -> list[Prompt]:
        """The prompts of a person from this local date on, the earliest first."""
        return [_prompt(row) for row in self.run(SINCE, person=person, day=day)]

    def put(self, wanted: Prompt) -> tuple[Prompt, bool]:
        """The person's one prompt of that day, held for change, and whether it is this new one."""
        added = self.upsert(
            ADD,
            id=wanted.id,
            person_id=wanted.person,
            day=wanted.day,
            due_at=wanted.due_at,
            ends_at=wanted.ends_at,
            state=wanted.state.value,
            reason=wanted.reason,
            error=wanted.error,
        )
        kept = _prompt(self.run(BY_DAY_LOCKED, person=wanted.person, day=wanted.day).one())
        return kept, bool(added)

    def change(self, one: Prompt) -> None:
        """Save a prompt as it is now."""
        self.run(CHANGE, prompt=one.id, new_due_at=one.due_at, new_state=one.state.value, new_reason=one.reason)

    def give_up(self, prompt: str, error: str) -> None:
        """Keep why the message of a prompt was given up."""
        self.run(GIVE_UP, prompt=prompt, new_error=error)

    def _one(self, statement: Any, prompt: str) -> Prompt:
        row = self.run(statement, prompt=prompt).one_or_none()
        if row is None:
            raise no_such_prompt()
        return _prompt(row)


def _prompt(row: Any) -> Prompt:
    state = PromptState(row.state)
    return Prompt(row.id, UserId(row.person_id), row.day, row.due_at, row.ends_at, state, row.reason, row.error)
