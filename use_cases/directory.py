"""Keeping the directory of people and channels, and saying who is acting."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.channels import Channel
from domain.differences import project_changes
from domain.effects import InvitePeople
from domain.history import Act
from domain.identity import ChannelId, UserId
from domain.living import ProjectCard
from domain.notices import ToProject
from domain.people import Person
from domain.projects import ChannelKind, Project, ProjectChannel
from domain.workspaces import Workspace
from storage.database import Collided
from storage.transactions import Transaction, read_only
from use_cases.channels import DELETED, tell_caretakers
from use_cases.departures import note_departures


@dataclass(frozen=True)
class Identify:
    """Who is this account? Asked before every other order."""

    actor: Actor
    person: UserId


@dataclass(frozen=True)
class Identified:
    """Whose account it is, and as in which country numbers are written to them."""

    person: Person
    country: str


@dataclass(frozen=True)
class NamePeople:
    """What are these people called?"""

    actor: Actor
    people: tuple[UserId, ...]


@dataclass(frozen=True)
class KeepPeople:
    """These people are like this now."""

    actor: Actor
    people: tuple[Person, ...]


@dataclass(frozen=True)
class KeepChannels:
    """These channels are like this now."""

    actor: Actor
    channels: tuple[Channel, ...]


@dataclass(frozen=True)
class ChangeChannel:
    """This changed about a channel; what is None stayed as it was."""

    actor: Actor
    channel: ChannelId
    name: str | None = None
    is_private: bool | None = None
    is_archived: bool | None = None
    has_bot: bool | None = None
    at: datetime | None = None
    """When the bot came or went, by Slack's clock; what is told of it late says nothing any more."""
    is_deleted: bool = False


@dataclass(frozen=True)
class BotPresence:
    """Somebody joined or left a channel."""

    actor: Actor
    channel: ChannelId
    person: str
    is_there: bool
    is_private: bool | None = None
    at: datetime | None = None


@dataclass(frozen=True)
class InstallWorkspace:
    """Steward was installed, or started again, in a workspace; `zone` is an IANA name."""

    actor: Actor
    name: str
    bot_user: UserId
    zone: str


@dataclass(frozen=True)
class FindWorkspace:
    """What is known of this workspace?"""

    actor: Actor


@dataclass(frozen=True)
class ListHomes:
    """In which channels do the projects of this workspace live?"""

    actor: Actor


@dataclass(frozen=True)
class Home:
    """A project's key and its channel."""

    project_key: str
    channel: ChannelId
    channel_name: str


@read_only
def list_homes(order: ListHomes, tx: Transaction, now: datetime) -> list[Home]:
    """The projects that have a channel, in the order of their keys."""
    permissions.require(order.actor, Action.KEEP_DIRECTORY)
    return [Home(*home) for home in tx.projects.homes()]


@read_only
def find_workspace(order: FindWorkspace, tx: Transaction, now: datetime) -> Workspace:
    """The workspace as it is remembered; without a bot when Steward was never installed there."""
    permissions.require(order.actor, Action.KEEP_DIRECTORY)
    return tx.workspaces.get()


@read_only
def identify(order: Identify, tx: Transaction, now: datetime) -> Identified | None:
    """The person as the directory knows them, None when it does not."""
    permissions.require(order.actor, Action.KEEP_DIRECTORY)
    found = tx.people.with_country(order.person)
    return Identified(*found) if found is not None else None


@read_only
def name_people(order: NamePeople, tx: Transaction, now: datetime) -> dict[str, str]:
    """The names of these people, for a sentence about them."""
    permissions.require(order.actor, Action.KEEP_DIRECTORY)
    return {person.id: person.name for person in tx.people.known(order.people)}


def keep_people(order: KeepPeople, tx: Transaction, now: datetime) -> None:
    """Remember these people as Slack shows them now; who cannot work any more leaves their work to somebody."""
    permissions.require(order.actor, Action.KEEP_DIRECTORY)
    before = tx.people.known(person.id for person in order.people)
    for person in order.people:
        tx.people.keep(person)
    note_departures(before, order.people, tx, now)


def keep_channels(order: KeepChannels, tx: Transaction, now: datetime) -> None:
    """Remember these channels as Slack shows them now."""
    permissions.require(order.actor, Action.KEEP_DIRECTORY)
    lived_in = {one.channel.id: one for one in tx.projects.in_channels([one.id for one in order.channels])}
    changed = [one.id for one in order.channels if one.id in lived_in and _is_news(one, lived_in[one.id])]
    held = [tx.projects.for_change(one) for one in sorted(lived_in[channel].id for channel in changed)]
    for channel in sorted(order.channels, key=lambda one: one.id):
        tx.channels.keep(channel)
    channels = {one.id: one for one in order.channels}
    for project in held:
        if project.channel.id in channels:
            _follow(channels[project.channel.id], project, tx, now)


def change_channel(order: ChangeChannel, tx: Transaction, now: datetime) -> None:
    """Keep what changed about a channel; a project in it that waited for a repair goes on, or begins to wait."""
    permissions.require(order.actor, Action.KEEP_DIRECTORY)
    project = _held_in(order.channel, tx)
    known = tx.channels.for_change(order.channel) or _never_listed(order.channel, project)
    if project is None and tx.projects.in_channel(order.channel) is not None:
        raise Collided("a project came to live in the channel meanwhile")
    if _is_outdated(order, tx):
        return
    changes = {
        name: value for name in ("name", "is_archived", "has_bot") if (value := getattr(order, name)) is not None
    }
    # An event may come late: it makes a channel private, but only Slack's own list makes one public again.
    changes["is_private"] = known.is_private or bool(order.is_private)
    if order.is_deleted:
        # Its name is free again.
        changes |= {"name": "", "is_archived": True}
    channel = replace(known, **changes)
    tx.channels.keep(channel)
    if order.has_bot is not None and order.at is not None:
        tx.channels.tell_bot(channel.id, order.at)
    if project is not None:
        _follow(channel, project, tx, now, lost_by=_trouble_of(order))


def _is_outdated(order: ChangeChannel, tx: Transaction) -> bool:
    """Whether this tells late that the bot came or went: it has gone or come again since."""
    told = tx.channels.bot_told_at(order.channel) if order.at is not None else None
    return told is not None and order.at is not None and order.at < told


def _held_in(channel: ChannelId, tx: Transaction) -> Project | None:
    """The project that lives in a channel, held before anything of it."""
    found = tx.projects.in_channel(channel)
    project = tx.projects.for_change(found.id) if found else None
    # It may have moved to another channel while this waited for its row.
    return project if project is not None and project.channel.id == channel else None


def _trouble_of(order: ChangeChannel) -> str | None:
    """What Slack would answer from now on, in its own word for it."""
    if order.is_deleted:
        return DELETED
    if order.is_archived:
        return "is_archived"
    return "not_in_channel" if order.has_bot is False else None


def _never_listed(channel: ChannelId, project: Project | None) -> Channel:
    """A channel that Slack did not list to us; one that we made is what its project says it is."""
    if project is None:
        return Channel(channel, "")
    return Channel(channel, project.channel.name, project.channel.kind is ChannelKind.PRIVATE, has_bot=True)


def note_bot_presence(order: BotPresence, tx: Transaction, now: datetime) -> None:
    """Keep whether the bot is in a channel; other people's comings and goings are not ours to keep."""
    permissions.require(order.actor, Action.KEEP_DIRECTORY)
    if order.person == tx.workspaces.get().bot_user:
        change = ChangeChannel(
            order.actor, order.channel, is_private=order.is_private, has_bot=order.is_there, at=order.at
        )
        change_channel(change, tx, now)


def _is_news(channel: Channel, project: Project) -> bool:
    """Whether a channel is another than its project knows it."""
    return _known_by(project, channel) != project.channel


def _known_by(project: Project, channel: Channel, lost_by: str | None = None) -> ProjectChannel:
    """A project's channel as it is now: its name, its privacy, and whether it can be reached."""
    usable = channel.has_bot and not channel.is_archived
    kind = ChannelKind.PRIVATE if channel.is_private else ChannelKind.PUBLIC
    # What was archived can be deleted after that; of anything else the first trouble is the one to mend.
    lost = lost_by if lost_by == DELETED else project.channel.problem or lost_by
    name = channel.name or project.channel.name
    return replace(project.channel, name=name, kind=kind, problem=None if usable else lost)


def _follow(channel: Channel, project: Project, tx: Transaction, now: datetime, lost_by: str | None = None) -> None:
    """Let the project that lives in a channel, and is held, know how it is now."""
    kept = _known_by(project, channel, lost_by)
    if kept == project.channel:
        return
    after = replace(project, channel=kept)
    tx.projects.change(after)
    tx.history.add(None, now, Act.CHANNEL_CHANGED, project.id, changes=project_changes(project, after))
    if kept.problem != project.channel.problem:
        if kept.problem is None:
            # Whoever came to the project meanwhile could not be invited.
            tx.outbox.add(InvitePeople(project.id, project.people), now)
            tx.outbox.resume(ToProject(project.id).lane, now)
        tell_caretakers(project, tx, now)
    tx.outbox.add(ProjectCard.of(project.id), now)


def install_workspace(order: InstallWorkspace, tx: Transaction, now: datetime) -> None:
    """Remember the workspace and its bot; settings that somebody saved stay as they are."""
    permissions.require(order.actor, Action.KEEP_DIRECTORY)
    known = tx.workspaces.for_change()
    zone = known.zone if known.settings_saved else order.zone
    tx.workspaces.keep(replace(known, name=order.name, bot_user=order.bot_user, zone=zone))
