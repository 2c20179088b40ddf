"""Explaining to somebody why they were asked, or were not: what was due, what became of it, and what comes next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.calendars import local_date, zone_of
from domain.capacity import last_day_away
from domain.checkins import Prompt, RoundState
from domain.identity import UserId
from domain.living import CheckInPrompt, RoundParent
from domain.notices import ToPerson
from domain.people import Person
from domain.projects import Lifecycle, Project
from domain.prompts import ComingPrompt
from domain.reasons import Kept, Reason, Sending, day_meant, reason_of, sending_of
from domain.refusals import Refused
from domain.schedules import Quiet
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.capacity import LEAVE_AHEAD
from use_cases.prompts import prompts_to_come
from use_cases.sections import PROJECTS_ASKED

DAYS_BACK = 5
PROJECTS_EXPLAINED = 8
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class ExplainCheckIns:
    """Why is this person asked, or why not? Without one, whoever asks; `when` is a date as typed, or the last days."""

    actor: Actor
    person: UserId | None = None
    when: str = ""


@dataclass(frozen=True)
class ProjectReason:
    """How one project's check-in of one date stands for the person; `at` is on the project's clock."""

    project_key: str
    day: date
    at: time
    zone: str
    due_at: datetime
    reason: Reason
    quiet: Quiet | None
    holiday: str
    joined_at: datetime | None
    closes_at: datetime | None
    answered_at: datetime | None
    edited_at: datetime | None
    is_late: bool
    channel_error: str
    leave_until: date | None


@dataclass(frozen=True)
class MessageState:
    """How the person's one message of the day stands."""

    sending: Sending
    due_at: datetime
    said_at: datetime | None
    since: datetime | None
    attempts: int
    error: str
    is_uncertain: bool


@dataclass(frozen=True)
class DayReasons:
    """One date of the person."""

    day: date
    is_today: bool
    is_off: bool
    message: MessageState | None
    projects: tuple[ProjectReason, ...]
    more: int


@dataclass(frozen=True)
class CheckInReasons:
    """The dates that were asked about, the newest first, and the next prompt."""

    person: UserId
    is_self: bool
    own_zone: str
    can_work: bool
    days: tuple[DayReasons, ...]
    next_at: datetime | None
    next_keys: tuple[str, ...]
    only_reads: tuple[str, ...]

    @property
    def is_quiet(self) -> bool:
        """Whether several days are explained and on none of them anything was due."""
        return len(self.days) > 1 and not any(one.projects for one in self.days)


@dataclass(frozen=True)
class Window:
    """A person, their projects, and the first and last of their dates that are explained."""

    person: Person
    projects: tuple[Project, ...]
    today: date
    first: date
    last: date
    is_chosen: bool


@read_only
def explain_checkins(order: ExplainCheckIns, tx: Transaction, now: datetime) -> Named[CheckInReasons]:
    """Why somebody was asked or not: today and the last days, or one date; about others for those who lead them."""
    permissions.require(order.actor, Action.SEE_OWN_WORK)
    person = tx.people.get(order.person or order.actor.user_id)
    if person is None:
        raise Refused("Steward does not know this account. Choose a member of this workspace.")
    window = _window(order, person, tx, now)
    coming = _next(window, tx, now)
    keys = {one.id: one.key for one in window.projects}
    return tx.people.named(
        CheckInReasons(
            person.id,
            person.id == order.actor.user_id,
            person.zone,
            person.can_work,
            tuple(_days(window, tx, now)),
            coming.due_at if coming else None,
            tuple(dict.fromkeys(keys[one.project_id] for one in coming.rounds)) if coming else (),
            tuple(one.key for one in window.projects if _is_active(one) and person.id not in one.asked),
        )
    )


def _window(order: ExplainCheckIns, person: Person, tx: Transaction, now: datetime) -> Window:
    today = local_date(now, zone_of(person.zone))
    last = day_meant(order.when, today) if order.when else today
    first = last if order.when else today - DAYS_BACK * A_DAY
    found = {
        one.id: one
        for only_active in (True, False)
        for one in tx.projects.of_person(person.id, PROJECTS_ASKED, only_active=only_active)
    }
    for held, _ in tx.rounds.asked_between(person.id, first - A_DAY, last + A_DAY):
        if held.project_id not in found:
            found[held.project_id] = tx.projects.get(held.project_id)
    return Window(person, _shown(order.actor, person, found.values()), today, first, last, bool(order.when))


def _shown(actor: Actor, person: Person, projects: Iterable[Project]) -> tuple[Project, ...]:
    """Of oneself everything, of others what one leads; a project that somebody must not know of is in neither."""
    seen = [one for one in projects if not one.is_hidden_from(actor)]
    if person.id != actor.user_id:
        permissions.require(actor, Action.EXPLAIN_CHECKINS, *seen)
        seen = [one for one in seen if permissions.allowed(actor, Action.EXPLAIN_CHECKINS, one)]
    return tuple(sorted(seen, key=lambda one: one.key))


def _is_active(project: Project) -> bool:
    return project.lifecycle is Lifecycle.ACTIVE


def _next(window: Window, tx: Transaction, now: datetime) -> ComingPrompt | None:
    asked = [one for one in window.projects if _is_active(one) and window.person.id in one.asked]
    if not asked or not window.person.can_work:
        return None
    return next(prompts_to_come(window.person, asked, tx.schedules.of([one.id for one in asked]), tx, now), None)


def _days(window: Window, tx: Transaction, now: datetime) -> Iterator[DayReasons]:
    prompts = {one.day: one for one in tx.prompts.since(window.person.id, window.first)}
    by_day: dict[date, list[ProjectReason]] = {}
    for kept in _everything_kept(window, tx):
        day = _day_of(kept, window.person, prompts.values())
        if window.first <= day <= window.last and (reason := _explained(kept, window, tx, now)) is not None:
            by_day.setdefault(day, []).append(reason)
    for ahead in range((window.last - window.first).days + 1):
        day = window.last - ahead * A_DAY
        reasons, prompt = by_day.get(day, []), prompts.get(day)
        message = _message(prompt, tx) if prompt and reasons else None
        if message and message.sending is Sending.WAITING and all(one.reason in NOT_ASKED for one in reasons):
            message = None
        is_off = bool(reasons) and all(one.quiet is Quiet.NOT_WORKED for one in reasons)
        shown = tuple(reasons[:PROJECTS_EXPLAINED])
        yield DayReasons(day, day == window.today, is_off, message, shown, len(reasons) - len(shown))


def _everything_kept(window: Window, tx: Transaction) -> Iterator[Kept]:
    person, first, last = window.person.id, window.first - A_DAY, window.last + A_DAY
    schedules = {one.project_id: one for one in tx.schedules.of([one.id for one in window.projects])}
    rounds = {(one.project_id, one.day): one for one in tx.rounds.between(list(schedules), first, last)}
    asked = {(one.project_id, one.day): how for one, how in tx.rounds.asked_between(person, first, last)}
    answers = {(one.project_id, one.round_day): one for one in tx.answers.since(person, first)}
    leave = tuple(tx.capacity.leave([person], first, last + LEAVE_AHEAD))
    for project in window.projects:
        for ahead in range((last - first).days + 1):
            key = (project.id, first + ahead * A_DAY)
            found = rounds.get(key), asked.get(key), answers.get(key)
            kept = Kept(project, schedules[project.id], key[1], *found, leave)
            if person in project.asked or kept.asked or kept.answer:
                yield kept


def _day_of(kept: Kept, person: Person, prompts: Iterable[Prompt]) -> date:
    """The person's date that a project's date belongs to: that of the prompt that asked, or when it was due."""
    asked_by = kept.asked.prompt_id if kept.asked else None
    own = next((one.day for one in prompts if one.id == asked_by), None)
    return own or local_date(kept.due_at, zone_of(person.zone))


def _explained(kept: Kept, window: Window, tx: Transaction, now: datetime) -> ProjectReason | None:
    reason, quiet = reason_of(kept, window.person, tx.workspaces.get().calendar, now)
    is_lasting = kept.project.lifecycle is not Lifecycle.ACTIVE or (quiet and quiet.reason is Quiet.NOT_STARTED)
    is_old_news = quiet is not None and quiet.reason in LASTING and is_lasting
    if is_old_news and kept.day < window.today and not window.is_chosen:
        return None
    zone = zone_of(kept.schedule.zone)
    return ProjectReason(
        kept.project.key,
        kept.day,
        kept.due_at.astimezone(zone).time(),
        kept.schedule.zone,
        kept.due_at,
        reason,
        quiet.reason if quiet else None,
        quiet.name if quiet else "",
        kept.joined_at(window.person.id),
        kept.round.closes_at if kept.round else None,
        kept.answer.answered_at if kept.answer else None,
        kept.answer.edited_at if kept.answer else None,
        kept.answer is not None and kept.answer.late,
        _channel_error(kept, tx),
        last_day_away(window.person.id, kept.day, kept.leave),
    )


NOT_ASKED = (Reason.QUIET, Reason.STOPPED)
"""What was to be asked and is not any more: its message is not due, though nobody has taken it back yet."""
LASTING = (Quiet.NOT_STARTED, Quiet.ON_HOLD, Quiet.OVER)
"""What is so for long, and still is, is said once: about today."""


def _channel_error(kept: Kept, tx: Transaction) -> str:
    """Why the round's message does not stand in its channel, in Slack's last word; nothing when it does."""
    if kept.round is None or kept.round.state is RoundState.SKIPPED:
        return ""
    parent = RoundParent.of(kept.round.id, kept.project.id)
    if tx.outbox.posted(parent.mark) is not None:
        return ""
    pending = tx.undelivered.of(parent)
    return kept.project.channel.problem or (pending.error if pending else "")


def _message(prompt: Prompt, tx: Transaction) -> MessageState:
    wanted = CheckInPrompt(ToPerson(prompt.person), prompt.id)
    posted, pending = tx.outbox.posted(wanted.mark), tx.undelivered.of(wanted)
    said_at = datetime.fromtimestamp(float(posted.ts), UTC) if posted else None
    sending = sending_of(prompt, posted, pending)
    if pending is None or sending is not Sending.TRYING:
        return MessageState(sending, prompt.due_at, said_at, None, 0, prompt.error, is_uncertain=False)
    return MessageState(
        sending, prompt.due_at, None, pending.since, pending.attempts, pending.error, pending.is_uncertain
    )
