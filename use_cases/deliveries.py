"""Handing effects to delivery, and taking back what Slack said: the one door for both."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from domain import permissions
from domain.actions import Action
from domain.actors import Actor, Standing
from domain.channels import Channel
from domain.effects import (
    BookmarkCard,
    ChannelStep,
    Delivered,
    Effect,
    EffectState,
    InvitePeople,
    NotDelivered,
    Outcome,
    PinCard,
    Posted,
)
from domain.figures import written_as_in
from domain.handouts import Handout, PictureBook
from domain.identity import UserId
from domain.living import ChannelRepair, CheckInPrompt, Living, ProjectCard
from domain.notices import Announcement, Target, ToChannel, ToPair, ToPerson, ToProject, ToThread
from domain.plan_living import PlanOffer
from domain.plan_notices import FileNotSent
from domain.projects import ChannelKind, Project
from domain.refusals import Refused
from storage.people import Named
from storage.transactions import Transaction
from use_cases.channels import let_rest_when_repaired, tell_caretakers, was_told
from use_cases.missed_offers import tell_not_shown
from use_cases.reading import facts_for

MOST_PREPARATIONS = 5
GONE = "user_disabled"
NO_CHANNEL = "the project's channel is not ready"


@dataclass(frozen=True)
class ClaimEffect:
    """Take one effect until the lease ends; both instants are of the clock that never jumps."""

    actor: Actor
    effect_id: str
    uptime: datetime
    lease_until: datetime


@dataclass(frozen=True)
class Prepared:
    """Everything a delivery needs, so that no transaction is open while Slack is called.

    `channel` is a channel's id, a person's id for a direct message, the ids of two people for the one with
    both, or empty when it is to be made.
    """

    effect: Effect
    channel: str
    template: str = ""
    named: Named[Any] | None = None
    posted: Posted | None = None
    thread_ts: str | None = None
    card: Posted | None = None
    country: str = ""
    """As in which country its numbers are written."""


@dataclass(frozen=True)
class PostponeEffect:
    """This effect could not even be prepared; leave it alone for so many seconds.

    After some tries it is given up, unless the cause lies elsewhere and it may be prepared one day.
    """

    actor: Actor
    effect_id: str
    error: str
    uptime: datetime
    seconds: float
    may_be_given_up: bool


@dataclass(frozen=True)
class RecordDelivery:
    """What came back from Slack for one effect."""

    actor: Actor
    effect_id: str
    effect: Effect
    outcome: Outcome
    uptime: datetime


def claim_effect(order: ClaimEffect, tx: Transaction, now: datetime) -> Prepared | None:
    """Claim an effect and draw what it says from the database as it is now; None when nothing is to be sent."""
    permissions.require(order.actor, Action.DELIVER)
    effect = tx.outbox.claim(order.effect_id, order.uptime, order.lease_until)
    if effect is None:
        return None
    if effect.useless_after is not None and effect.useless_after <= now:
        tx.outbox.finish(effect.id, EffectState.FAILED, "came too late to be of use")
        _keep_why_given_up(effect, "came too late to be of use", tx)
        return None
    if isinstance(effect.wanted, ChannelStep):
        return _prepared_step(effect, effect.wanted, tx)
    country = tx.workspaces.get().country
    with written_as_in(country):
        prepared = _prepared_message(effect, effect.wanted, order.actor, tx, now)
    return replace(prepared, country=country) if prepared is not None else None


def _prepared_step(effect: Effect, step: ChannelStep, tx: Transaction) -> Prepared | None:
    project = tx.projects.get(step.project_id)
    card = tx.outbox.posted(ProjectCard.of(project.id).mark) if isinstance(step, (PinCard, BookmarkCard)) else None
    return Prepared(effect, project.channel.id or "", card=card)


def _prepared_message(
    effect: Effect, wanted: Announcement | Living | Handout, actor: Actor, tx: Transaction, now: datetime
) -> Prepared | None:
    if isinstance(wanted.to, ToPerson) and _has_gone(wanted.to.person, tx):
        _give_up(effect, GONE, tx)
        return None
    if isinstance(wanted, PictureBook):
        # Drawn without a channel; what says them waits for it.
        return _prepared_file(effect, wanted, "", actor, tx, now)
    channel = _channel_of(wanted.to, tx)
    if channel is None:
        tx.outbox.finish(effect.id, EffectState.PARKED, NO_CHANNEL)
        return None
    if isinstance(wanted, Announcement):
        thread = wanted.to.ts if isinstance(wanted.to, ToThread) else None
        return Prepared(effect, channel, wanted.template, tx.people.named(wanted), thread_ts=thread)
    if isinstance(wanted, Handout):
        return _prepared_file(effect, wanted, channel, actor, tx, now)
    posted = _standing(wanted.mark, wanted.to, channel, tx)
    facts = None if wanted.edit_only and posted is None else facts_for(wanted, actor, tx, now)
    parent = _standing(wanted.thread_of, wanted.to, channel, tx) if wanted.thread_of else None
    if facts is None or (wanted.thread_of and parent is None):
        tx.outbox.finish(effect.id, EffectState.DONE, "nothing to show")
        _forget(effect, tx)
        return None
    thread_ts = parent.ts if parent else None
    return Prepared(effect, channel, wanted.subject, tx.people.named(facts), posted, thread_ts)


def _prepared_file(
    effect: Effect, wanted: Handout, channel: str, actor: Actor, tx: Transaction, now: datetime
) -> Prepared | None:
    facts = facts_for(wanted, actor, tx, now)
    if facts is None:
        tx.outbox.finish(effect.id, EffectState.DONE, "nothing to hand over")
        return None
    return Prepared(effect, channel, wanted.subject, tx.people.named(facts))


def _standing(mark: str, target: Target, channel: str, tx: Transaction) -> Posted | None:
    """Where a living message stands, unless its project has moved away from there: then it is posted anew."""
    posted = tx.outbox.posted(mark)
    has_moved = posted is not None and isinstance(target, ToProject) and posted.channel != channel
    return None if has_moved else posted


def _channel_of(target: Target, tx: Transaction) -> str | None:
    if isinstance(target, ToPerson):
        return target.person
    if isinstance(target, ToPair):
        return f"{target.first},{target.second}"
    if isinstance(target, ToChannel):
        return target.channel
    if isinstance(target, ToThread):
        return target.of_channel
    # Asked again while held: a repair that ends just now must not find this message parked behind its back.
    return _ready(tx.projects.get(target.project_id)) or _ready(tx.projects.for_change(target.project_id))


def _ready(project: Project) -> str | None:
    return None if project.channel.problem else project.channel.id


def postpone_effect(order: PostponeEffect, tx: Transaction, now: datetime) -> None:
    """Push an effect ahead that cannot be prepared, so that it neither blocks its lane nor hides what is due."""
    permissions.require(order.actor, Action.DELIVER)
    due = order.uptime + timedelta(seconds=order.seconds)
    tries = tx.outbox.push_ahead(order.effect_id, order.uptime, due, order.error)
    if order.may_be_given_up and tries >= MOST_PREPARATIONS:
        tx.outbox.give_up(order.effect_id, order.error)


def record_delivery(order: RecordDelivery, tx: Transaction, now: datetime) -> None:
    """Write down what Slack said, together with the mark that the effect is settled.

    What failed after its lease had ended says nothing: somebody else is telling it.
    """
    permissions.require(order.actor, Action.DELIVER)
    if isinstance(order.outcome, Delivered):
        _record_success(order.effect, order.outcome, tx, now)
    elif tx.outbox.holds(order.effect):
        _record_failure(order, order.outcome, tx, now)
    _forget(order.effect, tx)


def _forget(effect: Effect, tx: Transaction) -> None:
    if isinstance(effect.wanted, Living) and effect.wanted.is_forgotten:
        tx.outbox.forget(effect.id)


def _record_success(effect: Effect, outcome: Delivered, tx: Transaction, now: datetime) -> None:
    if outcome.posted and isinstance(effect.wanted, Living):
        tx.outbox.keep_posted(effect.wanted.mark, outcome.posted)
    if isinstance(effect.wanted, ChannelRepair):
        let_rest_when_repaired(effect.wanted, tx)
    if outcome.drawn:
        tx.pictures.keep(outcome.drawn, now)
    if outcome.followed_by:
        tx.outbox.add(outcome.followed_by, now, useless_after=effect.useless_after)
    if outcome.channel and isinstance(effect.wanted, ChannelStep):
        _settle_channel(tx.projects.for_change(effect.wanted.project_id), effect, outcome, tx, now)
    tx.outbox.finish(effect.id, EffectState.DONE)


def _settle_channel(project: Project, effect: Effect, outcome: Delivered, tx: Transaction, now: datetime) -> None:
    name = outcome.channel_name or project.channel.name
    channel = replace(project.channel, id=outcome.channel, name=name, problem=None)
    # Known at once, with its privacy: what Slack tells of the bot coming there names neither.
    if outcome.channel is not None:
        tx.channels.keep(Channel(outcome.channel, name, channel.kind is ChannelKind.PRIVATE, has_bot=True))
    had_problem = project.channel.problem is not None
    try:
        tx.projects.change(replace(project, channel=channel))
    except Refused as refused:
        raise RuntimeError(f"channel {outcome.channel} belongs to another project") from refused
    tx.outbox.resume(ToProject(project.id).lane, now)
    # A repair takes the problem away before it succeeds, and its message says until now that Steward tries again.
    if had_problem or was_told(project, tx):
        tell_caretakers(project, tx, now)
    newcomers = tuple(one.person for one in project.staff if one.since > effect.added_at)
    if newcomers:
        tx.outbox.add(InvitePeople(project.id, newcomers), now)


def _record_failure(order: RecordDelivery, outcome: NotDelivered, tx: Transaction, now: datetime) -> None:
    effect, wanted = order.effect, order.effect.wanted
    if outcome.retry_in is not None:
        due = order.uptime + timedelta(seconds=outcome.retry_in)
        tx.outbox.try_again(effect.id, due, outcome.error, outcome.uncertain)
        return
    project = _project_of(effect, tx)
    if outcome.needs_repair and project is not None:
        tx.projects.change(replace(project, channel=replace(project.channel, problem=outcome.error)))
        tell_caretakers(project, tx, now)
        if not isinstance(wanted, ChannelStep):
            tx.outbox.finish(effect.id, EffectState.PARKED, outcome.error)
            return
    _give_up(effect, outcome.error, tx)


def _give_up(effect: Effect, error: str, tx: Transaction) -> None:
    tx.outbox.finish(effect.id, EffectState.FAILED, error)
    _keep_why_given_up(effect, error, tx)
    tx.outbox.fail_dependants(effect.id, error)


def _has_gone(reader: UserId, tx: Transaction) -> bool:
    """Whether nobody can read it any more: Slack would refuse it, and nobody could do anything about that."""
    known = tx.people.get(reader)
    return known is not None and known.standing is Standing.DEACTIVATED


def _keep_why_given_up(effect: Effect, error: str, tx: Transaction) -> None:
    """A check-in that never comes is explained to its person when they ask; a file or a plan at once to who sent it."""
    wanted = effect.wanted
    if isinstance(wanted, CheckInPrompt) and not wanted.edit_only:
        tx.prompts.give_up(wanted.about, error)
    if isinstance(wanted, PlanOffer) and not wanted.edit_only:
        tell_not_shown(wanted.about, error, tx)
    if isinstance(wanted, Handout) and isinstance(wanted.to, ToPerson):
        told = FileNotSent(ToPerson(wanted.asked_by), wanted.called, wanted.to.person, error)
        tx.outbox.add(told, tx.now)


def _project_of(effect: Effect, tx: Transaction) -> Project | None:
    wanted = effect.wanted
    if isinstance(wanted, ChannelStep):
        return tx.projects.for_change(wanted.project_id)
    return tx.projects.for_change(wanted.to.project_id) if isinstance(wanted.to, ToProject) else None
