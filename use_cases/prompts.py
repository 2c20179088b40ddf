"""Sending each person's one prompt of the day, and drawing it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from domain import permissions
from domain.actors import Actor
from domain.checkins import AWAY, Prompt, PromptState
from domain.identity import UserId
from domain.living import CheckInPrompt, Home, ProjectCard, RoundParent
from domain.notices import ToPerson
from domain.permissions import Action, Forbidden
from domain.projects import Lifecycle
from domain.refusals import Refused
from storage.transactions import Transaction, read_only
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
        return
    tx.prompts.change(replace(prompt, state=PromptState.SENT))
    tx.outbox.add(CheckInPrompt(ToPerson(prompt.person), prompt.id), now, useless_after=prompt.ends_at)
    tx.outbox.add(Home.of(prompt.person), now)


def _why_not_sent(prompt: Prompt, tx: Transaction, now: datetime) -> str | None:
    if prompt.ends_at <= now:
        return "too late"
    if prompt.is_away:
        return AWAY
    person = tx.people.get(prompt.person)
    if person is None or not person.can_work:
        return "account gone"
    rounds = [
        one
        for one in tx.rounds.of_prompt(prompt.id)
        if not one.was_stopped and tx.projects.get(one.project_id).lifecycle is Lifecycle.ACTIVE
    ]
    if not rounds:
        return "on hold"
    answered = all(tx.answers.of_person(one.project_id, one.day, prompt.person) for one in rounds)
    return "already answered" if answered else None


def mark_away(order: MarkAway, tx: Transaction, now: datetime) -> None:
    """Take a person out of today's questions; the rounds show them as away."""
    prompt = tx.prompts.for_change(order.prompt_id)
    rounds = tx.rounds.of_prompt(prompt.id)
    permissions.require(order.actor, Action.CHECK_IN, *(tx.projects.get(one.project_id) for one in rounds))
    if order.actor.user_id != prompt.person:
        raise Forbidden("This check-in asks somebody else.")
    if prompt.ends_at <= now:
        raise Refused("That day is over, and its check-ins stand as they are.")
    tx.prompts.change(replace(prompt, reason=AWAY))
    tx.rounds.set_away(prompt.id)
    for one in rounds:
        tx.outbox.add(RoundParent.of(one.id, one.project_id), now)
        tx.outbox.add(ProjectCard.of(one.project_id), now)
    tx.outbox.add(CheckInPrompt(ToPerson(prompt.person), prompt.id, edit_only=True), now)
    tx.outbox.add(Home.of(prompt.person), now)


@read_only
def read_checkin_prompt(order: Read, tx: Transaction, now: datetime) -> PromptFacts | None:
    """What the day's message to a person shows now."""
    permissions.require(order.actor, Action.DELIVER)
    prompt = tx.prompts.get(order.about)
    sections = sections_of(prompt.person, prompt, tx, now)
    is_today = prompt.day == current_day(prompt.person, tx, now)
    ended = prompt.ends_at <= now
    return PromptFacts(prompt.id, prompt.person, prompt.day, is_today, prompt.is_away, ended, tuple(sections))
