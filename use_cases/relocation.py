"""Moving a project to another channel: what is open goes along, and both channels are told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.channels import Channel
from domain.differences import project_changes
from domain.history import Act
from domain.identity import ChannelId, UserId
from domain.living import DifficultyCard, MovedCard, ProjectCard, RoundAnswer, RoundParent
from domain.notices import ChannelMoved, ToChannel, ToProject
from domain.project_names import channel_name_for, next_free_name
from domain.projects import ChannelKind, Project, ProjectChannel
from domain.refusals import Refused, refuse_if_any
from storage.transactions import Transaction, read_only
from use_cases.channel_choice import existing_channel, existing_channel_problems, free_channel_name
from use_cases.channels import DELETED, set_up_channel, tell_caretakers, was_told
from use_cases.finding import find_to_repair, visible_to_repair
from use_cases.reading import Read

CARDS_TAKEN_ALONG = 50


@dataclass(frozen=True)
class PrepareRelocation:
    """Open the form for the project of this key, or for the one in this channel."""

    actor: Actor
    key: str | None = None
    channel: str | None = None


@dataclass(frozen=True)
class RelocationForm:
    """Where the project lives now, and a free name for a new channel."""

    project_id: str
    project_key: str
    project_name: str
    channel_name: str
    proposed: str


@dataclass(frozen=True)
class RelocateProject:
    """The channel that was chosen, or the name of a new one; `met` is the chosen one as Slack shows it now."""

    actor: Actor
    project_id: str
    kind: ChannelKind
    name: str = ""
    existing: ChannelId | None = None
    met: Channel | None = None


@dataclass(frozen=True)
class MovedCardFacts:
    """Where a project lives now, for those who look at its old card."""

    project_key: str
    project_name: str
    channel: ChannelId | None
    channel_name: str


@read_only
def prepare_relocation(order: PrepareRelocation, tx: Transaction, now: datetime) -> RelocationForm:
    """The form with a free name for a new channel."""
    project = find_to_repair(order.actor, order.key, order.channel, tx)
    permissions.require(order.actor, Action.REPAIR_CHANNEL, project)
    _refuse_when_over(project)
    usual, old = channel_name_for(project.key, project.name), project.channel
    # The name of a channel that was deleted is free.
    taken = tx.channels.names_like(usual) | ({old.name} if old.problem != DELETED else set())
    return RelocationForm(project.id, project.key, project.name, old.name, next_free_name(usual, taken))


def relocate_project(order: RelocateProject, tx: Transaction, now: datetime) -> str:
    """Let a project live in another channel, and bring what is open there; returns the channel's name."""
    project = visible_to_repair(tx.projects.for_change(order.project_id), order.actor, tx)
    permissions.require(order.actor, Action.REPAIR_CHANNEL, project)
    _refuse_when_over(project)
    if project.channel.id is None and project.channel.problem is None:
        raise Refused(f"The channel of {project.key} is just being made. Try again in a minute.")
    after = replace(project, channel=_chosen(order, project, tx))
    tx.projects.change(after)
    tx.history.add(order.actor.user_id, now, Act.MOVED_CHANNEL, project.id, changes=project_changes(project, after))
    _leave(project, after, order.actor.user_id, tx, now)
    set_up_channel(after, tx, now)
    tx.outbox.resume(ToProject(project.id).lane, now)
    tx.outbox.add(_moved(ToProject(project.id), project, after, order.actor.user_id), now)
    _bring_along(after, tx, now)
    if was_told(project, tx):
        tell_caretakers(after, tx, now)
    return after.channel.name


def _refuse_when_over(project: Project) -> None:
    if project.is_over:
        raise Refused(f"{project.key} is {project.state} and stays where it is. Reopen it first to move it.")


def _chosen(order: RelocateProject, project: Project, tx: Transaction) -> ProjectChannel:
    if order.kind is not ChannelKind.EXISTING:
        return ProjectChannel(order.kind, free_channel_name(order.name, tx))
    if order.existing is not None and order.existing == project.channel.id:
        raise Refused(f"{project.key} lives in that channel already. Choose another one.", field="existing_channel")
    refuse_if_any(existing_channel_problems(order.actor, order.existing, order.met, tx))
    return existing_channel(order.existing or ChannelId(""), tx)


def _leave(before: Project, after: Project, by: UserId, tx: Transaction, now: datetime) -> None:
    """Tell the old channel, where it can be told, and turn its card into a signpost."""
    old = before.channel
    if old.id is None or old.problem is not None:
        return
    card = tx.outbox.posted(ProjectCard.of(before.id).mark)
    if card is not None:
        signpost = MovedCard.of(before.id, old.id)
        tx.outbox.keep_posted(signpost.mark, card)
        tx.outbox.add(signpost, now)
    tx.outbox.add(_moved(ToChannel(old.id), before, after, by), now)


def _moved(to: ToProject | ToChannel, before: Project, after: Project, by: UserId) -> ChannelMoved:
    was, is_now = before.channel.name, after.channel
    return ChannelMoved(to, after.key, after.name, was, is_now.id, is_now.name, by)


def _bring_along(project: Project, tx: Transaction, now: datetime) -> None:
    """What still asks for something is posted where people look from now on; what is over stays where it was."""
    for one in tx.rounds.open_in(project.id):
        parent = tx.outbox.add(RoundParent.of(one.id, project.id), now)
        for answer in tx.answers.of_round(project.id, one.day):
            tx.outbox.add(RoundAnswer.of(answer.id, one.id, project.id), now, after=parent)
    for difficulty in tx.difficulties.open_in(project.id, CARDS_TAKEN_ALONG):
        tx.outbox.add(DifficultyCard.of(difficulty), now)


@read_only
def read_moved_card(order: Read, tx: Transaction, now: datetime) -> MovedCardFacts:
    """What the card in a channel that a project has left shows now."""
    permissions.require(order.actor, Action.DELIVER)
    project = tx.projects.get(order.about)
    return MovedCardFacts(project.key, project.name, project.channel.id, project.channel.name)
