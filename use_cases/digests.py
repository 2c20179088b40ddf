"""The weekly digest: decisions alone, to a department head and an IT manager in one conversation, kept true."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.calendars import instant_of, local_date, zone_of
from domain.capacity import last_day_away
from domain.digest_living import WeeklyDigest
from domain.digests import (
    COST_OF_WAITING,
    NOT_OF_BOTH,
    Digest,
    DigestEntry,
    DigestPlan,
    Sign,
    entry_of,
)
from domain.identity import UserId
from domain.people import Person
from domain.projects import Project
from domain.roles import Role
from domain.urgency import Waiting, longest_waiting_first
from storage.transactions import Transaction, read_only
from use_cases.digest_plans import following
from use_cases.finding import gone_among
from use_cases.portfolio import PROJECTS_READ, decisions_of
from use_cases.reading import Read

LINES_SHOWN = 8
SETTLED_SHOWN = 8
OF_USE_FOR = timedelta(days=7)


@dataclass(frozen=True)
class PostDigests:
    """The digests of this department head are due: one with each IT manager of their projects."""

    actor: Actor
    head: UserId


@dataclass(frozen=True)
class FollowDigest:
    """Something was done in a project that this digest names."""

    actor: Actor
    digest_id: str


@dataclass(frozen=True)
class DigestLine:
    """One decision as it stands now: `waiting` while it waits, for `people`, and what does not go on `meanwhile`.

    `other` is who may say that they agree; `days` since it waits, `days_left` to the completion of its project.
    """

    number: int
    key: str
    title: str
    project_name: str
    waiting: Waiting | None
    people: tuple[UserId, ...]
    since: datetime | None
    days: int
    meanwhile: str
    completion: date | None
    days_left: int
    agreed_by: UserId | None
    agreed_at: datetime | None
    is_discussed: bool
    other: UserId | None
    settled_at: datetime | None


@dataclass(frozen=True)
class DigestFacts:
    """A digest as it stands now: what waits, how much more of it does, and what was settled meanwhile.

    `missed_on` is when the one before it should have come and did not.
    """

    digest_id: str
    day: date
    people: tuple[UserId, ...]
    is_closed: bool
    missed_on: date | None
    waiting: tuple[DigestLine, ...]
    more: int
    settled: tuple[DigestLine, ...]
    settled_in_all: int


def post_digests(order: PostDigests, tx: Transaction, now: datetime) -> None:
    """Post what waits for a head and each IT manager of their projects, and plan the next; on a day on which the head
    is not at work put it off, and skip what comes after their day."""
    permissions.require(order.actor, Action.RUN_SCHEDULE)
    plan = tx.digests.plan(order.head)
    if plan.next_at is None or plan.next_date is None or plan.next_at > now:
        return
    person = tx.people.get(order.head)
    shared = _by_it_manager(order.head, tx)
    if person is None or not person.can_work or not shared:
        tx.digests.keep_plan(plan.stopped())
        return
    later = following(plan, person, tx, now)
    if _is_off(person, plan.next_date, tx):
        tx.digests.keep_plan(later)
    elif now >= instant_of(plan.next_date, tx.workspaces.get().calendar.end, zone_of(person.zone)):
        tx.digests.keep_plan(replace(later, missed_on=plan.next_date))
    else:
        tx.digests.keep_plan(replace(later, missed_on=None))
        for it_manager, projects in shared.items():
            _post(it_manager, projects, plan, tx, now)


def _is_off(person: Person, day: date, tx: Transaction) -> bool:
    """Whether a day that was a working day when it was chosen is none for its head any more."""
    is_worked = tx.workspaces.get().calendar.is_working_day(day)
    return not is_worked or bool(last_day_away(person.id, day, tx.capacity.leave((person.id,), day, day)))


def _by_it_manager(head: UserId, tx: Transaction) -> dict[UserId, list[Project]]:
    """The running projects in which somebody acts as the department head, by who acts as the IT manager."""
    found: dict[UserId, list[Project]] = {}
    for project in tx.projects.running_of(head, PROJECTS_READ):
        it_manager = project.acting(Role.IT_MANAGER)
        if it_manager is not None and _are_both_on(head, it_manager, project):
            found.setdefault(it_manager, []).append(project)
    gone = gone_among(found, tx)
    return {person: projects for person, projects in found.items() if person not in gone}


def _are_both_on(head: UserId, it_manager: UserId, project: Project) -> bool:
    is_led = project.acting(Role.DEPARTMENT_HEAD) == head and Role.DEPARTMENT_HEAD in project.roles_of(head)
    return is_led and project.acting(Role.IT_MANAGER) == it_manager


def _post(it_manager: UserId, projects: list[Project], plan: DigestPlan, tx: Transaction, now: datetime) -> None:
    """Post one digest; where nothing waits, only once after something did."""
    assert plan.next_date is not None
    last = tx.digests.last_of(plan.head, it_manager)
    waiting = _waiting((plan.head, it_manager), projects, tx, now)
    if not waiting and (last is None or not last.entries):
        return
    by_key = {one.key: one.id for one in projects}
    kept = enumerate(waiting.values(), 1)
    entries = tuple(entry_of(number, by_key[_home(one)], one, people) for number, (one, people) in kept)
    digest = Digest.written(plan.head, it_manager, plan, plan.next_date, entries, now)
    tx.digests.add(digest)
    tx.outbox.add(WeeklyDigest.of(digest), now, useless_after=now + OF_USE_FOR)
    if last is not None and last.closed_at is None:
        tx.digests.change(replace(last, closed_at=now))
        tx.outbox.add(WeeklyDigest.of(last, edit_only=True), now)


Held = dict[Sign, tuple[Waiting, tuple[UserId, ...]]]


def _waiting(people: Iterable[UserId], projects: list[Project], tx: Transaction, now: datetime) -> Held:
    """What waits for the word of these people in these projects alone, the most urgent first, each with for whom."""
    keys = {one.key for one in projects}
    found: Held = {}
    for reader in dict.fromkeys(people):
        person = tx.people.get(reader) or Person(reader, "")
        for one in decisions_of(person, projects, tx, now):
            if one.why not in NOT_OF_BOTH and _home(one) in keys:
                sign = one.why, one.id
                found[sign] = one, (*found.get(sign, (one, ()))[1], reader)
    order = longest_waiting_first((one for one, _ in found.values()), now)
    return {(one.why, one.id): found[one.why, one.id] for one in order}


def _home(one: Waiting) -> str:
    """The key of the project that a decision is in."""
    return one.key.partition("-")[0]


def follow_digest(order: FollowDigest, tx: Transaction, now: datetime) -> None:
    """Mark what is decided by now, and let the message show it."""
    permissions.require(order.actor, Action.RUN_SCHEDULE)
    before = tx.digests.for_change(order.digest_id)
    if before.closed_at is not None:
        return
    after = before.looked_through({sign: people for sign, (_, people) in _still(before, tx, now).items()}, now)
    tx.digests.change(after)
    if after.entries != before.entries:
        tx.outbox.add(WeeklyDigest.of(after, edit_only=True), now)


def _still(digest: Digest, tx: Transaction, now: datetime) -> Held:
    """What of the projects that are still of both waits now."""
    return _waiting(digest.people, _by_it_manager(digest.head, tx).get(digest.it_manager, []), tx, now)


@read_only
def read_weekly_digest(order: Read, tx: Transaction, now: datetime) -> DigestFacts:
    """What a digest shows now; of a project that is not of both any more it says nothing."""
    permissions.require(order.actor, Action.DELIVER)
    digest = tx.digests.get(order.about)
    read = tx.projects.several({one.project_id for one in digest.entries})
    projects = {one.id: one for one in read if _are_both_on(digest.head, digest.it_manager, one)}
    still = {} if digest.closed_at else _still(digest, tx, now)
    lines = [
        _line(one, projects[one.project_id], still, digest, now) for one in digest.entries if one.project_id in projects
    ]
    waiting = [one for one in lines if one.waiting or (digest.closed_at and one.settled_at is None)]
    settled = [one for one in lines if one not in waiting]
    return DigestFacts(
        digest.id,
        digest.day,
        digest.people,
        digest.closed_at is not None,
        digest.missed_on,
        tuple(waiting[:LINES_SHOWN]),
        len(waiting[LINES_SHOWN:]),
        tuple(settled[:SETTLED_SHOWN]),
        len(settled),
    )


def _line(entry: DigestEntry, project: Project, still: Held, digest: Digest, now: datetime) -> DigestLine:
    one, people = still.get(entry.sign, (None, entry.people))
    today = local_date(now, zone_of(project.zone))
    completion = project.scope.completion_date
    others = [person for person in digest.people if person not in people]
    return DigestLine(
        entry.number,
        entry.key,
        entry.title,
        project.name,
        one,
        people,
        entry.since,
        (now - entry.since).days if entry.since else 0,
        COST_OF_WAITING[entry.why],
        completion,
        (completion - today).days if completion else 0,
        entry.agreed_by,
        entry.agreed_at,
        entry.discussed_by is not None,
        others[0] if others and entry.agreed_by is None else None,
        entry.settled_at,
    )
