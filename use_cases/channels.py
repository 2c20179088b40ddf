"""A project's channel: made, filled, named and pinned by a chain of effects, and repaired when one fails."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.differences import project_changes
from domain.effects import BookmarkCard, CreateChannel, InvitePeople, JoinChannel, PinCard, SetTopic
from domain.history import Act
from domain.identity import ChannelId, UserId
from domain.living import ChannelRepair, Home, ProjectCard
from domain.notices import Target, ToPerson, ToProject
from domain.project_names import channel_name_from, next_free_name
from domain.projects import ChannelKind, Project
from domain.refusals import Refused
from domain.roles import DELEGATING_ROLES
from storage.transactions import Transaction, read_only
from use_cases.channel_choice import free_channel_name
from use_cases.finding import caretakers_of, visible_to_repair
from use_cases.reading import Read

TAKEN = ("name_taken",)
DELETED = "is_deleted"
LEFT = ("not_in_channel", "no_channel")


@dataclass(frozen=True)
class PrepareRepair:
    """Open the form that gives the channel another name."""

    actor: Actor
    project_id: str


@dataclass(frozen=True)
class RepairForm:
    """The name that was taken, and the next free one to propose."""

    project_id: str
    project_key: str
    taken: str
    proposed: str


@dataclass(frozen=True)
class RepairChannel:
    """Try again, under another name when one is given."""

    actor: Actor
    project_id: str
    name: str | None = None


@dataclass(frozen=True)
class ChannelRepairFacts:
    """What whoever looks after a project sees of a channel that did not come about, or did after a repair."""

    project_id: str
    project_key: str
    project_name: str
    kept_by: UserId | None
    """Who sees to it now, when that is somebody else than the reader."""
    channel: ChannelId | None
    channel_name: str
    problem: str | None
    can_rename: bool
    can_join: bool = False
    is_trying: bool = False
    tried_again_at: datetime | None = None


def set_up_channel(project: Project, tx: Transaction, now: datetime) -> None:
    """Queue the chain: the channel first, then people, topic, card, pin and bookmark, each behind what it needs."""
    channel = project.channel
    if channel.id is None:
        step = tx.outbox.add(CreateChannel(project.id, channel.name, channel.kind is ChannelKind.PRIVATE), now)
    else:
        step = tx.outbox.add(JoinChannel(project.id, channel.id), now)
    tx.outbox.add(InvitePeople(project.id, project.people), now, after=step)
    tx.outbox.add(SetTopic(project.id, topic_of(project)), now, after=step)
    card = tx.outbox.add(ProjectCard.of(project.id), now, after=step)
    tx.outbox.add(PinCard(project.id), now, after=card)
    tx.outbox.add(BookmarkCard(project.id, f"{project.key} card"), now, after=card)


def tell_caretakers(project: Project, tx: Transaction, now: datetime) -> None:
    """Show whoever looks after a project how its channel stands: its trouble with the buttons, or that it is mended.

    Who was told before, and looks after it no longer, is shown who does.
    """
    caretakers = caretakers_of(project, tx)
    for person in caretakers:
        tx.outbox.add(ChannelRepair(ToPerson(person), project.id), now)
    for person in _told(project, tx):
        if person not in caretakers:
            tx.outbox.add(ChannelRepair(ToPerson(person), project.id, edit_only=True), now)
    for person in dict.fromkeys((*caretakers, *project.all_acting(*DELEGATING_ROLES))):
        tx.outbox.add(Home.of(person), now)


def _told(project: Project, tx: Transaction) -> list[UserId]:
    beginning = f"{ChannelRepair.subject}:{project.id}:person:"
    return [UserId(mark.removeprefix(beginning)) for mark in tx.outbox.posted_marks(beginning)]


def was_told(project: Project, tx: Transaction) -> bool:
    """Whether somebody has a message about the channel's trouble."""
    return bool(_told(project, tx))


def let_rest_when_repaired(told: ChannelRepair, tx: Transaction) -> None:
    """Leave the message of a trouble that is over as it stands: the next trouble is a message that notifies again."""
    channel = tx.projects.get(told.about).channel
    is_over = channel.id is not None and channel.problem is None
    if is_over and not tx.outbox.attempts_at_home(ToProject(told.about).lane).under_way:
        tx.outbox.let_rest(told.mark)


def topic_of(project: Project) -> str:
    """The topic in plain words; delivery escapes and cuts it."""
    due = project.scope.completion_date
    until = f" · until {due:%d %b %Y}" if due else ""
    return f"{project.key} · {project.name} for {project.customer}{until}"


@read_only
def prepare_repair(order: PrepareRepair, tx: Transaction, now: datetime) -> RepairForm:
    """The form with the next free name filled in."""
    project = visible_to_repair(tx.projects.get(order.project_id), order.actor, tx)
    permissions.require(order.actor, Action.REPAIR_CHANNEL, project)
    _refuse_unless_broken(project)
    name = project.channel.name
    return RepairForm(project.id, project.key, name, next_free_name(name, tx.channels.names_like(name) | {name}))


def repair_channel(order: RepairChannel, tx: Transaction, now: datetime) -> str:
    """Queue the chain again, under the new name if there is one; returns the project's key."""
    project = visible_to_repair(tx.projects.for_change(order.project_id), order.actor, tx)
    permissions.require(order.actor, Action.REPAIR_CHANNEL, project)
    _refuse_unless_broken(project)
    if project.channel.problem == DELETED:
        raise Refused(f"#{project.channel.name} was deleted. Move {project.key} to another channel.")
    channel = replace(project.channel, problem=None)
    if order.name is not None and channel.id is None:
        channel = replace(channel, name=_free_name(order.name, project, tx))
    mended = replace(project, channel=channel)
    tx.projects.change(mended)
    tx.history.add(order.actor.user_id, now, Act.REPAIRED_CHANNEL, project.id, changes=project_changes(project, mended))
    set_up_channel(mended, tx, now)
    tx.outbox.resume(ToProject(project.id).lane, now)
    tell_caretakers(mended, tx, now)
    return project.key


def _free_name(typed: str, project: Project, tx: Transaction) -> str:
    if (name := channel_name_from(typed)) == project.channel.name:
        words = f"#{name} is the name that was taken. Choose another one, or press Retry if it is free by now."
        raise Refused(words, field="channel_name")
    return free_channel_name(typed, tx)


def _refuse_unless_broken(project: Project) -> None:
    if project.channel.problem is None:
        raise Refused(f"The channel of {project.key} is fine; there is nothing to repair.")


def _kept_by(reader: Target, project: Project, tx: Transaction) -> UserId | None:
    caretakers = caretakers_of(project, tx)
    is_mine = isinstance(reader, ToPerson) and reader.person in caretakers
    return None if is_mine else next(iter(caretakers), None)


@read_only
def read_channel_repair(order: Read, tx: Transaction, now: datetime) -> ChannelRepairFacts:
    """What whoever looks after a project is shown of the channel's trouble."""
    permissions.require(order.actor, Action.DELIVER)
    project = tx.projects.get(order.about)
    channel = project.channel
    attempts = tx.outbox.attempts_at_home(ToProject(project.id).lane)
    # The first attempt at a new channel is no second one; at one that was there, any is.
    tolerated = 0 if channel.id is not None and attempts.has_succeeded else 1
    in_vain = channel.problem is not None and attempts.count > tolerated
    return ChannelRepairFacts(
        project.id,
        project.key,
        project.name,
        _kept_by(order.to, project, tx),
        channel.id,
        channel.name,
        channel.problem,
        channel.id is None and channel.problem in TAKEN,
        channel.kind is ChannelKind.PUBLIC and channel.problem in LEFT,
        channel.problem is None and (channel.id is None or attempts.under_way),
        attempts.last_at if in_vain else None,
    )
