"""The ends of projects: what is open in them, whose checklists they are, and what was moved or dropped."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from domain.closing import Closing, OpenKind, OpenThing, Settled, Settlement
from domain.difficulties import MOST_SEVERE_FIRST
from domain.identity import UserId
from domain.stages import StageState
from storage.statements import MINE, Gateway, upsert_of
from storage.tables.changes import UNDECIDED, UNPRICED, change_requests, scope_notes
from storage.tables.closing import closings, settlements
from storage.tables.costs import viability
from storage.tables.difficulties import UNRESOLVED, difficulties
from storage.tables.errands import IS_OPEN, errands
from storage.tables.plans import plan_versions
from storage.tables.stages import stage_votes, stages
from storage.tables.tasks import OPEN_TASK, tasks

LATER = plan_versions.alias("later")
SUPERSEDED = sa.exists().where(
    LATER.c.project_id == plan_versions.c.project_id, LATER.c.number > plan_versions.c.number
)
SEVERITY = sa.case({one.value: one.rank for one in MOST_SEVERE_FIRST}, value=difficulties.c.severity)
NONE, NOTHING = sa.literal(0), sa.literal("")


def _open(
    kind: OpenKind, table: sa.Table, *conditions: Any, key: Any = None, weight: Any = NONE, first: Any = NOTHING
) -> sa.Select[Any]:
    """What is open of one kind: its kind and id, then what it is ordered by."""
    rank = list(OpenKind).index(kind)
    number = table.c.number if "number" in table.c else NONE
    found = sa.select(
        sa.literal(kind.value).label("kind"),
        (table.c.id if key is None else key).label("id"),
        sa.literal(rank).label("rank"),
        weight.label("weight"),
        first.label("first"),
        number.label("number"),
    )
    return found.where(
        table.c.workspace_id == MINE, table.c.project_id == sa.bindparam("project"), *map(_condition, conditions)
    )


def _condition(one: Any) -> Any:
    return sa.text(one) if isinstance(one, str) else one


OPEN = sa.union_all(
    _open(OpenKind.TASK, tasks, OPEN_TASK, first=sa.cast(tasks.c.due, sa.Text)),
    _open(OpenKind.DIFFICULTY, difficulties, UNRESOLVED, weight=SEVERITY),
    _open(OpenKind.CHANGE, change_requests, UNDECIDED),
    _open(OpenKind.NOTE, scope_notes, UNPRICED),
    # A change that its customer reads is a change; a version that another followed is answered by nobody.
    _open(
        OpenKind.PLAN,
        plan_versions,
        plan_versions.c.verdict.is_(None),
        plan_versions.c.change.is_(None),
        ~SUPERSEDED,
    ),
    _open(OpenKind.STAGE, stages, stages.c.state == StageState.RUNNING.value),
    _open(OpenKind.VOTE, stage_votes, stage_votes.c.voted_at.is_(None), key=stage_votes.c.stage_id),
    _open(OpenKind.VERDICT, viability, viability.c.asked_for != "", key=viability.c.project_id),
    _open(
        OpenKind.ERRAND,
        errands,
        IS_OPEN,
        sa.cast(errands.c.asked, sa.Text) != "[]",
        errands.c.name.not_in(sa.bindparam("besides", expanding=True)),
        first=errands.c.id,
    ),
).order_by("rank", "weight", "first", "number")
OF_PROJECT = sa.select(closings).where(
    closings.c.workspace_id == MINE, closings.c.project_id == sa.bindparam("project")
)
FORGET = sa.delete(closings).where(closings.c.workspace_id == MINE, closings.c.project_id == sa.bindparam("project"))
SETTLED = sa.select(settlements).where(settlements.c.workspace_id == MINE)
SETTLED_IN = SETTLED.where(settlements.c.project_id == sa.bindparam("project")).order_by(
    settlements.c.at, settlements.c.id
)
OF_THING = SETTLED.where(settlements.c.thing_id == sa.bindparam("thing")).order_by(settlements.c.at.desc()).limit(1)
KEEP = upsert_of(closings)


class Closings(Gateway):
    """Reads and keeps how the projects of one workspace are brought to their ends."""

    def open_things(self, project: str, besides: tuple[str, ...]) -> list[OpenThing]:
        """Everything that is open in a project, in the order of a checklist; not what was asked of others by these
        buttons and commands."""
        rows = self.run(OPEN, project=project, besides=list(besides))
        return [OpenThing(OpenKind(row.kind), row.id) for row in rows]

    def of_project(self, project: str) -> Closing | None:
        """The checklist of a project; None while nobody wanted to finish it."""
        row = self.run(OF_PROJECT, project=project).one_or_none()
        if row is None:
            return None
        return Closing(row.project_id, row.opened_at, tuple(map(UserId, row.readers)), tuple(row.seen))

    def keep(self, one: Closing) -> None:
        """Save a checklist."""
        self.upsert(KEEP, **vars(one) | {"readers": list(one.readers), "seen": list(one.seen)})

    def forget(self, project: str) -> None:
        """Drop the checklist of a project that goes on; the next end has one of its own."""
        self.run(FORGET, project=project)

    def settle(self, one: Settlement) -> None:
        """Keep what was moved or dropped; none is ever changed."""
        self.insert(settlements, **vars(one) | {"kind": one.kind.value, "how": one.how.value})

    def settled_in(self, project: str) -> list[Settlement]:
        """What was moved or dropped at the end of a project, in the order in which it was."""
        return [settlement_from(row) for row in self.run(SETTLED_IN, project=project)]

    def settled(self, thing: str) -> Settlement | None:
        """What became last of something that was moved or dropped; None of anything else."""
        row = self.run(OF_THING, thing=thing).one_or_none()
        return settlement_from(row) if row else None


def settlement_from(row: Any) -> Settlement:
    """A row of the settlements as the domain knows it."""
    return Settlement(
        row.id,
        row.project_id,
        OpenKind(row.kind),
        row.thing_id,
        row.called,
        Settled(row.how),
        UserId(row.by),
        row.at,
        row.reason,
        row.to_project_id,
        row.to_id,
        row.to_key,
    )
