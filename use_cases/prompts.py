"""Sending each person's one prompt of the day, and drawing it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.calendars import local_date, zone_of
from domain.capacity import last_day_away
from domain.checkins import AWAY, Prompt, PromptState
from domain.identity import UserId
from domain.living import CheckInPrompt, Home, ProjectCard, RoundParent
from domain.notices import ToPerson
from domain.people import Person
from domain.projects import Lifecycle, Project
from domain.prompts import Asking, ComingPrompt, ComingRound, prompts_ahead
from domain.refusals import Refused
from domain.schedules import Schedule
from storage.transactions import Transaction, read_only
from use_cases.capacity import LEAVE_AHEAD
from use_cases.leave import leave_around
from use_cases.reading import Read
from use_cases.sections import Section, current_day, sections_of


@dataclass(frozen=True)
class SendPrompt:
    """The time of this prompt has come."""

    actor: Actor
    prompt_id: str


@dataclass(frozen=True)
class MarkAway:
    """The person of this prompt is away that day."""

    actor: Actor
    prompt_id: str


@dataclass(frozen=True)
class PromptFacts:
    """What the day's direct message shows; `sections` are the projects it asks about."""

    prompt_id: str
    person: UserId
    day: date
    is_today: bool
    away: bool
    ended: bool
    sections: tuple[Section, ...]

    @property
    def all_answered(self) -> bool:
        return all(section.answered for section in self.sections)


def send_prompt(order: SendPrompt, tx: Transaction, now: datetime) -> None:
    """Send a prompt that is due, once; or skip it and keep the reason."""
    permissions.require(order.actor, Action.RUN_SCHEDULE)
    prompt = tx.prompts.for_change(order.prompt_id)
    if prompt.state is not PromptState.WAITING or prompt.due_at > now:
        return
    reason = _why_not_sent(prompt, tx, now)
    if reason is not None:
        tx.prompts.change(replace(prompt, state=PromptState.SKIPPED, reason=reason))
        if reason == AWAY and not prompt.is_away:
            _show_as_away(prompt, tx, now)
        return
    tx.prompts.change(replace(prompt, state=PromptState.SENT))
    tx.outbox.add(CheckInPrompt(ToPerson(prompt.person), prompt.id), now, useless_after=prompt.ends_at)
    tx.outbox.add(Home.of(prompt.person), now)


def _why_not_sent(prompt: Prompt, tx: Transaction, now: datetime) -> str | None:
    if prompt.ends_at <= now:
        return "too late"
    if prompt.is_away or last_day_away(prompt.person, prompt.day, leave_around([prompt.person], now, tx)):
        return AWAY
    person = tx.people.get(prompt.person)
    if person is None or not person.can_work:
        return "account gone"
    asking = tx.rounds.of_prompt(prompt.id)
    if not asking:
        return "off the team"
    rounds = [
        one for one in asking if not one.was_stopped and tx.projects.get(one.project_id).lifecycle is Lifecycle.ACTIVE
    ]
    if not rounds:
        return "on hold"
    answered = all(tx.answers.of_person(one.project_id, one.day, prompt.person) for one in rounds)
    return "already answered" if answered else None


def mark_away(order: MarkAway, tx: Transaction, now: datetime) -> None:
    """Take a person out of today's questions; the rounds show them as away."""
    permissions.require(order.actor, Action.SEE_OWN_WORK)
    prompt = tx.prompts.for_change(order.prompt_id).asking(order.actor.user_id)
    rounds = tx.rounds.of_prompt(prompt.id)
    permissions.require(order.actor, Action.CHECK_IN, *(tx.projects.get(one.project_id) for one in rounds))
    if prompt.ends_at <= now:
        raise Refused("That day is over, and its check-ins stand as they are.")
    tx.prompts.change(replace(prompt, reason=AWAY))
    _show_as_away(prompt, tx, now)
    tx.outbox.add(CheckInPrompt(ToPerson(prompt.person), prompt.id, edit_only=True), now)
    tx.outbox.add(Home.of(prompt.person), now)


def _show_as_away(prompt: Prompt, tx: Transaction, now: datetime) -> None:
    tx.rounds.set_away(prompt.id)
    for one in tx.rounds.of_prompt(prompt.id):
        tx.outbox.add(RoundParent.of(one.id, one.project_id), now)
        tx.outbox.add(ProjectCard.of(one.project_id), now)


def prompts_to_come(
    person: Person, projects: Iterable[Project], schedules: Iterable[Schedule], tx: Transaction, now: datetime
) -> Iterator[ComingPrompt]:
    """The prompts that this person is to get from now on, for these projects by these schedules."""
    zone = zone_of(person.zone)
    yesterday = local_date(now, zone) - timedelta(days=1)
    prompts = tx.prompts.since(person.id, yesterday)
    projects = tuple(projects)
    active = {one.id for one in projects if one.lifecycle is Lifecycle.ACTIVE}
    waiting = [
        ComingRound(one.project_id, one.day, one.opens_at)
        for prompt in prompts
        if prompt.state is PromptState.WAITING
        for one in tx.rounds.of_prompt(prompt.id)
        if one.project_id in active and not one.was_stopped
    ]
    asking = Asking(
        person.id,
        zone,
        tuple(sorted(waiting, key=lambda one: one.opens_at)),
        frozenset(one.day for one in prompts if one.state is PromptState.SENT),
        # A project may be a day behind the person.
        frozenset((one.project_id, one.round_day) for one in tx.answers.since(person.id, yesterday)),
        {one.id: one.active_since for one in projects},
        tuple(tx.capacity.leave([person.id], yesterday, yesterday + LEAVE_AHEAD)),
    )
    return prompts_ahead(asking, schedules, tx.workspaces.get().calendar)


@read_only
def read_checkin_prompt(order: Read, tx: Transaction, now: datetime) -> PromptFacts | None:
    """What the day's message to a person shows now."""
    permissions.require(order.actor, Action.DELIVER)
    prompt = tx.prompts.get(order.about)
    sections = sections_of(prompt.person, prompt, tx, now)
    is_today = prompt.day == current_day(prompt.person, tx, now)
    ended = prompt.ends_at <= now
    return PromptFacts(prompt.id, prompt.person, prompt.day, is_today, prompt.is_away, ended, tuple(sections))
