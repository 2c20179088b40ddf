"""When a project checks in: shown, previewed for each person, and changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import groupby, islice

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.calendars import WorkingCalendar, clock_change, is_skipped, local_date, zone_of
from domain.differences import schedule_changes
from domain.history import Act
from domain.identity import UserId
from domain.living import ProjectCard
from domain.notices import ScheduleChanged, ToProject
from domain.people import Person
from domain.projects import Lifecycle, Project, refuse_if_over
from domain.prompts import ComingPrompt
from domain.schedules import Quiet, Schedule, Timing
from storage.transactions import Transaction, read_only
from use_cases.difficulty_reports import plan_reports
from use_cases.finding import find_project, visible
from use_cases.prompts import prompts_to_come
from use_cases.sections import PROJECTS_ASKED

PROMPTS_SHOWN = 10
PEOPLE_OFFERED = 100


@dataclass(frozen=True)
class PrepareSchedule:
    """Open the form for the project of this key, or for the one in this channel."""

    actor: Actor
    key: str | None = None
    channel: str | None = None


@dataclass(frozen=True)
class ScheduleForm:
    """When a project checks in now; `days` are 0 = Monday … 6 = Sunday."""

    project_id: str
    project_key: str
    project_name: str
    days: tuple[int, ...]
    at: time
    zone: str
    open_minutes: int
    questions: str
    is_active: bool
    is_here: bool = False
    """Whether the form was opened in the project's own channel, where everybody sees what becomes of it."""


@dataclass(frozen=True)
class PreviewSchedule:
    """What would this schedule mean for this person, or for the first who is asked?"""

    actor: Actor
    project_id: str
    typed: Timing
    person: UserId | None = None


@dataclass(frozen=True)
class Somebody:
    """A person who can be chosen."""

    id: UserId
    name: str


@dataclass(frozen=True)
class Rest:
    """Dates in a row on which the project asks nobody; a holiday has its name."""

    first: date
    last: date
    reason: Quiet
    name: str


@dataclass(frozen=True)
class PreviewedPrompt:
    """One prompt to come: on the person's clock, and what the project's round of it is on the project's.

    The shifts are how many minutes each zone's clocks were put forward since the prompt before; `opens_on` is None
    when only other projects ask; `rests` are the project's days off before it.
    """

    day: date
    at: time
    project_keys: tuple[str, ...]
    opens_on: date | None
    opens_at: time | None
    is_moved_on: bool
    own_shift: int
    project_shift: int
    rests: tuple[Rest, ...]


@dataclass(frozen=True)
class SchedulePreview:
    """The next prompts of one person, if the project checked in like this."""

    project_id: str
    project_key: str
    zone: str
    people: tuple[Somebody, ...]
    person: UserId | None
    own_zone: str
    is_active: bool
    prompts: tuple[PreviewedPrompt, ...]


@dataclass(frozen=True)
class ChangeSchedule:
    """Check in like this from now on."""

    actor: Actor
    project_id: str
    typed: Timing


@read_only
def prepare_schedule(order: PrepareSchedule, tx: Transaction, now: datetime) -> ScheduleForm:
    """The form as the project checks in now, for whoever may change it."""
    project = find_project(order.actor, order.key, order.channel, tx)
    permissions.require(order.actor, Action.CHANGE_SCHEDULE, project)
    refuse_if_over(project, " and asks nobody any more")
    schedule = tx.schedules.get(project.id)
    return ScheduleForm(
        project.id,
        project.key,
        project.name,
        tx.workspaces.get().working_days if schedule.days is None else schedule.days,
        schedule.at,
        schedule.zone,
        schedule.open_minutes,
        "\n".join(schedule.questions),
        project.lifecycle is Lifecycle.ACTIVE,
        order.channel is not None and order.channel == project.channel.id,
    )


@read_only
def preview_schedule(order: PreviewSchedule, tx: Transaction, now: datetime) -> SchedulePreview:
    """The next ten prompts of one person as the scheduled jobs would send them, with days off and clock changes.

    Projects that whoever looks must not know of are left out.
    """
    project = visible(tx.projects.get(order.project_id), order.actor)
    permissions.require(order.actor, Action.CHANGE_SCHEDULE, project)
    schedule = _as_it_would_be(project, order.typed, tx, now)
    people = sorted((one for one in tx.people.known(project.asked) if one.can_work), key=lambda one: one.name)
    person = next((one for one in people if one.id == order.person), people[0] if people else None)
    return SchedulePreview(
        project.id,
        project.key,
        schedule.zone,
        tuple(Somebody(one.id, one.name) for one in people[:PEOPLE_OFFERED]),
        person.id if person else None,
        person.zone if person else schedule.zone,
        project.lifecycle is Lifecycle.ACTIVE,
        tuple(_previewed(person, project, schedule, order.actor, tx, now)) if person else (),
    )


def _as_it_would_be(project: Project, typed: Timing, tx: Transaction, now: datetime) -> Schedule:
    """The schedule as typed; of a project that asks nobody now, as if it went on today."""
    workspace = tx.workspaces.get()
    schedule = tx.schedules.get(project.id).timed(typed, workspace.working_days)
    if project.lifecycle is Lifecycle.ACTIVE:
        return schedule.replanned(now, workspace.calendar)
    return schedule.begun(local_date(now, zone_of(schedule.zone)), workspace.calendar, Quiet.NOT_STARTED)


def _previewed(
    person: Person, project: Project, schedule: Schedule, viewer: Actor, tx: Transaction, now: datetime
) -> Iterator[PreviewedPrompt]:
    mine = tx.projects.of_person(person.id, PROJECTS_ASKED, only_active=True)
    others = [one for one in mine if person.id in one.asked and not one.is_hidden_from(viewer) and one.id != project.id]
    keys = {one.id: one.key for one in (project, *others)}
    schedules = [schedule, *tx.schedules.of([one.id for one in others])]
    here = project if project.lifecycle is Lifecycle.ACTIVE else replace(project, active_since=now)
    coming = islice(prompts_to_come(person, (here, *others), schedules, tx, now), PROMPTS_SHOWN)
    calendar = tx.workspaces.get().calendar
    before, rested = now, local_date(now, zone_of(schedule.zone))
    for prompt in coming:
        shown = _shown(prompt, before, person, schedule, keys)
        if (day := shown.opens_on) is not None:
            shown = replace(shown, rests=tuple(_rests(schedule, rested, day, calendar)))
            rested = max(rested, day + timedelta(days=1))
        before = prompt.due_at
        yield shown


def _shown(
    prompt: ComingPrompt, before: datetime, person: Person, schedule: Schedule, keys: dict[str, str]
) -> PreviewedPrompt:
    own, there = zone_of(person.zone), zone_of(schedule.zone)
    held = next((one for one in prompt.rounds if one.project_id == schedule.project_id), None)
    return PreviewedPrompt(
        prompt.day,
        prompt.due_at.astimezone(own).time(),
        tuple(dict.fromkeys(keys[one.project_id] for one in prompt.rounds)),
        held.day if held else None,
        held.opens_at.astimezone(there).time() if held else None,
        held is not None and is_skipped(held.day, schedule.at, there),
        _minutes(clock_change(before, prompt.due_at, own)),
        _minutes(clock_change(before, prompt.due_at, there)),
        (),
    )


def _minutes(shift: timedelta) -> int:
    return int(shift.total_seconds()) // 60


def _rests(schedule: Schedule, first: date, until: date, calendar: WorkingCalendar) -> Iterable[Rest]:
    days = (first + timedelta(days=n) for n in range((until - first).days))
    rests = [rest for day in days if (rest := schedule.rest_on(day, calendar))]
    for (_, reason, name), found in groupby(
        enumerate(rests), key=lambda one: (one[1].day.toordinal() - one[0], one[1].reason, one[1].name)
    ):
        row = [rest.day for _, rest in found]
        yield Rest(row[0], row[-1], reason, name)


def change_schedule(order: ChangeSchedule, tx: Transaction, now: datetime) -> str:
    """Save when a project checks in, find its next round anew, and tell its channel; returns its key, "" if no change.

    A round that is open stays as it is, and a date that had its round has no second one.
    """
    project = visible(tx.projects.for_change(order.project_id), order.actor)
    permissions.require(order.actor, Action.CHANGE_SCHEDULE, project)
    refuse_if_over(project, " and asks nobody any more")
    workspace = tx.workspaces.get()
    before = tx.schedules.for_change(project.id)
    after = before.timed(order.typed, workspace.working_days)
    if after == before:
        return ""
    if project.lifecycle is Lifecycle.ACTIVE:
        after = after.replanned(now, workspace.calendar)
    tx.schedules.keep(after)
    plan_reports(project.id, tx, now, anew=True)
    changes = schedule_changes(before, after)
    by = order.actor.user_id
    tx.history.add(by, now, Act.CHANGED_SCHEDULE, project.id, project.key, changes)
    said = ScheduleChanged(ToProject(project.id), project.key, project.name, by, changes, after.next_at)
    tx.outbox.add(said, now)
    tx.outbox.add(ProjectCard.of(project.id), now)
    return project.key


def replan_all(tx: Transaction, now: datetime) -> None:
    """Find the next round of every active project anew, after the workspace's days or holidays changed."""
    calendar = tx.workspaces.get().calendar
    for before in tx.schedules.of_active():
        after = before.replanned(now, calendar)
        if after != before:
            tx.schedules.keep(after)
            plan_reports(before.project_id, tx, now, anew=True)
            tx.outbox.add(ProjectCard.of(before.project_id), now)
