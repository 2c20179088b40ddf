"""Asking everybody who took part in a completed project how it was: once, with one reminder, until it is summed up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor, Standing
from domain.calendars import WorkingCalendar, local_date, zone_of
from domain.feedback import Feedback, FeedbackFigures, FeedbackRequest, closing_of, reminder_of
from domain.feedback_living import FeedbackAsk
from domain.feedback_notices import FeedbackIn
from domain.history import Act, Change
from domain.identity import UserId
from domain.notices import ToPerson
from domain.people import Person
from domain.projects import ChannelKind, Lifecycle, Project
from domain.reminders import may_be_reminded
from domain.roles import Role
from domain.tasks import TaskState
from storage.transactions import Transaction, read_only
from use_cases.closing import redraw_closing
from use_cases.finding import caretakers_of
from use_cases.outcome_cards import redraw_outcome
from use_cases.reading import Read

IN_A_ROLE = frozenset(role.words for role in Role)
NOT_ASKED = (Standing.BOT, Standing.DEACTIVATED)
GOES_ON = 1
"""So many working days later it is looked again whether somebody can be reminded by now."""


@dataclass(frozen=True)
class FollowFeedback:
    """Somebody may have to be reminded of this asking, or its time is over."""

    actor: Actor
    feedback_id: str


@dataclass(frozen=True)
class FeedbackAskFacts:
    """What one person is asked, as it stands now; `closes_at` until when, and nothing of what anybody said."""

    feedback_id: str
    project_key: str
    project_name: str
    completed_on: date
    closes_at: datetime
    is_open: bool
    has_answered: bool
    is_reminder: bool


def ask_for_feedback(project: Project, tx: Transaction, now: datetime) -> None:
    """Ask everybody who took part in a project that is complete.

    Who was asked already and may still answer is not asked again; then it stays open as long as for the others, and who
    has neither answered nor been reminded is reminded as they are.
    """
    wanted, calendar = _participants(project, tx), tx.workspaces.get().calendar
    last, zone = _last(project.id, tx), zone_of(project.zone)
    if last is not None and last.is_open:
        asked = replace(last, closes_at=closing_of(now, zone, calendar))
    else:
        asked = Feedback.asked(project.id, last.number + 1 if last else 1, now, zone, calendar)
        tx.feedback.add(asked)
    there = {one.person: one for one in _reminded_again(asked, calendar, tx, now)}
    new = [
        FeedbackRequest(asked.id, one.id, of_customer, reminder_of(now, zone_of(one.zone), calendar))
        for one, of_customer in wanted
        if one.id not in there
    ]
    tx.feedback.keep_requests((*there.values(), *new))
    tx.feedback.change(asked.due_again((*there.values(), *new)))
    for request in new:
        tx.outbox.add(FeedbackAsk.of(asked.id, request.person), now)
    _redraw(there.values(), tx, now)


def _reminded_again(
    asked: Feedback, calendar: WorkingCalendar, tx: Transaction, now: datetime
) -> Iterator[FeedbackRequest]:
    """Who was asked before the project went on: a reminder that fell into that time comes after all."""
    answered = {person for person, _ in tx.feedback.answers(asked.id)}
    requests = tx.feedback.requests(asked.id)
    zones = {one.id: zone_of(one.zone) for one in tx.people.known([request.person for request in requests])}
    for one in requests:
        is_due = not one.was_reminded and one.person not in answered and one.person in zones
        yield replace(one, remind_at=reminder_of(now, zones[one.person], calendar)) if is_due else one


def _last(project: str, tx: Transaction) -> Feedback | None:
    return next(iter(tx.feedback.of_project(project)), None)


def _participants(project: Project, tx: Transaction) -> list[tuple[Person, bool]]:
    """Whoever held a role or did a task, as far as they may still know of the project, and the customer's contact."""
    done = [one for one in tx.tasks.all_in(project.id) if one.state is TaskState.DONE]
    doers = [person for one in done for person in (one.assignee, *one.helpers)]
    besides = [] if project.channel.kind is ChannelKind.PRIVATE else [*doers, *_held_a_role(project, tx)]
    newest = tx.plans.newest_of(project.id)
    contact = newest.contact if newest and newest.was_shown else None
    ours = dict.fromkeys((*project.people, *besides))
    known = {one.id: one for one in tx.people.known((*ours, *([contact] if contact else [])))}
    found = [(known[one], False) for one in ours if one in known and known[one].can_work]
    if contact in known and contact not in ours and known[contact].standing not in NOT_ASKED:
        found.append((known[contact], True))
    return found


def _held_a_role(project: Project, tx: Transaction) -> list[UserId]:
    """Everybody whom the history names in a role of the project."""
    changes = (change for line in tx.history.of_staff(project.id) for change in line.changes)
    named = [(*one.people_before, *one.people_after) for one in changes if one.field in IN_A_ROLE]
    return [person for people in named for person in people]


def follow_feedback(order: FollowFeedback, tx: Transaction, now: datetime) -> None:
    """Remind whoever has not answered and is at work, once, or sum it up when its time is over."""
    permissions.require(order.actor, Action.RUN_SCHEDULE)
    project = tx.projects.for_change(tx.feedback.get(order.feedback_id).project_id)
    one = tx.feedback.for_change(order.feedback_id)
    if not one.is_open:
        return
    if one.closes_at <= now:
        _sum_up(one, project, None, tx, now)
        return
    requests = tx.feedback.requests(one.id)
    due = [request for request in requests if request.remind_at is not None and request.remind_at <= now]
    after = {request.person: _reminded(request, project, tx, now) for request in due}
    tx.feedback.keep_requests(after.values())
    tx.feedback.change(one.due_again(after.get(request.person, request) for request in requests))


def _reminded(request: FeedbackRequest, project: Project, tx: Transaction, now: datetime) -> FeedbackRequest:
    """The request after its moment: reminded; put off while they are away; or let be, where there is nothing to ask."""
    person, calendar = tx.people.get(request.person), tx.workspaces.get().calendar
    if person is None or person.standing in NOT_ASKED or project.lifecycle is not Lifecycle.COMPLETED:
        return replace(request, remind_at=None)
    if not _is_at_work(person, calendar, tx, now):
        return replace(request, remind_at=reminder_of(now, zone_of(person.zone), calendar, GOES_ON))
    tx.outbox.add(FeedbackAsk.of(request.feedback_id, person.id, again=True), now)
    return replace(request, remind_at=None, was_reminded=True)


def _is_at_work(person: Person, calendar: WorkingCalendar, tx: Transaction, now: datetime) -> bool:
    zone = zone_of(person.zone)
    today = local_date(now, zone)
    return may_be_reminded(now, zone, calendar) and not tx.capacity.leave([person.id], today, today)


def end_feedback(project: Project, by: UserId, tx: Transaction, now: datetime) -> None:
    """Sum up what was said of a project that is put away: from then on nothing is taken down."""
    last = _last(project.id, tx)
    if last is not None and last.is_open:
        _sum_up(tx.feedback.for_change(last.id), project, by, tx, now)


def _sum_up(one: Feedback, project: Project, by: UserId | None, tx: Transaction, now: datetime) -> None:
    requests = tx.feedback.requests(one.id)
    figures = FeedbackFigures.of(len(requests), (said for _, said in tx.feedback.answers(one.id)))
    tx.feedback.change(one.ended(figures, now))
    tx.feedback.keep_requests(replace(request, remind_at=None) for request in requests)
    answers = Change("answers", after=f"{figures.answered} of {figures.asked}")
    tx.history.add(by, now, Act.SUMMED_UP_FEEDBACK, project.id, project.key, (answers,))
    for reader in caretakers_of(project, tx) if figures.answered else ():
        tx.outbox.add(FeedbackIn.about(project, reader, figures.asked, figures.answered), now)
    _redraw(requests, tx, now)
    if by is None:
        redraw_closing(project.id, tx, now)
        redraw_outcome(project, tx, now)


def _redraw(requests: Iterable[FeedbackRequest], tx: Transaction, now: datetime) -> None:
    for one in requests:
        redraw_ask(one, tx, now)


def redraw_ask(one: FeedbackRequest, tx: Transaction, now: datetime) -> None:
    """Let what somebody was asked, and the reminder of it, say how it stands now."""
    for again in (False, True) if one.was_reminded else (False,):
        tx.outbox.add(FeedbackAsk.of(one.feedback_id, one.person, again=again, edit_only=True), now)


@read_only
def read_feedback_ask(order: Read, tx: Transaction, now: datetime) -> FeedbackAskFacts | None:
    """What one person is asked now; nothing where they were not."""
    permissions.require(order.actor, Action.DELIVER)
    feedback_id, _, again = order.about.partition("/")
    one, reader = tx.feedback.get(feedback_id), order.to.person if isinstance(order.to, ToPerson) else UserId("")
    request = tx.feedback.request(one.id, reader)
    if request is None:
        return None
    project = tx.projects.get(one.project_id)
    return FeedbackAskFacts(
        one.id,
        project.key,
        called_for(request, project, tx),
        local_date(one.opened_at, zone_of(project.zone)),
        one.closes_at,
        one.is_open,
        tx.feedback.answer_of(one.id, reader) is not None,
        bool(again),
    )


def called_for(request: FeedbackRequest, project: Project, tx: Transaction) -> str:
    """How a project is called for whoever is asked: a customer knows it by the plan that they were shown."""
    newest = tx.plans.newest_of(project.id) if request.of_customer else None
    return newest.plan.title if newest else project.name
