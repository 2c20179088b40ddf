"""The due-queries: the only questions asked across workspaces, each answered with (workspace, id)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from domain.calendars import local_date, zone_of
from domain.checkins import PromptState, RoundState
from domain.refusals import Refused
from storage.claimable import is_claimable
from storage.tables.asking import reminders
from storage.tables.checkins import prompts, rounds, schedules
from storage.tables.costs import cost_watches
from storage.tables.departures import departures
from storage.tables.deputies import stand_ins
from storage.tables.difficulties import report_schedules
from storage.tables.digests import digest_entries, digest_plans, digests
from storage.tables.directory import workspaces
from storage.tables.feedback import feedback
from storage.tables.gate import unsettled
from storage.tables.history import history
from storage.tables.outbox import effects, once_keys
from storage.tables.progress_days import progress_watches
from storage.types import UtcDateTime

MOST = 200
NOW: sa.BindParameter[Any] = sa.bindparam("now")


def _planned(table: sa.Table, what: sa.Column[Any]) -> sa.Select[Any]:
    """What of a table of plans is to be looked at by now, the earliest first; a plan without a moment waits."""
    return (
        sa.select(table.c.workspace_id, what)
        .where(table.c.next_at.is_not(None), table.c.next_at <= NOW)
        .order_by(table.c.next_at)
        .limit(MOST)
    )


ROUNDS = _planned(schedules, schedules.c.project_id)
CLOSINGS = (
    sa.select(rounds.c.workspace_id, rounds.c.id)
    .where(rounds.c.state == sa.literal_column(f"'{RoundState.OPEN.value}'"), rounds.c.closes_at <= NOW)
    .order_by(rounds.c.closes_at)
    .limit(MOST)
)
PROMPTS = (
    sa.select(prompts.c.workspace_id, prompts.c.id)
    .where(prompts.c.state == sa.literal_column(f"'{PromptState.WAITING.value}'"), prompts.c.due_at <= NOW)
    .order_by(prompts.c.due_at)
    .limit(MOST)
)
REPORTS = _planned(report_schedules, report_schedules.c.project_id)
REMINDERS = _planned(reminders, reminders.c.person_id)
DEPARTURES = (
    sa.select(departures.c.workspace_id, departures.c.project_id)
    .distinct()
    .order_by(departures.c.workspace_id, departures.c.project_id)
    .limit(MOST)
)
STAND_INS = (
    sa.select(stand_ins.c.workspace_id, stand_ins.c.project_id)
    .where(stand_ins.c.next_at <= NOW)
    .distinct()
    .order_by(stand_ins.c.workspace_id, stand_ins.c.project_id)
    .limit(MOST)
)
UNSETTLED = (
    sa.select(unsettled.c.workspace_id, unsettled.c.project_id)
    .distinct()
    .order_by(unsettled.c.workspace_id, unsettled.c.project_id)
    .limit(MOST)
)
LOOKED_ON = (
    sa.select(workspaces.c.id, workspaces.c.zone, once_keys.c.key)
    .outerjoin(
        once_keys,
        (once_keys.c.workspace_id == workspaces.c.id) & once_keys.c.key.in_(sa.bindparam("keys", expanding=True)),
    )
    .order_by(workspaces.c.id)
)
COSTS = _planned(cost_watches, cost_watches.c.project_id)
PROGRESS = _planned(progress_watches, progress_watches.c.project_id)
FEEDBACK = _planned(feedback, feedback.c.id)
DIGESTS = _planned(digest_plans, digest_plans.c.head_id)
# One step in an index for each entry that is open, however long the history of its project is.
LAST_DONE = (
    sa.select(history.c.at)
    .where(history.c.project_id == digest_entries.c.project_id)
    .order_by(history.c.number.desc())
    .limit(1)
    .correlate(digest_entries)
    .scalar_subquery()
)
MOVED_DIGESTS = (
    sa.select(digests.c.workspace_id, digests.c.id)
    .where(
        digests.c.closed_at.is_(None),
        digests.c.looked_at
        < sa.select(sa.func.max(LAST_DONE))
        .where(digest_entries.c.digest_id == digests.c.id)
        .correlate(digests)
        .scalar_subquery(),
    )
    .order_by(digests.c.looked_at)
    .limit(MOST)
)
EFFECTS = (
    sa.select(effects.c.workspace_id, effects.c.id)
    .where(is_claimable(sa.bindparam("uptime")))
    .order_by(effects.c.seq)
    .limit(MOST)
)
UNFINISHED = (
    sa.select(effects.c.workspace_id, effects.c.id).where(effects.c.state.in_(["waiting", "claimed"])).limit(MOST)
)
AFTER: sa.BindParameter[Any] = sa.bindparam("after", type_=UtcDateTime)
NEXT_MOMENT: sa.Select[Any] = sa.select(sa.func.min(sa.column("moment", UtcDateTime))).select_from(
    sa.union_all(
        sa.select(schedules.c.next_at.label("moment")).where(schedules.c.next_at > AFTER),
        sa.select(report_schedules.c.next_at).where(report_schedules.c.next_at > AFTER),
        sa.select(reminders.c.next_at).where(reminders.c.next_at > AFTER),
        sa.select(cost_watches.c.next_at).where(cost_watches.c.next_at > AFTER),
        sa.select(progress_watches.c.next_at).where(progress_watches.c.next_at > AFTER),
        sa.select(stand_ins.c.next_at).where(stand_ins.c.next_at > AFTER),
        sa.select(feedback.c.next_at).where(feedback.c.next_at > AFTER),
        sa.select(digest_plans.c.next_at).where(digest_plans.c.next_at > AFTER),
        sa.select(prompts.c.due_at).where(prompts.c.state == PromptState.WAITING.value, prompts.c.due_at > AFTER),
        sa.select(rounds.c.closes_at).where(rounds.c.state == RoundState.OPEN.value, rounds.c.closes_at > AFTER),
    ).subquery()
)
KEYS_KEPT = timedelta(days=3)
"""Slack repeats an event for a day at the longest, and nobody submits the same form after three."""
KEYS_SWEPT_EVERY = timedelta(hours=1)
OLD_KEYS = sa.select(once_keys.c.workspace_id).where(once_keys.c.at < sa.bindparam("before")).distinct().limit(MOST)


def _due(connection: sa.Connection, query: sa.Select[Any], now: datetime) -> Iterable[tuple[str, str]]:
    return [(row[0], row[1]) for row in connection.execute(query, {"now": now})]


def rounds_due(connection: sa.Connection, now: datetime) -> Iterable[tuple[str, str]]:
    """Projects whose next round should open."""
    return _due(connection, ROUNDS, now)


def closings_due(connection: sa.Connection, now: datetime) -> Iterable[tuple[str, str]]:
    """Open rounds whose window has passed."""
    return _due(connection, CLOSINGS, now)


def prompts_due(connection: sa.Connection, now: datetime) -> Iterable[tuple[str, str]]:
    """Prompts whose time has come."""
    return _due(connection, PROMPTS, now)


def reports_due(connection: sa.Connection, now: datetime) -> Iterable[tuple[str, str]]:
    """Projects whose channel should be told what is difficult."""
    return _due(connection, REPORTS, now)


def reminders_due(connection: sa.Connection, now: datetime) -> Iterable[tuple[str, str]]:
    """People who may have to be reminded of something."""
    return _due(connection, REMINDERS, now)


def unsettled_due(connection: sa.Connection, now: datetime) -> Iterable[tuple[str, str]]:
    """Projects in planning that count on something that has changed."""
    return _due(connection, UNSETTLED, now)


def looked_on(day: date) -> str:
    """The key under which a workspace remembers that its plans were looked at on this day of its own."""
    return f"plans looked at on {day}"


def plans_due(connection: sa.Connection, now: datetime) -> Iterable[tuple[str, str]]:
    """Workspaces in whose zone a day has begun on which nobody has looked yet whether what is planned still holds."""
    days = {now.date() + timedelta(days=days) for days in (-1, 0, 1)}
    looked: dict[tuple[str, str], set[str]] = {}
    for workspace, zone, key in connection.execute(LOOKED_ON, {"keys": sorted(looked_on(day) for day in days)}):
        looked.setdefault((workspace, zone), set()).add(key)
    for (workspace, zone), keys in looked.items():
        if not _has_looked(zone, keys, now):
            yield workspace, workspace


def _has_looked(zone: str, keys: set[str], now: datetime) -> bool:
    try:
        return looked_on(local_date(now, zone_of(zone))) in keys
    except Refused:
        return False  # its own turn says what is wrong, and the other workspaces have theirs


def departures_due(connection: sa.Connection, now: datetime) -> Iterable[tuple[str, str]]:
    """Projects that have yet to follow somebody who came or went."""
    return [(row[0], row[1]) for row in connection.execute(DEPARTURES)]


def stand_ins_due(connection: sa.Connection, now: datetime) -> Iterable[tuple[str, str]]:
    """Projects in which somebody begins or ends to act in another's place."""
    return _due(connection, STAND_INS, now)


def costs_due(connection: sa.Connection, now: datetime) -> Iterable[tuple[str, str]]:
    """Projects whose cost has to be looked at."""
    return _due(connection, COSTS, now)


def progress_due(connection: sa.Connection, now: datetime) -> Iterable[tuple[str, str]]:
    """Projects in which the day's work is over, so that it is kept how far they are."""
    return _due(connection, PROGRESS, now)


def feedback_due(connection: sa.Connection, now: datetime) -> Iterable[tuple[str, str]]:
    """Askings about completed projects in which somebody has to be reminded, or which close."""
    return _due(connection, FEEDBACK, now)


def digests_due(connection: sa.Connection, now: datetime) -> Iterable[tuple[str, str]]:
    """Department heads who should be told, with their IT managers, what waits for a decision."""
    return _due(connection, DIGESTS, now)


def digests_moved(connection: sa.Connection, now: datetime) -> Iterable[tuple[str, str]]:
    """Digests of this week in whose projects something was done since they were looked at."""
    return [(row[0], row[1]) for row in connection.execute(MOVED_DIGESTS)]


def effects_due(uptime: datetime) -> Callable[[sa.Connection, datetime], Iterable[tuple[str, str]]]:
    """Effects that may be claimed at this moment of the clock that never jumps."""

    def query(connection: sa.Connection, now: datetime) -> Iterable[tuple[str, str]]:
        return [(row[0], row[1]) for row in connection.execute(EFFECTS, {"uptime": uptime})]

    return query


def keys_to_forget(connection: sa.Connection, now: datetime) -> Iterable[tuple[str, str]]:
    """Workspaces that remember what was done once for longer than it can be repeated."""
    found = connection.execute(OLD_KEYS, {"before": now - KEYS_KEPT - KEYS_SWEPT_EVERY})
    return [(workspace, workspace) for workspace in found.scalars()]


def effects_unfinished(connection: sa.Connection, now: datetime) -> Iterable[tuple[str, str]]:
    """Effects that are neither settled nor parked: what a demo waits for before it goes on."""
    return [(row[0], row[1]) for row in connection.execute(UNFINISHED)]


def next_moment(connection: sa.Connection, after: datetime) -> datetime | None:
    """The next moment at which anything is due anywhere; None when nothing is."""
    return connection.execute(NEXT_MOMENT, {"after": after}).scalar_one()  # type: ignore[no-any-return]
